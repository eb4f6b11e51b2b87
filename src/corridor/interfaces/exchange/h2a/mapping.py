"""The mapping file, read once and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from corridor.rules.terms import Plain, from_plain, to_plain

FILE = Path(__file__).with_name("mapping.toml")


@dataclass(frozen=True)
class Unit:
    """A unit of pay: `covers` of our `period`, and the least and the most that a wage of it can be."""

    period: str
    covers: Decimal
    least: Decimal
    most: Decimal


@dataclass(frozen=True)
class ColumnMapping:
    """How the columns of a file become the fields of a job order (see mapping.toml)."""

    source: str
    country: str
    currency: str
    columns: Mapping[str, str | list[str]]
    kinds: Mapping[str, str]
    status: Mapping[str, str]
    countries: Mapping[str, str]
    units: Mapping[str, Unit]
    hours: tuple[Decimal, Decimal]
    terms: Plain
    guarantee: tuple[str, Decimal]

    @property
    def needed(self) -> set[str]:
        """All columns that the mapping names."""
        named: set[str] = set()
        for column in self.columns.values():
            named |= {column} if isinstance(column, str) else set(column)
        return named


@lru_cache(maxsize=1)
def shipped() -> ColumnMapping:
    """The mapping that comes with this package."""
    with FILE.open("rb") as file:
        return build(tomllib.load(file))


def build(plain: Mapping[str, Any]) -> ColumnMapping:
    """A mapping from its file's values; raises KeyError or TermInvalid for one that cannot work."""
    terms = {
        code: {name: value for name, value in term.items() if name != "source"} for code, term in plain["terms"].items()
    }
    return ColumnMapping(
        source=plain["source"],
        country=plain["country"],
        currency=plain["currency"],
        columns=plain["columns"],
        kinds=plain["kinds"],
        status=plain["status"],
        countries=plain["countries"],
        units={
            name: Unit(unit["period"], Decimal(unit["covers"]), Decimal(unit["least"]), Decimal(unit["most"]))
            for name, unit in plain["units"].items()
        },
        hours=(Decimal(plain["hours_week"]["least"]), Decimal(plain["hours_week"]["most"])),
        terms=to_plain(from_plain(terms)),
        guarantee=(plain["guarantee"]["clause"], Decimal(plain["guarantee"]["share"])),
    )
