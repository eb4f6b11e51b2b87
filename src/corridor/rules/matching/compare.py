"""One market by several methods, side by side. It decides nothing: the scheme's method stands.

All methods keep the same rules of eligibility. The draw sets every score to nothing and keeps recall rights and
reserves. Most points places the most recall rights, among these results takes the most points, and among those the most
placements; it does not look at reserves or wishes, and its blocking pairs count what that costs. It knows no ceilings
over orders, so it is left out where there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from corridor.rules.matching.assignment import best_assignment
from corridor.rules.matching.deferred import match
from corridor.rules.matching.market import FULL_POINTS, Market
from corridor.rules.matching.prepare import Prepared, applicant_table, limits_of, prepare
from corridor.rules.matching.verify import BreachCode, verify

LARGEST = 20_000
"""The most eligible applications (a worker at an order asked for) for which the comparison is made."""


class Method(StrEnum):
    """How a round could be decided."""

    STABLE = "stable"  # points order by deferred acceptance: corridor.rules.matching.run
    DRAW = "draw"  # the lot alone
    MOST_POINTS = "most_points"  # optimal assignment


class TooLarge(ValueError):
    """More eligible applications than LARGEST."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method gives. `rank` is the mean place, 1 first, of the order obtained in the own list of who `ranked`."""

    method: Method
    assignment: Mapping[str, str]
    points: int
    rank: Fraction | None
    blocking_pairs: int

    @property
    def placements(self) -> int:
        """How many workers are placed."""
        return len(self.assignment)


def compare(market: Market, ranked: Collection[str] | None = None) -> tuple[Outcome, ...]:
    """Every method on one market, by points of the market itself. `ranked`: who gave an own ranking; None for all.

    Raises TooLarge.
    """
    prepared = prepare(market)
    if sum(len(row) for row in prepared.instance.keys) > LARGEST:
        raise TooLarge(str(LARGEST))
    obtained = {
        Method.STABLE: match(prepared.instance),
        Method.DRAW: match(prepare(replace(market, register=())).instance),
    }
    if not market.ceilings:
        obtained[Method.MOST_POINTS] = best_assignment(prepared.instance.posts, values(prepared))
    return tuple(_outcome(market, prepared, method, found, ranked) for method, found in obtained.items())


def values(prepared: Prepared) -> list[dict[int, int]]:
    """What a placement is worth to most points: a recall right above all points, points above one placement more."""
    point = len(prepared.instance.keys) + 1
    right = point * (FULL_POINTS + 1) * point
    return [
        {order: key.tier * right + key.points * point + 1 for order, key in row.items()}
        for row in prepared.instance.keys
    ]


def _outcome(
    market: Market,
    prepared: Prepared,
    method: Method,
    obtained: list[int | None],
    ranked: Collection[str] | None,
) -> Outcome:
    workers, orders = market.workers.ids, market.orders.ids
    placed = {w: o for w, o in enumerate(obtained) if o is not None}
    assignment = {workers[w]: orders[o] for w, o in placed.items()}
    places = [
        list(market.preferences[w]).index(orders[o]) + 1
        for w, o in placed.items()
        if ranked is None or workers[w] in ranked
    ]
    breaches = verify(
        market.seed,
        dict(zip(orders, market.orders.posts, strict=True)),
        {orders[o]: kept for o, kept in enumerate(prepared.instance.reserves)},
        dict(zip(workers, market.preferences, strict=True)),
        applicant_table(market, prepared),
        assignment,
        ceilings=limits_of(market),
    )
    return Outcome(
        method,
        assignment,
        sum(prepared.instance.keys[w][o].points for w, o in placed.items()),
        Fraction(sum(places), len(places)) if places else None,
        sum(breach.code is BreachCode.BLOCKING_PAIR for breach in breaches),
    )
