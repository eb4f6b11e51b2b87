"""Worker-proposing deferred acceptance with posts per order and minority reserves.

Sources: Gale and Shapley (1962) for the procedure; Hafalir, Yenmez and Yildirim (2013, Theoretical Economics 8) for
reserves, which Pareto-dominate ceilings on the others. The result has no blocking pair, no worker does better in any
other stable result, and no worker gains by a false ranking.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.rules.matching.priority import Key

OPEN = ""  # the group of everybody for whom an order has no reserve


@dataclass(frozen=True, slots=True)
class Instance:
    """The market once rules and points have spoken; workers and orders are indices.

    `rankings[w]`: acceptable and eligible orders, best first. `keys[w][o]`: strict priority at the order.
    `groups[w][o]`: the reserve for which the worker counts there (absent: none). `reserves[o]`: posts kept first for
    a group.
    """

    posts: Sequence[int]
    reserves: Sequence[Mapping[str, int]]
    rankings: Sequence[Sequence[int]]
    keys: Sequence[Mapping[int, Key]]
    groups: Sequence[Mapping[int, str]]


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


def match(instance: Instance) -> list[int | None]:
    """Return, for each worker, the order obtained or None.

    Time: proposals x log(posts). In which order workers propose makes no difference.
    """
    held = [_Held(posts, reserves) for posts, reserves in zip(instance.posts, instance.reserves, strict=True)]
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
        let_go = held[order].propose(worker, instance.keys[worker][order], group)
        if let_go != worker:
            obtained[worker] = order
        if let_go is not None:
            obtained[let_go] = None
            free.append(let_go)
    return obtained
