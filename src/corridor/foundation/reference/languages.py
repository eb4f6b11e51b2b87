"""Languages of migration corridors by ISO 639-3 code, with the names of CLDR and ours where it has none."""

from functools import lru_cache

from corridor.foundation.i18n import supported
from corridor.foundation.reference.tables import rows


def exists(code: str) -> bool:
    """True for a language of our list (ISO 639-3, small letters)."""
    return code in _rows()


def name(code: str, language: str) -> str:
    """The name of a language in a language of the screens; KeyError for an unknown code."""
    return _names(supported(language))[code]


def iso639_1(code: str) -> str | None:
    """The code of two letters, or None where the language has none; KeyError for an unknown code."""
    return _rows()[code]["iso639_1"] or None


def from_iso639_1(code: str) -> str | None:
    """The ISO 639-3 code of a code of two letters (`es` gives `spa`), or None where our list has none."""
    return _by_two_letters().get(code)


def as_choices(language: str) -> list[tuple[str, str]]:
    """(code, name) of all languages for a select, in the alphabet of the reader's language."""
    return list(_choices(supported(language)))


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("languages.tsv")}


@lru_cache(maxsize=1)
def _by_two_letters() -> dict[str, str]:
    return {row["iso639_1"]: code for code, row in _rows().items() if row["iso639_1"]}


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    known = Locale.parse(language).languages
    return {code: row[language] or known[row["cldr"]] for code, row in _rows().items()}


@lru_cache(maxsize=8)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    from corridor.foundation.reference.sorting import sort_key

    return tuple(sorted(_names(language).items(), key=lambda choice: sort_key(choice[1], language)))
