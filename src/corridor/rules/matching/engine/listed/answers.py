"""The answers of a round as columns, and one of them as the explanation that everybody else knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import NONE, Array
from corridor.rules.matching.engine.listed.asking import Pairs
from corridor.rules.matching.engine.listed.terms import Terms
from corridor.rules.matching.explain import Explanation, Reason, next_step
from corridor.rules.matching.points import Component
from corridor.rules.matching.priority import Key

REASONS = (
    Reason.OBTAINED, Reason.PREFERRED_OBTAINED, Reason.NO_POSTS, Reason.RECALL_FIRST, Reason.RESERVE_FIRST,
    Reason.FEWER_POINTS, Reason.LATER_LOT, Reason.INELIGIBLE,
)  # fmt: skip
OBTAINED, PREFERRED_OBTAINED, NO_POSTS, RECALL_FIRST, RESERVE_FIRST, FEWER_POINTS, LATER_LOT, INELIGIBLE = range(8)


@dataclass(frozen=True)
class Answers:
    """W workers (`ids`), P pairs. `reason` are numbers of REASONS; `cutoff` is the pair whose key decided, -1 for none.

    `obtained`: (W,) the order of each worker or NONE. `rank`: (P,) place among the `applicants` of the order, 0 for
    none. `weakest`: (J,) the pair of the weakest placed at a full order, -1 while posts are free.
    """

    ids: Sequence[str]
    terms: Terms
    pairs: Pairs
    worker: Array  # (P,) int32
    lots: Array  # (W,) int32, 1 first
    rank: Array  # (P,) int32
    applicants: Array  # (J,) int32
    obtained: Array  # (W,) int32
    reason: Array  # (P,) uint8
    cutoff: Array  # (P,) int64
    weakest: Array  # (J,) int64

    @property
    def placed(self) -> int:
        """How many workers obtained an order."""
        return int(np.count_nonzero(self.obtained != NONE))

    def key(self, x: int) -> Key:
        """The priority of a pair at its order."""
        pairs = self.pairs
        return Key(int(pairs.tier[x]), int(pairs.points[x]), -int(self.lots[self.worker[x]]))

    def components(self, x: int) -> tuple[Component, ...]:
        """What each criterion gave to a pair."""
        return tuple(
            Component(w.criterion, w.points * min(v, w.full_at) // w.full_at, w.points, v, w.full_at)
            for w, v in zip(self.terms.register, self.pairs.value[x].tolist(), strict=True)
        )

    def explanation(self, x: int) -> Explanation:
        """The answer to "why?" for one pair."""
        w, o = int(self.worker[x]), int(self.pairs.order[x])
        reason, worker, order = REASONS[self.reason[x]], self.ids[w], self.terms.orders.ids[o]
        step = next_step(reason, bool(self.obtained[w] != NONE))
        if reason is Reason.INELIGIBLE:
            return Explanation(worker, order, reason, step, failures=self.pairs.failures[x])
        last = int(self.cutoff[x])
        return Explanation(
            worker,
            order,
            reason,
            step,
            rank=int(self.rank[x]),
            applicants=int(self.applicants[o]),
            key=self.key(x),
            cutoff=self.key(last) if last >= 0 else None,
            components=self.components(x),
        )

    def explanations(self) -> Iterator[Explanation]:
        """All of them, worker by worker in the order of their wishes."""
        return (self.explanation(x) for x in range(len(self.worker)))
