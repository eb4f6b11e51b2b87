"""What each reserve and each ceiling of a market costs or gives: the result with it and without it, in figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from corridor.rules.matching.ceilings import CeilingKind
from corridor.rules.matching.compare import LARGEST, TooLarge
from corridor.rules.matching.deferred import match
from corridor.rules.matching.market import Market
from corridor.rules.matching.prepare import prepare

RESERVE = "reserve"
_EACH_BY_NAME = (CeilingKind.REGION, CeilingKind.GROUP)
"""Ceilings of these kinds are rules of their own; those of the others are one rule together."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A result: how many are placed, their points together, and the mean place of the order obtained in own lists."""

    placements: int
    points: int
    rank: Fraction | None


@dataclass(frozen=True, slots=True)
class Cost:
    """A rule (RESERVE or a kind of ceiling, and what it is about), the result without it, and whom that would move.

    `moved` counts workers who would have another job order, or one in place of none, or none.
    """

    kind: str
    name: str
    without: Figures
    moved: int


def costs(market: Market, ranked: Collection[str] | None = None) -> tuple[Figures, tuple[Cost, ...]]:
    """The result by all rules, and the result without each of them; one round for each rule.

    `ranked`: who gave an own ranking, for the mean place; None for all. Raises compare.TooLarge.
    """
    found = _rules(market)
    if not found:
        return Figures(0, 0, None), ()
    whole, placed = _result(market, ranked)
    rows = []
    for (kind, name), without in found.items():
        figures, other = _result(without(), ranked)
        moved = sum(placed.get(worker) != other.get(worker) for worker in placed.keys() | other.keys())
        rows.append(Cost(kind, name, figures, moved))
    return whole, tuple(rows)


def _rules(market: Market) -> dict[tuple[str, str], Callable[[], Market]]:
    groups = dict.fromkeys(reserve.group for row in market.orders.reserves for reserve in row)
    found = {(RESERVE, group): _without_reserve(market, group) for group in groups}
    for ceiling in market.ceilings:
        name = ceiling.name if ceiling.kind in _EACH_BY_NAME else ""
        found[ceiling.kind.value, name] = _without_ceiling(market, ceiling.kind, name)
    return found


def _without_reserve(market: Market, group: str) -> Callable[[], Market]:
    def made() -> Market:
        rows = [tuple(reserve for reserve in row if reserve.group != group) for row in market.orders.reserves]
        return replace(market, orders=replace(market.orders, reserves=rows))

    return made


def _without_ceiling(market: Market, kind: CeilingKind, name: str) -> Callable[[], Market]:
    def made() -> Market:
        kept = [each for each in market.ceilings if each.kind is not kind or (name and each.name != name)]
        return replace(market, ceilings=kept)

    return made


def _result(market: Market, ranked: Collection[str] | None) -> tuple[Figures, Mapping[str, str]]:
    prepared = prepare(market)
    if sum(len(row) for row in prepared.instance.keys) > LARGEST:
        raise TooLarge(str(LARGEST))
    placed = {w: o for w, o in enumerate(match(prepared.instance)) if o is not None}
    workers, orders = market.workers.ids, market.orders.ids
    places = [
        list(market.preferences[w]).index(orders[o]) + 1
        for w, o in placed.items()
        if ranked is None or workers[w] in ranked
    ]
    points = sum(prepared.instance.keys[w][o].points for w, o in placed.items())
    rank = Fraction(sum(places), len(places)) if places else None
    return Figures(len(placed), points, rank), {workers[w]: orders[o] for w, o in placed.items()}
