"""Reads. The numbers come from an owner-defined function that hides small ones by itself."""

import uuid
from dataclasses import dataclass

from django.db import connection

from corridor.foundation.database.context import Actor

PERMISSION = "office.situation"
STAGES = ("registered", "eligible", "chosen", "contracted", "cleared", "arrived", "returned", "recalled")
LEAST = 10
"""Fewer persons than this are not shown outside the scheme."""
ROUNDED_TO = 5


@dataclass(frozen=True)
class StageCount:
    """How many persons reached a stage of the season; None when they are too few to be shown."""

    stage: str
    persons: int | None


@dataclass(frozen=True)
class SeasonCounts:
    """The funnel of a season. `exact` is true for whoever holds the scheme's scope; else numbers are rounded."""

    counts: tuple[StageCount, ...]
    exact: bool

    def of(self, stage: str) -> int | None:
        return next(count.persons for count in self.counts if count.stage == stage)


def season_counts(season_id: uuid.UUID, *, actor: Actor) -> SeasonCounts:
    """Persons of the season by the stage that they reached, first to last. A season that is not there counts nobody."""
    actor.require(PERMISSION)
    with connection.cursor() as cursor:
        cursor.execute("SELECT step, persons, exact FROM corridor.season_counts(%s)", [season_id])
        found = {step: (persons, exact) for step, persons, exact in cursor.fetchall()}
    counts = tuple(StageCount(stage, found.get(n, (0, True))[0]) for n, stage in enumerate(STAGES, start=1))
    return SeasonCounts(counts, all(exact for _persons, exact in found.values()))
