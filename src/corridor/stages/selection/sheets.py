"""The candidate sheet: what an employer may know of a person before it chooses (principle 6), and nothing else.

Name, file number, occupations, skills, languages, experience, training, seasons done. No photo, age, sex, family, home.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q
from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry

from .models import Shortlisted
from .services.common import today
from .services.workers import seasons_done


@dataclass(frozen=True)
class CandidateSheet:
    """One candidate. `experience` maps ISCO-08 codes to months, `languages` ISO 639-3 codes to levels 1 to 6."""

    person_id: uuid.UUID
    name: str
    native_name: str
    file_number: str
    skills: tuple[str, ...]
    languages: dict[str, int]
    experience: dict[str, int]
    training: tuple[str, ...]
    seasons_done: int
    application_id: uuid.UUID | None = None
    place: int = 0
    pick: int | None = None
    refusal: str = ""
    answered: bool = field(default=False)


@dataclass(frozen=True)
class OwnList:
    """A shortlist as its employer sees it in a list: which order, how many candidates, until when, answered or not."""

    round_id: uuid.UUID
    order_id: uuid.UUID
    order_number: str
    order_title: str
    posts: int
    candidates: int
    choose_by: date | None
    state: str
    answered: bool
    picked: int


def sheets(person_ids: Sequence[uuid.UUID], *, actor: Actor) -> dict[uuid.UUID, CandidateSheet]:
    """The candidate sheets of persons in reach, in a fixed number of queries."""
    table = registry.candidate_columns(person_ids, by=actor)
    names = registry.names(table.ids)
    with acting(SYSTEM, gettext_noop("count the seasons of candidates")):  # of other employers, too: no row leaves it
        seasons = seasons_done(table.ids, today())
    return {
        person: CandidateSheet(
            person_id=person,
            name=names[person].name,
            native_name=names[person].native_name,
            file_number=names[person].file_number,
            skills=tuple(sorted(table.skills[n])),
            languages=dict(table.languages[n]),
            experience=dict(table.experience[n]),
            training=tuple(sorted(table.training[n])),
            seasons_done=seasons[person],
        )
        for n, person in enumerate(table.ids)
    }


def shortlist(round_id: uuid.UUID, order_id: uuid.UUID, *, actor: Actor) -> list[CandidateSheet]:
    """The candidates of one order in the order of the list, for its employer or for the scheme's officers."""
    order = demand.order(order_id, actor)
    if not actor.can("selection.read"):
        demand.require_acting(order, by=actor)
    rows = list(Shortlisted.objects.visible_to(actor).filter(round_id=round_id, order_id=order_id).order_by("place"))
    found = sheets([row.person_id for row in rows], actor=actor)
    return [
        CandidateSheet(
            **{
                **found[row.person_id].__dict__,
                "application_id": row.application_id,
                "place": row.place,
                "pick": row.pick,
                "refusal": row.refusal,
                "answered": row.answered_at is not None,
            }
        )
        for row in rows
        if row.person_id in found
    ]


def own_lists(actor: Actor) -> list[OwnList]:
    """The shortlists of the orders for which the actor answers, the unanswered first, then the newest."""
    rows = (
        Shortlisted.objects.visible_to(actor)
        .filter(order_id__in=demand.acting_orders(actor).values("id"))
        .exclude(round__state="cancelled")
        .values(
            "round_id", "order_id", "order__number", "order__title", "order__posts", "round__choose_by", "round__state"
        )
        .annotate(candidates=Count("id"), answered=Max("answered_at"), picked=Count("id", filter=_PICKED))
        .order_by("answered", "-round__opened_at", "order__number")
    )
    found = [
        OwnList(
            round_id=row["round_id"],
            order_id=row["order_id"],
            order_number=row["order__number"],
            order_title=row["order__title"],
            posts=row["order__posts"],
            candidates=row["candidates"],
            choose_by=row["round__choose_by"],
            state=row["round__state"],
            answered=row["answered"] is not None,
            picked=row["picked"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: each.answered)


_PICKED = Q(pick__isnull=False)
