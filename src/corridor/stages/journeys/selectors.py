"""Reads. Every query starts from `visible_to(actor)`; what one side told another is hidden where the principles ask."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound
from corridor.rules.transitions import PLACEMENT
from corridor.stages.registry import api as registry

from .models import CheckIn, Clearance, Incident, Leaving, Placement, Step
from .services.common import RELATED

ARRIVAL_DAYS = next(row.clock_days for row in PLACEMENT.transitions if row.action == "depart") or 14
LIVE = ("preparing", "cleared", "departed", "arrived", "at_work")
ABROAD = ("departed", "arrived", "at_work")


def placements(
    actor: Actor,
    *,
    states: Sequence[str] | None = None,
    scheme_id: uuid.UUID | None = None,
    season_id: uuid.UUID | None = None,
) -> QuerySet[Placement]:
    """Placements within reach, with contract, employer, order and scheme; the soonest start first."""
    found = Placement.objects.visible_to(actor).select_related(*RELATED)
    if states is not None:
        found = found.filter(state__in=list(states))
    if scheme_id is not None:
        found = found.filter(scheme_id=scheme_id)
    if season_id is not None:
        found = found.filter(order__season_id=season_id)
    return found.order_by("starts_on", "id")


def placement(placement_id: uuid.UUID, actor: Actor) -> Placement:
    """One placement; raises NotFound when it is out of reach."""
    row = placements(actor).filter(id=placement_id).first()
    if row is None:
        raise NotFound("placement_not_found", _("There is no such placement, or you may not see it."))
    return row


def placements_of(person_id: uuid.UUID, actor: Actor) -> list[Placement]:
    """A person's seasons, the newest first."""
    return list(placements(actor).filter(person_id=person_id).order_by("-starts_on", "-id"))


def counts(actor: Actor, *, scheme_id: uuid.UUID | None = None, season_id: uuid.UUID | None = None) -> dict[str, int]:
    """Placements by state, every state present."""
    rows = placements(actor, scheme_id=scheme_id, season_id=season_id).order_by().values("state")
    found = dict(rows.annotate(number=Count("id")).values_list("state", "number"))
    return {state: found.get(state, 0) for state in PLACEMENT.states}


def path(row: Placement) -> list[Step]:
    """The steps of a placement in their order."""
    return list(Step.objects.filter(placement_id=row.id).order_by("position"))


def open_steps(actor: Actor, *, owners: Sequence[str] | None = None) -> QuerySet[Step]:
    """Steps whose move it is now, of placements that have not ended; the soonest due first."""
    found = Step.objects.visible_to(actor).filter(state="ready", placement__state__in=LIVE)
    if owners is not None:
        found = found.filter(owner__in=list(owners))
    return found.select_related("placement", "placement__employer").order_by("due_on", "id")


@dataclass(frozen=True)
class StepQueue:
    """Steps of one code whose move it is: how many, how many past their day, the earliest day."""

    code: str
    title: dict[str, str]
    owner: str
    ready: int
    late: int
    earliest: date


def step_queues(actor: Actor, today: date) -> list[StepQueue]:
    """Open steps grouped by code and owner, the most urgent first."""
    found = open_steps(actor).order_by()
    groups = found.values("code", "owner").annotate(
        ready=Count("id"), late=Count("id", filter=Q(due_on__lt=today)), earliest=Min("due_on")
    )
    titles = dict(found.order_by("code", "-id").distinct("code").values_list("code", "title"))
    queues = [StepQueue(title=titles.get(row["code"], {}), **row) for row in groups]
    return sorted(queues, key=lambda queue: (queue.earliest, queue.code))


def clearances(actor: Actor, *, states: Sequence[str] | None = None) -> QuerySet[Clearance]:
    """Clearances within reach, the longest waiting first."""
    found = Clearance.objects.visible_to(actor).select_related("placement__employer", "contract")
    return (found if states is None else found.filter(state__in=list(states))).order_by("requested_at", "id")


def clearance_of(placement_id: uuid.UUID, actor: Actor) -> Clearance | None:
    """The newest clearance of a placement."""
    return clearances(actor).filter(placement_id=placement_id).order_by("-requested_at", "-id").first()


def ready_for_clearance(actor: Actor) -> QuerySet[Placement]:
    """Workers whose path is complete and for whom no clearance was asked yet."""
    asked = Clearance.objects.filter(state__in=["requested", "issued"]).values("placement_id")
    return placements(actor, states=["preparing"]).filter(path_complete_at__isnull=False).exclude(id__in=asked)


@dataclass(frozen=True)
class Traveller:
    """A line of a departure list."""

    placement: Placement
    name: registry.PersonName
    clearance: str

    @property
    def ready(self) -> bool:
        return self.placement.state != "preparing"


def departure_list(actor: Actor, on: date, *, employer_id: uuid.UUID | None = None) -> list[Traveller]:
    """Who leaves on a day, by employer and name; those whose path is not complete yet are marked."""
    found = placements(actor, states=["preparing", "cleared", "departed"]).filter(travel_on=on)
    rows = list(found if employer_id is None else found.filter(employer_id=employer_id))
    return travellers(rows, actor)


def travellers(rows: Sequence[Placement], actor: Actor) -> list[Traveller]:
    """Placements with the names of their workers and the numbers of their clearances, by employer and name."""
    names = registry.names([row.person_id for row in rows])
    papers = Clearance.objects.visible_to(actor).filter(placement_id__in=[row.id for row in rows], state="issued")
    numbers = dict(papers.values_list("placement_id", "number"))
    lines = [Traveller(r, names[r.person_id], numbers.get(r.id, "")) for r in rows if r.person_id in names]
    return sorted(lines, key=lambda line: (line.placement.employer.name, line.name.name))


@dataclass(frozen=True)
class TravelDay:
    """A day of departures: how many leave, and how many of them are ready or gone."""

    on: date
    number: int
    ready: int
    gone: int


def travel_days(actor: Actor, *, since: date) -> list[TravelDay]:
    """Days on which somebody leaves, from a day on, in order."""
    rows = placements(actor, states=["preparing", "cleared", "departed"]).filter(travel_on__gte=since).order_by()
    grouped = rows.values("travel_on").annotate(
        number=Count("id"),
        ready=Count("id", filter=Q(state="cleared")),
        gone=Count("id", filter=Q(state="departed")),
    )
    return [TravelDay(r["travel_on"], r["number"], r["ready"], r["gone"]) for r in grouped.order_by("travel_on")]


def late_arrivals(actor: Actor, today: date) -> QuerySet[Placement]:
    """Workers who left and whose arrival was not confirmed within 14 days."""
    return placements(actor, states=["departed"]).filter(departed_on__lt=today - timedelta(days=ARRIVAL_DAYS))


def due_check_ins(actor: Actor, today: date) -> list[CheckIn]:
    """Questions that wait for an answer, of workers abroad; the worker may skip each."""
    found = CheckIn.objects.visible_to(actor).filter(due_on__lte=today, answer="", placement__state__in=ABROAD)
    return list(found.select_related("placement").order_by("due_on", "id"))


def incidents(actor: Actor, *, open_only: bool = True) -> QuerySet[Incident]:
    """Reports that the actor may read.

    The worker reads what was said about them and by them (before any journey `placement` is None); a counsellor
    (journeys.follow) reads all of their office's people. Others read what the worker wants them to know, and, of what
    others reported, only what the worker has answered or a counsellor has looked at (principles 3 and 5).
    """
    found = Incident.objects.visible_to(actor).select_related("placement__employer")
    if open_only:
        found = found.filter(closed_at__isnull=True)
    if not actor.wide and actor.person_id is None:
        answered = Q(worker_side_at__isnull=False) | Q(reviewed_at__isnull=False)
        told = Q(shared=True) | (~Q(said_by="worker") & answered)
        seen = _reached(actor, "journeys.follow") | (_reached(actor, "journeys.read") & told)
        found = found.filter(seen | _told_to_the_centre(actor))
    return found.order_by("reported_at", "id")


def _told_to_the_centre(actor: Actor) -> Q:
    """Reports without a journey, for the counsellors of the office that keeps the file."""
    counsellor = replace(actor, scopes=actor.scopes_for("journeys.follow") & actor.scopes)
    return Q(id__in=Incident.objects.visible_to(counsellor).filter(placement__isnull=True).values("id"))


def _reached(actor: Actor, permission: str) -> Q:
    """Rows of the placements where this permission was given to the actor."""
    seen = replace(actor, scopes=actor.scopes_for(permission) & actor.scopes)
    return Q(placement__in=Placement.objects.visible_to(seen).values("id"))


def leaving_of(placement_id: uuid.UUID, actor: Actor) -> Leaving | None:
    """Why a placement ended early, while that is kept; for those who hold the file and see the placement."""
    seen = Placement.objects.visible_to(actor).filter(id=placement_id)
    return Leaving.objects.visible_to(actor).filter(placement__in=seen.values("id")).first()
