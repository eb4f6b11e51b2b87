"""Interviews with the candidates of a shortlist: invited in good time, answered by the worker, recorded by who asked.

Nothing here decides: an outcome feeds the employer's one answer (`choose`), where each refusal takes its reason.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.reference import languages
from corridor.foundation.reference.zones import zones_of
from corridor.rules.matching import JobReason
from corridor.rules.transitions import INTERVIEW
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from ..models import Interview, Round, Shortlisted
from ..models.interview import LIVE, NOT_SUITABLE, SIDES, SUITABLE, WAYS, WISHES
from ..records import InterviewPlan
from .common import MISSING, all_found, tell, today

NOTICE = timedelta(hours=24)
"""Nobody is called at once: a worker has a day to answer, to find a telephone, to come."""
MOST_MINUTES = 240
WAKING = (7, 21)
"""Hours of the worker's day in which a call may begin."""
HOST = ("selection.choose", "selection.run_round")


def still_open(round_: Round) -> None:
    """Raise unless the employers of a round still have time to answer."""
    if round_.state != "choosing":
        raise Refused("not_choosing", _("This shortlist is closed. The programme tells you the result."))
    if round_.choose_by is not None and round_.choose_by < today():
        raise Refused("too_late", _("The last day to answer is over. Ask the programme what can be done."))


def invite(
    round_id: uuid.UUID,
    order_id: uuid.UUID,
    application_ids: Sequence[uuid.UUID],
    plan: InterviewPlan,
    *,
    by: Actor,
) -> list[Interview]:
    """Invite candidates of one shortlist, one after the other from the first time on, in the order given."""
    by = by.within(*HOST)
    order = demand.order(order_id, by)
    _host(order, by)
    round_ = Round.objects.select_for_update(of=("self",)).filter(id=round_id).first()
    if round_ is None or not application_ids:
        raise Refused("nobody_ticked", _("Tick at least one worker."))
    still_open(round_)
    rows = Shortlisted.objects.visible_to(by).filter(
        round=round_, order_id=order_id, application_id__in=application_ids, answered_at__isnull=True
    )
    listed = {row.application_id: row for row in rows}
    if listed.keys() != set(application_ids):
        raise Refused("not_listed", _("Somebody here is not on this shortlist, or the list is answered already."))
    live = Interview.objects.visible_to(by).filter(round=round_, order_id=order_id, state__in=LIVE)
    if live.filter(application_id__in=application_ids).exists():
        raise Refused("already_invited", _("One of these people is invited already. Set another time there."))
    made = [
        Interview(
            round=round_,
            order_id=order_id,
            application_id=key,
            person_id=listed[key].person_id,
            minutes=plan.minutes,
            invited_by=by.id,
            **_when(plan, number, round_),
        )
        for number, key in enumerate(application_ids)
    ]
    for row in made:
        _in_good_time(row)
        _by_day(row, order)
    Interview.objects.bulk_create(made)
    _record("interview_invited", made, by)
    _tell("selection.interview", made, by)
    return made


def move_interview(interview_id: uuid.UUID, plan: InterviewPlan, *, by: Actor) -> Interview:
    """Set another time, or another way; the worker answers anew."""
    row = _hosted(interview_id, by)
    for name, value in {**_when(plan, 0, row.round), "minutes": plan.minutes}.items():
        setattr(row, name, value)
    row.state = step(INTERVIEW, row.state, "move", _good_time(row)).target
    _by_day(row, demand.order(row.order_id, by))
    row.wish = row.side = ""
    row.invited_at, row.invited_by, row.answered_at, row.recorded_at = timezone.now(), by.id, None, None
    row.save()
    _record("interview_moved", [row], by)
    _tell("selection.interview", [row], by)
    return row


def confirm_interview(interview_id: uuid.UUID, *, by: Actor) -> Interview:
    """The worker comes."""
    row = _own(interview_id, by)
    return _answer(row, "confirm", by, {"time_to_come"} if row.begins_at > timezone.now() else set())


def ask_other_time(interview_id: uuid.UUID, wish: str, *, by: Actor) -> Interview:
    """The worker asks for another time of the day, or another day; also after an interview that did not take place."""
    if wish not in WISHES:
        raise Refused("wish_missing", _("Choose when you would rather talk."), field="wish")
    row = _own(interview_id, by)
    still_open(row.round)
    if _answered(row, by):  # nobody could set a time any more
        raise Refused("not_choosing", _("This shortlist is closed. The programme tells you the result."))
    row.wish = wish
    return _answer(row, "ask_time", by)


def decline_interview(interview_id: uuid.UUID, *, by: Actor) -> Interview:
    """The worker says no: they stay on the shortlist, and it costs nothing."""
    return _answer(_own(interview_id, by), "decline", by)


def answer_missed(interview_id: uuid.UUID, side: str, *, by: Actor) -> Interview:
    """What the worker says of an interview that is recorded as missed; it stands beside the employer's word."""
    row = _own(interview_id, by)
    if row.state != "missed" or side not in SIDES:
        raise Refused("side_missing", _("Say what happened: choose one of the answers."), field="side")
    row.side, row.answered_at = side, timezone.now()
    row.save(update_fields=["side", "answered_at"])
    _record("interview_answered", [row], by)
    return row


def hold_interview(interview_id: uuid.UUID, *, outcome: str = "", reason: str = "", by: Actor) -> Interview:
    """Record that it took place, and what came of it; the outcome can be changed until the list is answered."""
    row = _hosted(interview_id, by)
    if outcome not in ("", SUITABLE, NOT_SUITABLE):
        raise Refused("outcome_unknown", _("Choose what came of the interview."), field="outcome")
    if outcome == NOT_SUITABLE and (reason not in set(JobReason) or reason == JobReason.DID_NOT_ATTEND):
        raise Refused("reason_missing", _("Give a reason about the work. Choose one of the list."), field="reason")
    if row.state != "held":
        row.state = step(INTERVIEW, row.state, "hold", _begun(row)).target
    row.outcome, row.reason = outcome, reason if outcome == NOT_SUITABLE else ""
    row.recorded_at, row.recorded_by = timezone.now(), by.id
    row.save()
    _record("interview_held", [row], by)
    return row


def miss_interview(interview_id: uuid.UUID, *, by: Actor) -> Interview:
    """Record that it did not take place. By itself this refuses nobody: the worker is asked for their side."""
    row = _hosted(interview_id, by)
    row.state = step(INTERVIEW, row.state, "miss", _begun(row)).target
    row.recorded_at, row.recorded_by = timezone.now(), by.id
    row.save()
    _record("interview_missed", [row], by)
    tell("selection.interview_missed", [(row.person_id, {})], by=by)
    return row


def cancel_interview(interview_id: uuid.UUID, *, by: Actor) -> Interview:
    """Call an interview off; the candidate stays on the shortlist."""
    row = _hosted(interview_id, by)
    _cancel([row], by)
    tell("selection.interview_cancelled", [(row.person_id, {})], by=by)
    return row


def end_interviews(wanted: Q, *, by: Actor, told: bool = True) -> int:
    """Call off what is still to come of lists that were answered or given up; returns how many."""
    rows = list(Interview.objects.visible_to(by).select_for_update(of=("self",)).filter(wanted, state__in=LIVE))
    _cancel(rows, by)
    if told:
        tell("selection.interview_cancelled", [(row.person_id, {}) for row in rows], by=by)
    return len(rows)


def absence_shown(round_id: uuid.UUID, order_id: uuid.UUID, application_ids: Sequence[uuid.UUID], by: Actor) -> bool:
    """Whether each of these candidates missed an interview, had a day to say why, and neither denies nor excuses it.

    A missed interview alone is no refusal: who came, was not called, asks for another day or was invited anew cannot
    be refused for it.
    """
    rows = Interview.objects.visible_to(by).filter(round_id=round_id, order_id=order_id)
    rows = rows.filter(application_id__in=application_ids)
    missed = rows.filter(state="missed", side="", recorded_at__lte=timezone.now() - NOTICE)
    anew = rows.filter(state__in=[*LIVE, "held"]).values_list("application_id", flat=True)
    return set(missed.values_list("application_id", flat=True)) - set(anew) == set(application_ids)


def warn_interviews(day: date, *, by: Actor) -> int:
    """Call to mind, once each, the interviews of the day after `day`; returns how many."""
    by.require("selection.run_round")
    coming = Interview.objects.visible_to(by).filter(state__in=("invited", "confirmed"), day=day + timedelta(days=1))
    rows = list(coming.order_by("id"))
    return tell(
        "selection.interview_tomorrow",
        [(row.person_id, _params(row)) for row in rows],
        keys=[f"selection.interview_tomorrow:{row.id}:{row.day}" for row in rows],
        by=by,
    )


def _host(order: Any, by: Actor) -> None:
    """Raise unless the actor answers for the order, or runs the rounds of its scheme."""
    if order.scheme is not None and agreements.may(order.scheme, by, "selection.run_round"):
        return
    demand.require_acting(order, by=by)


def _hosted(interview_id: uuid.UUID, by: Actor) -> Interview:
    by = by.within(*HOST)
    row = _locked(interview_id, by)
    _host(demand.order(row.order_id, by), by)
    still_open(row.round)
    if _answered(row, by):
        raise Refused("already_answered", _("You have answered this shortlist. The answer stands."))
    return row


def _answered(row: Interview, by: Actor) -> bool:
    rows = Shortlisted.objects.visible_to(by).filter(round_id=row.round_id, order_id=row.order_id)
    return rows.filter(answered_at__isnull=False).exists()


def _own(interview_id: uuid.UUID, by: Actor) -> Interview:
    by = by.within("own.apply")
    row = _locked(interview_id, by)
    if row.person_id != by.person_id:
        raise NotFound("not_found", MISSING)
    return row


def _locked(interview_id: uuid.UUID, by: Actor) -> Interview:
    rows = Interview.objects.visible_to(by).select_for_update(of=("self",)).select_related("round")
    found = list(rows.filter(id=interview_id))
    all_found(found, [interview_id])
    return found[0]


def _answer(row: Interview, action: str, by: Actor, facts: set[str] | None = None) -> Interview:
    row.state = step(INTERVIEW, row.state, action, facts or set()).target
    row.answered_at = timezone.now()
    row.save(update_fields=["state", "wish", "answered_at"])
    _record(f"interview_{row.state}", [row], by)
    return row


def _cancel(rows: Sequence[Interview], by: Actor) -> None:
    for row in rows:
        row.state = step(INTERVIEW, row.state, "call_off").target
    Interview.objects.bulk_update(rows, ["state"])
    _record("interview_cancelled", rows, by)


def _when(plan: InterviewPlan, number: int, round_: Round) -> dict[str, Any]:
    """Columns of the interview of this number; Refused for what cannot be."""
    try:
        zone = ZoneInfo(plan.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refused("zone_unknown", _("Choose whose clock the time means."), field="zone") from None
    if plan.way not in WAYS or not plan.place.strip() or not languages.exists(plan.language):
        raise Refused("way_missing", _("Say how you will talk, where, and in which language."), field="place")
    if not 5 <= plan.minutes <= MOST_MINUTES:
        raise Refused("too_long", _("An interview takes from 5 minutes to 4 hours."), field="minutes")
    begins = datetime.combine(plan.day, plan.clock, zone) + timedelta(minutes=number * plan.minutes)
    if begins.date() != plan.day:
        raise Refused("day_full", _("So many interviews do not fit into this day. Invite fewer at once."))
    if round_.choose_by is not None and plan.day > round_.choose_by:
        raise Refused("after_answer", _("That is after the last day to answer the shortlist."), field="day")
    said = {"zone": plan.zone, "way": plan.way, "place": plan.place.strip(), "language": plan.language}
    return {"day": plan.day, "clock": begins.time(), **said}


def _good_time(row: Interview) -> set[str]:
    return {"in_good_time"} if row.begins_at >= timezone.now() + NOTICE else set()


def _in_good_time(row: Interview) -> None:
    if not _good_time(row):
        raise Refused("too_soon", _("Give the worker at least a day: choose a later time."), field="day")


def _by_day(row: Interview, order: Any) -> None:
    """Refuse a call in the night of the origin, where that has one clock: 10:00 in Madrid is 4:00 in Bogotá."""
    zones = zones_of(order.scheme.origin) if order.scheme is not None and row.way != "place" else ()
    if len(zones) != 1:
        return
    there = row.begins_at.astimezone(ZoneInfo(zones[0]))
    if not WAKING[0] <= there.hour < WAKING[1]:
        raise Refused(
            "at_night",
            _("That is %(time)s for the worker. Choose a time between 7:00 and 21:00 there."),
            field="clock",
            time=there.strftime("%H:%M"),
        )


def _begun(row: Interview) -> set[str]:
    return {"time_come"} if row.begins_at <= timezone.now() else set()


def _record(verb: str, rows: Sequence[Interview], by: Actor) -> None:
    timeline.record_many(f"selection.{verb}", by=by, entries=[(row, row.person_id, {}) for row in rows])


def _tell(code: str, rows: Sequence[Interview], by: Actor) -> None:
    tell(code, [(row.person_id, _params(row)) for row in rows], by=by)


def _params(row: Interview) -> dict[str, str]:
    return {"day": row.day.isoformat(), "clock": row.clock.strftime("%H:%M"), "zone": row.zone}
