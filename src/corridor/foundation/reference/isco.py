"""ISCO-08, the International Standard Classification of Occupations: titles, its tree, and search as people say it.

Codes of one digit are major groups, two sub-major, three minor, four unit groups. An occupation is a unit group.
"""

from dataclasses import dataclass
from functools import lru_cache

from corridor.foundation.i18n import DEFAULT_LANGUAGE, supported
from corridor.foundation.reference.tables import rows

UNIT_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Group:
    """One group: titles and search words by language of the screens. Only unit groups have search words."""

    code: str
    titles: dict[str, str]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit group that words may mean; `score` from 0 to 1, 1 where the words are its title or one of its phrases."""

    code: str
    title: str
    score: float


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """All groups of the four levels by code, in the order of the classification."""
    found = {}
    for row in rows("isco08.tsv"):
        languages = [column for column in row if len(column) == 2]
        titles = {language: row[language] for language in languages}
        words = {language: _phrases(row[f"words_{language}"]) for language in languages}
        found[row["code"]] = Group(row["code"], titles, words)
    return found


def exists(code: str) -> bool:
    """True for a code of any of the four levels."""
    return code in groups()


def is_unit_group(code: str) -> bool:
    """True for a code of four digits that ISCO-08 has."""
    return len(code) == UNIT_DIGITS and exists(code)


def title(code: str, language: str) -> str:
    """The title of a group in a language of the screens, in English where it is none; KeyError for an unknown code."""
    titles = groups()[code].titles
    return titles.get(supported(language)) or titles[DEFAULT_LANGUAGE]


def parents(code: str) -> tuple[str, ...]:
    """The groups above a group, the major group first; none for a major group. KeyError for an unknown code."""
    if not exists(code):
        raise KeyError(code)
    return tuple(code[:digits] for digits in range(1, len(code)))


@lru_cache(maxsize=1)
def unit_groups() -> tuple[str, ...]:
    """The codes of the 436 unit groups, in order."""
    return tuple(code for code in groups() if len(code) == UNIT_DIGITS)


def as_choices(language: str) -> list[tuple[str, str]]:
    """(code, title) of the unit groups for a select, in the order of the classification."""
    return [(code, title(code, language)) for code in unit_groups()]


def search(words: str, language: str, limit: int = 6) -> list[Hit]:
    """The unit groups that words may mean, best first, titled in `language`.

    Words of any of the three languages are understood, without accents, with small slips, and while the last word
    is still being typed. The digits of a code find the groups below it.
    """
    from corridor.foundation.reference import isco_search

    return [Hit(code, title(code, language), score) for code, score in isco_search.find(words, language, limit)]


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase for part in text.split(";") if (phrase := part.strip()))
