"""The end of contracts, and the higher legal wage that comes to running ones."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.events import publish
from corridor.rules.terms import Terms, from_plain, to_plain
from corridor.stages.agreements import api as agreements

from .. import messages
from ..events import ContractEnded
from ..models import Contract
from ..promise import compared, floor_from_plain, floor_to_plain, raised
from .common import NOTHING_WORSE, entries, locked, save, take

RUNNING = ("verified",)


def end(
    contract_ids: Iterable[uuid.UUID], *, on: date | None = None, both_asked: bool = False, by: Actor
) -> list[Contract]:
    """Record the end of verified contracts on a day (today when none is given).

    Before the last day of the term it is an early end, for which both sides must have been asked for their reasons;
    the reasons stand with the placement, never here (principle 4).
    """
    day = on or timezone.localdate()
    contracts = locked(contract_ids, by=by)
    now = timezone.now()
    for contract in contracts:
        early = day < contract.ends_on
        known = [] if early else ["term_over"]
        take(contract, "end_early" if early else "end", [*known, *(["both_sides_asked"] if both_asked else [])], by=by)
        contract.ended_at, contract.ended_by, contract.ended_on, contract.ended_early = now, by.id, day, early
    save(contracts, "ended_at", "ended_by", "ended_on", "ended_early")
    timeline.record_many("contracts.ended", by=by, entries=entries(contracts))
    if contracts:
        publish(ContractEnded(tuple(one.id for one in contracts)))
    return contracts


def raise_floors(country: str, day: date, *, by: Actor) -> list[Contract]:
    """Lift running contracts in a country to the law of a day, and tell the workers; returns those that rose.

    A contract that is not verified yet is lifted as well, before anybody accepts or verifies it. Nothing ever falls.
    """
    by = by.within("contracts.verify")
    live = Contract.objects.visible_to(by).select_for_update(of=("self",)).select_related("employer", "order")
    wanted = live.filter(order__country=country, ends_on__gte=day).exclude(state__in=("cancelled", "ended"))
    law = agreements.law_of(country)
    risen = []
    for contract in wanted.order_by("id"):
        asked = contract.order.occupation_code, max(day, contract.starts_on)
        if _lift(contract, law.terms(*asked), law.sources(*asked), asked[1], by):
            risen.append(contract)
    save(risen, "terms", "floor", "sources", "differences", "severity", "held_clauses", "improvements")
    timeline.record_many("contracts.raised", by=by, entries=entries(risen, **{"from": day.isoformat()}))
    messages.tell("raised", [one for one in risen if one.issued_at], by=by)
    return risen


def _lift(contract: Contract, law: Terms, sources: Mapping[str, str], day: date, by: Actor) -> bool:
    """Lift one contract on the instance; False when the law of the day asks for nothing more."""
    before: Mapping[str, Any] = contract.terms
    lifted = raised(from_plain(contract.terms), floor_from_plain(contract.floor), law)
    if not lifted.rising:
        return False
    found = compared(lifted.terms, lifted.bounds)
    if contract.state in RUNNING:
        take(contract, "improve", {NOTHING_WORSE, "worker_told"}, by=by)
    after = to_plain(lifted.terms)
    contract.improvements = [
        *contract.improvements,
        *(
            {
                "clause": code,
                "before": before.get(code),
                "after": after[code],
                "from": day.isoformat(),
                "source": sources.get(code, ""),
            }
            for code in lifted.rising
        ),
    ]
    contract.terms, contract.floor = after, floor_to_plain(lifted.bounds)
    contract.sources = {**contract.sources, **{code: sources[code] for code in lifted.rising if code in sources}}
    contract.differences, contract.severity, contract.held_clauses = found.plain(), found.severity, found.clauses
    return True
