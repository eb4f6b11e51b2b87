"""Making placements and their paths from verified contracts."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.outbox.deliver import send_many
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import path
from corridor.stages.journeys.models import Placement, Step

from .common import Rules
from .ready import release

# Who worked under a scheme before is a returning worker, however that season ended (principle 4).
WORKED = ("ended", "left", "returned")


def prepare(contract_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Placement]:
    """A placement with its path for each verified contract that has none yet.

    Raises NotFound for a contract out of reach and Refused for one that is not verified. Evidence of the person's
    earlier seasons is read across schemes, so the work is done by the system in the actor's name.
    """
    by = by.within("journeys.prepare")
    wanted = set(contract_ids)
    if contracts.contracts(by).filter(id__in=wanted).count() != len(wanted):
        raise NotFound("contract_not_found", _("There is no such contract, or you may not see it."))
    with acting(SYSTEM, gettext_noop("set out the steps before departure")):
        return _prepare(wanted, by)


def prepare_verified(contract_ids: Iterable[uuid.UUID]) -> list[Placement]:
    """The same on the news that contracts were verified."""
    with acting(SYSTEM, gettext_noop("set out the steps before departure")):
        return _prepare(set(contract_ids), SYSTEM)


def _prepare(wanted: set[uuid.UUID], by: Actor) -> list[Placement]:
    present = Placement.objects.filter(contract_id__in=wanted).exclude(state="cancelled")
    known = set(present.values_list("contract_id", flat=True))
    rows = list(contracts.contracts(SYSTEM).filter(id__in=wanted - known).order_by("id"))
    if any(row.state != "verified" for row in rows):
        raise Refused("contract_not_verified", _("The contract is not verified yet."))
    persons = {row.person_id for row in rows}
    returning = set(
        Placement.objects.filter(person_id__in=persons, state__in=WORKED).values_list("person_id", "scheme_id")
    )
    kept = _kept(persons)
    rules = Rules()
    placements: list[Placement] = []
    steps: dict[uuid.UUID, list[Step]] = {}
    for contract in rows:
        placement = _placement(contract, by, (contract.person_id, contract.scheme_id) in returning)
        placements.append(placement)
        steps[placement.id] = _steps(placement, rules, kept.get(contract.person_id, {}))
    Placement.objects.bulk_create(placements, batch_size=1000)
    Step.objects.bulk_create([step for path_ in steps.values() for step in path_], batch_size=2000)
    entries = [(row, row.person_id, {"returning": row.returning}) for row in placements]
    timeline.record_many("journeys.prepared", by=by, entries=entries)
    to = [(row.person_id, row.contract.language, {"starts": row.starts_on.isoformat()}) for row in placements]
    send_many("journeys.path_made", by=by, to=to)
    release(placements, steps, by=by)
    return placements


def _placement(contract: Any, by: Actor, returning: bool) -> Placement:
    return Placement(
        person_id=contract.person_id,
        contract=contract,
        order_id=contract.order_id,
        employer_id=contract.employer_id,
        scheme_id=contract.scheme_id,
        version_id=contract.version_id,
        employer_scope_id=contract.employer_scope_id,
        scheme_scope_id=contract.scheme_scope_id,
        destination_scope_id=contract.destination_scope_id,
        returning=returning,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        travel_on=contract.starts_on - timedelta(days=1),
        prepared_by=by.id,
    )


def _kept(persons: set[uuid.UUID]) -> dict[uuid.UUID, dict[str, path.Kept]]:
    """For each person and step code the evidence of earlier seasons that holds longest."""
    found: dict[uuid.UUID, dict[str, path.Kept]] = {}
    rows = Step.objects.filter(person_id__in=persons, state="done", valid_until__isnull=False)
    for person, code, until, evidence in rows.values_list("person_id", "code", "valid_until", "evidence"):
        known = found.setdefault(person, {})
        if code not in known or known[code].valid_until < until:
            known[code] = path.Kept(until, evidence)
    return found


def _steps(placement: Placement, rules: Rules, kept: dict[str, path.Kept]) -> list[Step]:
    scheme = rules.of(placement.version_id)
    planned = path.plan(
        scheme.path,
        starts_on=placement.starts_on,
        returning=placement.returning,
        clearance=scheme.clearance,
        kept=kept,
        contract_on=placement.contract.verified_at.date(),
    )
    now = timezone.now()
    return [
        Step(
            placement=placement,
            person_id=placement.person_id,
            **asdict(one),
            done_at=now if one.state == "done" else None,
            done_by=SYSTEM.id if one.state == "done" else None,
        )
        for one in planned
    ]
