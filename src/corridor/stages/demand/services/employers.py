"""Employers: registering, and their standing with the programme."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.foundation.scopes.models import Scope
from corridor.rules.transitions import EMPLOYER_STANDING
from corridor.rules.transitions.machine import FOUR_EYES

from ..decisions import all_found, decider_of, facts_of_refusal, no_such_employer, write_decision
from ..models import DECIDED, Accommodation, Employer
from ..records import EmployerRecord

_REGISTERING = ("demand.verify_employer", "demand.import", "demand.order")


def register_employers(records: Sequence[EmployerRecord], *, by: Actor) -> list[Employer]:
    """Register enterprises, in state "applied"; the list answers the records one by one.

    A record whose source and source_ref are known already, or that stands in the sequence twice, gives the same
    employer; a registration number that is known otherwise is refused. Each gets a scope of its own and, unless the
    record names one, an organisation.
    """
    if not any(by.can(permission) for permission in _REGISTERING):
        by.require(_REGISTERING[0])
    _only_own(records, by)
    known = _known(records)
    _refuse_registered([record for record in records if (record.source, record.source_ref) not in known])
    employers, organisations, scopes = [], [], []
    for record in records:
        key = (record.source, record.source_ref)
        if record.source_ref and key in known:
            continue
        organisation_id = record.organisation_id
        if organisation_id is None:
            organisations.append(Organisation(name=record.name, kind="employer", country=record.country))
            organisation_id = organisations[-1].id
        fields = record.model_dump(exclude={"organisation_id"})
        employer = Employer(**fields, organisation_id=organisation_id, registered_by=by.id)
        scopes.append(Scope(kind="employer", subject_id=employer.id, owner_id=organisation_id))
        employer.scope_id = scopes[-1].id
        employers.append(employer)
        known[key if record.source_ref else ("", str(id(record)))] = employer
    Organisation.objects.bulk_create(organisations, batch_size=1000)
    Scope.objects.bulk_create(scopes, batch_size=1000)
    Employer.objects.bulk_create(employers, batch_size=1000)
    timeline.record_many("demand.employer_registered", by=by, entries=[(row, None, {}) for row in employers])
    return [
        known[(record.source, record.source_ref) if record.source_ref else ("", str(id(record)))] for record in records
    ]


def _only_own(records: Sequence[EmployerRecord], by: Actor) -> None:
    """Somebody who only orders may register the own enterprise, nobody else's."""
    if by.can("demand.verify_employer") or by.can("demand.import"):
        return
    if any(record.organisation_id not in by.organisations for record in records):
        raise NotAllowed("not_allowed", _("You may register your own enterprise only."))


def _known(records: Sequence[EmployerRecord]) -> dict[tuple[str, str], Employer]:
    refs = {record.source_ref for record in records if record.source_ref}
    sources = {record.source for record in records if record.source_ref}
    rows = Employer.objects.filter(source__in=sources, source_ref__in=refs) if refs else []
    return {(row.source, row.source_ref): row for row in rows}


def _refuse_registered(records: Sequence[EmployerRecord]) -> None:
    """An enterprise is registered once: its number says so."""
    numbers = [(record.country, record.registration_number) for record in records if record.registration_number]
    if not numbers:
        return
    rows = Employer.objects.filter(registration_number__in={number for _country, number in numbers})
    known = set(rows.values_list("country", "registration_number"))
    if len(set(numbers)) < len(numbers) or any(number in known for number in numbers):
        raise Refused(
            "employer_known",
            _("An employer with this registration number is here already."),
            field="registration_number",
        )


def verify_employers(ids: Sequence[uuid.UUID], *, identity: str, by: Actor) -> list[Employer]:
    """Verify employers that applied. `identity` says what was seen: the register, the tax number, the place."""
    by.require("demand.verify_employer")
    rows = _locked(ids)
    facts = {"identity_seen"} if identity.strip() else set()
    if not facts:
        raise Refused("identity_missing", _("Say which proof of the enterprise you have seen."), field="identity")
    for row in rows:
        row.state = step(EMPLOYER_STANDING, row.state, "verify", facts).target
        row.identity, row.verified_by, row.verified_at = identity.strip(), by.id, timezone.now()
    Employer.objects.bulk_update(rows, ["state", "identity", "verified_by", "verified_at"], batch_size=500)
    timeline.record_many("demand.employer_verified", by=by, entries=[(row, None, {}) for row in rows])
    return rows


def verify_employer(employer_id: uuid.UUID, *, identity: str, by: Actor) -> Employer:
    """Verify one employer; see verify_employers."""
    return verify_employers([employer_id], identity=identity, by=by)[0]


def refuse_employer(employer_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> Employer:
    """Refuse an employer that applied."""
    by.require("demand.verify_employer")
    return _decide(employer_id, "refuse", reason=reason, remedy=remedy, decider=decider, by=by)


def suspend_employer(employer_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> Employer:
    """Suspend an employer: its orders cannot be verified until it is reinstated."""
    by.require("demand.supervise")
    return _decide(employer_id, "suspend", reason=reason, remedy=remedy, decider=decider, by=by)


def impose_conditions(
    employer_id: uuid.UUID, *, conditions: str, reason: str, remedy: str, by: Actor, decider: str = ""
) -> Employer:
    """Let an employer go on under named conditions."""
    by.require("demand.supervise")
    if not conditions.strip():
        raise Refused("conditions_missing", _("Name the conditions."), field="conditions")
    return _decide(
        employer_id,
        "impose_conditions",
        reason=reason,
        remedy=remedy,
        decider=decider,
        by=by,
        facts={"conditions_named"},
        conditions=conditions.strip(),
    )


def lift_conditions(employer_id: uuid.UUID, *, by: Actor) -> Employer:
    """The conditions are met."""
    by.require("demand.supervise")
    row = _locked([employer_id])[0]
    row.state = step(EMPLOYER_STANDING, row.state, "lift_conditions", {"conditions_met"}).target
    row.conditions = ""
    row.save(update_fields=["state", "conditions"])
    timeline.record("demand.conditions_lifted", by=by, subject=row)
    return row


def reinstate_employer(employer_id: uuid.UUID, *, by: Actor) -> Employer:
    """End a suspension; not by whoever suspended."""
    by.require("demand.supervise")
    row = _locked([employer_id])[0]
    if row.decided_by == by.id:
        raise Refused("four_eyes", _("You suspended this employer. Somebody else must reinstate it."))
    row.state = step(EMPLOYER_STANDING, row.state, "reinstate", {FOUR_EYES}).target
    row.save(update_fields=["state"])
    timeline.record("demand.employer_reinstated", by=by, subject=row)
    return row


def bar_employer(
    employer_id: uuid.UUID, *, until: date, reason: str, remedy: str, by: Actor, decider: str = ""
) -> Employer:
    """Bar an employer for a term with an end; not by whoever decided on it last."""
    by.require("demand.bar")
    if until <= timezone.localdate():
        raise Refused("term_missing", _("A bar ends on a day to come."), field="until")
    row = _locked([employer_id])[0]
    if row.decided_by == by.id:
        raise Refused("four_eyes", _("You took the last decision on this employer. Somebody else must bar it."))
    return _decide(
        employer_id,
        "bar",
        reason=reason,
        remedy=remedy,
        decider=decider,
        by=by,
        facts={FOUR_EYES, "term_named"},
        barred_until=until,
    )


def add_accommodation(
    employer_id: uuid.UUID, *, address: str, places: int, by: Actor, checked_on: date | None = None
) -> Accommodation:
    """Record housing. The employer states it; who supervises may say when it was checked on site."""
    row = Employer.objects.filter(id=employer_id).first()
    mine = row is not None and by.can("demand.order") and row.organisation_id in by.organisations
    if row is None or not (mine or by.can("demand.supervise") or by.can("demand.verify_employer")):
        raise no_such_employer()
    if not address.strip() or places < 1:
        raise Refused("accommodation_incomplete", _("Give the address and at least one place."), field="address")
    checked = checked_on if by.can("demand.supervise") else None
    housing = Accommodation.objects.create(
        employer=row,
        address=address.strip(),
        places=places,
        checked_on=checked,
        checked_by=by.id if checked else None,
        recorded_by=by.id,
    )
    timeline.record("demand.accommodation_added", by=by, subject=row, places=places)
    return housing


def _decide(
    employer_id: uuid.UUID,
    action: str,
    *,
    reason: str,
    remedy: str,
    decider: str,
    by: Actor,
    facts: frozenset[str] | set[str] = frozenset(),
    **changes: object,
) -> Employer:
    row = _locked([employer_id])[0]
    body = decider_of(by, decider)
    taken = step(EMPLOYER_STANDING, row.state, action, facts_of_refusal(body, reason, remedy) | facts)
    row.state = taken.target
    write_decision(row, decider=body, reason=reason, remedy=remedy, step=taken, by=by)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *DECIDED, *changes])
    timeline.record(f"demand.employer_{action}", by=by, subject=row)
    return row


def _locked(ids: Sequence[uuid.UUID]) -> list[Employer]:
    rows = list(Employer.objects.select_for_update().filter(id__in=ids).order_by("id"))
    all_found(rows, ids, no_such_employer())
    return rows
