"""The promise as values: every clause of the registry made worse holds the contract, restored it goes on."""

from datetime import date
from decimal import Decimal

import pytest

from corridor.foundation.database.errors import Refused
from corridor.rules.terms import CLAUSES, Bound, Direction, Kind, Period, Severity, Term, with_hours
from corridor.stages.contracts import promise

EUR = "EUR"


def money(amount: str, period: Period = Period.MONTH) -> Term:
    return Term(Decimal(amount), EUR, period)


def good(code: str) -> Term:
    """A term of a clause, in the middle of what it can say."""
    clause = CLAUSES[code]
    match clause.kind:
        case Kind.MONEY_RATE:
            return money("1300")
        case Kind.MONEY:
            return money("50")
        case Kind.HOURS | Kind.DAYS | Kind.PERCENT:
            return Term(Decimal(20))
        case Kind.BOOL:
            return Term(True)
        case Kind.CHOICE:
            return Term(clause.options[0])
        case Kind.DATE:
            return Term(date(2027, 3, 1))
        case Kind.TEXT:
            return Term("as agreed")


def worse(code: str) -> Term:
    """The same clause, worse for the worker; for clauses where only equality counts, changed."""
    clause = CLAUSES[code]
    up = clause.direction is Direction.LOWER_BETTER
    match clause.kind:
        case Kind.MONEY_RATE:
            return money("1299")
        case Kind.MONEY:
            return money("51" if up else "49")
        case Kind.HOURS | Kind.DAYS | Kind.PERCENT:
            return Term(Decimal(21 if up else 19))
        case Kind.BOOL:
            return Term(False)
        case Kind.CHOICE:
            return Term(clause.options[-1])
        case Kind.DATE:
            return Term(date(2027, 3, 2))
        case Kind.TEXT:
            return Term("something else")


ALL = {code: good(code) for code in CLAUSES}
JUDGED = [code for code, clause in CLAUSES.items() if clause.direction is not Direction.NONE]


def floor_of(law: dict[str, Term] | None = None, **sources: dict[str, Term]) -> dict[str, tuple[Bound, ...]]:
    order = sources.get("order", {})
    return promise.floor_of(law or {}, sources.get("standard", {}), order, sources.get("offer", order))


@pytest.mark.parametrize("source", ["law", "standard", "order"])
@pytest.mark.parametrize("code", JUDGED)
def test_every_clause_made_worse_holds_and_restored_goes_on(code: str, source: str) -> None:
    bounds = floor_of(**{source: ALL})
    terms = promise.draft_terms(bounds)
    assert promise.compared(terms, bounds).holding == ()
    spoiled = {**terms, code: worse(code)}
    found = promise.compared(spoiled, bounds)
    assert code in found.clauses
    assert set(found.clauses) <= {code, "wage"}  # longer hours for the same wage make the hour worth less, too
    assert found.severity is not Severity.NONE
    assert promise.restored(spoiled, bounds) == terms


@pytest.mark.parametrize("code", list(CLAUSES))
def test_every_clause_left_out_holds(code: str) -> None:
    bounds = floor_of(order=ALL)
    terms = promise.changed(promise.draft_terms(bounds), {code: None})
    assert code not in terms
    assert promise.compared(terms, bounds).clauses == [code]
    assert code in promise.restored(terms, bounds)


def test_draft_takes_the_best_of_the_three_sources() -> None:
    bounds = floor_of(
        law={"wage": money("1400"), "hours_week": Term(Decimal(40))},
        standard={"overtime_percent": Term(Decimal(75))},
        order={"wage": money("1323"), "hours_week": Term(Decimal(38)), "overtime_percent": Term(Decimal(50))},
    )
    terms = promise.draft_terms(bounds)
    assert (terms["wage"].value, terms["hours_week"].value, terms["overtime_percent"].value) == (1400, 38, 75)
    assert promise.compared(terms, bounds).holding == ()


def test_what_the_offer_promised_beyond_the_order_binds_too() -> None:
    bounds = floor_of(order={"wage": money("1323")}, offer={"wage": money("1350"), "bonus": money("100")})
    assert promise.draft_terms(bounds)["wage"].value == 1350
    assert promise.compared({"wage": money("1323")}, bounds).clauses == ["wage", "bonus"]


def test_charge_that_nobody_announced_holds_although_the_law_allows_it() -> None:
    bounds = floor_of(law={"recruitment_costs_worker": money("300", Period.ONCE)}, order={"wage": money("1323")})
    terms = promise.changed({"wage": money("1323")}, {"recruitment_costs_worker": plain("100")})
    assert promise.compared(terms, bounds).clauses == ["recruitment_costs_worker"]


def plain(value: str) -> dict[str, str]:
    return {"value": value, "currency": EUR, "period": "once"}


def test_changed_refuses_what_a_clause_cannot_hold_and_names_it() -> None:
    with pytest.raises(Refused) as refused:
        promise.changed(ALL, {"hours_week": {"value": "many"}})
    assert refused.value.field == "hours_week"
    with pytest.raises(Refused):
        promise.changed(ALL, {"no_such_clause": None})


def test_shorter_hours_do_not_hide_in_the_hours_of_the_wage() -> None:
    bounds = floor_of(order={"wage": money("1300"), "hours_week": Term(Decimal(40))})
    terms = promise.draft_terms(bounds)
    assert terms["wage"].hours_week is None
    longer = promise.changed(terms, {"hours_week": {"value": "48"}})
    assert with_hours(longer)["wage"].hours_week == 48
    assert set(promise.compared(longer, bounds).clauses) == {"wage", "hours_week"}


def test_raised_lifts_only_what_is_below_and_never_lowers() -> None:
    bounds = floor_of(law={"wage": money("1300"), "payslip": Term(True)}, order={"wage": money("1320")})
    terms = promise.draft_terms(bounds)
    up = promise.raised(terms, bounds, {"wage": money("1400"), "rest_days_week": Term(Decimal(1))})
    assert up.rising == ["wage", "rest_days_week"]
    assert up.terms["wage"].value == 1400
    assert promise.compared(up.terms, up.bounds).holding == ()
    down = promise.raised(up.terms, up.bounds, {"wage": money("1000"), "payslip": Term(False)})
    assert (down.rising, down.terms) == ([], up.terms)


def test_raised_guesses_nothing_between_currencies() -> None:
    bounds = floor_of(order={"wage": money("1320")})
    found = promise.raised(promise.draft_terms(bounds), bounds, {"wage": Term(Decimal(5), "USD", Period.HOUR)})
    assert (found.rising, found.unclear) == ([], ["wage"])
    assert promise.compared(found.terms, found.bounds).holding == ()


def test_floor_and_differences_survive_json() -> None:
    bounds = floor_of(law={"wage": money("1200")}, standard=ALL, order=ALL)
    assert promise.floor_from_plain(promise.floor_to_plain(bounds)) == bounds
    terms = {code: worse(code) for code in CLAUSES}
    found = promise.compared(terms, bounds)
    assert promise.differences_from_plain(found.plain()) == list(found.differences)
