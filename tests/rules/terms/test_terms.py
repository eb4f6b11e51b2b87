"""Terms: only equal or better passes; a better floor never lets more pass."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.terms import (
    CLAUSES,
    Difference,
    DifferenceKind,
    Direction,
    Kind,
    Order,
    Period,
    Severity,
    Term,
    TermInvalid,
    best,
    compare,
    floor,
    holds,
    hourly,
    rate_for,
    stand,
    with_hours,
)

NUMBERS = st.decimals(0, 3000, places=2)
HOURS = st.one_of(st.none(), st.decimals(1, 80, places=1))


def term_of(code: str) -> st.SearchStrategy[Term]:
    clause = CLAUSES[code]
    currency = st.sampled_from(["EUR", "EUR", "EUR", "USD"])
    if clause.kind is Kind.MONEY_RATE:
        periods = st.sampled_from([Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH, Period.PIECE])
        return st.builds(Term, NUMBERS, currency, periods, HOURS, HOURS)
    if clause.kind is Kind.MONEY:
        return st.builds(Term, NUMBERS, currency, st.sampled_from([Period.ONCE, Period.WEEK, Period.MONTH]))
    values = {
        Kind.BOOL: st.booleans(),
        Kind.CHOICE: st.sampled_from(clause.options or ("",)),
        Kind.TEXT: st.sampled_from(["Huelva", "Lleida"]),
        Kind.DATE: st.dates(date(2027, 1, 1), date(2027, 1, 3)),
    }
    return st.builds(Term, values.get(clause.kind, NUMBERS))


TERMS = st.sets(st.sampled_from(sorted(CLAUSES)), max_size=8).flatmap(
    lambda codes: st.fixed_dictionaries({code: term_of(code) for code in sorted(codes)})
)
PAIRS = st.sampled_from(sorted(CLAUSES)).flatmap(lambda code: st.tuples(st.just(code), term_of(code), term_of(code)))


def only(differences: list[Difference], code: str) -> Difference:
    return next(difference for difference in differences if difference.clause == code)


@given(TERMS)
def test_compare_with_itself_finds_only_equals(terms: dict[str, Term]) -> None:
    differences = compare(terms, terms)
    assert {difference.clause for difference in differences} == set(terms)
    assert all(d.kind is DifferenceKind.EQUAL and d.severity is Severity.NONE for d in differences)
    assert not holds(differences)


@given(PAIRS)
def test_stand_is_antisymmetric(pair: tuple[str, Term, Term]) -> None:
    code, one, other = pair
    mirror = {Order.BETTER: Order.WORSE, Order.WORSE: Order.BETTER}
    there, back = stand(CLAUSES[code], one, other), stand(CLAUSES[code], other, one)
    assert back is mirror.get(there, there)


@settings(max_examples=300, deadline=None)
@given(TERMS, TERMS, TERMS, TERMS)
def test_what_passes_is_equal_or_better_than_every_source(law, standard, order, contract) -> None:  # type: ignore[no-untyped-def]
    if holds(compare(floor(law, standard, order), contract)):
        return
    after = with_hours(contract)
    for source in (law, standard, order):
        for code, term in with_hours(source).items():
            assert code in after
            if CLAUSES[code].direction is not Direction.EQUAL_ONLY:
                assert stand(CLAUSES[code], term, after[code]) in (Order.EQUAL, Order.BETTER)


@settings(max_examples=300, deadline=None)
@given(TERMS, TERMS, TERMS, PAIRS)
def test_a_further_or_better_floor_never_lets_more_pass(standard, order, contract, pair) -> None:  # type: ignore[no-untyped-def]
    code, one, other = pair
    low, high = (one, other) if stand(CLAUSES[code], one, other) is Order.BETTER else (one, one)
    without = holds(compare(floor({}, standard, order), contract))
    with_low = holds(compare(floor({code: low}, standard, order), contract))
    with_high = holds(compare(floor({code: high}, standard, order), contract))
    assert with_low >= without
    if high.period is low.period and (high.hours_day, high.hours_week) == (low.hours_day, low.hours_week):
        assert with_high >= with_low


def test_wages_of_different_periods_meet_in_the_hour() -> None:
    monthly = Term(Decimal("1200"), "EUR", Period.MONTH, hours_week=Decimal("40"))
    assert hourly(monthly) == Fraction(90, 13)
    assert rate_for(Term(Decimal("9"), "EUR", Period.HOUR, hours_week=Decimal("40")), Period.MONTH) == 1560
    assert rate_for(Term(Decimal("9"), "EUR", Period.HOUR), Period.MONTH) is None
    assert stand(CLAUSES["wage"], Term(Decimal("7"), "EUR", Period.HOUR), monthly) is Order.WORSE
    assert stand(CLAUSES["wage"], Term(Decimal("6.92"), "EUR", Period.HOUR), monthly) is Order.BETTER


def test_the_same_monthly_wage_for_longer_hours_is_worse() -> None:
    base = {"wage": Term(Decimal("1000"), "EUR", Period.MONTH), "hours_week": Term(Decimal("40"))}
    longer = {"wage": Term(Decimal("1000"), "EUR", Period.MONTH), "hours_week": Term(Decimal("48"))}
    found = compare(base, longer)
    assert only(found, "wage").kind is DifferenceKind.WORSE
    assert only(found, "hours_week").kind is DifferenceKind.WORSE


def test_less_money_for_fewer_hours_is_for_a_person_to_judge() -> None:
    before = Term(Decimal("1000"), "EUR", Period.MONTH, hours_week=Decimal("40"))
    after = Term(Decimal("900"), "EUR", Period.MONTH, hours_week=Decimal("30"))
    assert stand(CLAUSES["wage"], before, after) is Order.INCOMPARABLE


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (Term(Decimal("9"), "USD", Period.HOUR), DifferenceKind.INCOMPARABLE),
        (Term(Decimal("0.5"), "EUR", Period.PIECE), DifferenceKind.INCOMPARABLE),
        (Term(Decimal("8.99"), "EUR", Period.HOUR), DifferenceKind.WORSE),
        (None, DifferenceKind.MISSING),
    ],
)
def test_a_wage_that_is_not_shown_to_be_as_good_holds_the_contract(after: Term | None, kind: DifferenceKind) -> None:
    found = compare({"wage": Term(Decimal("9"), "EUR", Period.HOUR)}, {"wage": after} if after else {})
    assert (found[0].kind, found[0].severity) == (kind, Severity.CRITICAL)
    assert holds(found)


@pytest.mark.parametrize("code", ["deductions", "leaving_penalty", "recruitment_costs_worker", "lodging_price"])
def test_a_charge_that_nobody_announced_holds_the_contract(code: str) -> None:
    found = compare({}, {code: Term(Decimal("20"), "EUR", Period.MONTH)})
    assert found[0].kind is DifferenceKind.WORSE
    assert holds(found)
    assert not holds(compare({}, {code: Term(Decimal("0"), period=Period.ONCE)}))


def test_a_charge_that_the_law_allows_and_nobody_announced_holds_the_contract() -> None:
    allowed, taken = Term(Decimal("100"), "EUR", Period.MONTH), Term(Decimal("50"), "EUR", Period.MONTH)
    assert compare(floor({"deductions": allowed}, {}, {}), {"deductions": taken})[0].source == "silence"
    assert not holds(compare(floor({"deductions": allowed}, {}, {"deductions": taken}), {"deductions": taken}))


def test_law_stands_above_a_lower_order_and_says_so() -> None:
    law, order = Term(Decimal("9.26"), "EUR", Period.HOUR), Term(Decimal("9"), "EUR", Period.HOUR)
    bounds = floor({"wage": law}, {}, {"wage": order})
    found = only(compare(bounds, {"wage": order}), "wage")
    assert (found.kind, found.source) == (DifferenceKind.WORSE, "law")
    assert best("wage", bounds["wage"]).source == "law"


def test_a_steep_loss_weighs_a_step_more() -> None:
    base = {"rest_days_week": Term(Decimal("2")), "paid_leave_days_year": Term(Decimal("30"))}
    found = compare(base, {"rest_days_week": Term(Decimal("1")), "paid_leave_days_year": Term(Decimal("29"))})
    assert only(found, "rest_days_week").severity is Severity.CRITICAL
    assert only(found, "paid_leave_days_year").severity is Severity.MAJOR


def test_a_changed_workplace_holds_and_spacing_does_not() -> None:
    base = {"workplace": Term("Finca El Rocío, Huelva")}
    assert holds(compare(base, {"workplace": Term("Lleida")}))
    assert not holds(compare(base, {"workplace": Term(" finca el rocío,  Huelva")}))


def test_who_pays_is_ordered_from_the_workers_side() -> None:
    base = {"travel_there": Term("shared")}
    assert compare(base, {"travel_there": Term("employer")})[0].kind is DifferenceKind.BETTER
    assert compare(base, {"travel_there": Term("worker")})[0].kind is DifferenceKind.WORSE


@pytest.mark.parametrize(
    ("code", "term", "fault"),
    [
        ("wage", Term(Decimal("9")), "currency_or_period_missing"),
        ("wage", Term(Decimal("-1"), "EUR", Period.HOUR), "not_a_quantity"),
        ("wage", Term(Decimal("9"), "EUR", Period.ONCE), "not_a_wage_period"),
        ("wage", Term("nine", "EUR", Period.HOUR), "wrong_kind"),
        ("travel_there", Term("nobody"), "unknown_option"),
        ("workplace", Term("  "), "empty"),
        ("payslip", Term("yes"), "wrong_kind"),
        ("horoscope", Term("fine"), "unknown_clause"),
    ],
)
def test_a_term_that_does_not_fit_its_clause_is_refused(code: str, term: Term, fault: str) -> None:
    with pytest.raises(TermInvalid) as refused:
        compare({}, {code: term})
    assert (refused.value.code, refused.value.clause) == (fault, code)
