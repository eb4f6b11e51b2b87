"""Costs beside the three figures, months of wage, and what is left of the pay."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.fees import (
    CostInvalid,
    CostItem,
    Limit,
    Over,
    Status,
    assess,
    limit_in_months,
    months_of_wage,
    net_pay,
)
from corridor.rules.terms import Period, Term

AMOUNTS = st.decimals(0, 5000, places=2)
LIMITS = st.one_of(st.none(), AMOUNTS.map(lambda amount: Limit(amount, "EUR", "a law")))


@given(AMOUNTS, LIMITS, LIMITS)
def test_only_nothing_is_green(amount: Decimal, law: Limit | None, scheme: Limit | None) -> None:
    found = assess(CostItem("medical", amount, "EUR"), law, scheme)
    assert (found.status is Status.GREEN) == (amount == 0)
    above = any(limit is not None and amount > limit.amount for limit in (law, scheme))
    assert (found.status is Status.RED) == above
    assert found.international == 0
    assert (Over.LAW in found.over) == (law is not None and amount > law.amount)
    assert (Over.SCHEME in found.over) == (scheme is not None and amount > scheme.amount)


@given(AMOUNTS, AMOUNTS, LIMITS, LIMITS)
def test_paying_more_is_never_a_better_status(
    one: Decimal, other: Decimal, law: Limit | None, scheme: Limit | None
) -> None:
    order = [Status.GREEN, Status.AMBER, Status.RED]
    low, high = (assess(CostItem("x", amount, "EUR"), law, scheme).status for amount in sorted((one, other)))
    assert order.index(low) <= order.index(high)


def test_a_law_that_allows_a_fee_makes_it_amber_and_no_more() -> None:
    law = Limit(Decimal(300), "EUR", "Act 7, s. 3")
    assert assess(CostItem("placement", Decimal(300), "EUR"), law, None).status is Status.AMBER
    assert assess(CostItem("placement", Decimal("300.01"), "EUR"), law, None).over == (Over.INTERNATIONAL, Over.LAW)
    forbidden = Limit(Decimal(0), "", "agreement art. 4")
    assert assess(CostItem("placement", Decimal(300), "EUR"), law, forbidden).status is Status.RED


def test_other_currencies_are_refused_and_nothing_is_nothing_in_all() -> None:
    with pytest.raises(CostInvalid, match="currency_differs"):
        assess(CostItem("visa", Decimal(1), "USD"), Limit(Decimal(1), "EUR", "law"), None)
    assert assess(CostItem("visa", Decimal(0), ""), Limit(Decimal(1), "EUR", "law"), None).status is Status.GREEN


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity"])
def test_impossible_amounts_are_refused(amount: str) -> None:
    with pytest.raises(CostInvalid):
        CostItem("visa", Decimal(amount), "EUR")
    with pytest.raises(CostInvalid):
        months_of_wage(Decimal(amount), Decimal(1))


def test_a_limit_needs_its_source() -> None:
    with pytest.raises(CostInvalid, match="source_missing"):
        Limit(Decimal(1), "EUR", " ")


def test_months_of_wage_are_exact() -> None:
    assert months_of_wage(Decimal(4290), Decimal(480)) == Fraction(143, 16)
    assert limit_in_months(Decimal("1.5"), Decimal(480), "USD", "Act").amount == Decimal(720)
    with pytest.raises(CostInvalid, match="wage_not_positive"):
        months_of_wage(Decimal(1), Decimal(0))


def money(amount: str, period: Period, currency: str = "EUR") -> Term:
    return Term(Decimal(amount), currency, period)


def hours(number: str) -> Term:
    return Term(Decimal(number))


HOURLY = {"wage": money("9", Period.HOUR), "hours_week": hours("40")}
FREE = {"lodging": Term("employer_free"), "meals": Term("employer_free")}


def test_an_hourly_wage_over_a_month() -> None:
    found = net_pay({**HOURLY, **FREE})
    assert found.gross == found.kept == Fraction(9 * 40 * 52, 12)
    assert found.unknown == ()


def test_guaranteed_hours_come_before_usual_ones() -> None:
    assert net_pay({**HOURLY, **FREE, "hours_guaranteed_week": hours("30")}).gross == Fraction(9 * 30 * 52, 12)


def test_a_daily_wage_needs_the_hours_of_a_day() -> None:
    daily = {"wage": money("63", Period.DAY), "hours_day": hours("7"), "hours_week": hours("42"), **FREE}
    assert net_pay(daily).gross == Fraction(63 * 6 * 52, 12)
    assert net_pay({**daily, "hours_day": hours("6")}).gross == Fraction(63 * 7 * 52, 12)
    unknown = net_pay({"wage": money("63", Period.DAY), **FREE})
    assert (unknown.gross, unknown.kept, unknown.unknown) == (None, None, ("hours_week",))


def test_what_is_taken_is_taken_for_its_period() -> None:
    found = net_pay(
        {
            **HOURLY,
            "lodging": Term("employer_at_price"),
            "lodging_price": money("30", Period.WEEK),
            "meals": Term("employer_at_price"),
            "meals_price": money("6", Period.DAY),
            "deductions": money("100", Period.ONCE),
        }
    )
    assert (found.lodging, found.meals, found.deductions) == (130, Fraction(365, 2), 0)
    assert found.once == 100
    assert found.kept == 1560 - 130 - Fraction(365, 2)
    assert found.unknown == ()


def test_open_clauses_are_named_not_guessed() -> None:
    assert net_pay(HOURLY).unknown == ("lodging_price", "meals_price")
    assert net_pay({**HOURLY, **FREE, "deductions": money("5", Period.MONTH, "USD")}).unknown == ("deductions",)
    assert net_pay({}).unknown[0] == "wage"


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_more_taken_is_less_kept(price: Decimal, more: Decimal) -> None:
    def kept(amount: Decimal) -> Fraction:
        found = net_pay(
            {**HOURLY, "lodging_price": Term(amount, "EUR", Period.MONTH), "meals": Term("employer_free")}
        ).kept
        assert found is not None
        return found

    assert kept(price) - kept(price + more) == Fraction(more)
