"""Contracts: drafted when an offer is accepted, some held for a worsened clause, accepted by both sides, verified."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.contracts import api as contracts

from .cast import WHY, Cast
from .clock import at
from .setting import Corridor

WORSE = (
    {"lodging": {"value": "employer_at_price"}, "lodging_price": {"value": "60", "currency": "EUR", "period": "month"}},
    {"travel_back": {"value": "worker"}},
    {"deductions": {"value": "35", "currency": "EUR", "period": "month"}},
)
"""What farms have tried to put into contracts."""


def of_offers(offer_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The live contracts of offers, in the order of the offers."""
    with acting(SYSTEM, WHY):
        rows = contracts.contracts(SYSTEM).filter(offer_id__in=offer_ids).exclude(state="cancelled")
        found = dict(rows.values_list("offer_id", "id"))
    return [found[offer] for offer in offer_ids if offer in found]


def worsen(cast: Cast, corridor: Corridor, contract_ids: Sequence[uuid.UUID], day: date) -> None:
    """A farm's wish for a worse clause is written into each contract, and holds it."""
    for number, contract_id in enumerate(contract_ids):
        with at(day), cast.playing(corridor.officer) as officer:
            contracts.change_terms(contract_id, WORSE[number % len(WORSE)], by=officer)


def restore(cast: Cast, corridor: Corridor, contract_ids: Sequence[uuid.UUID], day: date) -> None:
    """The promised clause is put back."""
    for contract_id in contract_ids:
        with at(day), cast.playing(corridor.officer) as officer:
            contracts.restore(contract_id, by=officer)


def issue(cast: Cast, corridor: Corridor, contract_ids: Sequence[uuid.UUID], day: date) -> None:
    with at(day), cast.playing(corridor.officer) as officer:
        contracts.issue(contract_ids, by=officer)


def accept_as_workers(cast: Cast, contract_ids: Sequence[uuid.UUID], day: date) -> None:
    """Each worker accepts their own contract."""
    with acting(SYSTEM, WHY):
        people = dict(contracts.contracts(SYSTEM).filter(id__in=contract_ids).values_list("id", "person_id"))
    for contract_id in cast.each(contract_ids, "contracts accepted by workers"):
        with at(day), cast.playing(cast.worker(people[contract_id])) as by:
            contracts.accept_as_worker([contract_id], by=by)


def accept_as_employers(cast: Cast, corridor: Corridor, contract_ids: Sequence[uuid.UUID], day: date) -> None:
    """Each farm accepts all its contracts at once."""
    for farm, ids in by_farm(corridor, contract_ids).items():
        with at(day), cast.playing(farm, lent=corridor.scope_id) as employer:
            contracts.accept_as_employer(ids, by=employer)


def verify(cast: Cast, corridor: Corridor, contract_ids: Sequence[uuid.UUID], day: date) -> None:
    with at(day), cast.playing(corridor.attache) as attache:
        contracts.verify(contract_ids, by=attache)


def conclude(
    cast: Cast, corridor: Corridor, contract_ids: Sequence[uuid.UUID], day: date, random: Random, *, held: int
) -> None:
    """The whole way of contracts from draft to verified; the first `held` of them were held and restored."""
    worse = random.sample(list(contract_ids), min(held, len(contract_ids)))
    worsen(cast, corridor, worse, day)
    restore(cast, corridor, worse, day + timedelta(days=3))
    issue(cast, corridor, contract_ids, day + timedelta(days=4))
    accept_as_workers(cast, contract_ids, day + timedelta(days=6))
    accept_as_employers(cast, corridor, contract_ids, day + timedelta(days=8))
    verify(cast, corridor, contract_ids, day + timedelta(days=11))


def by_farm(corridor: Corridor, contract_ids: Sequence[uuid.UUID]) -> dict[str, list[uuid.UUID]]:
    """Contracts by the part of their farm."""
    parts = {row.id: f"employer {farm.name}" for farm, row in corridor.farms.items()}
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    with acting(SYSTEM, WHY):
        rows = contracts.contracts(SYSTEM).filter(id__in=contract_ids)
        for contract_id, employer_id in rows.values_list("id", "employer_id"):
            found[parts[employer_id]].append(contract_id)
    return found
