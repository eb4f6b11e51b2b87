"""While abroad: check-ins, incidents, and work that ends early."""

import uuid
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.outbox.deliver import send_many
from corridor.stages.journeys.models import CheckIn, Incident, Leaving, Placement
from corridor.stages.journeys.models.abroad import ANSWERS, KINDS

from .common import EMPLOYER, WORKER, holds, lock_placements, move, save, sides, today
from .travel import close

ABSENCE = "absence"
NO_ANSWER = "no_answer"
"""Stands for a side that was asked and did not answer."""
LAPSE_DAYS = 365


def check_in(check_in_id: uuid.UUID, answer: str, *, by: Actor) -> CheckIn:
    """Answer a check-in: "fine", "help" or "skipped"; only the worker may. Asking for help opens an incident.

    Who is told is the counsellor, never the employer, the scheme's office or the mission (principle 3).
    """
    row = CheckIn.objects.visible_to(by).select_for_update().filter(id=check_in_id).first()
    if row is None:
        raise NotFound("check_in_not_found", _("There is no such question, or you may not see it."))
    if by.person_id != row.person_id or not by.can("own.path"):
        raise NotAllowed("not_allowed", _("Only the worker answers this."))
    if answer not in ANSWERS[1:]:
        raise Refused("answer_unknown", _("Choose one of the answers."), field="answer")
    row.answer, row.at = answer, timezone.now()
    save([row], "answer", "at")
    timeline.record("journeys.checked_in", by=by, subject=row, person_id=row.person_id, day=row.day)
    if answer == "help":
        _incident(row.placement_id, row.person_id, kind="help", said_by="worker", words="", on=today(), by=by)
    return row


def remind_check_ins(day: date, *, by: Actor) -> int:
    """Ask the workers whose check-in is due, once each; returns how many were asked. Silence has no consequence."""
    rows = list(
        CheckIn.objects.visible_to(by)
        .filter(due_on__lte=day, answer="", reminded_at__isnull=True, placement__state__in=["arrived", "at_work"])
        .select_related("placement__contract")
        .select_for_update(of=("self",))
    )
    for row in rows:
        row.reminded_at = timezone.now()
    save(rows, "reminded_at")
    to = [(row.person_id, row.placement.contract.language, {"day": row.day}) for row in rows]
    return send_many("journeys.check_in_due", by=by, to=to)


def report_incident(
    placement_id: uuid.UUID, *, kind: str, words: str, on: date, by: Actor, shared: bool = False
) -> Incident:
    """Write down what happened, as one side tells it.

    Workers, their employer, counsellors and the mission may report. A report has no effect on the placement. `shared`
    counts only from the worker: it lets the authority and the mission know.
    """
    placement = Placement.objects.visible_to(by).filter(id=placement_id).first()
    if placement is None:
        raise NotFound("placement_not_found", _("There is no such placement, or you may not see it."))
    said_by = _said_by(placement, by)
    if kind not in KINDS or (kind == ABSENCE and said_by == "worker"):
        raise Refused("kind_unknown", _("Choose what happened."), field="kind")
    if not words.strip() and kind != "help":
        raise Refused("words_missing", _("Say in your own words what happened."), field="words")
    return _incident(
        placement.id,
        placement.person_id,
        kind=kind,
        said_by=said_by,
        words=words.strip(),
        on=on,
        by=by,
        shared=shared and said_by == "worker",
    )


def report_to_centre(*, kind: str, words: str, by: Actor) -> Incident:
    """A worker without a journey tells the centre that keeps their file what is wrong, and nobody else.

    Neither a scheme nor an employer sees it or that it exists (principles 2 and 3).
    """
    if by.person_id is None or not by.can("own.path"):
        raise NotAllowed("not_allowed", _("Only workers report here, in their own file."))
    if kind not in KINDS or kind == ABSENCE:
        raise Refused("kind_unknown", _("Choose what happened."), field="kind")
    if not words.strip() and kind != "help":
        raise Refused("words_missing", _("Say in your own words what happened."), field="words")
    return _incident(None, by.person_id, kind=kind, said_by="worker", words=words.strip(), on=today(), by=by)


def _said_by(placement: Placement, by: Actor) -> str:
    mine = sides(placement, by)
    if WORKER in mine:
        return "worker"
    if EMPLOYER in mine and holds(placement, by, "journeys.report"):
        return "employer"
    if holds(placement, by, "journeys.follow"):
        return "office"
    if holds(placement, by, "journeys.incident"):
        return "mission"
    raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))


def _incident(
    placement_id: uuid.UUID | None,
    person_id: uuid.UUID,
    *,
    kind: str,
    said_by: str,
    words: str,
    on: date,
    by: Actor,
    shared: bool = False,
) -> Incident:
    """Kept on the level of the whole file, which an employer and a mission may write to but not read."""
    row = Incident(
        placement_id=placement_id,
        person_id=person_id,
        kind=kind,
        said_by=said_by,
        words=words,
        on=on,
        reported_by=by.id,
        shared=shared,
    )
    with acting(SYSTEM, gettext_noop("write down what was reported")):
        Incident.objects.bulk_create([row])
    return row


def tell_side(incident_id: uuid.UUID, words: str, *, by: Actor, shared: bool = False) -> Incident:
    """The worker's own side of what somebody else reported."""
    row = _lock_incident(incident_id, by)
    if by.person_id != row.person_id or not by.can("own.path"):
        raise NotAllowed("not_allowed", _("Only the worker answers this."))
    if not words.strip():
        raise Refused("words_missing", _("Say in your own words what happened."), field="words")
    row.worker_side, row.worker_side_at, row.shared = words.strip(), timezone.now(), shared or row.shared
    save([row], "worker_side", "worker_side_at", "shared")
    return row


def review_incident(incident_id: uuid.UUID, *, by: Actor) -> Incident:
    """A counsellor has looked at an employer's report and asked the worker, who need not answer (principle 5)."""
    by = by.within("journeys.follow")
    row = _lock_incident(incident_id, by)
    row.reviewed_at, row.reviewed_by = timezone.now(), by.id
    save([row], "reviewed_at", "reviewed_by")
    return row


def close_incident(incident_id: uuid.UUID, outcome: str, *, by: Actor) -> Incident:
    """Write down what was done, and end it."""
    by = by.within("journeys.follow")
    if not outcome.strip():
        raise Refused("words_missing", _("Say what was done."), field="outcome")
    row = _lock_incident(incident_id, by)
    row.outcome, row.closed_at, row.closed_by = outcome.strip(), timezone.now(), by.id
    save([row], "outcome", "closed_at", "closed_by")
    return row


def leave(
    placement_id: uuid.UUID, *, worker_side: str, employer_side: str, by: Actor, on: date | None = None
) -> Placement:
    """End a placement early, with each side's reasons; NO_ANSWER stands for a side that was asked and kept silent.

    What follows is the same as at any end of work: no refusal, no export, no bar. The reasons lapse after 12 months
    (principle 4), and the timeline says "ended", not how.
    """
    placement = lock_placements([placement_id], by)[0]
    words = {"worker_side": worker_side.strip(), "employer_side": employer_side.strip()}
    asked = {"both_sides_asked"} if all(words.values()) else set()
    move([placement], "leave", by=by, facts=lambda _row: asked)
    day = on or today()
    close([placement], day, both_asked=True, by=by)
    row = Leaving(
        placement=placement,
        person_id=placement.person_id,
        on=day,
        recorded_by=by.id,
        lapses_on=day + timedelta(days=LAPSE_DAYS),
        **words,
    )
    Leaving.objects.bulk_create([row])
    return placement


def resume(placement_id: uuid.UUID, *, worker_agrees: bool, by: Actor) -> Placement:
    """Go on with a placement that was recorded as left; the reasons are erased."""
    placement = lock_placements([placement_id], by)[0]
    move([placement], "resume", by=by, facts=lambda _row: {"worker_agrees"} if worker_agrees else set())
    placement.ended_on = None
    save([placement], "state", "ended_on")
    Leaving.objects.filter(placement=placement).delete()
    timeline.record("journeys.work_started", by=by, subject=placement, person_id=placement.person_id)
    return placement


def lapse_leavings(day: date) -> int:
    """Erase the reasons whose time is over; a placement that only "left" then simply ended. Returns how many."""
    with acting(SYSTEM, gettext_noop("erase why somebody left, when its time is over")):
        rows = list(Leaving.objects.filter(lapses_on__lte=day).select_related("placement"))
        left = [row.placement for row in rows if row.placement.state == "left"]
        if left:
            move(left, "lapse", by=SYSTEM, facts=lambda _row: {"term_over"})
            save(left, "state")
        Leaving.objects.filter(id__in=[row.id for row in rows]).delete()
    return len(rows)


def _lock_incident(incident_id: uuid.UUID, by: Actor) -> Incident:
    row = Incident.objects.visible_to(by).select_for_update().filter(id=incident_id).first()
    if row is None:
        raise NotFound("incident_not_found", _("There is no such report, or you may not see it."))
    return row
