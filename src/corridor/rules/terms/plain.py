"""Terms as plain JSON values and back: what schemes, job orders and contracts store, without losing a digit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from corridor.rules.terms.clauses import CLAUSES
from corridor.rules.terms.term import Clause, Kind, Period, Term, TermInvalid

Plain = dict[str, dict[str, Any]]
"""clause code -> {"value": text, number as text, or bool; "currency", "period", "hours_day", "hours_week" if given}."""

_NUMBERS = (Kind.MONEY_RATE, Kind.MONEY, Kind.HOURS, Kind.DAYS, Kind.PERCENT)


def to_plain(terms: Mapping[str, Term]) -> Plain:
    """Terms as JSON values, in the registry's order; numbers and dates become text."""
    return {code: _plain(terms[code]) for code in CLAUSES if code in terms}


def from_plain(plain: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    """Terms from JSON values; raises TermInvalid with the clause at fault."""
    return {code: _term(_clause(code), given) for code, given in plain.items()}


def _clause(code: str) -> Clause:
    if code not in CLAUSES:
        raise TermInvalid("unknown_clause", code)
    return CLAUSES[code]


def _plain(term: Term) -> dict[str, Any]:
    value = term.value if isinstance(term.value, bool) else str(term.value)
    found: dict[str, Any] = {"value": value}
    if term.currency:
        found["currency"] = term.currency
    if term.period is not None:
        found["period"] = term.period.value
    if term.hours_day is not None:
        found["hours_day"] = str(term.hours_day)
    if term.hours_week is not None:
        found["hours_week"] = str(term.hours_week)
    return found


def _term(clause: Clause, given: Mapping[str, Any]) -> Term:
    try:
        term = Term(
            _value(clause, given["value"]),
            str(given.get("currency", "")),
            Period(given["period"]) if given.get("period") else None,
            Decimal(given["hours_day"]) if given.get("hours_day") else None,
            Decimal(given["hours_week"]) if given.get("hours_week") else None,
        )
    except (KeyError, ValueError, InvalidOperation, TypeError) as error:
        raise TermInvalid("wrong_kind", clause.code) from error
    clause.check(term)
    return term


def _value(clause: Clause, value: Any) -> Decimal | bool | str | date:
    if clause.kind in _NUMBERS:
        return Decimal(str(value))
    if clause.kind is Kind.DATE:
        return date.fromisoformat(str(value))
    if clause.kind is Kind.BOOL:
        if not isinstance(value, bool):
            raise TypeError(value)
        return value
    return str(value)
