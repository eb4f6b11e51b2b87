"""What follows when steps are settled: others become ready, and perhaps the worker."""

import uuid
from collections.abc import Mapping, Sequence

from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step as machine_step
from corridor.foundation.database.context import Actor
from corridor.rules.transitions import PLACEMENT
from corridor.stages.journeys import path
from corridor.stages.journeys.models import Placement, Step

from .common import Rules, save


def release(placements: Sequence[Placement], steps: Mapping[uuid.UUID, list[Step]], *, by: Actor) -> None:
    """Open the steps whose turn has come; make workers ready to leave where the scheme asks for no clearance."""
    opened = [step for rows in steps.values() for step in path.newly_ready(rows)]
    for step in opened:
        step.state = "ready"
    save(opened, "state")
    complete = [
        row for row in placements if row.path_complete_at is None and not path.open_before_clearance(steps[row.id])
    ]
    for row in complete:
        row.path_complete_at = timezone.now()
    save(complete, "path_complete_at")
    rules = Rules()
    ready = [
        row
        for row in placements
        if row.state == "preparing"
        and not rules.of(row.version_id).clearance
        and not path.open_before_departure(steps[row.id])
        and row.contract.state == "verified"
    ]
    make_ready(ready, by=by)


def make_ready(placements: Sequence[Placement], *, by: Actor) -> None:
    """Move placements to "cleared", that is ready to leave. Their path and contract were checked by the caller."""
    now = timezone.now()
    for row in placements:
        row.state = machine_step(PLACEMENT, row.state, "clear", {"path_complete", "contract_verified"}).target
        row.cleared_at = now
    save(placements, "state", "cleared_at")
    timeline.record_many("journeys.ready_to_leave", by=by, entries=[(row, row.person_id, {}) for row in placements])
