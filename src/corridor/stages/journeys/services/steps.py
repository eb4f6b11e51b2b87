"""Completing, refusing, reopening and leaving out the steps of paths."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.stages.journeys import evidence as proofs
from corridor.stages.journeys import path
from corridor.stages.journeys.models import Placement, Step

from .common import (
    EMPLOYER,
    REFUSAL_FIELDS,
    WORKER,
    Refusal,
    Rules,
    holds,
    lock_placements,
    save,
    sides,
    steps_of,
    today,
)
from .ready import release

OPEN = ("preparing", "cleared", "departed", "arrived", "at_work")
# Who may record a step, by whose step it is. The office writes down what worker and provider bring to its counter.
RECORDERS = {
    "worker": (WORKER, "journeys.prepare"),
    "office": ("journeys.prepare",),
    "provider": ("journeys.prepare",),
    "destination": ("journeys.destination", "journeys.prepare"),
    "employer": (EMPLOYER,),
}
_DONE = ("state", "evidence", "valid_until", "done_at", "done_by")


def may_record(step: Step, placement: Placement, by: Actor) -> bool:
    """Whether the actor may say that this step is done."""
    mine = sides(placement, by)
    who = RECORDERS[step.owner]
    return bool(mine & set(who)) or holds(placement, by, *(code for code in who if "." in code))


def complete_steps(step_ids: Sequence[uuid.UUID], evidence: Mapping[str, Any], *, by: Actor) -> list[Step]:
    """Record steps as done, with the same evidence for all (see evidence.checked for its fields).

    A medical examination that finds a worker unfit is recorded as a refusal with the second opinion as its remedy, paid
    by the employer (principle 7). What waited for these steps becomes ready; where nothing is left and the scheme asks
    for no clearance, the worker is ready to leave.
    """
    chosen, placements, steps = _lock(step_ids, by)
    day, now = today(), timezone.now()
    done, unfit = [], []
    for step in chosen:
        _check_owner(step, placements[step.placement_id], by)
        _check_open(step, placements[step.placement_id], steps[step.placement_id])
        proof = proofs.checked(step.code, step.evidence_kind, evidence, day)
        step.evidence, step.done_at, step.done_by = proof, now, by.id
        if proof.get("result") == proofs.UNFIT:
            unfit.append(step)
            _second_opinion(step, placements[step.placement_id], day)
        else:
            step.state = "done"
            step.valid_until = proofs.valid_until(proof, step.validity_days)
            done.append(step)
    save(chosen, *_DONE, *REFUSAL_FIELDS)
    timeline.record_many("journeys.step_done", by=by, entries=[(s, s.person_id, {"step": s.code}) for s in done])
    timeline.record_many("journeys.step_refused", by=by, entries=[(s, s.person_id, {"step": s.code}) for s in unfit])
    release(list(placements.values()), steps, by=by)
    return chosen


def skip_steps(step_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Step]:
    """Leave out optional steps."""
    chosen, placements, steps = _lock(step_ids, by)
    for step in chosen:
        _check_owner(step, placements[step.placement_id], by)
        if not step.optional:
            raise Refused("step_needed", _("This step cannot be left out: the scheme asks for it."))
        _check_open(step, placements[step.placement_id], steps[step.placement_id])
        step.state = "skipped"
    save(chosen, "state")
    timeline.record_many("journeys.step_skipped", by=by, entries=[(s, s.person_id, {"step": s.code}) for s in chosen])
    release(list(placements.values()), steps, by=by)
    return chosen


def refuse_step(
    step_id: uuid.UUID,
    *,
    reason: str,
    by: Actor,
    decider: str = "",
    remedy: str = "",
    remedy_days: int | None = None,
) -> Step:
    """Record that a step was decided against the worker (a visa refused), with reason, deadline and remedy.

    Decider and remedy are the scheme's own words for this decision unless they are given.
    """
    chosen, placements, _steps = _lock([step_id], by)
    step = chosen[0]
    placement = placements[step.placement_id]
    if not holds(placement, by, "journeys.prepare", "journeys.destination"):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    if step.state in path.SETTLED or step.code == path.CLEARANCE:
        raise Refused("step_settled", _("This step is not open any more."))
    named = Rules().refusal(placement.version_id, step.decision, placement.contract.language, reason=reason)
    days = named.remedy_days if remedy_days is None else remedy_days
    Refusal(decider or named.decider, reason, remedy or named.remedy, days).put_on(step, today())
    step.state = "refused"
    save([step], "state", *REFUSAL_FIELDS)
    timeline.record("journeys.step_refused", by=by, subject=step, person_id=step.person_id, step=step.code)
    return step


def reopen_step(step_id: uuid.UUID, *, by: Actor) -> Step:
    """Open a refused step again: a second opinion, an appeal upheld, a new application. The worker may always ask."""
    chosen, placements, _steps = _lock([step_id], by)
    step = chosen[0]
    placement = placements[step.placement_id]
    if not (WORKER in sides(placement, by) or holds(placement, by, "journeys.prepare")):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    if step.state != "refused":
        raise Refused("step_settled", _("This step was not refused."))
    step.state, step.evidence, step.done_at, step.done_by = "ready", {}, None, None
    save([step], *_DONE)
    timeline.record("journeys.step_reopened", by=by, subject=step, person_id=step.person_id, step=step.code)
    return step


def _lock(
    step_ids: Sequence[uuid.UUID], by: Actor
) -> tuple[list[Step], dict[uuid.UUID, Placement], dict[uuid.UUID, list[Step]]]:
    """The chosen steps with their placements, locked, and all steps of these; raises NotFound and NotAllowed."""
    wanted = set(step_ids)
    if not wanted:
        raise Refused("nobody_chosen", _("Choose at least one worker."))
    owners = Step.objects.visible_to(by).filter(id__in=wanted).values_list("placement_id", flat=True)
    placements = {row.id: row for row in lock_placements(sorted(set(owners)), by)}
    steps = steps_of(placements.values())
    chosen = [step for rows in steps.values() for step in rows if step.id in wanted]
    if len(chosen) != len(wanted):
        raise NotFound("step_not_found", _("There is no such step, or you may not see it."))
    return chosen, placements, steps


def _check_open(step: Step, placement: Placement, all_steps: list[Step]) -> None:
    if placement.state not in OPEN:
        raise Refused("placement_over", _("This placement is over; its steps cannot be changed."))
    if step.code == path.CLEARANCE:
        raise Refused("clearance_is_issued", _("A clearance is issued by the approver, not ticked off."))
    if step.state == "waiting":
        titles = [one.title_for(translation.get_language() or "en") for one in all_steps if one.code in step.after]
        raise Refused("step_waits", _("First comes: %(steps)s."), steps=", ".join(titles))
    if step.state != "ready":
        raise Refused("step_settled", _("This step is not open any more."))


def _check_owner(step: Step, placement: Placement, by: Actor) -> None:
    if not may_record(step, placement, by):
        raise NotAllowed("not_your_step", _("This step belongs to somebody else. You see it, but cannot record it."))


def _second_opinion(step: Step, placement: Placement, day: date) -> None:
    """The refusal in the worker's language; the law that asks for the examination names no other remedy."""
    with translation.override(placement.contract.language):
        refusal = Refusal(
            decider=str(_("The clinic that examined you")),
            reason=str(_("The clinic found you unfit for this work.")),
            remedy=str(_("You may have a second opinion at a clinic of your choice. The employer pays for it.")),
        )
    refusal.put_on(step, day)
    step.state, step.valid_until = "refused", None
