"""Terms survive the way through JSON, and what does not fit its clause is refused by name."""

import json
from datetime import date
from decimal import Decimal

import pytest

from corridor.rules.terms import Period, Term, TermInvalid, from_plain, to_plain

TERMS = {
    "wage": Term(Decimal("1323.50"), "EUR", Period.MONTH, Decimal(8), Decimal(40)),
    "start": Term(date(2027, 4, 1)),
    "payslip": Term(True),
    "lodging": Term("employer_free"),
    "hours_week": Term(Decimal(40)),
    "workplace": Term("Lepe"),
}


def test_round_trip_through_json() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(TERMS)))) == TERMS


@pytest.mark.parametrize(
    ("clause", "given"),
    [
        ("wages", {"value": "1"}),
        ("wage", {"value": "much", "currency": "EUR", "period": "month"}),
        ("wage", {"currency": "EUR", "period": "month"}),
        ("wage", {"value": "10", "currency": "EUR", "period": "fortnight"}),
        ("wage", {"value": "10", "period": "hour"}),
        ("payslip", {"value": "yes"}),
        ("start", {"value": "1 April"}),
        ("lodging", {"value": "castle"}),
    ],
)
def test_what_does_not_fit_is_refused_by_clause(clause: str, given: dict[str, str]) -> None:
    with pytest.raises(TermInvalid) as refused:
        from_plain({clause: given})
    assert refused.value.clause == clause
