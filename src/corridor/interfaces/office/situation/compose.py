"""What the other journeys of the office say about today, and the funnel of a season as a chart."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import charts, formatting
from corridor.interfaces.kit.compose import Task, Tile, collect
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.statistics import api as statistics

from ..contracts import compose as contracts
from ..corridors import compose as corridors
from ..departures import compose as departures
from ..employers import compose as employers
from ..orders import compose as orders
from ..rounds import compose as rounds

JOURNEYS = [orders, employers, rounds, contracts, departures, corridors]
MOST_SEASONS = 12
LABELS = {
    "registered": gettext_lazy("Registered"),
    "eligible": gettext_lazy("Eligible"),
    "chosen": gettext_lazy("Chosen"),
    "contracted": gettext_lazy("Contract verified"),
    "cleared": gettext_lazy("Cleared"),
    "arrived": gettext_lazy("Arrived"),
    "returned": gettext_lazy("Have returned"),
    "recalled": gettext_lazy("Called back"),
}


def tasks(actor: Actor) -> list[Task]:
    """What waits for this actor, over all journeys of the office."""
    return collect(JOURNEYS, "tasks", actor)


def tiles(actor: Actor) -> list[Tile]:
    """Figures with their meaning, over all journeys of the office."""
    return collect(JOURNEYS, "tiles", actor)


@dataclass(frozen=True)
class Funnel:
    """The funnel of a season: the chart, and whether its numbers are exact."""

    chart: charts.Chart
    exact: bool
    empty: bool


def seasons(actor: Actor) -> list[Any]:
    """Seasons to choose from: those of the actor's own schemes first, then the latest."""
    found = list(agreements.seasons()[: MOST_SEASONS * 4])
    found.sort(key=lambda season: season.scheme.scope_id not in actor.scopes)
    return found[:MOST_SEASONS]


def chosen(found: Sequence[Any], wanted: str) -> Any:
    """The season that the query names, else the first that has begun or is about to; None when there is none."""
    try:
        key = uuid.UUID(wanted)
    except ValueError:
        key = None
    named = next((season for season in found if season.id == key), None)
    running = next((season for season in found if season.ends_on >= timezone.localdate()), None)
    return named or running or (found[0] if found else None)


def funnel(season: Any, actor: Actor) -> Funnel:
    """Counts of a season as a chart; small numbers stay words for those outside its scheme."""
    counts = statistics.season_counts(season.id, actor=actor)
    posts = demand.season_posts(season.id)
    few = _("fewer than %(least)s") % {"least": formatting.number(statistics.LEAST)}
    bars = [
        charts.Bar(
            str(LABELS[count.stage]),
            count.persons or 0,
            note=_posts(posts) if count.stage == "chosen" and posts else "",
            instead="" if count.persons is not None else few,
        )
        for count in counts.counts
    ]
    empty = all(count.persons == 0 for count in counts.counts)
    return Funnel(charts.funnel("", bars), counts.exact, empty)


def _posts(posts: int) -> str:
    return _("for %(posts)s posts") % {"posts": formatting.number(posts)}
