"""A recruiter acts for an employer with its mandate only: who gives it, who ends it, and where it is asked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from corridor.foundation.audit.models import TimelineEvent
from corridor.foundation.database.context import SYSTEM, Actor
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.stages.demand import api
from corridor.stages.demand.models import JobOrder, Mandate
from tests.harness.people import member

from .conftest import changed, refused

TODAY = timezone.localdate()


def licence_of(number: str, by: Actor) -> api.Licence:
    """A granted licence."""
    record = api.LicenceRecord(
        number=number,
        name=f"Agency {number}",
        country="CO",
        authority="Ministerio del Trabajo",
        valid_from=TODAY - timedelta(days=10),
        valid_until=TODAY + timedelta(days=300),
    )
    return api.grant_licence(api.record_licences([record], by=by)[0].id, bond="b", by=SYSTEM)


@pytest.fixture
def licence(in_test: None, approver: Actor) -> api.Licence:
    return licence_of("CO-1", approver)


@pytest.fixture
def recruiter(licence: api.Licence) -> Actor:
    return member("recruiter", within=licence.organisation).actor()


@pytest.fixture
def placed(record: api.JobOrderRecord, licence: api.Licence) -> api.JobOrderRecord:
    """The order as the recruiter places it."""
    return changed(record, licence_id=licence.id)


def give(employer: api.Employer, by: Actor, days: tuple[int, int] = (0, 90), number: str = "co-1") -> Mandate:
    first, last = (TODAY + timedelta(days=day) for day in days)
    return api.grant_mandate(employer.id, country="CO", number=number, valid_from=first, valid_until=last, by=by)


def test_who_gives(
    employer: api.Employer, farmer: Actor, attache: Actor, approver: Actor, recruiter: Actor, licence: api.Licence
) -> None:
    stranger = member("employer").actor()
    for by in (stranger, recruiter, approver):
        with pytest.raises(NotFound):
            give(employer, by)
    row = give(employer, farmer)
    assert (row.licence_id, row.given_by, row.ended_at) == (licence.id, farmer.id, None)
    with refused("mandate_known"):
        give(employer, farmer, (30, 200))
    assert give(employer, attache, (91, 200)).given_by == attache.id
    given = TimelineEvent.objects.filter(verb="demand.mandate_given").order_by("id")
    assert [entry.actor_id for entry in given] == [farmer.id, attache.id]


@pytest.mark.parametrize(
    ("days", "number", "code"),
    [((0, -1), "CO-1", "term_over"), ((-9, -1), "CO-1", "term_over"), ((0, 90), "CO-2", "no_licence")],
)
def test_a_mandate_names_a_licence_and_days_ahead(
    employer: api.Employer, farmer: Actor, licence: api.Licence, days: tuple[int, int], number: str, code: str
) -> None:
    with refused(code):
        give(employer, farmer, days, number)


def test_no_mandate_to_a_suspended_licence_nor_from_an_unverified_employer(
    employer: api.Employer, farmer: Actor, attache: Actor, licence: api.Licence
) -> None:
    other = api.register_employers([api.EmployerRecord(name="New", country="ES")], by=SYSTEM)[0]
    with refused("not_verified"):
        give(other, attache)
    api.suspend_licence(licence.id, reason="Charged workers", remedy="Appeal", by=attache)
    with refused("licence_not_valid"):
        give(employer, farmer)


@pytest.mark.parametrize("who", ["farmer", "recruiter", "attache"])
def test_either_side_ends_it(
    employer: api.Employer, farmer: Actor, recruiter: Actor, attache: Actor, approver: Actor, who: str
) -> None:
    row = give(employer, farmer)
    rival = member("recruiter", within=licence_of("CO-9", approver).organisation).actor()
    for stranger in (member("employer").actor(), rival, approver):
        with pytest.raises(NotFound):
            api.end_mandate(row.id, by=stranger)
    by = {"farmer": farmer, "recruiter": recruiter, "attache": attache}[who]
    assert api.end_mandate(row.id, by=by).ended_by == by.id
    assert TimelineEvent.objects.get(verb="demand.mandate_ended").actor_id == by.id
    with refused("mandate_ended"):
        api.end_mandate(row.id, by=by)


def _ended(row: Mandate, farmer: Actor) -> None:
    api.end_mandate(row.id, by=farmer)


def _over(row: Mandate, farmer: Actor) -> None:
    Mandate.objects.filter(id=row.id).update(valid_from=TODAY - timedelta(9), valid_until=TODAY - timedelta(1))


def _ahead(row: Mandate, farmer: Actor) -> None:
    Mandate.objects.filter(id=row.id).update(valid_from=TODAY + timedelta(1))


def _suspended(row: Mandate, farmer: Actor) -> None:
    api.suspend_licence(row.licence_id, reason="Charged workers", remedy="Appeal", by=SYSTEM)


@pytest.mark.parametrize("stop", [_ended, _over, _ahead])
def test_no_order_is_written_nor_sent_without_a_live_mandate(
    employer: api.Employer,
    farmer: Actor,
    recruiter: Actor,
    placed: api.JobOrderRecord,
    stop: Callable[[Mandate, Actor], None],
) -> None:
    for verb in (lambda: api.draft_orders([placed], by=recruiter), lambda: api.preview(placed, by=recruiter)):
        with refused("no_mandate"):
            verb()
    row = give(employer, farmer)
    order = api.draft_orders([placed], by=recruiter)[0]
    assert [one.employer for one in api.mandates(recruiter, live=True)] == [employer]
    stop(row, farmer)
    assert list(api.mandates(recruiter, live=True)) == []
    for again in (
        lambda: api.draft_orders([placed], by=recruiter),
        lambda: api.change_order(order.id, placed, by=recruiter),
        lambda: api.submit([order.id], by=recruiter),
    ):
        with refused("no_mandate"):
            again()
    order.refresh_from_db()
    assert order.state == "draft"
    assert api.submit([order.id], by=farmer)[0].state == "submitted"


def test_a_mandate_is_for_one_employer_and_one_licence(
    employer: api.Employer, farmer: Actor, recruiter: Actor, approver: Actor, placed: api.JobOrderRecord
) -> None:
    give(employer, farmer)
    other = api.register_employers([api.EmployerRecord(name="New", country="ES")], by=SYSTEM)[0]
    with refused("no_mandate"):
        api.draft_orders([changed(placed, employer_id=other.id)], by=recruiter)
    held = licence_of("CO-9", approver)
    rival = member("recruiter", within=held.organisation).actor()
    with refused("no_mandate"):
        api.draft_orders([changed(placed, licence_id=held.id)], by=rival)
    assert list(api.mandates(rival)) == []


def test_only_an_employer_has_the_permission(employer: api.Employer, farmer: Actor) -> None:
    assert farmer.can("demand.mandate")
    within: Any = employer.organisation
    assert not member("recruiter", within=within).actor().can("demand.mandate")
    with pytest.raises(NotFound):
        give(employer, member("recruiter", within=within).actor())


def test_an_employer_needs_no_mandate(record: api.JobOrderRecord, farmer: Actor) -> None:
    assert api.submit([api.draft_orders([record], by=farmer)[0].id], by=farmer)[0].state == "submitted"
    with pytest.raises(NotAllowed):
        api.draft_orders([record], by=member("registrar").actor())


def test_days_are_checked_below_too(employer: api.Employer, farmer: Actor, licence: api.Licence) -> None:
    days = {"valid_from": date(2027, 2, 1), "valid_until": date(2027, 1, 1)}
    with pytest.raises(IntegrityError, match="mandate_ends_after_start"), transaction.atomic():
        Mandate.objects.create(employer=employer, licence=licence, given_by=farmer.id, **days)


@pytest.mark.parametrize("stop", [_ended, _over, _ahead, _suspended])
def test_no_order_is_taken_back_nor_closed_without_a_live_mandate(
    employer: api.Employer,
    farmer: Actor,
    recruiter: Actor,
    placed: api.JobOrderRecord,
    stop: Callable[[Mandate, Actor], None],
) -> None:
    row = give(employer, farmer)
    sent, opened = api.draft_orders([placed, placed], by=recruiter)
    api.submit([sent.id], by=recruiter)
    JobOrder.objects.filter(id=opened.id).update(state="open")
    stop(row, farmer)
    code = "licence_not_valid" if stop is _suspended else "no_mandate"
    with refused(code):
        api.withdraw_order(sent.id, by=recruiter)
    with refused(code):
        api.close_order(opened.id, by=recruiter)
    assert api.withdraw_order(sent.id, by=farmer).state == "withdrawn"
    assert api.close_order(opened.id, by=farmer).state == "closed"


def test_a_recruiter_takes_back_and_closes_under_its_mandate(
    employer: api.Employer, farmer: Actor, recruiter: Actor, placed: api.JobOrderRecord
) -> None:
    give(employer, farmer)
    sent, opened = api.draft_orders([placed, placed], by=recruiter)
    api.submit([sent.id], by=recruiter)
    JobOrder.objects.filter(id=opened.id).update(state="open")
    assert api.withdraw_order(sent.id, by=recruiter).state == "withdrawn"
    assert api.close_order(opened.id, by=recruiter).state == "closed"
