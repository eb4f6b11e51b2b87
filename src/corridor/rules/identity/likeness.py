"""How likely two entries are one person, with the reasons that a registrar sees. Sex is not looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corridor.rules.identity.letters import fold, words
from corridor.rules.identity.names import skeletons


class Reason(StrEnum):
    """What two entries have in common, weightiest first."""

    SAME_DOCUMENT = "same_document"
    SAME_PHONE = "same_phone"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTH_DATE = "same_birth_date"
    SAME_BIRTH_YEAR = "same_birth_year"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is compared. `birth` is ISO text, perhaps partial (1990, 1990-05); `document` may be a blind index."""

    name: str
    birth: str = ""
    phone: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 (nothing in common) to 1, and its reasons in the order of Reason."""

    score: float
    reasons: tuple[Reason, ...]


SIMILAR_NAME = 0.7
"""From here on two names are called similar."""

LISTED = 0.5
"""From here on an entry is listed as a possible duplicate: a name alone reaches it, a phone or a date does not."""

# Each piece of evidence takes away its part of what is still doubtful. Families share a phone, many share a year.
_WEIGHTS = {
    Reason.SAME_DOCUMENT: 0.85,
    Reason.SAME_PHONE: 0.45,
    Reason.SAME_BIRTH_DATE: 0.5,
    Reason.SAME_BIRTH_YEAR: 0.2,
}
_NAME_WEIGHT = 0.7
_OTHER_BIRTH = 0.6
_OTHER_NAME = 0.5
_PHONE_DIGITS = 8


def likeness(a: Identity, b: Identity) -> Likeness:
    """How alike two entries are. Symmetric; what is missing on either side counts neither for nor against."""
    name = name_similarity(a.name, b.name)
    reasons = [reason for reason, holds in _facts(a, b, name).items() if holds]
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - (_NAME_WEIGHT * name if reason is Reason.SIMILAR_NAME else _WEIGHTS[reason])
    score = 1 - doubt
    if Reason.SAME_DOCUMENT not in reasons:
        score *= _OTHER_BIRTH if _births_differ(a.birth, b.birth) else 1
        score *= 1 if Reason.SIMILAR_NAME in reasons else _OTHER_NAME
    return Likeness(round(score, 4), tuple(reasons))


def name_similarity(a: str, b: str) -> float:
    """From 0 to 1: the words of the shorter name, each beside its most similar word of the longer one.

    One family name may be left out, or a middle name: a word without a partner costs little. Across scripts the
    consonant skeletons are compared.
    """
    pairs = [(words(a), words(b)), (skeletons(a), skeletons(b))]
    spelt, heard = (_words_similarity(first, second) for first, second in pairs)
    return max(spelt, 0.92 * heard)


def _facts(a: Identity, b: Identity, name: float) -> dict[Reason, bool]:
    whole, year = _same_birth(a.birth, b.birth)
    document, phone = (_same(fold(a.document), fold(b.document)), _same(_phone(a.phone), _phone(b.phone)))
    return {
        Reason.SAME_DOCUMENT: document,
        Reason.SAME_PHONE: phone,
        Reason.SIMILAR_NAME: name >= SIMILAR_NAME,
        Reason.SAME_BIRTH_DATE: whole,
        Reason.SAME_BIRTH_YEAR: year and not whole,
    }


def _words_similarity(a: Sequence[str], b: Sequence[str]) -> float:
    # One order whichever name comes first: difflib is not symmetric.
    short, long = sorted((sorted(a), sorted(b)), key=lambda part: (len(part), part))
    if not short:
        return 0.0
    left = list(long)
    total = 0.0
    for word in sorted(short, key=len, reverse=True):
        best = max(left, key=lambda other: (_alike(word, other), other))
        total += _alike(word, best)
        left.remove(best)
    alone = 0.06 if len(short) > 1 else 0.25
    return max(0.0, total / len(short) - alone * len(left))


def _alike(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:  # an initial
        return 0.85 if a[:1] == b[:1] else 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _same(a: str, b: str) -> bool:
    return bool(a) and a == b


def _phone(text: str) -> str:
    """The last digits, so that a number with and without its country's code is one; nothing for a short code."""
    digits = "".join(letter for letter in fold(text) if letter.isdigit())
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""


def _same_birth(a: str, b: str) -> tuple[bool, bool]:
    """(same full date, or day and month exchanged; same year)."""
    if len(a) < 4 or len(b) < 4 or a[:4] != b[:4]:
        return False, False
    whole = len(a) == 10 and len(b) == 10
    exchanged = whole and a[5:7] == b[8:] and a[8:] == b[5:7]
    return whole and (a == b or exchanged), True


def _births_differ(a: str, b: str) -> bool:
    """True where both years are known and more than two apart: nearer ones are often guessed ages or slips."""
    if not (a[:4].isdigit() and b[:4].isdigit() and len(a) >= 4 and len(b) >= 4):
        return False
    return abs(int(a[:4]) - int(b[:4])) > 2
