"""The ceilings of a scheme over the job orders of a season: what a round may place, and what an offer may still give.

A ceiling counts every post that has an offer out or a worker, whichever round or recall gave it.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import SYSTEM
from corridor.foundation.database.errors import Refused
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from ..models import Offer, Round
from .market import Plain
from .workers import seasons_done

LIVE = ("made", "accepted")


@dataclass
class Left:
    """A ceiling with the posts that it still lets through; `orders` are all of the season that it is over."""

    kind: str
    name: str
    rule: Any
    orders: set[uuid.UUID]
    posts: int
    group: str = ""


def plain_ceilings(round_: Round, orders: Sequence[Plain]) -> list[Plain]:
    """The ceilings of a round over these orders as plain rows, for the frozen inputs and the files; none is free.

    Refused when a region has a ceiling and an order names none: it could pass by the ceiling unseen.
    """
    here = {order["id"] for order in orders}
    found = []
    for left in _season_ceilings(round_.season, round_.version, {uuid.UUID(order) for order in here}):
        over = sorted(here & {str(order) for order in left.orders})
        if over:
            written = {"basis": left.rule.basis, "source": left.rule.source}
            row = {"kind": left.kind, "name": left.name, "orders": over, "posts": left.posts, "group": left.group}
            found.append({**row, **written})
    return sorted(found, key=lambda row: (row["kind"], row["name"], row["orders"]))


@dataclass
class Room:
    """What is left under the ceilings of the seasons of some orders, while offers are made one by one.

    Whoever makes offers under the same ceilings meanwhile waits: the seasons are locked.
    """

    _lefts: dict[uuid.UUID, list[Left]] = field(default_factory=dict)
    _orders: dict[uuid.UUID, Any] = field(default_factory=dict)
    _seasons: dict[Any, Counter[uuid.UUID]] = field(default_factory=dict)

    @classmethod
    def under(cls, order_ids: Iterable[uuid.UUID], persons: Sequence[uuid.UUID]) -> "Room":
        """The room over these orders for these people."""
        made = cls()
        orders = list(demand.orders(SYSTEM).filter(id__in=set(order_ids), season__isnull=False))
        for season in [agreements.season(season_id) for season_id in sorted({order.season_id for order in orders})]:
            if not agreements.rules_of(season.version).ceilings:
                continue
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ceilings:{season.id}"])
            made._lefts[season.id] = _season_ceilings(season, season.version, set())
            made._seasons[season.id] = seasons_done(persons, season.starts_on)
            made._orders.update({order.id: order for order in orders if order.season_id == season.id})
        return made

    def __bool__(self) -> bool:
        """Whether any of the orders stands under ceilings."""
        return bool(self._orders)

    def take(self, order_id: uuid.UUID, person_id: uuid.UUID) -> Left | None:
        """Take one post for a person; the ceiling that has no room, and then nothing is taken, or None."""
        order = self._orders.get(order_id)
        if order is None:
            return None
        returning = bool(self._seasons[order.season_id][person_id])
        over = [
            left for left in self._lefts[order.season_id] if order_id in left.orders and (not left.group or returning)
        ]
        full = next((left for left in over if left.posts <= 0), None)
        if full is None:
            for left in over:
                left.posts -= 1
        return full


def keep_under(places: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """Refuse offers of (order, person) that would go above a ceiling."""
    room = Room.under([order for order, _person in places], [person for _order, person in places])
    for order, person in places:
        full = room.take(order, person)
        if full is not None:
            raise Refused(
                "ceiling_full",
                format_lazy(
                    _("No offer can be made: a ceiling of the scheme has no room left ({source})."),
                    source=full.rule.source,
                ),
            )


def _season_ceilings(season: Any, version: Any, must_name: set[uuid.UUID]) -> list[Left]:
    """The ceilings over all orders of a season, less what is given; `must_name`: orders that need a region if any."""
    rules = agreements.rules_of(version)
    if not rules.ceilings:
        return []
    orders = list(demand.orders(SYSTEM, season_id=season.id).order_by("id"))
    given = {order.id: order.reserved + order.filled for order in orders}
    if any("region" in rule.kind for rule in rules.ceilings):
        nameless = sorted(order.number for order in orders if order.id in must_name and not _region(order.region))
        if nameless:
            raise Refused(
                "order_without_region",
                format_lazy(
                    _("The scheme has a ceiling by region, and these job orders name none: {numbers}."),
                    numbers=", ".join(nameless),
                ),
            )
    found = []
    for rule in rules.ceilings:
        if rule.kind == "group":
            found += _of_group(rule, orders, season)
            continue
        for name, over in sorted(_sets(rule, orders).items()):
            left = rule.of_posts(season.limit) - sum(given[order] for order in over)
            found.append(Left(rule.kind, name, rule, over, max(0, left)))
    return found


def _sets(rule: Any, orders: Sequence[Any]) -> dict[str, set[uuid.UUID]]:
    """The orders over which a rule sets one ceiling each, by what it is about."""
    if rule.kind == "region":
        return {rule.of: {order.id for order in orders if _region(order.region) == _region(rule.of)}}
    found: dict[str, set[uuid.UUID]] = {}
    for order in orders:
        names = {
            "scheme": "",
            "employer": str(order.employer_id),
            "employer_in_region": f"{order.employer_id} {_region(order.region)}",
        }
        found.setdefault(names[rule.kind], set()).add(order.id)
    return found


def _of_group(rule: Any, orders: Sequence[Any], season: Any) -> list[Left]:
    """A ceiling for each order: of its posts, less whom it has of the group, which is who went before."""
    rows = Offer.objects.filter(order_id__in=[order.id for order in orders], state__in=LIVE)
    pairs = list(rows.values_list("order_id", "person_id"))
    done = seasons_done([person for _order, person in pairs], season.starts_on)
    held = Counter(order for order, person in pairs if done[person])
    return [
        Left(rule.kind, rule.of, rule, {order.id}, max(0, rule.of_posts(order.posts) - held[order.id]), rule.of)
        for order in orders
    ]


def _region(name: str) -> str:
    return " ".join(name.casefold().split())
