"""Hidden criteria in the words of a job order: what may not select (principle 6), what may not be asked (10, 1).

`wordings` finds phrases by the lists of `phrases`; it decides nothing. A person says of each what it is: GROUNDS holds
on which grounds it may stay, and there is no ground but "not meant so" for what no agreement unlocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType

from corridor.rules.fairness.criteria import FORBIDDEN
from corridor.rules.fairness.phrases import ar, en, es, fr
from corridor.rules.identity.letters import fold

LANGUAGES: dict[str, ModuleType] = {"en": en, "es": es, "ar": ar, "fr": fr}

SOURCES: dict[str, str] = {
    **{code: source for code, source in FORBIDDEN.items() if code != "rating_given"},
    "sex": "ILO C111 art. 1",
    "age": "ILO C138; Corridor, principle 6",
    "fee": "ILO C181 art. 7; ILO general principles for fair recruitment, 2016",
    "documents": "ILO C189 art. 9; ILO P029",
    "wage_wanted": "Corridor, principle 6",
}
"""What a wording can hide, with what forbids it: the register's criteria, money, papers. Ratings stand in no text."""

NOT_MEANT, RESERVE, LAW = "not_meant", "reserve", "law"
GROUNDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SOURCES, (NOT_MEANT,)),
    "sex": (NOT_MEANT, RESERVE),
    "ethnicity": (NOT_MEANT, RESERVE),
    "disability": (NOT_MEANT, RESERVE),
    "age": (NOT_MEANT, LAW),
    "health": (NOT_MEANT, LAW),
}
"""On which grounds words may stay: they mean something else; a published reserve opens posts; a law asks for it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase that may hide a criterion: `text[start:end]`, found by the list of a language."""

    criterion: str
    phrase: str
    start: int
    end: int
    language: str

    @property
    def source(self) -> str:
        """What forbids the criterion."""
        return SOURCES[self.criterion]

    @property
    def grounds(self) -> tuple[str, ...]:
        """On which grounds a person may let it stand."""
        return GROUNDS[self.criterion]


@lru_cache(maxsize=4096)
def wordings(text: str, language: str | None = None) -> tuple[Wording, ...]:
    """What a text may hide, in its order; a stretch of text is told once. Without a language all lists are tried."""
    folded, places = _folded(text)
    if not folded.strip():
        return ()
    found: list[Wording] = []
    for code in [language] if language else LANGUAGES:
        if not (_has_arabic(folded) if code == "ar" else _has_latin(folded)):
            continue
        anything, otherwise, rules = _compiled(code)
        if anything.search(folded) is None:  # nearly every text: one pass in place of a hundred
            continue
        plain = folded
        for pattern in otherwise:
            plain = pattern.sub(_blank, plain)
        for criterion, pattern in rules:
            for match in pattern.finditer(plain):
                start, end = places[match.start()], places[match.end() - 1] + 1
                found.append(Wording(criterion, text[start:end], start, end, code))
    return tuple(_without_overlaps(found))


def _without_overlaps(found: Iterable[Wording]) -> list[Wording]:
    """Of wordings with the same criterion that overlap, the longest; in the order of the text."""
    kept: list[Wording] = []
    for each in sorted(found, key=lambda wording: (wording.start - wording.end, wording.start)):
        if not any(each.criterion == k.criterion and each.start < k.end and k.start < each.end for k in kept):
            kept.append(each)
    return sorted(kept, key=lambda wording: (wording.start, wording.end, wording.criterion))


_BLANK = "\x1f"
"""Stands for letters that are meant otherwise: it is no letter, no space and no full stop."""


def _blank(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in `text` that it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters, places = [], []
    for place, letter in enumerate(text):
        for plain in _letter(letter):
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


@cache
def _letter(letter: str) -> str:
    return fold(letter) if letter not in "\n’" else letter.replace("’", "'")


def _has_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _has_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text)


@cache
def _compiled(
    code: str,
) -> tuple[re.Pattern[str], list[re.Pattern[str]], list[tuple[str, re.Pattern[str]]]]:
    """All that is found as one pattern; what is meant otherwise; what is found, with its criterion."""
    lists = LANGUAGES[code]
    anything = _pattern("|".join(phrase for _criterion, phrase in lists.FOUND), code)
    otherwise = [_pattern(phrase, code) for phrase in lists.MEANT_OTHERWISE]
    return anything, otherwise, [(criterion, _pattern(phrase, code)) for criterion, phrase in lists.FOUND]


_AL = "(?:[وفبك]?ال|لل|[وفبلك])?"
"""What Arabic writes together with the word that follows: and, so, by, to, as, the."""


def _pattern(phrase: str, code: str) -> re.Pattern[str]:
    """A phrase of the lists as a pattern over folded text: groups filled in, spaces wide, ends at the ends of words."""
    for name, words in LANGUAGES[code].GROUPS.items():
        phrase = phrase.replace("{" + name + "}", f"(?:{words})")
    phrase = fold(phrase)
    before, gap = (_AL, rf"[\s-]+{_AL}") if code == "ar" else ("", r"[\s-]+")
    outside = re.sub(r"(\[[^\]]*\])| (\?)?", lambda m: m[1] or (r"[\s-]*" if m[2] else gap), phrase)
    return re.compile(rf"(?<!\w){before}(?:{outside})(?!\w|-\w{{2}}|'s\b)")
