"""A round that is kept up to date: workers arrive and leave, orders close and open.

An arrival, and an order that closes, are further steps of deferred acceptance, in which the order of proposals does
not matter (McVitie and Wilson 1971): the state equals the full round. Where a post comes free a chain of vacancies
follows (Blum, Roth and Rothblum 1997): the state is stable, but among the stable ones it favours the orders, until
the next full round.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Literal

import numpy as np

from corridor.rules.matching.engine.columns import NONE, Array
from corridor.rules.matching.engine.index import Index
from corridor.rules.matching.engine.moves import arrive, fill_vacancy, let_out, seat_all
from corridor.rules.matching.engine.nation import Demand, run


class Standing:
    """The state of a round between full rounds. `order`: (W,) int32, what each worker holds; `present`: who takes part.

    `favours` is "workers" while the state equals the full round, "orders" after a vacancy was filled by a chain.
    """

    def __init__(self, index: Index, wanted: Demand, present: Array | None = None) -> None:
        self.index, self.wanted = index, wanted
        self.present = np.ones(len(index.workers), np.bool_) if present is None else present.copy()
        self.posts = wanted.orders.posts.copy()
        self.favours: Literal["workers", "orders"] = "workers"
        self._lists()
        self._start()

    def _lists(self) -> None:
        """Orders by block and by employer, claims by worker."""
        orders, claims = self.wanted.orders, self.index.workers.claims
        blocks = len(self.index.first) - 1
        self._by_block = np.argsort(self.wanted.blocks, kind="stable").astype(np.int64)
        self._block_first = np.searchsorted(self.wanted.blocks[self._by_block], np.arange(blocks + 1)).astype(np.int64)
        self._by_employer = np.argsort(orders.employer, kind="stable").astype(np.int64)
        self._employers = orders.employer[self._by_employer].astype(np.int64)
        self._by_worker = np.argsort(claims.worker, kind="stable").astype(np.int64)
        everybody = np.arange(len(self.index.workers) + 1)
        self._claim_first = np.searchsorted(claims.worker[self._by_worker], everybody).astype(np.int64)

    def _start(self) -> None:
        orders = self.wanted.orders
        self.order = run(self.index, self.wanted, present=self.present).order
        room = np.maximum(self.posts, orders.posts).astype(np.int64)
        self._seat = np.concatenate([[0], np.cumsum(room)])
        self._seat_worker = np.full(int(self._seat[-1]), NONE, np.int32)
        self._seat_key = np.zeros(int(self._seat[-1]), np.int64)
        self._count = np.zeros(len(orders), np.int64)
        self._group_held = np.zeros(len(orders.kept), np.int64)
        seat_all(*self._state())

    def _state(self) -> tuple[Any, ...]:
        """What the kernels of `moves` read and write, in their order."""
        w, o, claims = self.index.workers, self.wanted.orders, self.index.workers.claims
        return (
            self.order, self.present, self.posts, self._seat, self._seat_worker, self._seat_key, self._count,
            self._group_held, w.occupations, w.months, w.level, w.languages, w.destinations, w.born, w.free_from,
            w.document_until, w.own_points, self.index.register.array(), self.index.origin, self.index.place_of,
            self.index.place_language, self._by_block, self._block_first, self._by_employer, self._employers,
            self._by_worker, self._claim_first, claims.employer, claims.tier, claims.points,
            o.occupation, o.destination, o.language, o.employer, self.wanted.low, self.wanted.high, o.family,
            o.first_group, o.kept, o.cap, self.wanted.group_of,
        )  # fmt: skip

    def arrive(self, worker: int) -> int:
        """Let a worker take part. Returns how many workers were moved or refused on the way."""
        if self.present[worker]:
            return 0
        self.present[worker] = True
        moved: int = arrive(worker, *self._state())
        return moved

    def leave(self, worker: int) -> int:
        """Let a worker go; the post so freed is offered along a chain. Returns the chain's length."""
        if not self.present[worker]:
            return 0
        self.present[worker] = False
        order = int(self.order[worker])
        if order == NONE:
            return 0
        let_out(worker, *self._state())
        return self._fill(order)

    def close(self, order: int) -> int:
        """Close an order; whom it held goes on to what they like next. Returns how many were moved or refused."""
        self.posts[order] = 0
        out = [int(w) for w in np.flatnonzero(self.order == order)]
        for worker in out:
            let_out(worker, *self._state())
        return sum(arrive(worker, *self._state()) for worker in out)

    def reopen(self, order: int) -> int:
        """Open a closed order with its posts; each post is offered along a chain. Returns the chains' length."""
        self.posts[order] = self.wanted.orders.posts[order]
        return self._fill(order)

    def renew(self) -> None:
        """Run the full round over who takes part and what is open: worker-optimal again."""
        closed = self.posts != self.wanted.orders.posts
        if closed.any():
            raise ValueError("build the demand anew without the closed orders")
        self._start()
        self.favours = "workers"

    def _fill(self, order: int) -> int:
        moved, waiting = 0, deque([order])
        while waiting:
            vacant = waiting.popleft()
            while True:
                left, found = fill_vacancy(vacant, *self._scan(), *self._state())
                if not found:
                    break
                self.favours = "orders"
                moved += 1
                if left >= 0:
                    waiting.append(int(left))
        return moved

    def _scan(self) -> tuple[Array, ...]:
        own = self.wanted.claimants
        return (
            self.index.first, self.index.worker, self.index.word, self.wanted.blocks, own.first, own.place, own.worker,
            own.word,
        )  # fmt: skip
