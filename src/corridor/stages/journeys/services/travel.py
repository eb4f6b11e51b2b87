"""Leaving, arriving, starting and ending work.

A day is taken as it is told: whether it may lie ahead is for the form to say, since a season can be played through.
"""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import Refused
from corridor.foundation.events import publish
from corridor.foundation.outbox.deliver import send_many
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import path
from corridor.stages.journeys.events import Arrived, Departed, PlacementEnded
from corridor.stages.journeys.models import CheckIn, Placement, Step
from corridor.stages.journeys.models.abroad import CHECK_IN_DAYS

from .common import lock_placements, move, save, steps_of


def plan_travel(placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor, meeting_point: str = "") -> list[Placement]:
    """Say on which day, and from where, workers leave together; they are told."""
    by = by.within("journeys.travel")
    placements = lock_placements(placement_ids, by)
    for row in placements:
        if row.state not in ("preparing", "cleared"):
            raise Refused("already_left", _("Somebody on this list has left already."))
        row.travel_on, row.meeting_point = on, meeting_point.strip()[:200]
    save(placements, "travel_on", "meeting_point")
    _note("journeys.travel_planned", placements, on, by)
    to = [
        (r.person_id, r.contract.language, {"day": on.isoformat(), "place": r.meeting_point or "–"}) for r in placements
    ]
    send_many("journeys.travel_planned", by=by, to=to)
    return placements


def depart(placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor) -> list[Placement]:
    """Record that workers have left. The employer's clock to confirm the arrival starts (14 days)."""
    placements = lock_placements(placement_ids, by)
    _near(placements, on)
    held = [row for row in placements if row.held_at is not None]
    if held:
        raise Refused("held", _("A departure on this list is on hold. The worker or the office can lift that first."))
    steps = steps_of(placements)
    move(placements, "depart", by=by, facts=lambda row: _path_facts(steps[row.id]))
    for row in placements:
        row.departed_on = on
    save(placements, "state", "departed_on")
    _note("journeys.departed", placements, on, by)
    publish(Departed(tuple(row.id for row in placements)))
    return placements


def arrive(placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor) -> list[Placement]:
    """Confirm that workers have arrived; their check-ins after 7, 30 and 90 days are set."""
    placements = lock_placements(placement_ids, by)
    _near(placements, on)
    move(placements, "arrive", by=by)
    for row in placements:
        if row.departed_on is not None and on < row.departed_on:
            raise Refused("arrived_before", _("Nobody arrives before they depart. Look at the day again."), field="on")
        row.arrived_on = on
    save(placements, "state", "arrived_on")
    _note("journeys.arrived", placements, on, by)
    _set_check_ins(placements, on)
    publish(Arrived(tuple(row.id for row in placements)))
    return placements


def start_work(placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor) -> list[Placement]:
    """Record the first day of work."""
    placements = lock_placements(placement_ids, by)
    _near(placements, on)
    move(placements, "start_work", by=by)
    for row in placements:
        row.started_on = on
    save(placements, "state", "started_on")
    _note("journeys.work_started", placements, on, by)
    return placements


def end(placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor) -> list[Placement]:
    """Record that work has ended at the end of its term; the contracts end with it.

    Before the last day of the contract it is an early end, which asks both sides for their reasons (`leave`).
    """
    placements = lock_placements(placement_ids, by)
    _near(placements, on)
    if any(on < row.contract.ends_on for row in placements):
        message = _("The contract runs longer. For an early end, write down what each side says first.")
        raise Refused("before_term", message, field="on")
    move(placements, "end", by=by)
    close(placements, on, by=by)
    return placements


def close(placements: Sequence[Placement], on: date, *, both_asked: bool = False, by: Actor) -> None:
    """What every end of work entails, in time or early: day, timeline, contract, news. The record of it is the same."""
    for row in placements:
        if row.arrived_on is not None and on < row.arrived_on:
            message = _("Work cannot end before the worker arrives. Look at the day again.")
            raise Refused("ended_before", message, field="on")
        row.ended_on = on
    save(placements, "state", "ended_on")
    _note("journeys.ended", placements, on, by)
    running = [row.contract_id for row in placements if row.contract.state == "verified"]
    if running:
        # neither employer nor worker may end contracts as such
        with acting(SYSTEM, gettext_noop("end the contract with the work")):
            contracts.end(running, on=on, both_asked=both_asked, by=SYSTEM)
    publish(PlacementEnded(tuple(row.id for row in placements)))


def mark_returned(placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor) -> list[Placement]:
    """Record that workers are back; called by the stage returns, which keeps the return itself.

    Work that was not recorded as ended ends with it; when that is before the term, each side is asked first (`leave`).
    """
    placements = lock_placements(placement_ids, by)
    unended = [row for row in placements if row.state == "arrived"]
    move(placements, "return", by=by)
    for row in placements:
        row.returned_on = on
    save(placements, "state", "returned_on")
    if unended:
        close(unended, on, by=by)
    _note("journeys.returned", placements, on, by)
    return placements


def _path_facts(steps: list[Step]) -> set[str]:
    return set() if path.open_before_departure(steps) else {"path_complete"}


def _near(placements: Sequence[Placement], on: date) -> None:
    """Catch a slip in the year: nobody departs or ends work half a year outside the contract."""
    slack = timedelta(days=183)
    if any(not row.starts_on - slack <= on <= row.ends_on + slack for row in placements):
        message = _("This day is far from the days of the contract. Look at the year again.")
        raise Refused("day_far", message, field="on")


def _note(verb: str, placements: Sequence[Placement], on: date, by: Actor) -> None:
    timeline.record_many(verb, by=by, entries=[(row, row.person_id, {"on": on.isoformat()}) for row in placements])


def _set_check_ins(placements: Sequence[Placement], on: date) -> None:
    """The employer who confirms the arrival may not read check-ins, so the system makes them."""
    rows = [
        CheckIn(placement=row, person_id=row.person_id, day=day, due_on=on + timedelta(days=day))
        for row in placements
        for day in CHECK_IN_DAYS
    ]
    with acting(SYSTEM, gettext_noop("ask how somebody is")):
        CheckIn.objects.bulk_create(rows, batch_size=1000)
