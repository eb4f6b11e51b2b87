"""Alternates: who stands behind the chosen of a job order, in the order of the list that its last round published.

Nobody moves in this list. When a post comes free it is asked as the round chose: first whoever must be called back and
for whom a published reserve waits (rules.matching.succession), then the best rank.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.rules.matching import Failure, Force, NextStep, Reason, asking_order, failed_rules
from corridor.rules.matching.priority import counted_group
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from .models import Offer, RecallRight, Round, RoundInput, RoundResult
from .services.common import today
from .services.market import orders_of, workers_of
from .services.workers import plain_order, plain_workers

MOST_ALTERNATES = 200
MOST_ORDERS = 20
WAITING = ("reserve", "on_roster", "not_selected", "shortlisted")
"""States in which an alternate can take a post: a later round that they take part in does not end the earlier list."""
HAS_OFFER, HAS_WORK, ANSWERED, LEFT, OVER, RULE = "has_offer", "has_work", "answered", "left", "over", "rule"
"""Why an alternate cannot take a post now."""
_STATES = {"selected": HAS_OFFER, "offered": HAS_OFFER, "contracted": HAS_WORK, "expired": OVER}


@dataclass(frozen=True)
class Alternate:
    """One place on the reserve list. `hindrance` is "" for who could start; `missing` are rules not met today.

    `first` marks a recall right that must be honoured; `asked` an offer of a day that got no answer in time: such a
    person comes after those who were not asked yet. `kept` is the group whose reserve is not full and puts them first.
    """

    application_id: uuid.UUID
    person: Any
    rank: int
    points: int | None
    lot: int | None
    hindrance: str = ""
    missing: tuple[Failure, ...] = ()
    first: bool = False
    asked: bool = False
    kept: str = ""

    @property
    def ready(self) -> bool:
        return not self.hindrance


@dataclass(frozen=True)
class Vacancy:
    """Free posts of an open job order, its alternates as listed, and `ready` in the order in which they are asked."""

    order: Any
    free: int
    alternates: tuple[Alternate, ...]
    ready: tuple[Alternate, ...]


def last_round(order_id: uuid.UUID) -> Round | None:
    """The round whose reserve list counts for an order: the last published one that it stood in."""
    rows = Round.objects.filter(state="published", order_ids__contains=[str(order_id)])
    return rows.select_related("scheme", "season").order_by("-published_at").first()


def vacancy(order: Any, actor: Actor) -> Vacancy:
    """Free posts and alternates of one order, for those who read its scheme's rounds."""
    return vacancies([order], actor)[0]


def vacancies(orders: Sequence[Any], actor: Actor) -> list[Vacancy]:
    """The same for several orders, their alternates compared with the hard rules as the files stand today."""
    lists = {order.id: _listed(order, actor) for order in orders}
    offers = _answered([row for rows in lists.values() for row in rows], actor)
    people = sorted({row.person_id for rows in lists.values() for row in rows if row.application.state in WAITING})
    rights = _rights(orders, people, actor)
    columns = plain_workers(people, by=actor) if people else {}
    balances = demand.balances([order.id for order in orders])
    found = []
    for order in orders:
        rows = lists[order.id]
        failed = _failures(order, [row.person_id for row in rows if row.person_id in columns], columns)
        alternates = [
            _alternate(row, offers[row.id], failed, (row.person_id, order.employer_id) in rights) for row in rows
        ]
        alternates.sort(key=lambda each: (not each.first, each.asked, each.rank))
        free = balances[order.id].free if order.state == "open" else 0
        ready = _by_reserves(order, rows, [each for each in alternates if each.ready], actor)
        told = {each.application_id: each for each in ready}
        listed = tuple(told.get(each.application_id, each) for each in alternates)
        found.append(Vacancy(order, free, listed, tuple(ready)))
    return found


def open_vacancies(actor: Actor) -> list[Vacancy]:
    """Open orders of the actor's schemes with free posts and somebody ready on their list; the first to begin first."""
    if not actor.can("selection.offer"):
        return []
    orders = demand.orders(actor, state="open").filter(posts__gt=F("reserved") + F("filled"), end__gte=today())
    if not actor.wide:
        orders = orders.filter(scheme__scope_id__in=list(actor.scopes_for("selection.offer") & actor.scopes))
    published, running = in_rounds(set(orders.order_by().values_list("season_id", flat=True)))
    orders = orders.filter(id__in=published - running).order_by("start", "id")
    waiting = chosen_waiting(published - running, actor)
    return [each for each in vacancies(orders[:MOST_ORDERS], actor) if each.ready and each.order.id not in waiting]


def chosen_waiting(order_ids: Iterable[Any], actor: Actor) -> set[uuid.UUID]:
    """Of these orders those for which a published round chose somebody who has no offer yet: the post is theirs."""
    rows = RoundResult.objects.visible_to(actor).filter(
        order_id__in=list(order_ids),
        reason=Reason.OBTAINED,
        round__state="published",
        application__state="selected",
        application__last_round=F("round"),
    )
    return set(rows.values_list("order_id", flat=True))


def in_rounds(season_ids: set[uuid.UUID]) -> tuple[set[str], set[str]]:
    """Orders of these seasons that stood in a published round, and those that stand in one that runs."""
    published: set[str] = set()
    running: set[str] = set()
    rounds = Round.objects.filter(season_id__in=season_ids).exclude(state="cancelled")
    for state, orders in rounds.values_list("state", "order_ids"):
        (published if state == "published" else running).update(orders)
    return published, running


def alternate_counts(order: Any, actor: Actor) -> tuple[int, int] | None:
    """(on the reserve list, could start now) for whoever answers for the order; None before a round is published.

    Counted by the system: an employer learns how many, never who.
    """
    demand.require_acting(order, by=actor)
    if last_round(order.id) is None:
        return None
    with acting(SYSTEM, gettext_noop("count the alternates of a job order")):  # no row leaves it
        found = vacancy(order, SYSTEM)
    waiting = [each for each in found.alternates if each.hindrance in ("", RULE)]
    return len(waiting), len(found.ready)


def _listed(order: Any, actor: Actor) -> list[RoundResult]:
    row = last_round(order.id)
    if row is None:
        return []
    waiting = RoundResult.objects.visible_to(actor).select_related("application", "person", "round")
    waiting = waiting.filter(round=row, order=order, next_step=NextStep.STAY_ON_RESERVE_LIST, rank__gt=0)
    return list(waiting.order_by("rank", "lot")[:MOST_ALTERNATES])


def _answered(rows: Sequence[RoundResult], actor: Actor) -> dict[uuid.UUID, list[tuple[str, bool]]]:
    """(state, short) of the offers that came of each place on a list."""
    places = {(row.application_id, row.order_id, row.round_id): row.id for row in rows}
    found: dict[uuid.UUID, list[tuple[str, bool]]] = defaultdict(list)
    offers = Offer.objects.visible_to(actor).filter(application_id__in={row.application_id for row in rows})
    for *place, state, short in offers.values_list("application_id", "order_id", "round_id", "state", "short"):
        if tuple(place) in places:
            found[places[tuple(place)]].append((state, short))
    return found


def _rights(orders: Sequence[Any], people: Sequence[uuid.UUID], actor: Actor) -> set[tuple[uuid.UUID, uuid.UUID]]:
    rows = RecallRight.objects.visible_to(actor).filter(
        person_id__in=people,
        employer_id__in=[order.employer_id for order in orders],
        force=Force.MUST.value,
        until__gte=today(),
        used_at__isnull=True,
        refused_at__isnull=True,
    )
    return set(rows.values_list("person_id", "employer_id"))


def _failures(order: Any, people: Sequence[uuid.UUID], columns: Any) -> dict[uuid.UUID, tuple[Failure, ...]]:
    if not people or order.season is None:
        return {}
    rules, law = agreements.rules_of(order.season.version), agreements.law_of(order.country)
    table = orders_of([plain_order(order, 1, rules, law)])
    workers = workers_of([(str(person), columns[person].columns) for person in people])
    return {person: failed_rules(workers, table, n, 0) for n, person in enumerate(people)}


def _by_reserves(order: Any, rows: Sequence[RoundResult], ready: list[Alternate], actor: Actor) -> list[Alternate]:
    """Those who could start, in the order in which they are asked: a reserve that is not full comes first."""
    if not ready:
        return []
    frozen: dict[str, Any] = next((row for row in rows[0].round.orders if row["id"] == str(order.id)), {"reserves": []})
    reserves = {group: posts for group, posts in frozen["reserves"] if posts}
    if not reserves:
        return ready
    inputs = RoundInput.objects.visible_to(actor).filter(round=rows[0].round)
    offers = Offer.objects.visible_to(actor).filter(order=order, round=rows[0].round, state__in=("made", "accepted"))
    holders = list(offers.values_list("application_id", flat=True))
    ids = [*holders, *(each.application_id for each in ready)]
    groups = {
        application: counted_group(frozenset(own), tuple(reserves)) or ""
        for application, own in inputs.filter(application_id__in=ids).values_list("application_id", "columns__groups")
    }
    waiting = [(str(each.application_id), groups.get(each.application_id, "")) for each in ready]
    by_id = {str(each.application_id): each for each in ready}
    return [
        replace(by_id[who], kept=groups[uuid.UUID(who)] if first else "")
        for who, first in asking_order(waiting, [groups.get(holder, "") for holder in holders], reserves)
    ]


def _alternate(row: RoundResult, offers: list[tuple[str, bool]], failed: Any, first: bool) -> Alternate:
    application = row.application
    missing = failed.get(row.person_id, ())
    asked = bool(offers) and all(state == "lapsed" and short for state, short in offers)
    if application.state in _STATES:
        hindrance = _STATES[application.state]
    elif application.state not in WAITING:
        hindrance = LEFT
    elif offers and not asked:
        hindrance = ANSWERED
    elif application.roster_until is None or application.roster_until < today():
        hindrance = OVER
    else:
        hindrance = RULE if missing else ""
    key = (application.id, row.person, row.rank, row.points, row.lot)
    return Alternate(*key, hindrance, missing if hindrance == RULE else (), first, asked)
