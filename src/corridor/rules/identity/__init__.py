"""Who is who: file numbers that catch a slip of the pen, and entries that may be one person."""

from corridor.rules.identity.letters import fold, words
from corridor.rules.identity.likeness import LISTED, Identity, Likeness, Reason, likeness, name_similarity
from corridor.rules.identity.names import name_key, sound_key
from corridor.rules.identity.number import NumberInvalid, format, is_valid, make, normalise

__all__ = [
    "LISTED",
    "Identity",
    "Likeness",
    "NumberInvalid",
    "Reason",
    "fold",
    "format",
    "is_valid",
    "likeness",
    "make",
    "name_key",
    "name_similarity",
    "normalise",
    "sound_key",
    "words",
]
