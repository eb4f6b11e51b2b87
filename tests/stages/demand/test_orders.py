"""A job order from draft to closed: who may do what, and what stops it."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pydantic import ValidationError

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import PUBLIC, SYSTEM, Actor
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.events import on, published
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api
from corridor.stages.demand.models import JobOrder
from tests.harness.people import member, office

from .conftest import changed, refused


def test_way_of_an_order(record: api.JobOrderRecord, farmer: Actor, officer: Actor, approver: Actor) -> None:
    heard: list[Any] = []
    for event in (api.OrderOpened, api.OrderClosed):
        on(event, heard.append)
    try:
        order = api.draft_orders([record], by=farmer)[0]
        assert order.number.startswith("JO-")
        for verb, by, state in [
            (api.submit, farmer, "submitted"),
            (api.verify, officer, "verified"),
            (api.approve, approver, "approved"),
            (api.open_orders, officer, "open"),
        ]:
            verb([order.id], by=by)
            order.refresh_from_db()
            assert order.state == state
        assert api.close_order(order.id, by=farmer).state == "closed"
    finally:
        for event in (api.OrderOpened, api.OrderClosed):
            published()[event].clear()
    assert heard == [api.OrderOpened((order.id,)), api.OrderClosed((order.id,))]


def test_incomplete_order_is_not_sent(record: api.JobOrderRecord, farmer: Actor) -> None:
    order = api.draft_orders([changed(record, terms={"wage": None, "lodging": None})], by=farmer)[0]
    with refused("incomplete") as error:
        api.submit([order.id], by=farmer)
    assert error.value.params["clauses"] == "wage, lodging"
    assert error.value.field == "wage"


@pytest.mark.parametrize(
    ("parts", "kind", "clause"),
    [
        ({"terms": {"wage": {"value": "1322.99", "currency": "EUR", "period": "month"}}}, "below_floor", "wage"),
        ({"terms": {"wage": {"value": "1400", "currency": "USD", "period": "month"}}}, "incomparable", "wage"),
        ({"terms": {"hours_week": {"value": "41"}}}, "below_floor", "hours_week"),
        ({"terms": {"lodging": {"value": "employer_at_price"}}}, "below_floor", "lodging"),
        (
            {"terms": {"recruitment_costs_worker": {"value": "1", "currency": "EUR", "period": "once"}}},
            "worker_fee",
            "recruitment_costs_worker",
        ),
        (
            {"terms": {"leaving_penalty": {"value": "10", "currency": "EUR", "period": "once"}}},
            "penalty",
            "leaving_penalty",
        ),
        ({"terms": {"documents_stay_with_worker": {"value": False}}}, "documents_taken", "documents_stay_with_worker"),
        ({"terms": {"travel_there": {"value": "worker"}}}, "below_floor", "travel_there"),
        ({"minimum_age": 15}, "age_below_law", ""),
        ({"minimum_age": 25}, "age_above_law", ""),
    ],
)
def test_nothing_below_the_floor_passes(
    record: api.JobOrderRecord, farmer: Actor, officer: Actor, parts: Any, kind: str, clause: str
) -> None:
    """Principles 1, 6 and 10."""
    order = api.submit([api.draft_orders([changed(record, **parts)], by=farmer)[0].id], by=farmer)[0]
    with refused("nothing_below_floor"):
        api.verify([order.id], by=officer)
    found = [finding for finding in api.findings(order) if finding.blocking and finding.kind == kind]
    assert [finding.clause for finding in found] == [clause]
    assert found[0].source
    assert str(found[0].sentence)
    assert any(entry["kind"] == kind and entry["blocking"] for entry in order.findings)


def test_floor_that_rises_after_verification_stops_approval(
    verified: api.JobOrder, officer: Actor, approver: Actor
) -> None:
    """Principle 15: the higher wage counts, though the order was verified before."""
    from datetime import date

    agreements.record_rule(
        kind="wage_floor",
        country="ES",
        value={"value": "1500", "currency": "EUR", "period": "month", "hours_week": "40"},
        valid_from=date(2027, 1, 1),
        source="SMI 2027",
        by=officer,
    )
    with refused("nothing_below_floor"):
        api.approve([verified.id], by=approver)


def test_findings_name_their_source(submitted: api.JobOrder) -> None:
    by_clause = {finding.clause: finding for finding in api.findings(submitted)}
    assert by_clause["payslip"].kind == "missing"
    assert by_clause["payslip"].source == "CO-ES-AGRI, v1"
    ages = [finding for finding in api.findings(submitted) if finding.kind == "minimum_age"]
    assert [(finding.source, finding.law) for finding in ages] == [("ET art. 6", {"years": 16})]


def test_doubtful_occupation_waits_for_a_person(
    record: api.JobOrderRecord, farmer: Actor, officer: Actor, approver: Actor
) -> None:
    order = api.draft_orders([changed(record, title="Qwzx helper", occupation_code="")], by=farmer)[0]
    assert order.coding in ("none", "doubtful")
    api.submit([order.id], by=farmer)
    with refused("nothing_below_floor"):
        api.verify([order.id], by=officer)
    assert list(api.doubtful(officer)) == [order]
    assert list(api.doubtful(approver)) == []
    with pytest.raises(NotAllowed):
        api.confirm_code([order.id], "9211", by=approver)
    with refused("unknown_occupation"):
        api.confirm_code([order.id], "9999", by=officer)
    assert api.confirm_code([order.id], "9211", by=officer)[0].coding == "confirmed"
    assert list(api.doubtful(officer)) == []
    assert api.verify([order.id], by=officer)[0].state == "verified"


def test_an_officer_of_another_scheme_decides_no_occupation(
    record: api.JobOrderRecord, farmer: Actor, officer: Actor
) -> None:
    order = api.draft_orders([changed(record, title="Qwzx helper", occupation_code="")], by=farmer)[0]
    other = member("officer", at=office()).actor()
    assert list(api.doubtful(other)) == []
    with pytest.raises(NotFound):
        api.confirm_code([order.id], "9212", by=other)
    assert list(api.doubtful(officer)) == [order]


def test_a_decision_about_a_title_codes_the_next_one(record: api.JobOrderRecord, farmer: Actor, officer: Actor) -> None:
    first = api.draft_orders([changed(record, title="Qwzx helper", occupation_code="")], by=farmer)[0]
    api.confirm_code([first.id], "9211", by=officer)
    later = api.draft_orders([changed(record, title="QWZX Helpers", occupation_code="")], by=farmer)[0]
    assert (later.occupation_code, later.coding) == ("9211", "sure")
    api.confirm_code([later.id], "9212", by=officer)
    api.confirm_code([first.id], "9212", by=officer)
    last = api.draft_orders([changed(record, title="qwzx helper", occupation_code="")], by=farmer)[0]
    assert (last.occupation_code, last.coding) == ("9212", "sure")


def test_title_is_coded(record: api.JobOrderRecord, farmer: Actor) -> None:
    order = api.draft_orders([changed(record, title="Sheepherder", occupation_code="", soc="45-2093")], by=farmer)[0]
    assert (order.occupation_code, order.coding) == ("9212", "sure")
    assert 0 < order.coding_confidence < 1


def test_employer_must_be_in_good_standing(
    employer: api.Employer, submitted: api.JobOrder, officer: Actor, attache: Actor
) -> None:
    api.suspend_employer(employer.id, reason="Housing unfit", remedy="Appeal within 30 days", by=attache)
    with refused("employer_in_good_standing"):
        api.verify([submitted.id], by=officer)


def test_office_of_another_scheme_decides_nothing(
    submitted: api.JobOrder, corridor: Any, officer: Actor, approver: Actor
) -> None:
    stranger = member("officer", "approver", at=office()).actor()
    for verb in (api.verify, api.approve, api.open_orders):
        with refused("no_such_order"):
            verb([submitted.id], by=stranger)
    for decide in (api.return_order, api.refuse_order, api.revoke_order):
        with refused("no_such_order"):
            decide(submitted.id, reason="r", remedy="r", by=stranger)
    with refused("no_such_order"):
        api.close_order(submitted.id, by=stranger)
    at_destination = member("officer", scopes=(corridor.destination_scope_id,)).actor()
    assert api.verify([submitted.id], by=at_destination)[0].state == "verified"


def test_four_eyes(record: api.JobOrderRecord, farmer: Actor, approver: Actor, corridor: Any) -> None:
    both = member("officer", "approver", scopes=(corridor.scope_id,)).actor()
    order = api.submit([api.draft_orders([record], by=farmer)[0].id], by=farmer)[0]
    api.verify([order.id], by=both)
    with refused("four_eyes"):
        api.approve([order.id], by=both)
    assert api.approve([order.id], by=approver)[0].approved_by == approver.id


def test_table_holds_four_eyes_too(verified: api.JobOrder) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        JobOrder.objects.filter(id=verified.id).update(approved_by=verified.verified_by)


def test_quota_of_the_season(record: api.JobOrderRecord, farmer: Actor, officer: Actor, approver: Actor) -> None:
    orders = api.draft_orders([changed(record, posts=12), changed(record, posts=9)], by=farmer)
    ids = [order.id for order in orders]
    api.submit(ids, by=farmer)
    api.verify(ids, by=officer)
    api.approve(ids[:1], by=approver)
    assert api.season_posts(orders[0].season_id) == 12
    with refused("quota_free") as error:
        api.approve(ids[1:], by=approver)
    assert (error.value.params["free"], error.value.params["asked"]) == (8, 9)
    agreements.release_reserve(orders[0].season_id, posts=1, by=approver)
    assert api.approve(ids[1:], by=approver)[0].state == "approved"


def test_protected_occupation_needs_reason_and_mitigation(
    verified: api.JobOrder, officer: Actor, approver: Actor
) -> None:
    """Principle 8: the order goes to an authority; no person is touched."""
    agreements.record_rule(
        kind="protected_occupation",
        country="CO",
        occupation="92",
        value={},
        valid_from=verified.start,
        source="Resolución 12",
        by=officer,
    )
    with refused("acknowledgement_missing"):
        api.approve([verified.id], by=approver)
    with refused("acknowledgement_missing"):
        api.approve([verified.id], by=approver, acknowledgement={"reason": "Surplus in the region"})
    words = {"reason": "Surplus in the region", "mitigation": "Training places paid by the employer"}
    order = api.approve([verified.id], by=approver, acknowledgement=words)[0]
    assert order.acknowledgement is not None
    assert order.acknowledgement["source"] == "Resolución 12"
    assert order.acknowledgement["mitigation"] == words["mitigation"]
    assert order.acknowledgement["authority"]


def test_refusal_names_decider_reason_remedy_and_deadline(verified: api.JobOrder, approver: Actor) -> None:
    """Principle 9."""
    with refused("reason_missing"):
        api.refuse_order(verified.id, reason=" ", remedy="Appeal", by=approver)
    with refused("remedy_missing"):
        api.refuse_order(verified.id, reason="No", remedy="", by=approver)
    order = api.refuse_order(verified.id, reason="Housing not inspected", remedy="Appeal to the board", by=approver)
    assert (order.state, order.reason, order.remedy) == ("refused", "Housing not inspected", "Appeal to the board")
    assert order.decider == "Servicio de Empleo"
    assert order.remedy_until is not None
    assert order.decided_at is not None
    assert (order.remedy_until - order.decided_at.date()).days == 30
    with pytest.raises(IntegrityError), transaction.atomic():
        JobOrder.objects.filter(id=order.id).update(remedy="")


def test_returned_order_is_mended_and_sent_again(
    verified: api.JobOrder, record: api.JobOrderRecord, farmer: Actor, officer: Actor
) -> None:
    order = api.return_order(verified.id, reason="Duties are vague", remedy="Mend and send again", by=officer)
    assert (order.state, order.decider) == ("draft", "Servicio de Empleo")
    api.change_order(order.id, changed(record, duties="Pick strawberries, pack them, clean the trays."), by=farmer)
    again = api.submit([order.id], by=farmer)[0]
    assert (again.state, again.verified_by) == ("submitted", None)
    with refused("not_a_draft"):
        api.change_order(order.id, record, by=farmer)


def test_revoked_order_closes(opened: api.JobOrder, approver: Actor, officer: Actor) -> None:
    with pytest.raises(NotAllowed):
        api.revoke_order(opened.id, reason="Fraud", remedy="Appeal", by=officer)
    assert api.revoke_order(opened.id, reason="Fraud", remedy="Appeal", by=approver).state == "revoked"


def test_no_step_out_of_order(submitted: api.JobOrder, approver: Actor, officer: Actor) -> None:
    for verb, by in [(api.approve, approver), (api.open_orders, officer)]:
        with pytest.raises(StepRefused):
            verb([submitted.id], by=by)


def test_verbs_ask_for_their_permission(submitted: api.JobOrder, farmer: Actor) -> None:
    for verb in (api.verify, api.approve, api.open_orders):
        with pytest.raises(NotAllowed):
            verb([submitted.id], by=farmer)
    for decide in (api.return_order, api.refuse_order, api.revoke_order):
        with pytest.raises(NotAllowed):
            decide(submitted.id, reason="r", remedy="m", by=farmer)


def test_employers_see_and_touch_their_own_orders_only(
    submitted: api.JobOrder, record: api.JobOrderRecord, farmer: Actor
) -> None:
    other = api.register_employers([api.EmployerRecord(name="Other", country="ES")], by=SYSTEM)[0]
    stranger = member("employer", within=other.organisation, scopes=(other.scope_id,)).actor()
    assert list(api.orders(farmer)) == [submitted]
    assert list(api.orders(stranger)) == []
    assert list(api.employers(stranger)) == [other]
    for attempt in (
        lambda: api.order(submitted.id, stranger),
        lambda: api.employer(submitted.employer_id, stranger),
        lambda: api.draft_orders([record], by=stranger),
        lambda: api.withdraw_order(submitted.id, by=stranger),
        lambda: api.close_order(submitted.id, by=stranger),
        lambda: api.add_accommodation(submitted.employer_id, address="x", places=1, by=stranger),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert api.withdraw_order(submitted.id, by=farmer).state == "withdrawn"


def test_public_reads_open_orders_only(submitted: api.JobOrder, opened: api.JobOrder) -> None:
    assert submitted.id == opened.id
    assert list(api.orders(PUBLIC)) == [opened]
    assert list(api.public_orders(words="strawberry moguer", occupation="92", country="ES")) == [opened]
    assert list(api.public_orders(words="tractor")) == []
    assert api.order_by_number(f" {opened.number.lower()} ") == opened


def test_public_does_not_read_what_was_only_sent(submitted: api.JobOrder) -> None:
    assert list(api.orders(PUBLIC)) == []
    assert list(api.public_orders()) == []
    assert api.order_by_number(submitted.number) is None


def test_season_of_another_scheme(record: api.JobOrderRecord, farmer: Actor) -> None:
    with refused("other_scheme"):
        api.draft_orders([changed(record, scheme_id=None)], by=farmer)


def test_records_refuse_what_cannot_be(record: api.JobOrderRecord) -> None:
    for parts in ({"posts": 0}, {"end": record.start}, {"country": "XX"}, {"occupation_code": "1"}, {"surprise": 1}):
        with pytest.raises(ValidationError):
            changed(record, **parts)
    with pytest.raises(ValidationError):
        changed(record, terms={"wage": {"value": "-1", "currency": "EUR", "period": "month"}})


def test_batch_costs_a_bounded_number_of_statements(
    record: api.JobOrderRecord, officer: Actor, approver: Actor
) -> None:
    orders = api.draft_orders([changed(record, posts=1, season_id=None) for _ in range(200)], by=SYSTEM)
    ids = [order.id for order in orders]
    for verb, by in [(api.submit, SYSTEM), (api.verify, officer), (api.approve, approver), (api.open_orders, officer)]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(verb(ids, by=by)) == 200
        assert len(queries) < 16, [query["sql"][:90] for query in queries]
