"""Currencies by ISO 4217 code, and rates between them on a date.

A rate is never without its date and source. The shipped table serves demonstrations and tests; a ministry imports the
reference rates of its own bank.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from corridor.foundation.i18n import supported
from corridor.foundation.reference.tables import rows

BASE = "EUR"
"""The table says how much of a currency one euro buys."""

_DIGITS = Decimal("0.00000001")
# Precious metals, funds, testing and no currency: codes of ISO 4217 in which nobody is paid.
_NOT_MONEY = frozenset(
    {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"}
    | {"CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "BOV"}
)


class RateMissing(LookupError):
    """No rate of a currency is known on or before a day."""

    def __init__(self, currency: str, on: date) -> None:
        super().__init__(f"no rate of {currency} on or before {on.isoformat()}")
        self.currency = currency
        self.on = on


@dataclass(frozen=True, slots=True)
class Rate:
    """`value`: how much of the second currency one unit of the first gives; `on` is the date of the older rate used."""

    value: Decimal
    on: date
    source: str


def exists(code: str) -> bool:
    """True for a currency that is legal tender somewhere today (capitals)."""
    return code in _codes()


def name(code: str, language: str) -> str:
    """The name in a language of the screens, in English where CLDR has none; KeyError for an unknown code."""
    from babel import Locale

    if not exists(code):
        raise KeyError(code)
    return str(Locale.parse(supported(language)).currencies.get(code) or Locale.parse("en").currencies[code])


def precision(code: str) -> int:
    """Digits after the point in amounts that are paid (EUR 2, JPY 0, TND 3); KeyError for an unknown code."""
    from babel.numbers import get_currency_precision

    if not exists(code):
        raise KeyError(code)
    return int(get_currency_precision(code))


def as_choices(language: str) -> list[tuple[str, str]]:
    """(code, "COP: Colombian Peso") of the currencies for a select, by code."""
    return [(code, f"{code}: {name(code, language)}") for code in sorted(_codes())]


def rate(first: str, second: str, on: date) -> Rate:
    """The rate from one currency to another: the latest known that is not after `on`.

    Between two currencies other than the euro it goes through the euro, and `on` and `source` are those of the older
    rate. Rounded to 8 digits. Raises RateMissing when there is none, KeyError for an unknown currency.
    """
    for code in (first, second):
        if not exists(code):
            raise KeyError(code)
    if first == second:
        return Rate(Decimal(1), on, "")
    known = {code: _latest(code, on) for code in (first, second) if code != BASE}
    per_euro = {code: found.value for code, found in known.items()} | {BASE: Decimal(1)}
    older = min(known.values(), key=lambda found: found.on)
    return Rate((per_euro[second] / per_euro[first]).quantize(_DIGITS), older.on, older.source)


def _latest(code: str, on: date) -> Rate:
    dated = _rates().get(code, [])
    place = bisect_right(dated, on, key=lambda found: found.on)
    if not place:
        raise RateMissing(code, on)
    return dated[place - 1]


@lru_cache(maxsize=1)
def _rates() -> dict[str, list[Rate]]:
    found: dict[str, list[Rate]] = defaultdict(list)
    for row in rows("rates.tsv"):
        found[row["currency"]].append(Rate(Decimal(row["per_eur"]), date.fromisoformat(row["date"]), row["source"]))
    return {code: sorted(dated, key=lambda item: item.on) for code, dated in found.items()}


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from babel.core import get_global

    found = set()
    for spans in get_global("territory_currencies").values():
        found |= {code for code, _start, end, tender in spans if tender and end is None}
    return frozenset(found - _NOT_MONEY)
