"""Coming back: returns recorded at the offices, interviews, rights to be called back, and the recall itself."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.rules.matching import JobReason
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection

from .cast import WHY, Cast
from .clock import at
from .setting import Corridor


def come_back(cast: Cast, placements: Sequence[Any], day: date, random: Random, *, interviewed: float = 0.6) -> None:
    """Counsellors record who is back, each at their office; many say how it went."""
    for part, rows in _by_counsellor(cast, placements).items():
        with at(day), cast.playing(part) as counsellor:
            returns.record_returns([row.id for row in rows], day, by=counsellor)
            for row in rows:
                if random.random() < interviewed:
                    returns.exit_interview(row.id, _answers(random), by=counsellor)


def _by_counsellor(cast: Cast, placements: Sequence[Any]) -> dict[str, list[Any]]:
    offices = {office.scope_id: name for name, office in cast.offices.items()}
    with acting(SYSTEM, WHY):
        people = registry.people(SYSTEM).filter(id__in=[row.person_id for row in placements])
        home = dict(people.values_list("id", "office_id"))
    found: dict[str, list[Any]] = defaultdict(list)
    for row in placements:
        office = offices[home[row.person_id]]
        found["counsellor" if office == "Pereira" else f"counsellor {office}"].append(row)
    return found


def _answers(random: Random) -> dict[str, Any]:
    rating = random.choices((5, 4, 3, 2, 1), weights=(38, 34, 18, 7, 3))[0]
    said = {code: "yes" if random.random() < 0.55 + rating * 0.09 else "partly" for code in returns.QUESTIONS}
    return {**said, "rating": rating, "again": rating >= 3}


def confirm(cast: Cast, corridor: Corridor, placements: Sequence[Any], day: date) -> None:
    """The officer confirms returns; each gives the right to be called back that the scheme knows."""
    with at(day), cast.playing(corridor.officer) as officer:
        returns.confirm([row.id for row in placements], by=officer)


def recall(
    cast: Cast,
    corridor: Corridor,
    orders: dict[Any, tuple[uuid.UUID, int]],
    day: date,
    share: float,
    random: Random,
    *,
    lent: uuid.UUID | None = None,
    kept: Mapping[Any, int] | None = None,
) -> list[uuid.UUID]:
    """Farms call back `share` of those who may be called, as far as posts go; returns the ids of the offers.

    `orders` gives for each farm its order of the new season and its posts; `kept` for some farms how many
    are not called yet: these call all others.
    """
    offers: list[uuid.UUID] = []
    for farm, (order_id, posts) in cast.each(list(orders.items()), "farms have called"):
        with at(day), cast.playing(f"employer {farm.name}", lent=lent) as employer:
            rights = list(selection.recall_rights(employer, live=True).filter(employer_id=corridor.farms[farm].id))
            wanted = [right.person_id for right in rights if random.random() < share]
            if kept and farm in kept:
                wanted = [right.person_id for right in rights[kept[farm] :]]
            wanted = wanted[:posts]
            if wanted:
                offers += [row.id for row in selection.recall(order_id, wanted, by=employer)]
    return offers


def refuse_one(cast: Cast, farm: Any, day: date, called: Sequence[uuid.UUID]) -> None:
    """A farm says of one of its former workers that it will not call, and why."""
    with at(day), cast.playing(f"employer {farm.name}") as employer:
        rights = selection.recall_rights(employer, live=True).exclude(person_id__in=called)
        right = rights.first()
        if right is not None:
            selection.refuse_recall(right.id, JobReason.DATES_DO_NOT_FIT.value, by=employer)
