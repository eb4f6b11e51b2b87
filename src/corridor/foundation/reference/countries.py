"""Countries by ISO 3166-1 alpha-2 code, with the names of CLDR."""

from functools import lru_cache

from corridor.foundation.i18n import supported


def exists(code: str) -> bool:
    """True for the code of a country or territory in ISO 3166-1 (capitals)."""
    return code in _codes()


def name(code: str, language: str) -> str:
    """The name in a language of the screens; KeyError for an unknown code."""
    return _names(supported(language))[code]


def as_choices(language: str) -> list[tuple[str, str]]:
    """(code, name) of all countries for a select, in the alphabet of the language."""
    return list(_choices(supported(language)))


def calling_code(code: str) -> int | None:
    """The country's telephone code (57 for CO); None where it has no telephones. KeyError for an unknown code."""
    if not exists(code):
        raise KeyError(code)
    from phonenumbers import country_code_for_region

    return country_code_for_region(code) or None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from babel import Locale
    from babel.core import get_global

    # Left over: CLDR's groups and spare codes (EU, ZZ, QO ...), which no currency, language or telephone belongs to.
    spare = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
    old = set(get_global("territory_aliases"))
    codes = [str(code) for code in Locale("en").territories]
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha() and code not in spare | old)


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse(language).territories
    return {code: territories[code] for code in _codes()}


@lru_cache(maxsize=8)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    from corridor.foundation.reference.sorting import sort_key

    return tuple(sorted(_names(language).items(), key=lambda choice: sort_key(choice[1], language)))
