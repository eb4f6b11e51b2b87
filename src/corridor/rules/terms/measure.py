"""Bringing two terms of one clause to a common measure, exactly (fractions, no rounding)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from corridor.rules.terms.term import Clause, Direction, Kind, Period, Term

WEEKS_PER_MONTH = Fraction(52, 12)
_CALENDAR_DAYS = {
    Period.DAY: Fraction(1),
    Period.WEEK: Fraction(7),
    Period.MONTH: Fraction(365, 12),
    Period.YEAR: Fraction(365),
}


class Order(StrEnum):
    """How a term stands to another from the worker's side."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"
    INCOMPARABLE = "incomparable"


def hourly(rate: Term) -> Fraction | None:
    """Return the amount for one hour of work, or None when the hours it rests on are not known (or pay is by piece)."""
    amount = Fraction(_number(rate))
    if rate.period is Period.HOUR:
        return amount
    if rate.period is Period.DAY and rate.hours_day is not None:
        return amount / Fraction(rate.hours_day)
    if rate.period is Period.WEEK and rate.hours_week is not None:
        return amount / Fraction(rate.hours_week)
    if rate.period is Period.MONTH and rate.hours_week is not None:
        return amount / (Fraction(rate.hours_week) * WEEKS_PER_MONTH)
    return None


def rate_for(rate: Term, period: Period) -> Fraction | None:
    """Return the rate for another period of work on the rate's own hours, or None when they are not known."""
    per_hour = hourly(rate)
    hours = {
        Period.HOUR: Fraction(1),
        Period.DAY: _fraction(rate.hours_day),
        Period.WEEK: _fraction(rate.hours_week),
        Period.MONTH: None if rate.hours_week is None else Fraction(rate.hours_week) * WEEKS_PER_MONTH,
    }.get(period)
    return None if per_hour is None or hours is None else per_hour * hours


def stand(clause: Clause, before: Term, after: Term) -> Order:
    """Return how `after` stands to `before` for the worker. Total within one unit, antisymmetric always."""
    if clause.direction is Direction.NONE:
        return Order.EQUAL
    if clause.direction is Direction.EQUAL_ONLY:
        return Order.EQUAL if _plain(before) == _plain(after) else Order.INCOMPARABLE
    if clause.kind is Kind.MONEY_RATE:
        return _combine(_rate_orders(before, after))
    pair = _pair(clause, before, after)
    if pair is None:
        return Order.INCOMPARABLE
    return _order(*pair) if clause.direction is Direction.HIGHER_BETTER else _order(pair[1], pair[0])


def _pair(clause: Clause, before: Term, after: Term) -> tuple[Fraction, Fraction] | None:
    if clause.kind is Kind.MONEY:
        return _money_pair(before, after)
    if clause.kind is Kind.CHOICE:
        return _choice_pair(clause, before, after)
    if clause.kind is Kind.BOOL:
        return Fraction(bool(before.value)), Fraction(bool(after.value))
    return Fraction(_number(before)), Fraction(_number(after))


def _order(before: Fraction, after: Fraction) -> Order:
    if before == after:
        return Order.EQUAL
    return Order.BETTER if after > before else Order.WORSE


def _combine(orders: list[Order]) -> Order:
    """Better or worse only where every measure agrees: less money for fewer hours is for a person to judge."""
    found = set(orders) - {Order.EQUAL}
    if not orders or len(found) > 1:
        return Order.INCOMPARABLE
    return found.pop() if found else Order.EQUAL


def _rate_orders(before: Term, after: Term) -> list[Order]:
    if before.currency != after.currency:
        return []
    orders = []
    if before.period is after.period:
        orders.append(_order(Fraction(_number(before)), Fraction(_number(after))))
    per_hour = hourly(before), hourly(after)
    if per_hour[0] is not None and per_hour[1] is not None:
        orders.append(_order(per_hour[0], per_hour[1]))
    return orders


def _money_pair(before: Term, after: Term) -> tuple[Fraction, Fraction] | None:
    """Amounts for the same period; nothing is nothing in every currency and period."""
    first, second = Fraction(_number(before)), Fraction(_number(after))
    if first == 0 or second == 0:
        return first, second
    if before.currency != after.currency:
        return None
    if before.period is after.period:
        return first, second
    if before.period in _CALENDAR_DAYS and after.period in _CALENDAR_DAYS:
        return first / _CALENDAR_DAYS[before.period], second / _CALENDAR_DAYS[after.period]
    return None


def _choice_pair(clause: Clause, before: Term, after: Term) -> tuple[Fraction, Fraction]:
    places = [-clause.options.index(str(term.value)) for term in (before, after)]
    return Fraction(places[0]), Fraction(places[1])


def _number(term: Term) -> Decimal:
    assert isinstance(term.value, Decimal)  # noqa: S101 - Clause.check has been asked
    return term.value


def _fraction(hours: Decimal | None) -> Fraction | None:
    return None if hours is None else Fraction(hours)


def _plain(term: Term) -> str | date | bool | Decimal:
    """Text is equal when it differs in nothing but space and case."""
    return " ".join(term.value.split()).casefold() if isinstance(term.value, str) else term.value
