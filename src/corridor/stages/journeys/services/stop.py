"""Before departure: withdrawing, cancelling, and holding a departure."""

import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step as machine_step
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.foundation.outbox.deliver import send_many
from corridor.rules.transitions import CLEARANCE
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys.models import Clearance, Placement

from .common import REFUSAL_FIELDS, WORKER, Refusal, holds, lock_placements, move, save, sides, today

WHY_POST = gettext_noop("free the post of somebody who does not depart")
BEFORE_DEPARTURE = ("preparing", "cleared")
_CANCELLED = ("state", "cancelled_at", "cancelled_by", *REFUSAL_FIELDS)


def withdraw(placement_id: uuid.UUID, *, by: Actor) -> Placement:
    """The worker does not go after all; nothing follows from it, and the post is free for the next on the list."""
    placement = lock_placements([placement_id], by)[0]
    move([placement], "withdraw", by=by)
    placement.cancelled_at, placement.cancelled_by = timezone.now(), by.id
    save([placement], "state", "cancelled_at", "cancelled_by")
    timeline.record("journeys.withdrawn", by=by, subject=placement, person_id=placement.person_id)
    with acting(SYSTEM, WHY_POST):
        contracts.give_up(placement.contract_id, by=SYSTEM)
    return placement


def cancel(
    placement_id: uuid.UUID, *, decider: str, reason: str, remedy: str, by: Actor, remedy_days: int = 30
) -> Placement:
    """Cancel a placement before departure, with decider, reason and remedy: its contract ends, its post is free."""
    placement = lock_placements([placement_id], by)[0]
    refusal = Refusal(decider, reason, remedy, remedy_days)
    move([placement], "cancel", by=by, facts=lambda _row: refusal.facts())
    refusal.put_on(placement, today())
    placement.cancelled_at, placement.cancelled_by = timezone.now(), by.id
    save([placement], *_CANCELLED)
    timeline.record("journeys.cancelled", by=by, subject=placement, person_id=placement.person_id)
    with acting(SYSTEM, WHY_POST):
        contracts.cancel(
            placement.contract_id,
            decider=decider,
            reason=reason,
            remedy=remedy,
            remedy_days=remedy_days,
            by=SYSTEM,
        )
    return placement


def cancel_with_contracts(contract_ids: Iterable[uuid.UUID]) -> int:
    """On the news that contracts were cancelled: what was being prepared under them stops; clearances are revoked.

    Decider, reason and remedy are those of the contract. Returns how many placements were stopped.
    """
    with acting(SYSTEM, gettext_noop("stop the journey of a contract that has ended")):
        rows = list(
            Placement.objects.filter(contract_id__in=set(contract_ids), state__in=BEFORE_DEPARTURE)
            .select_related("contract")
            .select_for_update(of=("self",))
        )
        clearances = list(Clearance.objects.filter(placement__in=rows, state__in=["requested", "issued"]))
        refusals = {row.id: _of_contract(row) for row in rows}
        now = timezone.now()
        for row in rows:
            if refusals[row.id].facts():
                move([row], "cancel", by=SYSTEM, facts=lambda one: refusals[one.id].facts())
                refusals[row.id].put_on(row, today())
            else:  # the worker declined: nobody decided against anybody
                move([row], "withdraw", by=SYSTEM)
            row.cancelled_at, row.cancelled_by = now, SYSTEM.id
        for paper in clearances:
            _take_back(paper, refusals[paper.placement_id])
        save(rows, *_CANCELLED)
        save(clearances, "state", "decided_at", "decided_by", *REFUSAL_FIELDS)
        timeline.record_many("journeys.cancelled", by=SYSTEM, entries=[(row, row.person_id, {}) for row in rows])
    return len(rows)


def _of_contract(row: Placement) -> Refusal:
    contract = row.contract
    return Refusal(contract.cancel_decider, contract.cancel_reason, contract.cancel_remedy)


def _take_back(paper: Clearance, refusal: Refusal) -> None:
    if not refusal.facts():
        text = str(_("The contract was declined."))
        refusal = Refusal(text, text, text)
    action = "revoke" if paper.state == "issued" else "refuse"
    paper.state = machine_step(CLEARANCE, paper.state, action, refusal.facts() | {"four_eyes"}).target
    refusal.put_on(paper, today())
    paper.decided_at, paper.decided_by = timezone.now(), SYSTEM.id


def hold(person_id: uuid.UUID, *, reason: str, by: Actor) -> int:
    """Hold a person's departures until released; for a complaint that makes the departure unsafe.

    It protects the worker, so the worker may lift it at any time (principle 8). Returns how many departures it holds.
    """
    by = by.within("journeys.follow", "journeys.clear")
    if not reason.strip():
        raise Refused("reason_missing", _("Give the reason."), field="reason")
    rows = list(
        Placement.objects.visible_to(by)
        .filter(person_id=person_id, state__in=BEFORE_DEPARTURE)
        .select_related("contract")
        .select_for_update(of=("self",))
    )
    for row in rows:
        row.held_reason, row.held_at, row.held_by = reason.strip()[:500], timezone.now(), by.id
    save(rows, "held_reason", "held_at", "held_by")
    timeline.record_many("journeys.held", by=by, entries=[(row, row.person_id, {}) for row in rows])
    send_many("journeys.held", by=by, to=[(row.person_id, row.contract.language, {}) for row in rows])
    return len(rows)


def lift_hold(placement_id: uuid.UUID, *, by: Actor) -> Placement:
    """Lift a hold; the worker may, and whoever may set one."""
    placement = lock_placements([placement_id], by)[0]
    if not (WORKER in sides(placement, by) or holds(placement, by, "journeys.follow", "journeys.clear")):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    placement.held_reason, placement.held_at, placement.held_by = "", None, None
    save([placement], "held_reason", "held_at", "held_by")
    timeline.record("journeys.hold_lifted", by=by, subject=placement, person_id=placement.person_id)
    return placement
