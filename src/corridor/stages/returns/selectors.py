"""Reads about returns."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Case, Count, FloatField, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.stages.journeys import api as journeys
from corridor.stages.selection import api as selection

from .models import ExitInterview, RatingReply, Return

LEAST_RATINGS = 10
"""Fewer ratings than this are not shown: nobody may guess who said what (principles 5 and 16)."""


def returns(actor: Actor, *, confirmed: bool | None = None) -> QuerySet[Return]:
    """Returns within reach, the longest waiting first."""
    found = Return.objects.visible_to(actor).select_related("placement__employer", "placement__scheme", "person")
    if confirmed is not None:
        found = found.filter(confirmed_at__isnull=not confirmed)
    return found.order_by("recorded_at", "id")


def return_of(placement_id: uuid.UUID, actor: Actor) -> Return | None:
    return Return.objects.visible_to(actor).filter(placement_id=placement_id).first()


def interview_of(placement_id: uuid.UUID, actor: Actor) -> ExitInterview | None:
    """What the worker said of a season; for those who hold the file and see the placement."""
    seen = journeys.placements(actor).filter(id=placement_id)
    return ExitInterview.objects.visible_to(actor).filter(placement__in=seen.values("id")).first()


def awaited(actor: Actor) -> QuerySet[journeys.Placement]:
    """Placements that are over and whose return nobody has recorded."""
    recorded = Return.objects.visible_to(actor).values("placement_id")
    return journeys.placements(actor, states=["ended", "left"]).exclude(id__in=recorded)


@dataclass(frozen=True)
class NextSeason:
    """What a worker brings into the next season: seasons done, papers that still hold, rights to be called back."""

    seasons: int
    still_valid: tuple[journeys.Step, ...]
    rights: tuple[selection.RecallRight, ...]


def plan(person_id: uuid.UUID, actor: Actor) -> NextSeason:
    """The next season of a person as it can be planned today."""
    mine = [row for row in journeys.placements_of(person_id, actor) if row.state in ("ended", "left", "returned")]
    valid: dict[str, journeys.Step] = {}
    for placement in mine:
        for step in journeys.path(placement):
            holds = step.state == "done" and step.valid_until is not None and step.valid_until >= timezone.localdate()
            if holds and (step.code not in valid or valid[step.code].valid_until < step.valid_until):
                valid[step.code] = step
    rights = selection.recall_rights(actor, live=True).filter(person_id=person_id)
    return NextSeason(len(mine), tuple(valid.values()), tuple(rights))


@dataclass(frozen=True)
class Rating:
    """The pooled rating of an employer. `mean` and `again` are None while there are too few; `waiting` count later."""

    number: int
    mean: float | None
    again: float | None
    waiting: int
    replies: tuple[RatingReply, ...] = ()


def rating_of(employer_id: uuid.UUID, *, today: date | None = None) -> Rating:
    """Pooled over all seasons, counted from 14 days after each was given, hidden while they are few."""
    day = today or timezone.localdate()
    # a pool over persons whom the asker may not reach; no row leaves it
    with acting(SYSTEM, gettext_noop("count the answers about an employer")):
        counted = Q(counts_from__lte=day)
        pool = ExitInterview.objects.filter(employer_id=employer_id).aggregate(
            number=Count("id", filter=counted),
            waiting=Count("id", filter=~counted),
            mean=Avg("rating", filter=counted),
            again=Avg(Case(When(again=True, then=1.0), default=0.0, output_field=FloatField()), filter=counted),
        )
    replies = tuple(RatingReply.objects.filter(employer_id=employer_id).order_by("-at")[:5])
    if pool["number"] < LEAST_RATINGS:  # how many wait would say when somebody spoke
        return Rating(pool["number"], None, None, 0, replies)
    return Rating(pool["number"], float(pool["mean"]), float(pool["again"]), pool["waiting"], replies)
