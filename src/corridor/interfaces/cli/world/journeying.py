"""The way to the work and the work: paths, clearances, departures in waves, arrivals, check-ins, ends."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.journeys import api as journeys

from .cast import WHY, Cast
from .clock import at
from .setting import Corridor

STEPS = ("identity_check", "medical", "permit", "orientation", "insurance")
"""What is done before the clearance, in order; the ticket comes after it."""


def of_contracts(contract_ids: Sequence[uuid.UUID]) -> list[Any]:
    """The placements that were prepared when these contracts were verified, the earliest start first."""
    with acting(SYSTEM, WHY):
        return list(journeys.placements(SYSTEM).filter(contract_id__in=contract_ids).order_by("starts_on", "id"))


def waves(placements: Sequence[Any]) -> dict[date, list[Any]]:
    """Placements by their first day of work."""
    found: dict[date, list[Any]] = defaultdict(list)
    for row in placements:
        found[row.starts_on].append(row)
    return dict(found)


def walk(cast: Cast, corridor: Corridor, placements: Sequence[Any], day: date, *, steps: Sequence[str] = STEPS) -> None:
    """Take some steps of the paths, each by whoever owns it."""
    for code in steps:
        ready = _ready(placements, code)
        for part, ids in _owners(corridor, placements, ready).items():
            with at(day), cast.playing(part, lent=corridor.scope_id) as by:
                journeys.complete_steps(ids, _evidence(code, day), by=by)


def _ready(placements: Sequence[Any], code: str) -> dict[uuid.UUID, uuid.UUID]:
    """Step ids by placement id, of those whose move it is."""
    with acting(SYSTEM, WHY):
        rows = journeys.open_steps(SYSTEM).filter(placement_id__in=[row.id for row in placements], code=code)
        return dict(rows.values_list("placement_id", "id"))


def _owners(
    corridor: Corridor, placements: Sequence[Any], ready: dict[uuid.UUID, uuid.UUID]
) -> dict[str, list[uuid.UUID]]:
    """Step ids by the part that records them: the farm its own, the officer the rest."""
    with acting(SYSTEM, WHY):
        rows = journeys.open_steps(SYSTEM).filter(id__in=list(ready.values()))
        owner = dict(rows.values_list("id", "owner"))
    parts = {row.id: f"employer {farm.name}" for farm, row in corridor.farms.items()}
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    for row in placements:
        step = ready.get(row.id)
        if step is not None:
            found[parts[row.employer_id] if owner[step] == "employer" else corridor.officer].append(step)
    return found


def _evidence(code: str, day: date) -> dict[str, Any]:
    if code == "medical":
        return {"on": day, "result": journeys.FIT}
    if code == "orientation":
        return {"on": day, "hours": 16}
    if code in ("permit", "insurance"):
        return {"on": day, "number": f"{code[:2].upper()}-{day:%Y}-{day:%m%d}"}
    return {"on": day}


def clear(cast: Cast, corridor: Corridor, placements: Sequence[Any], day: date) -> None:
    """Clearances, asked for by the officer and issued by the approver."""
    ids = [row.id for row in placements]
    with at(day), cast.playing(corridor.officer) as officer:
        journeys.request_clearance(ids, by=officer)
    with at(day + timedelta(days=2)), cast.playing(corridor.approver) as approver:
        journeys.clear(ids, by=approver)


def travel(cast: Cast, corridor: Corridor, placements: Sequence[Any], starts_on: date) -> None:
    """One wave leaves together two days before the work begins, arrives the next day, and starts to work."""
    depart(cast, corridor, placements, starts_on)
    receive(cast, corridor, placements, starts_on)


def depart(cast: Cast, corridor: Corridor, placements: Sequence[Any], starts_on: date) -> None:
    """Tickets, a meeting point, and the departure."""
    ids, leave = [row.id for row in placements], starts_on - timedelta(days=2)
    walk(cast, corridor, placements, starts_on - timedelta(days=6), steps=("travel",))
    with at(starts_on - timedelta(days=4)), cast.playing(corridor.officer) as officer:
        journeys.plan_travel(ids, leave, meeting_point="Terminal de transportes, puerta 3", by=officer)
    with at(leave), cast.playing(corridor.officer) as officer:
        journeys.depart(ids, leave, by=officer)


def receive(cast: Cast, corridor: Corridor, placements: Sequence[Any], starts_on: date) -> None:
    """Each farm confirms the arrivals and the start of work."""
    for part, rows in by_farm(corridor, placements).items():
        ids = [row.id for row in rows]
        with at(starts_on), cast.playing(part, lent=corridor.scope_id) as employer:
            journeys.arrive(ids, starts_on - timedelta(days=1), by=employer)
            journeys.start_work(ids, starts_on, by=employer)


def check_in(cast: Cast, placements: Sequence[Any], until: date, random: Random) -> int:
    """Workers answer the questions that were due before `until`: most fine, some skipped, a few ask for help."""
    with acting(SYSTEM, WHY):
        due = [
            (row.id, row.person_id, row.due_on)
            for row in journeys.due_check_ins(SYSTEM, until)
            if row.placement_id in {one.id for one in placements}
        ]
    answers = random.choices(("fine", "skipped", "help", ""), weights=(72, 14, 3, 11), k=len(due))
    for (check_in_id, person, due_on), answer in cast.each(list(zip(due, answers, strict=True)), "check-ins"):
        if answer:
            with at(min(due_on + timedelta(days=1), until)), cast.playing(cast.worker(person)) as by:
                journeys.check_in(check_in_id, answer, by=by)
    return len([answer for answer in answers if answer])


def leave_early(cast: Cast, corridor: Corridor, placements: Sequence[Any], random: Random) -> None:
    """Some go before the term is over; each side is asked why."""
    for row in placements:
        day = row.starts_on + timedelta(days=random.randint(20, 110))
        with at(day), cast.playing(corridor.officer) as officer:
            sides = random.choice(LEAVING)
            journeys.leave(row.id, worker_side=sides[0], employer_side=sides[1], on=day, by=officer)


LEAVING = (
    ("Mi mamá enfermó y tuve que volver.", "Avisó con una semana; lo entendemos."),
    ("El trabajo era más lejos de lo que decía la oferta.", "La finca cambió de parcela en mayo."),
    ("Conseguí otro contrato con permiso de la oficina.", journeys.NO_ANSWER),
    (journeys.NO_ANSWER, "No volvió después del día de descanso."),
)


def end(cast: Cast, corridor: Corridor, placements: Sequence[Any]) -> None:
    """The work ends with its term, a list for each last day."""
    by_day: dict[date, list[uuid.UUID]] = defaultdict(list)
    for row in placements:
        by_day[row.ends_on].append(row.id)
    for day, ids in sorted(by_day.items()):
        with at(day), cast.playing(corridor.officer) as officer:
            journeys.end(ids, day, by=officer)


def by_farm(corridor: Corridor, placements: Sequence[Any]) -> dict[str, list[Any]]:
    """Placements by the part of their farm."""
    parts = {row.id: f"employer {farm.name}" for farm, row in corridor.farms.items()}
    found: dict[str, list[Any]] = defaultdict(list)
    for row in placements:
        found[parts[row.employer_id]].append(row)
    return found
