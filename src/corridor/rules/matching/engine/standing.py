"""A round that is kept up to date: workers arrive and leave, orders close and open.

An arrival, and an order that closes, are further steps of deferred acceptance, in which the order of proposals does
not matter (McVitie and Wilson 1971): the state equals the full round. Where a post comes free a chain of vacancies
follows (Blum, Roth and Rothblum 1997): the state is stable, but among the stable ones it favours the orders, until
the next full round.
"""

from __future__ import annotations

from collections import deque
from typing import Literal

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
        self.favours: Literal["workers", "orders"] = "workers"
        self._arrange()
        self._start()

    def _arrange(self) -> None:
        """Lay out what the kernels of `moves` read."""
        workers, orders, claims = self.index.workers, self.wanted.orders, self.index.workers.claims
        blocks = len(self.index.first) - 1
        by_block = np.argsort(self.wanted.blocks, kind="stable").astype(np.int64)
        block_first = np.searchsorted(self.wanted.blocks[by_block], np.arange(blocks + 1)).astype(np.int64)
        by_employer = np.argsort(orders.employer, kind="stable").astype(np.int64)
        employers = orders.employer[by_employer].astype(np.int64)
        self._lists = (
            self.index.place_of, self.index.place_language, by_block, block_first, by_employer, employers,
        )  # fmt: skip
        by_worker = np.argsort(claims.worker, kind="stable")
        claim_first = np.searchsorted(claims.worker[by_worker], np.arange(len(workers) + 1)).astype(np.int64)
        columns = (claims.employer, claims.tier, claims.points)
        work = (orders.occupation, orders.destination, orders.language, orders.employer)
        register = np.append(self.index.register.array(), self.index.origin)
        asks = _side_by_side((*work, self.wanted.low, self.wanted.high))
        self._rules = (register, asks, claim_first, _side_by_side(columns)[by_worker])
        self._people = (
            workers.occupations, workers.months, workers.level, workers.languages, workers.destinations, workers.born,
            workers.free_from, workers.document_until, workers.own_points,
        )  # fmt: skip
        self._terms = _side_by_side((orders.posts, orders.family, orders.first_group))
        self.posts = self._terms[:, 0]
        self._quotas = (self._terms, _side_by_side((orders.kept, orders.cap)), self.wanted.group_of)

    def _start(self) -> None:
        orders = self.wanted.orders
        result = run(self.index, self.wanted, present=self.present).order
        self.order = np.full(len(result), NONE, np.int32)
        room = np.maximum(self.posts, orders.posts)
        seat = np.concatenate([[0], np.cumsum(room)])
        seat_worker, seat_key = np.full(int(seat[-1]), NONE, np.int32), np.zeros(int(seat[-1]), np.int64)
        count, group_held = np.zeros(len(orders), np.int64), np.zeros(len(orders.kept), np.int64)
        self._seats = (self.order, seat, seat_worker, seat_key, count, group_held)
        seat_all(result, *self._seats, *self._quotas, *self._people, *self._rules)
        self._state = (*self._seats, *self._quotas, *self._people, *self._rules, *self._lists)

    def arrive(self, worker: int) -> int:
        """Let a worker take part. Returns how many workers were moved or refused on the way."""
        if self.present[worker]:
            return 0
        self.present[worker] = True
        moved: int = arrive(worker, *self._state)
        return moved

    def leave(self, worker: int) -> int:
        """Let a worker go; the post so freed is offered along a chain. Returns the chain's length."""
        if not self.present[worker]:
            return 0
        self.present[worker] = False
        order = int(self.order[worker])
        if order == NONE:
            return 0
        self._let_out(worker)
        return self._fill(order)

    def close(self, order: int) -> int:
        """Close an order; whom it held goes on to what they like next. Returns how many were moved or refused."""
        self.posts[order] = 0
        out = [int(w) for w in np.flatnonzero(self.order == order)]
        for worker in out:
            self._let_out(worker)
        return sum(arrive(worker, *self._state) for worker in out)

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

    def _let_out(self, worker: int) -> None:
        let_out(worker, *self._seats, self._terms, self.wanted.group_of)

    def _fill(self, order: int) -> int:
        moved, waiting = 0, deque([order])
        own = self.wanted.claimants
        scan = (
            self.present, self.wanted.groups, self.index.first, self.index.worker, self.index.word,
            self.wanted.blocks, own.first, own.place, own.worker, own.word,
        )  # fmt: skip
        while waiting:
            vacant = waiting.popleft()
            while True:
                left, found = fill_vacancy(vacant, *scan, *self._seats, *self._quotas, *self._people, *self._rules)
                if not found:
                    break
                self.favours = "orders"
                moved += 1
                if left >= 0:
                    waiting.append(int(left))
        return moved


def _side_by_side(columns: tuple[Array, ...]) -> Array:
    """Columns of whole numbers as one matrix, so that a row lies in one place of the memory."""
    return np.stack([column.astype(np.int64) for column in columns], axis=1)
