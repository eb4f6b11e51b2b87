"""Names of people compared across spellings and scripts: a key for equal names, a key for names that sound alike."""

from __future__ import annotations

import re

from corridor.rules.identity.letters import words

_PARTICLES = frozenset(
    {"al", "el", "ul", "bin", "ibn", "bint", "ben", "de", "del", "la", "las", "los", "y", "بن", "ابن", "بنت"}
)
_SERVANT = frozenset({"abd", "abdu", "abdul", "abdel", "abdal", "عبد"})
# Consonants of the Arabic alphabet as Latin spellings usually give them; long vowels and hamza fall away.
_ARABIC = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "s",
    "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "s", "ع": "", "غ": "g", "ف": "f", "ق": "k",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "", "ي": "", "ا": "", "گ": "g", "پ": "b", "چ": "s", "ژ": "g",
}  # fmt: skip
_PAIRS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("qu", "k"), ("ce", "se"), ("ci", "si"), ("ck", "k"), ("dj", "g"),
)  # fmt: skip
_LETTERS = str.maketrans({"c": "k", "q": "k", "z": "s", "x": "g", "j": "g", "v": "b", "p": "b"})
_VOWELS = re.compile("[aeiouwy]")
_TWICE = re.compile(r"(.)\1+")


def name_key(text: str) -> str:
    """Words of a name folded (accents, case, Arabic variants) and sorted: equal for `Pérez, Ana` and `ana perez`."""
    return " ".join(sorted(words(text)))


def sound_key(text: str) -> str:
    """Sorted consonant skeletons of a name's words: equal for most ways to write one name in Latin or Arabic script.

    محمد, Mohamed and Muhammad give one key, so do Giménez and Jiménez. Different names may share a key: it finds
    candidates, it decides nothing.
    """
    return " ".join(sorted(skeletons(text)))


def skeletons(text: str) -> list[str]:
    """The consonant skeleton of each word of a name, in order; particles (al, bin, de) are left out."""
    return [skeleton for skeleton in map(_skeleton, _joined(words(text))) if skeleton]


def _joined(parts: list[str]) -> list[str]:
    """Words without particles, and names such as Abd al-Rahman as one word, without their article."""
    joined: list[str] = []
    servant = False
    for part in parts:
        if part in _SERVANT:
            servant = True
            continue
        if part in _PARTICLES:
            continue
        together = re.fullmatch(r"abd(?:[aeou]l|u)(.{2,})", part)
        if together:
            joined.append("abd" + together.group(1))
        elif servant:
            joined.append(("abd" if part.isascii() else "عبد") + _bare(part, always=True))
        else:
            joined.append(_bare(part))
        servant = False
    return joined + (["abd"] if servant else [])


def _bare(part: str, always: bool = False) -> str:
    """A word without the article: the Arabic one where three letters stay, the Latin one only after `Abd`."""
    if part.startswith("ال") and len(part) > 4 - always:
        return part[2:]
    return part[2:] if always and part[:2] in ("al", "el", "ul") and len(part) > 4 else part


def _skeleton(word: str) -> str:
    if any(letter in _ARABIC for letter in word):
        # The ta marbuta folds to ha and is silent; the Latin spellings end in h or not.
        latin = "".join(_ARABIC.get(letter, letter) for letter in word)
    else:
        latin = word
        for pair, sound in _PAIRS:
            latin = latin.replace(pair, sound)
        latin = latin.translate(_LETTERS)
        latin = _VOWELS.sub("", _TWICE.sub(r"\1", latin))
    latin = _TWICE.sub(r"\1", latin)
    return latin.removesuffix("h") if len(latin) > 1 else latin
