"""Words of job titles brought near each other: folded, without fillers, lightly stemmed; and how far two are apart."""

from __future__ import annotations

from collections.abc import Mapping

from corridor.rules.identity.letters import words

_FILLERS = (
    "a an and at by for from in of on or the to with nec not elsewhere classified other all except i ii iii iv "
    "de del la las el los y o en con por para a al un una no clasificados clasificadas bajo otros otras epigrafes "
    "من في على الى عن غير مصنف مصنفين اخر اخرى مكان"
)
STOPWORDS = frozenset(_FILLERS.split())
_ARABIC_ENDINGS = ("ات", "ين", "ون")


def tokens(text: str, synonyms: Mapping[str, str] | None = None) -> list[str]:
    """The stems of a title's words, without fillers. `synonyms` maps a folded word, or two with a space, to others."""
    return [stem(word) for word in _replaced(words(text), synonyms or {}) if word not in STOPWORDS]


def _replaced(parts: list[str], synonyms: Mapping[str, str]) -> list[str]:
    result: list[str] = []
    place = 0
    while place < len(parts):
        pair = " ".join(parts[place : place + 2])
        if place + 1 < len(parts) and pair in synonyms:
            result += synonyms[pair].split()
            place += 2
        else:
            result += synonyms.get(parts[place], parts[place]).split()
            place += 1
    return result


def stem(word: str) -> str:
    """A folded word without plural and gender endings (English, Spanish, Arabic). Never shorter than three letters."""
    if not word.isascii():
        return _arabic_stem(word)
    if len(word) > 5 and word.endswith("ing"):
        return word[:-3]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 3 and word[-1] in "aeo":
        word = word[:-1]
    return word


def _arabic_stem(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    if word.endswith(_ARABIC_ENDINGS) and len(word) > 5:
        return word[:-2]
    return word[:-1] if word.endswith(("ه", "و")) and len(word) > 4 else word


def distance_within(a: str, b: str, most: int) -> int | None:
    """Edits (change, insert, drop, exchange of neighbours) from a to b; None when more than `most` are needed."""
    if abs(len(a) - len(b)) > most:
        return None
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return None
        before, row = row, new
    return row[-1] if row[-1] <= most else None
