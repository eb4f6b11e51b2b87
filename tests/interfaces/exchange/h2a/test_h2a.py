"""Job orders of the disclosure file of H-2A: every row is accounted for, and a second run adds nothing."""

import os
import time
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from corridor.foundation.database.context import Actor, acting
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.interfaces.exchange.h2a import import_h2a, mend, reason
from corridor.interfaces.exchange.h2a.mapping import FILE, shipped
from corridor.rules.terms import from_plain
from corridor.stages.demand import api as demand
from tests.harness.people import member

from .small_file import COLUMNS, as_csv, member_of, row

SHARED = Path(os.environ.get("CORRIDOR_SHARED", "/work/shared"))
REAL = SHARED / "data" / "h2a_job_orders" / "h2a_fy2016.csv.gz"


@pytest.fixture
def officer(db: None) -> Any:
    actor = member("officer").actor()
    with acting(actor, "test"):
        yield actor


def counts(report: demand.OrderImport) -> tuple[int, int, int, int]:
    return report.rows, report.imported, report.joined, report.refused


def test_rows_are_imported_joined_or_refused(officer: Actor) -> None:
    rows = [
        row("H-1", EMPLOYER_NAME="Growers Association"),
        member_of("H-1", "Birch Farm"),
        member_of("H-1", "Cedar Farm", ""),
        row("H-2", JOB_TITLE="Zqx operative", SOC_CODE=""),
        row("H-1", EMPLOYER_NAME="Growers Association"),
        row("H-3", CASE_STATUS="DETERMINATION ISSUED - DENIED"),
        member_of("H-9", "Nobody's member"),
    ]
    heard: list[int] = []
    report = import_h2a(as_csv(rows, packed=True), by=officer, file_name="small.csv.gz", progress=heard.append)
    assert counts(report) == (7, 2, 3, 2)
    assert heard[-1] == 7
    assert report.doubtful == 1
    assert [(r["row"], r["column"], r["reason"]) for r in report.refusals] == [
        (7, "CASE_STATUS", "denied"),
        (8, "", "primary_refused"),
    ]
    orders = {order.source_ref: order for order in demand.orders(officer)}
    assert set(orders) == {"H-1", "H-2"}
    assert {order.state for order in orders.values()} == {"submitted"}
    members = demand.participants(orders["H-1"].id)
    assert [(m.employer.name, m.posts) for m in members] == [
        ("Birch Farm", 2),
        ("Cedar Farm", 0),
        ("Growers Association", 8),
    ]
    assert {employer.state for employer in demand.employers(officer)} == {"applied"}
    assert [order.source_ref for order in demand.doubtful(officer)] == ["H-2"]


def test_second_run_adds_nothing(officer: Actor) -> None:
    content = as_csv([row("H-1"), member_of("H-1", "Birch Farm"), row("H-2", BASIC_UNIT_OF_PAY="Select Pay Range")])
    first = import_h2a(content, by=officer)
    before = (demand.orders(officer).count(), demand.employers(officer).count())
    second = import_h2a(content, by=officer)
    assert counts(first) == counts(second) == (3, 1, 1, 1)
    assert (first.again, second.again) == (0, 2)
    assert (demand.orders(officer).count(), demand.employers(officer).count()) == before
    assert len(demand.participants(demand.orders(officer)[0].id)) == 1


def test_order_says_what_the_row_says(officer: Actor) -> None:
    import_h2a(as_csv([row("H-1", BASIC_RATE_OF_PAY="1206.32", BASIC_UNIT_OF_PAY="Bi-Weekly")]), by=officer)
    order = demand.orders(officer)[0]
    assert (order.posts, order.country, order.town, order.experience_months) == (8, "US", "Exampleton", 3)
    assert (str(order.start), str(order.end)) == ("2016-03-15", "2016-11-15")
    assert order.workplace == "Exampleton, MD, 21000"
    terms = from_plain(order.terms)
    assert (terms["wage"].value, terms["wage"].currency, terms["wage"].period) == (Decimal("603.16"), "USD", "week")
    assert terms["hours_guaranteed_week"].value == 30
    assert terms["lodging"].value == "employer_free"
    assert demand.missing(order) == []


@pytest.mark.parametrize(
    ("changes", "column", "why"),
    [
        ({"CASE_STATUS": "DETERMINATION ISSUED - WITHDRAWN"}, "CASE_STATUS", "withdrawn"),
        ({"CASE_STATUS": "LOST"}, "CASE_STATUS", "unknown_status"),
        ({"PRIMARY/SUB": "?"}, "PRIMARY/SUB", "unknown_kind"),
        ({"CASE_NUMBER": " "}, "CASE_NUMBER", "missing_value"),
        ({"EMPLOYER_NAME": ""}, "EMPLOYER_NAME", "missing_value"),
        ({"EMPLOYER_NAME": "x" * 201}, "EMPLOYER_NAME", "record_invalid"),
        ({"EMPLOYER_COUNTRY": "ATLANTIS"}, "EMPLOYER_COUNTRY", "unknown_country"),
        ({"JOB_TITLE": "", "SOC_TITLE": ""}, "JOB_TITLE", "missing_value"),
        ({"NBR_WORKERS_CERTIFIED": "0"}, "NBR_WORKERS_CERTIFIED", "no_posts"),
        ({"NBR_WORKERS_CERTIFIED": "some"}, "NBR_WORKERS_CERTIFIED", "not_a_number"),
        ({"NBR_WORKERS_CERTIFIED": "999999"}, "posts", "record_invalid"),
        ({"REQUESTED_START_DATE_OF_NEED": "soon"}, "REQUESTED_START_DATE_OF_NEED", "not_a_date"),
        ({"REQUESTED_START_DATE_OF_NEED": "2106-03-15"}, "REQUESTED_END_DATE_OF_NEED", "ends_before_start"),
        ({"BASIC_UNIT_OF_PAY": "Select Pay Range"}, "BASIC_UNIT_OF_PAY", "unknown_unit"),
        ({"BASIC_UNIT_OF_PAY": "Month"}, "BASIC_RATE_OF_PAY", "implausible_wage"),
        ({"BASIC_RATE_OF_PAY": "NaN"}, "BASIC_RATE_OF_PAY", "not_a_number"),
        ({"BASIC_NUMBER_OF_HOURS": "8"}, "BASIC_NUMBER_OF_HOURS", "implausible_hours"),
    ],
)
def test_refused_row_says_where_and_why(officer: Actor, changes: dict[str, str], column: str, why: str) -> None:
    report = import_h2a(as_csv([row("H-1"), row("H-2", **changes)]), by=officer)
    assert counts(report) == (2, 1, 0, 1)
    refusal = report.refusals[0]
    assert (refusal["row"], refusal["column"], refusal["reason"]) == (3, column, why)
    for language in ("en", "es", "ar"):
        with translation.override(language):
            assert len(str(reason(refusal["reason"]))) > 10
            assert len(str(mend(refusal["mend"]))) > 10


def test_row_with_too_few_columns_is_refused(officer: Actor) -> None:
    content = as_csv([row("H-1")]) + b"H-2,only,these\r\n"
    report = import_h2a(content, by=officer)
    assert counts(report) == (2, 1, 0, 1)
    assert report.refusals[0]["reason"] == "malformed"


def test_other_files_are_refused_whole(officer: Actor) -> None:
    without = [column for column in COLUMNS if column != "BASIC_UNIT_OF_PAY"]
    for content, code in [
        (as_csv([row("H-1")], columns=without), "wrong_columns"),
        (b"\x00\xff\xfe", "unreadable"),
        (as_csv([row("H-1")], packed=True)[:60], "unreadable"),
        (b"", "wrong_columns"),
    ]:
        with pytest.raises(Refused) as error, transaction.atomic():
            import_h2a(content, by=officer)
        assert error.value.code == code


def test_import_asks_for_its_permission(db: None) -> None:
    actor = member("approver").actor()
    with acting(actor, "test"), pytest.raises(NotAllowed):
        import_h2a(as_csv([row("H-1")]), by=actor)


def test_table_holds_that_the_counts_add_up(officer: Actor) -> None:
    report = import_h2a(as_csv([row("H-1")]), by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(report).objects.filter(id=report.id).update(imported=2)


def test_every_term_of_the_mapping_has_its_source() -> None:
    plain = tomllib.loads(FILE.read_text())
    assert all(term["source"].strip() for term in plain["terms"].values())
    assert set(plain["terms"]) == set(shipped().terms)


@pytest.mark.skipif(not REAL.exists(), reason=f"the real file is not here: {REAL}")
def test_the_real_file_adds_up(officer: Actor) -> None:
    """11,597 rows, each accounted for, within a minute."""
    began = time.monotonic()
    report = import_h2a(REAL, by=officer)
    seconds = time.monotonic() - began
    assert report.rows == 11_597 == report.imported + report.joined + report.refused
    assert len(report.refusals) == report.refused
    assert all(refusal["row"] and refusal["mend"] for refusal in report.refusals)
    reasons = Counter(refusal["reason"] for refusal in report.refusals)
    assert reasons["withdrawn"] == 234
    assert reasons["denied"] == 191
    assert report.imported == demand.orders(officer).count() > 8_200
    assert seconds < 60
