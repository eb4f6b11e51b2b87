"""From columns to a strict market: rules and points are asked once for every worker and every order they asked for."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.rules.matching.ceilings import Cap, counted_groups
from corridor.rules.matching.deferred import OPEN, Instance
from corridor.rules.matching.eligibility import Failure, failed_rules
from corridor.rules.matching.lottery import positions
from corridor.rules.matching.market import Market
from corridor.rules.matching.points import Component, score
from corridor.rules.matching.priority import Key, counted_group, recall_pairs
from corridor.rules.matching.verify import Applicant, Limit


@dataclass(frozen=True, slots=True)
class Prepared:
    """A market with strict priorities. `failures` and `components` are by (worker index, order index)."""

    instance: Instance
    failures: dict[tuple[int, int], tuple[Failure, ...]]
    components: dict[tuple[int, int], tuple[Component, ...]]

    def all_applicants(self) -> list[list[tuple[Key, int]]]:
        """Return, for every order, the eligible workers who asked for it, best first, as (key, worker index)."""
        table: list[list[tuple[Key, int]]] = [[] for _ in self.instance.posts]
        for w, keys in enumerate(self.instance.keys):
            for order, key in keys.items():
                table[order].append((key, w))
        return [sorted(rows, reverse=True) for rows in table]


def prepare(market: Market) -> Prepared:
    """Return the strict market; raises what Market raises. Time: one look at each (worker, order asked for)."""
    workers, orders = market.workers, market.orders
    index = {order: o for o, order in enumerate(orders.ids)}
    drawn = positions(market.seed, workers.ids)
    recalls = recall_pairs(market.recalls)
    counted = _counted(market)
    failures: dict[tuple[int, int], tuple[Failure, ...]] = {}
    components: dict[tuple[int, int], tuple[Component, ...]] = {}
    rankings: list[list[int]] = []
    keys: list[dict[int, Key]] = []
    groups: list[dict[int, str]] = []
    for w, worker in enumerate(workers.ids):
        own_keys: dict[int, Key] = {}
        own_groups: dict[int, str] = {}
        for o in (index[order] for order in market.preferences[w]):
            failed = failed_rules(workers, orders, w, o)
            if failed:
                failures[w, o] = failed
                continue
            points = score(workers, orders, w, o, market.register)
            components[w, o] = points.components
            tier = int((worker, orders.employers[o]) in recalls)
            own_keys[o] = Key(tier, points.total, -drawn[worker])
            group = counted_group(workers.groups[w], counted[o])
            if group is not None:
                own_groups[o] = group
        rankings.append(list(own_keys))
        keys.append(own_keys)
        groups.append(own_groups)
    reserves = [{reserve.group: reserve.posts for reserve in row} for row in orders.reserves]
    caps = [Cap(frozenset(index[order] for order in c.orders), c.posts, c.group) for c in market.ceilings]
    return Prepared(Instance(list(orders.posts), reserves, rankings, keys, groups, caps), failures, components)


def _counted(market: Market) -> list[tuple[str, ...]]:
    """For each order the groups for which somebody may count there: of its reserves, then of its ceilings."""
    capped = counted_groups(market.ceilings)
    return [
        (*(reserve.group for reserve in row), *capped.get(order, ()))
        for order, row in zip(market.orders.ids, market.orders.reserves, strict=True)
    ]


def applicant_table(market: Market, prepared: Prepared) -> list[Applicant]:
    """Return the eligible applicants as plain rows, for publication and for corridor.rules.matching.verify."""
    instance = prepared.instance
    return [
        Applicant(market.workers.ids[w], market.orders.ids[o], key.tier, key.points, instance.groups[w].get(o, OPEN))
        for w, row in enumerate(instance.keys)
        for o, key in row.items()
    ]


def limits_of(market: Market) -> list[Limit]:
    """Return the ceilings as plain rows, for corridor.rules.matching.verify."""
    return [Limit(each.orders, each.posts, each.group) for each in market.ceilings]
