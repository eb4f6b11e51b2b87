"""Employers and licences: standing, four eyes, and what the public may look up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import SYSTEM, Actor
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.foundation.outbox.models import Message
from corridor.foundation.scopes.models import Scope
from corridor.stages.demand import api
from corridor.stages.demand.models import Employer
from tests.harness.demand import mandate
from tests.harness.people import member

from .conftest import refused


def farm(name: str, **more: Any) -> api.EmployerRecord:
    return api.EmployerRecord(name=name, country="ES", **more)


def test_employers_get_a_scope_and_an_organisation(in_test: None, officer: Actor) -> None:
    one, two = api.register_employers([farm("One"), farm("Two")], by=officer)
    assert (one.state, one.name, two.name) == ("applied", "One", "Two")
    assert Scope.objects.get(id=one.scope_id).subject_id == one.id
    assert one.organisation.kind == "employer"
    assert one.organisation_id != two.organisation_id


def test_same_source_is_the_same_employer(in_test: None, officer: Actor) -> None:
    record = farm("One", source="h2a", source_ref="one|md")
    first, second = api.register_employers([record, record], by=officer)
    again = api.register_employers([record], by=officer)[0]
    assert first.id == second.id == again.id
    assert Employer.objects.count() == 1


def test_many_employers_cost_a_bounded_number_of_statements(in_test: None, officer: Actor) -> None:
    records = [farm(f"Farm {number}", source="t", source_ref=str(number)) for number in range(200)]
    with CaptureQueriesContext(connection) as queries:
        api.register_employers(records, by=officer)
    assert len(queries) < 14
    ids = list(Employer.objects.values_list("id", flat=True))
    with CaptureQueriesContext(connection) as queries:
        api.verify_employers(ids, identity="Register", by=SYSTEM)
    assert len(queries) < 8


def test_who_may_register(in_test: None, approver: Actor) -> None:
    with pytest.raises(NotAllowed):
        api.register_employers([farm("One")], by=approver)
    organisation = member("employer").account.organisation
    mine = member("employer", within=organisation).actor()
    assert organisation is not None
    with pytest.raises(NotAllowed):
        api.register_employers([farm("Somebody")], by=mine)
    row = api.register_employers([farm("Mine", organisation_id=organisation.id)], by=mine)[0]
    assert api.employer_of(mine) == row


def test_standing(in_test: None, attache: Actor, approver: Actor, officer: Actor) -> None:
    row = api.register_employers([farm("One")], by=officer)[0]
    with pytest.raises(NotAllowed):
        api.verify_employer(row.id, identity="Register", by=officer)
    with refused("identity_missing"):
        api.verify_employer(row.id, identity=" ", by=attache)
    assert api.verify_employer(row.id, identity="Register", by=attache).state == "verified"
    with pytest.raises(StepRefused):
        api.verify_employer(row.id, identity="Register", by=attache)
    with refused("remedy_missing"):
        api.suspend_employer(row.id, reason="Housing", remedy="", by=attache)
    suspended = api.suspend_employer(row.id, reason="Housing", remedy="Appeal", by=attache)
    assert (suspended.state, suspended.remedy_until) == ("suspended", timezone.localdate() + timedelta(days=30))
    with refused("four_eyes"):
        api.reinstate_employer(row.id, by=attache)
    assert api.reinstate_employer(row.id, by=member("attache").actor()).state == "verified"
    with refused("term_missing"):
        api.bar_employer(row.id, until=timezone.localdate(), reason="r", remedy="m", by=approver)
    barred = api.bar_employer(row.id, until=date(2030, 1, 1), reason="Withheld pay", remedy="Appeal", by=approver)
    assert (barred.state, barred.barred_until) == ("barred", date(2030, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Employer.objects.filter(id=row.id).update(reason="")


def test_conditions(in_test: None, attache: Actor, employer: api.Employer) -> None:
    with refused("conditions_missing"):
        api.impose_conditions(employer.id, conditions="", reason="r", remedy="m", by=attache)
    row = api.impose_conditions(employer.id, conditions="Mend the roof", reason="Leak", remedy="Appeal", by=attache)
    assert (row.state, row.conditions) == ("conditional", "Mend the roof")
    assert api.lift_conditions(row.id, by=attache).state == "verified"


def test_accommodation(employer: api.Employer, farmer: Actor, attache: Actor) -> None:
    stated = api.add_accommodation(employer.id, address="Calle 1", places=12, by=farmer, checked_on=date(2026, 1, 1))
    assert stated.checked_on is None
    seen = api.add_accommodation(employer.id, address="Calle 2", places=8, by=attache, checked_on=date(2026, 1, 1))
    assert seen.checked_by == attache.id
    assert api.accommodations(employer.id) == [stated, seen]


@pytest.fixture
def licence(in_test: None, approver: Actor) -> api.Licence:
    today = timezone.localdate()
    record = api.LicenceRecord(
        number="CO-1234",
        name="Puente Laboral S.A.S.",
        country="CO",
        authority="Ministerio del Trabajo",
        valid_from=today - timedelta(days=10),
        valid_until=today + timedelta(days=300),
    )
    return api.record_licences([record], by=approver)[0]


def test_licence_is_granted_by_somebody_else(licence: api.Licence, approver: Actor, officer: Actor) -> None:
    assert api.check_agency("CO-1234") == []
    with refused("four_eyes"):
        api.grant_licence(licence.id, bond="Bank guarantee", by=approver)
    other = member("approver").actor()
    with refused("bond_missing"):
        api.grant_licence(licence.id, bond="", by=other)
    with pytest.raises(NotAllowed):
        api.grant_licence(licence.id, bond="b", by=officer)
    assert api.grant_licence(licence.id, bond="Bank guarantee", by=other).state == "valid"
    assert [found.standing for found in api.check_agency("co-1234")] == ["valid"]
    assert [found.number for found in api.check_agency("puente laboral")] == ["CO-1234"]
    assert api.check_agency("pu") == []
    assert api.check_agency("nobody") == []
    with refused("licence_known"):
        api.record_licences([api.LicenceRecord(**_plain(licence))], by=approver)


def _plain(licence: api.Licence) -> dict[str, Any]:
    names = ("number", "name", "country", "authority", "valid_from", "valid_until")
    return {name: getattr(licence, name) for name in names}


def test_suspended_and_ended_licences_say_so(licence: api.Licence, attache: Actor) -> None:
    api.grant_licence(licence.id, bond="b", by=member("approver").actor())
    api.suspend_licence(licence.id, reason="Charged workers", remedy="Appeal", by=attache)
    assert [found.standing for found in api.check_agency("CO-1234")] == ["not_valid"]


def test_recruiter_orders_under_a_valid_licence(
    licence: api.Licence, record: api.JobOrderRecord, employer: api.Employer
) -> None:
    recruiter = member("recruiter", within=licence.organisation).actor()
    placed = api.JobOrderRecord(**{**record.model_dump(), "licence_id": licence.id})
    with refused("licence_not_valid"):
        api.draft_orders([placed], by=recruiter)
    api.grant_licence(licence.id, bond="b", by=member("approver").actor())
    with refused("no_mandate"):
        api.draft_orders([placed], by=recruiter)
    mandate(employer, licence)
    order = api.draft_orders([placed], by=recruiter)[0]
    assert list(api.orders(recruiter)) == [order]
    with pytest.raises(Refused):
        api.draft_orders([record], by=recruiter)
    assert api.submit([order.id], by=recruiter)[0].state == "submitted"


@pytest.mark.parametrize("reached", ["draft", "submitted", "verified", "approved"])
def test_order_of_a_recruiter_stops_with_the_licence(
    licence: api.Licence,
    record: api.JobOrderRecord,
    employer: api.Employer,
    officer: Actor,
    approver: Actor,
    attache: Actor,
    reached: str,
) -> None:
    api.grant_licence(licence.id, bond="b", by=member("approver").actor())
    recruiter = member("recruiter", within=licence.organisation).actor()
    mandate(employer, licence)
    order = api.draft_orders([api.JobOrderRecord(**{**record.model_dump(), "licence_id": licence.id})], by=recruiter)[0]
    steps = [(api.submit, recruiter), (api.verify, officer), (api.approve, approver), (api.open_orders, officer)]
    done = ["draft", "submitted", "verified", "approved"].index(reached)
    for verb, by in steps[:done]:
        verb([order.id], by=by)
    api.suspend_licence(licence.id, reason="Charged workers", remedy="Appeal", by=attache)
    verb, by = steps[done]
    with refused("licence_not_valid"):
        verb([order.id], by=by)
    order.refresh_from_db()
    assert order.state == reached


def test_a_licence_ends_with_its_term_and_the_recruiter_is_told_once(licence: api.Licence) -> None:
    api.grant_licence(licence.id, bond="b", by=member("approver").actor())
    recruiter = member("recruiter", within=licence.organisation)
    last = licence.valid_until
    assert api.warn_licences(last - timedelta(days=31), by=SYSTEM) == 0
    assert api.warn_licences(last - timedelta(days=30), by=SYSTEM) == 1
    assert api.warn_licences(last, by=SYSTEM) == 0
    assert api.expire_licences(last, by=SYSTEM) == 0
    assert api.expire_licences(last + timedelta(days=1), by=SYSTEM) == 1
    assert api.expire_licences(last + timedelta(days=1), by=SYSTEM) == 0
    assert api.licence(licence.id, SYSTEM).state == "expired"
    assert list(Message.objects.order_by("id").values_list("code", "account_id", "channel")) == [
        ("demand.licence_ending", recruiter.account.id, "email"),
        ("demand.licence_ended", recruiter.account.id, "email"),
    ]
    assert "demand.licences" in {one.periodic_id for one in app.periodic_registry.periodic_tasks.values()}
