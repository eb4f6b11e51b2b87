"""Licences of recruiters: recorded by one person, granted by another."""

import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.rules.transitions import LICENCE
from corridor.rules.transitions.machine import FOUR_EYES

from ..decisions import decider_of, facts_of_refusal, no_such_licence, write_decision
from ..models import DECIDED, Licence
from ..records import LicenceRecord


def record_licences(records: Sequence[LicenceRecord], *, by: Actor) -> list[Licence]:
    """Record licences as applied for; each is granted by somebody else."""
    if not by.can("demand.license"):
        by.require("demand.verify_employer")
    _refuse_known(records)
    organisations, rows = [], []
    for record in records:
        organisation_id = record.organisation_id
        if organisation_id is None:
            organisations.append(Organisation(name=record.name, kind="recruiter", country=record.country))
            organisation_id = organisations[-1].id
        fields = record.model_dump(exclude={"organisation_id"})
        rows.append(Licence(**fields, organisation_id=organisation_id, recorded_by=by.id))
    Organisation.objects.bulk_create(organisations)
    Licence.objects.bulk_create(rows)
    timeline.record_many("demand.licence_recorded", by=by, entries=[(row, None, {}) for row in rows])
    return rows


def _refuse_known(records: Sequence[LicenceRecord]) -> None:
    numbers = [(record.country, record.number) for record in records]
    known = Licence.objects.filter(number__in=[number for _country, number in numbers])
    if len(set(numbers)) < len(numbers) or any((row.country, row.number) in numbers for row in known):
        raise Refused("licence_known", _("A licence with this number is here already."), field="number")


def grant_licence(licence_id: uuid.UUID, *, bond: str, by: Actor) -> Licence:
    """Grant a licence that was applied for. `bond` names the security that was lodged."""
    by.require("demand.license")
    row = _locked(licence_id)
    if not bond.strip():
        raise Refused("bond_missing", _("Name the bond that was lodged."), field="bond")
    if row.recorded_by == by.id:
        raise Refused("four_eyes", _("You recorded this licence. Somebody else must grant it."))
    row.state = step(LICENCE, row.state, "grant", {FOUR_EYES, "bond_lodged"}).target
    row.bond, row.granted_by, row.granted_at = bond.strip(), by.id, timezone.now()
    row.save(update_fields=["state", "bond", "granted_by", "granted_at"])
    timeline.record("demand.licence_granted", by=by, subject=row)
    return row


def refuse_licence(licence_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> Licence:
    """Refuse a licence that was applied for."""
    by.require("demand.license")
    return _decide(licence_id, "refuse", reason=reason, remedy=remedy, decider=decider, by=by)


def suspend_licence(licence_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> Licence:
    """Suspend a valid licence."""
    by.require("demand.supervise")
    return _decide(licence_id, "suspend", reason=reason, remedy=remedy, decider=decider, by=by)


def cancel_licence(licence_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> Licence:
    """Cancel a licence for good; not by whoever granted it or decided on it last."""
    by.require("demand.license")
    row = _locked(licence_id)
    if by.id in (row.granted_by, row.decided_by):
        raise Refused("four_eyes", _("You decided on this licence before. Somebody else must cancel it."))
    return _decide(licence_id, "cancel", reason=reason, remedy=remedy, decider=decider, by=by, facts={FOUR_EYES})


def _decide(
    licence_id: uuid.UUID,
    action: str,
    *,
    reason: str,
    remedy: str,
    decider: str,
    by: Actor,
    facts: frozenset[str] | set[str] = frozenset(),
) -> Licence:
    row = _locked(licence_id)
    body = decider_of(by, decider)
    taken = step(LICENCE, row.state, action, facts_of_refusal(body, reason, remedy) | facts)
    row.state = taken.target
    write_decision(row, decider=body, reason=reason, remedy=remedy, step=taken, by=by)
    row.save(update_fields=["state", *DECIDED])
    timeline.record(f"demand.licence_{action}", by=by, subject=row)
    return row


def _locked(licence_id: uuid.UUID) -> Licence:
    row = Licence.objects.select_for_update().filter(id=licence_id).first()
    if row is None:
        raise no_such_licence()
    return row
