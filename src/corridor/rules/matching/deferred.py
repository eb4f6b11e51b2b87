"""Worker-proposing deferred acceptance with posts per order, minority reserves, and ceilings in a hierarchy.

Sources: Gale and Shapley (1962) for the procedure; Hafalir, Yenmez and Yildirim (2013, Theoretical Economics 8) for
reserves, which Pareto-dominate ceilings on the others. The result has no blocking pair, no worker does better in any
other stable result, and no worker gains by a false ranking. Under ceilings (corridor.rules.matching.ceilings) all
orders under one of them choose together: first whom a reserve waits for, then the best keys, as far as the ceilings let
through.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corridor.rules.matching.ceilings import Cap, Tree
from corridor.rules.matching.priority import Key

OPEN = ""  # the group of everybody for whom an order has no reserve


@dataclass(frozen=True, slots=True)
class Instance:
    """The market once rules and points have spoken; workers and orders are indices.

    `rankings[w]`: acceptable and eligible orders, best first. `keys[w][o]`: strict priority at the order.
    `groups[w][o]`: the group for which the worker counts there (absent: none). `reserves[o]`: posts kept first for
    a group. `caps`: ceilings over orders.
    """

    posts: Sequence[int]
    reserves: Sequence[Mapping[str, int]]
    rankings: Sequence[Sequence[int]]
    keys: Sequence[Mapping[int, Key]]
    groups: Sequence[Mapping[int, str]]
    caps: Sequence[Cap] = field(default=())


class _Held:
    """Whom one order holds for now: a heap per group, the weakest on top."""

    def __init__(self, posts: int, reserves: Mapping[str, int]) -> None:
        self.posts = posts
        self.reserves = reserves
        self.count = 0
        self.heaps: dict[str, list[tuple[Key, int]]] = {}

    def propose(self, worker: int, key: Key, group: str) -> int | None:
        """Take the worker in; return who is let go, or None while posts remain."""
        heapq.heappush(self.heaps.setdefault(group, []), (key, worker))
        self.count += 1
        if self.count <= self.posts:
            return None
        self.count -= 1
        # A member of a group that fills no more than its reserve is not let go: only the weakest of the others.
        weakest = min((heap[0], name) for name, heap in self.heaps.items() if len(heap) > self.reserves.get(name, 0))
        return heapq.heappop(self.heaps[weakest[1]])[1]


class _HeldTogether:
    """Whom all orders hold for now under ceilings: a heap per order and group, the weakest on top."""

    def __init__(self, instance: Instance) -> None:
        self.tree = Tree(instance.posts, instance.caps)
        self.reserves = instance.reserves
        self.counts = [0] * len(self.tree.limits)
        self.heaps: list[dict[str, list[tuple[Key, int]]]] = [{} for _ in instance.posts]

    def propose(self, order: int, worker: int, key: Key, group: str) -> int | None:
        """Take the worker in; return who is let go, or None while there is room under every ceiling.

        Only under the closest full limit does anybody leave: that makes room under all that lie around it.
        """
        full = self.tree.closest_full(self.counts, order, group)
        heapq.heappush(self.heaps[order].setdefault(group, []), (key, worker))
        self._count(order, group, 1)
        if full is None:
            return None
        order, group = self._weakest(full)
        self._count(order, group, -1)
        return heapq.heappop(self.heaps[order][group])[1]

    def _count(self, order: int, group: str, by: int) -> None:
        for limit in self.tree.chain(order, group):
            self.counts[limit] += by

    def _weakest(self, limit: int) -> tuple[int, str]:
        """Order and group of the weakest whom no reserve protects; of the weakest of all where reserves protect all."""
        only = self.tree.group(limit)
        tops = [
            (len(heap) <= self.reserves[order].get(group, 0), heap[0], order, group)
            for order in self.tree.under(limit)
            for group, heap in self.heaps[order].items()
            if heap and (not only or group == only)
        ]
        return min(tops)[2:]


def match(instance: Instance) -> list[int | None]:
    """Return, for each worker, the order obtained or None.

    Time: proposals x log(posts). In which order workers propose makes no difference.
    """
    held = [_Held(posts, reserves) for posts, reserves in zip(instance.posts, instance.reserves, strict=True)]
    together = _HeldTogether(instance) if instance.caps else None
    obtained: list[int | None] = [None] * len(instance.rankings)
    following = [0] * len(instance.rankings)
    free = list(range(len(instance.rankings)))
    while free:
        worker = free.pop()
        ranking = instance.rankings[worker]
        if following[worker] == len(ranking):
            continue
        order = ranking[following[worker]]
        following[worker] += 1
        group = instance.groups[worker].get(order, OPEN)
        key = instance.keys[worker][order]
        let_go = together.propose(order, worker, key, group) if together else held[order].propose(worker, key, group)
        if let_go != worker:
            obtained[worker] = order
        if let_go is not None:
            obtained[let_go] = None
            free.append(let_go)
    return obtained
