"""What a worker keeps of a month's pay, estimated from the terms of the contract. Exact: rounding is for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from corridor.rules.terms import Period, Term, rate_for

_MONTHS = {
    Period.DAY: Fraction(365, 12),
    Period.WEEK: Fraction(52, 12),
    Period.MONTH: Fraction(1),
    Period.YEAR: Fraction(1, 12),
}
"""How many of a calendar period stand in an average month."""

_PRICED = (("lodging", "lodging_price"), ("meals", "meals_price"))


@dataclass(frozen=True, slots=True)
class NetPay:
    """Amounts of an average month in one currency, before tax.

    `unknown` names the clauses that the terms leave open, so that the real `kept` may be lower; `once` is what is taken
    one single time. `gross` and `kept` are None when the hours or the wage are not known.
    """

    currency: str
    gross: Fraction | None
    lodging: Fraction
    meals: Fraction
    deductions: Fraction
    kept: Fraction | None
    once: Fraction
    unknown: tuple[str, ...]


def net_pay(terms: Mapping[str, Term]) -> NetPay:
    """Estimate a month from the clauses wage, hours_guaranteed_week or hours_week, lodging, meals and deductions.

    Guaranteed hours are taken before usual ones: the estimate says what is sure. Amounts in another currency than the
    wage are not guessed; their clause is named in `unknown`.
    """
    wage = terms.get("wage")
    currency = wage.currency if wage else ""
    gross = _gross(terms)
    unknown = [] if gross is not None else ["wage"] if wage is None else ["hours_week"]
    taken = {}
    once = Fraction(0)
    for code in ("lodging_price", "meals_price", "deductions"):
        month, single, known = _taken(terms, code, currency)
        taken[code] = month
        once += single
        if not known:
            unknown.append(code)
    kept = None if gross is None else gross - sum(taken.values())
    return NetPay(
        currency, gross, taken["lodging_price"], taken["meals_price"], taken["deductions"], kept, once, tuple(unknown)
    )


def _gross(terms: Mapping[str, Term]) -> Fraction | None:
    wage = terms.get("wage")
    if wage is None:
        return None
    hours = terms.get("hours_guaranteed_week") or terms.get("hours_week")
    if wage.period is Period.MONTH:
        return Fraction(_number(wage))
    if wage.period in (Period.HOUR, Period.DAY) and hours is not None:
        wage = replace(wage, hours_week=_number(hours), hours_day=wage.hours_day or _day(terms))
    elif wage.period is Period.WEEK:
        return Fraction(_number(wage)) * _MONTHS[Period.WEEK]
    return rate_for(wage, Period.MONTH)


def _day(terms: Mapping[str, Term]) -> Decimal | None:
    hours = terms.get("hours_day")
    return _number(hours) if hours else None


def _taken(terms: Mapping[str, Term], code: str, currency: str) -> tuple[Fraction, Fraction, bool]:
    """(amount a month, amount once, known) of what is taken for a clause."""
    provider = next((terms.get(clause) for clause, price in _PRICED if price == code), None)
    if provider is not None and provider.value == "employer_free":
        return Fraction(0), Fraction(0), True
    term = terms.get(code)
    if term is None:
        # Silence about deductions means none; who houses or feeds the worker must be said.
        return Fraction(0), Fraction(0), code == "deductions"
    amount = Fraction(_number(term))
    if amount and term.currency != currency:
        return Fraction(0), Fraction(0), False
    if term.period is Period.ONCE:
        return Fraction(0), amount, True
    if term.period in _MONTHS:
        return amount * _MONTHS[term.period], Fraction(0), True
    return Fraction(0), Fraction(0), amount == 0


def _number(term: Term) -> Decimal:
    assert isinstance(term.value, Decimal)  # noqa: S101 - Clause.check has been asked
    return term.value
