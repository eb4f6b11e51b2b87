"""Applications and a round: applied for at the offices, assessed, tried, chosen by the farms, decided, published."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.rules.matching import JobReason
from corridor.stages.demand import api as demand
from corridor.stages.selection import api as selection

from .cast import WHY, Cast
from .clock import at
from .people import Newcomer
from .registering import registrar
from .setting import Corridor

SOURCE = "Lotería de Bogotá, premio mayor: número y serie"
DAYS_TO_DRAW = 1
VALUE = "4821 serie 137"
"""An invented result: the worlds of demonstrations ask no lottery."""
REFUSED = 0.08
"""The share of shortlisted workers whom a farm refuses, with a reason about the work."""
REASONS = (JobReason.EXPERIENCE_TOO_SHORT, JobReason.OTHERS_BETTER_SUITED, JobReason.DATES_DO_NOT_FIT)


def apply(
    cast: Cast,
    corridor: Corridor,
    people: Mapping[uuid.UUID, Newcomer],
    order_ids: Sequence[uuid.UUID],
    day: date,
    random: Random,
) -> list[uuid.UUID]:
    """Applications of people, made at their offices, with the orders that each wants most; returns their ids."""
    by_office: dict[str, list[uuid.UUID]] = defaultdict(list)
    for person, who in people.items():
        by_office[who.office].append(person)
    ids = []
    for office, persons in by_office.items():
        with at(day), cast.playing(registrar(office)) as by:
            offered = _by_occupation(order_ids, by)
            wishes = {person: _wishes(people[person], offered, random) for person in persons}
            rankings = {person: ranking for person, ranking in wishes.items() if ranking}
            made = selection.apply_for(persons, corridor.scheme.id, rankings=rankings, by=by)
            ids += [row.id for row in made]
    return ids


def _by_occupation(order_ids: Sequence[uuid.UUID], by: Any) -> dict[str, list[uuid.UUID]]:
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    for order in demand.orders(by, state="open").filter(id__in=order_ids).order_by("number"):
        found[order.occupation_code].append(order.id)
    return found


def _wishes(who: Newcomer, offered: Mapping[str, Sequence[uuid.UUID]], random: Random) -> list[uuid.UUID]:
    """Up to five orders of the own work, best first; one in seven wants any work and ranks nothing."""
    own = list(offered.get(who.occupation, ()))
    if random.random() < 1 / 7 or not own:
        return []
    return random.sample(own, min(len(own), random.randint(2, 5)))


def assess(cast: Cast, corridor: Corridor, application_ids: Sequence[uuid.UUID], day: date) -> None:
    with at(day), cast.playing(corridor.officer) as officer:
        selection.assess(application_ids, by=officer)


def try_round(
    cast: Cast, corridor: Corridor, season: Any, order_ids: Sequence[uuid.UUID], day: date
) -> tuple[Any, int]:
    """Open a round over orders and try it: the round, and how many people would take part."""
    with at(day), cast.playing(corridor.officer) as officer:
        round_ = selection.open_round(
            season.id, order_ids, source=SOURCE, source_day=day + timedelta(days=DAYS_TO_DRAW), by=officer
        )
        trial = selection.try_round(round_.id, by=officer)
    return round_, trial.applicants


def send_lists(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date) -> None:
    """Close the inputs, enter the public value, each of two people, and send the shortlists to the farms."""
    with at(day), cast.playing(corridor.officer) as officer:
        selection.close_inputs(round_id, by=officer)
        selection.enter_public_value(round_id, VALUE, by=officer)
    with at(day), cast.playing(corridor.approver) as approver:
        selection.enter_public_value(round_id, VALUE, by=approver)
    with at(day), cast.playing(corridor.officer) as officer:
        selection.send_shortlists(round_id, by=officer)


def choose(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date, random: Random, *, silent: int = 0) -> None:
    """Each farm answers its shortlist; the last `silent` of them not yet."""
    with acting(SYSTEM, WHY):
        ids = selection.round(round_id, SYSTEM).order_ids
        asked = set(demand.orders(SYSTEM).filter(id__in=ids).values_list("employer_id", flat=True))
    farms = [farm for farm, row in corridor.farms.items() if row.id in asked]
    for farm in cast.each(farms[: len(farms) - silent], "farms have chosen"):
        with at(day), cast.playing(f"employer {farm.name}", lent=corridor.scope_id) as employer:
            for own in selection.own_lists(employer):
                if own.round_id == round_id and not own.answered:
                    _answer(round_id, own.order_id, employer, random)


def _answer(round_id: uuid.UUID, order_id: uuid.UUID, employer: Any, random: Random) -> None:
    sheets = selection.shortlist(round_id, order_id, actor=employer)
    listed = [sheet.application_id for sheet in sheets if sheet.application_id is not None]
    refused = {who: str(random.choice(REASONS)) for who in listed if random.random() < REFUSED}
    picks = [who for who in listed if who not in refused]
    if random.random() < 0.5 and len(picks) > 1:
        first, second = random.sample(range(len(picks)), 2)
        picks[first], picks[second] = picks[second], picks[first]
    selection.choose(round_id, order_id, picks, refused, by=employer)


def let_stand(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date) -> int:
    """After the time to choose, the lists of silent farms stand as they are."""
    with at(day), cast.playing(corridor.officer) as officer:
        return selection.let_lists_stand(round_id, by=officer)


def decide(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date) -> None:
    with at(day), cast.playing(corridor.approver) as approver:
        selection.decide(round_id, by=approver)


def publish(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date) -> None:
    """By somebody other than who decided."""
    with at(day + timedelta(days=1)), cast.playing(corridor.publisher) as publisher:
        selection.publish(round_id, by=publisher)


def offer(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date) -> list[uuid.UUID]:
    with at(day), cast.playing(corridor.officer) as officer:
        return [row.id for row in selection.make_offers(round_id=round_id, by=officer)]


def offer_reserve(cast: Cast, corridor: Corridor, round_id: uuid.UUID, day: date) -> list[uuid.UUID]:
    """Posts that were declined go to the next on the reserve lists."""
    with at(day), cast.playing(corridor.officer) as officer:
        return [row.id for row in selection.offer_reserve(round_id, by=officer)]


def answer_offers(
    cast: Cast, offer_ids: Sequence[uuid.UUID], day: date, random: Random, *, decline: float = 0.0, wait: int = 0
) -> list[uuid.UUID]:
    """Each worker answers their own offer; the last `wait` not yet. Returns the accepted ones."""
    with acting(SYSTEM, WHY):
        people = dict(selection.offers(SYSTEM).filter(id__in=offer_ids).values_list("id", "person_id"))
    accepted = []
    for offer_id in cast.each(offer_ids[: len(offer_ids) - wait], "offers answered"):
        with at(day), cast.playing(cast.worker(people[offer_id])) as by:
            if random.random() < decline:
                selection.decline_offers([offer_id], by=by)
            else:
                selection.accept_offers([offer_id], by=by)
                accepted.append(offer_id)
    return accepted
