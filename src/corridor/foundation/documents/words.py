"""Words of codes in a document. The interfaces hold the words of every screen and register them here, so that a stage
that writes a document says the same as the screen does, and a code is named in one place only.
"""

from collections.abc import Callable
from typing import Any

from corridor.foundation.i18n import activate_for

Saying = Callable[..., Any]

_sayings: dict[str, Saying] = {}


class WordsMissing(LookupError):
    """Nobody registered words of this kind."""


def register_words(kind: str, saying: Saying) -> None:
    """Make `say(kind, language, ...)` possible. Another function for a kind that has one is a mistake: ValueError."""
    if _sayings.get(kind, saying) is not saying:
        raise ValueError(f"The words of {kind!r} are already registered.")
    _sayings[kind] = saying


def say(kind: str, language: str, *values: Any) -> str:
    """The words of a code (and its values) in a language. Raises WordsMissing."""
    if kind not in _sayings:
        raise WordsMissing(f"No words for {kind!r}; there are: {', '.join(sorted(_sayings)) or 'none'}.")
    with activate_for(language):
        return str(_sayings[kind](*values))
