"""Recording returns, exit interviews, and confirming: the right to be called back."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.outbox.deliver import send_many
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.journeys import api as journeys
from corridor.stages.returns.models import ExitInterview, RatingReply, Return
from corridor.stages.returns.models.return_ import CHANNELS
from corridor.stages.returns.questions import checked
from corridor.stages.selection import api as selection

OVER = ("ended", "left", "returned")
REPLY_DAYS = 14
"""So long an employer may answer before a rating counts (principle 5)."""


def record_returns(
    placement_ids: Sequence[uuid.UUID], on: date, *, by: Actor, channel: str = "centre", stays: bool = False
) -> list[Return]:
    """Record that workers are back, or (`stays`) that they lawfully stay abroad after the work.

    A placement that has a return keeps it. Raises NotFound for one out of reach, NotAllowed for somebody else's.
    """
    placements = _reach_own_or(placement_ids, by, "returns.receive")
    if channel not in CHANNELS:
        raise Refused("channel_unknown", _("Say where the return was told."), field="channel")
    known = set(Return.objects.filter(placement__in=placements).values_list("placement_id", flat=True))
    new = [row for row in placements if row.id not in known]
    if stays and any(row.state not in OVER for row in new):
        raise Refused("not_over", _("The work is not over yet. Record its end first."))
    back = [row.id for row in new if row.state != "returned"]
    if back and not stays:
        journeys.mark_returned(back, on, by=by)
    made = [
        Return(placement=row, person_id=row.person_id, on=on, channel=channel, stays=stays, recorded_by=by.id)
        for row in new
    ]
    Return.objects.bulk_create(made, batch_size=1000)
    timeline.record_many("returns.recorded", by=by, entries=[(row, row.person_id, {"stays": stays}) for row in made])
    send_many("returns.welcome", by=by, to=[(row.person_id, row.contract.language, {}) for row in new])
    return list(Return.objects.filter(placement__in=placements).order_by("placement_id"))


def exit_interview(placement_id: uuid.UUID, answers: Mapping[str, Any], *, by: Actor) -> ExitInterview:
    """Keep what a worker says of the season (see questions.checked for the answers); once for a placement."""
    placement = _reach_own_or([placement_id], by, "returns.receive")[0]
    if placement.state not in OVER:
        raise Refused("not_over", _("The work is not over yet. Record its end first."))
    found = checked(answers)
    if ExitInterview.objects.filter(placement=placement).exists():
        raise Refused("interview_given", _("What you said of this season is kept already. Thank you."))
    row = ExitInterview(
        placement=placement,
        person_id=placement.person_id,
        employer_id=placement.employer_id,
        answers=found.answers,
        rating=found.rating,
        again=found.again,
        words=found.words,
        by=by.id,
        counts_from=timezone.localdate() + timedelta(days=REPLY_DAYS),
    )
    ExitInterview.objects.bulk_create([row])
    return row


def confirm(placement_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Return]:
    """Confirm returns; each worker gets the right to be called back that the scheme's version gives, with its source.

    How a season ended, and what the worker said of it, is not asked (principles 4, 11). Confirming again does nothing.
    """
    by = by.within("returns.confirm")
    placements = {row.id: row for row in _reach(placement_ids, by)}
    rows = list(Return.objects.filter(placement_id__in=list(placements)).select_for_update().order_by("id"))
    if len(rows) != len(placements):
        raise Refused("not_recorded", _("Nobody has recorded this return yet."))
    new = [row for row in rows if row.confirmed_at is None]
    grants = _grants([(row, placements[row.placement_id]) for row in new])
    for row in new:
        row.confirmed_at, row.confirmed_by = timezone.now(), by.id
    Return.objects.bulk_update(new, ["confirmed_at", "confirmed_by"], batch_size=1000)
    if grants:
        selection.grant_recall(grants, by=by)
    timeline.record_many("returns.confirmed", by=by, entries=[(row, row.person_id, {}) for row in new])
    languages = {row.person_id: row.contract.language for row in placements.values()}
    to = [(one.person_id, languages[one.person_id], {"until": one.until.isoformat()}) for one in grants]
    send_many("returns.confirmed", by=by, to=to)
    return rows


def reply_to_rating(words: str, *, by: Actor) -> RatingReply:
    """What an employer says to its rating; shown beside it."""
    employer = demand.employer_of(by)
    if employer is None or not by.can("journeys.receive"):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    if not words.strip():
        raise Refused("words_missing", _("Write your answer."), field="words")
    row = RatingReply.objects.create(employer_id=employer.id, words=words.strip()[:2000], by=by.id)
    timeline.record("returns.rating_answered", by=by, subject=row)
    return row


def _grants(pairs: Sequence[tuple[Return, journeys.Placement]]) -> list[selection.RecallGrant]:
    found = []
    for row, placement in pairs:
        rule = agreements.rules_of(placement.version).recall
        if rule is not None:
            grant = selection.RecallGrant(
                person_id=row.person_id,
                employer_id=placement.employer_id,
                source=rule.source,
                force=rule.force,
                until=months_after(row.on, rule.months),
                placement_id=placement.id,
            )
            found.append(grant)
    return found


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    first_after = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = first_after - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def _reach(placement_ids: Sequence[uuid.UUID], by: Actor) -> list[journeys.Placement]:
    rows = list(journeys.placements(by).filter(id__in=list(placement_ids)).select_related("version"))
    if not placement_ids or len(rows) != len(set(placement_ids)):
        raise NotFound("placement_not_found", _("There is no such placement, or you may not see it."))
    return rows


def _reach_own_or(placement_ids: Sequence[uuid.UUID], by: Actor, permission: str) -> list[journeys.Placement]:
    """The placements where the permission was given to the actor, or the worker's own."""
    if by.can(permission):
        return _reach(placement_ids, by.within(permission))
    placements = _reach(placement_ids, by)
    if not by.can("own.return") or any(row.person_id != by.person_id for row in placements):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    return placements
