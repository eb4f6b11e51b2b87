"""A round over a nation: the worker-optimal stable result, without ever storing the pairs.

Three steps: orders propose (`proposing`), what is left is searched (`residual`), workers propose in it (`accepting`).
The result is that of worker-proposing deferred acceptance over all eligible pairs; memory is workers + orders + what
is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from corridor.rules.matching.engine.accepting import workers_propose
from corridor.rules.matching.engine.claims import Claimants, claimants
from corridor.rules.matching.engine.columns import NONE, Array, Orders
from corridor.rules.matching.engine.index import Index
from corridor.rules.matching.engine.proposing import ABSENT, FREE, orders_propose
from corridor.rules.matching.engine.residual import by_worker, search
from corridor.rules.matching.engine.words import intervals

Progress = Callable[[str], None]


class RoundUnsound(RuntimeError):
    """A check of the round on itself failed: its result must not be used."""


@dataclass(frozen=True)
class Demand:
    """Orders against an index: block, accepted intervals, eligible claimants, and groups as one matrix."""

    orders: Orders
    blocks: Array
    low: Array
    high: Array
    claimants: Claimants
    group_of: Array  # (F, W) uint8
    groups: Array  # (F,) int64


@dataclass(frozen=True)
class Outcome:
    """`order`: (W,) int32, what each worker obtained, NONE for nothing. `filled`: (J,) int32. `residual`: pairs of
    phase 2."""

    order: Array
    filled: Array
    residual: int
    phantoms: int = field(default=0)


def demand(index: Index, orders: Orders) -> Demand:
    """Prepare orders for rounds and shortlists over an index."""
    low, high = intervals(orders, index.origin)
    blocks = index.blocks(orders)
    families = index.workers.families
    group_of = np.stack([f.of for f in families]) if families else np.zeros((1, 1), np.uint8)
    groups = np.array([f.groups for f in families] or [1], np.int64)
    return Demand(orders, blocks, low, high, claimants(index, orders, blocks, low, high), group_of, groups)


def quiet(step: str) -> None:
    """Report nothing."""


def run(index: Index, wanted: Demand, progress: Progress = quiet, present: Array | None = None) -> Outcome:
    """Return the worker-optimal stable result. `progress` is told each step, and may raise to cancel.

    `present`: (W,) bool, who takes part; everybody when None.

    Raises RoundUnsound when a check fails: a phantom was placed, or the two phases place different workers.
    """
    orders, own = wanted.orders, wanted.claimants
    current = np.full(len(index.workers), FREE, np.int32)
    if present is not None:
        current[~present] = ABSENT
    progress("orders propose")
    where = np.empty(len(index.workers), np.int32)
    filled, at, claim_at = orders_propose(
        index.first, index.worker, index.word, wanted.blocks, wanted.low, wanted.high, orders.posts,
        own.first, own.place, own.worker, own.word, orders.family, orders.first_group, orders.kept, orders.cap,
        wanted.group_of, wanted.groups, current, where,
    )  # fmt: skip
    progress("what is left")
    placed = np.flatnonzero((current != FREE) & (current != ABSENT))
    rest = _left(index, wanted, current, where, placed, at, claim_at)
    del current, where
    progress("workers propose")
    return _improve(wanted, placed, filled, rest, len(index.workers))


def _improve(wanted: Demand, placed: Array, filled: Array, rest: tuple[Array, ...], workers: int) -> Outcome:
    orders, (first, order, place, phantom_group) = wanted.orders, rest
    rows = np.concatenate([placed, -1 - phantom_group])
    obtained = workers_propose(
        first, order, place, rows, orders.posts, orders.family, orders.first_group, orders.kept, orders.cap,
        wanted.group_of,
    )  # fmt: skip
    if (obtained[len(placed) :] != NONE).any():
        raise RoundUnsound("somebody who is placed in no stable result obtained a post")
    if (np.bincount(obtained[: len(placed)] + 1, minlength=len(orders) + 1)[1:] != filled).any():
        raise RoundUnsound("the two phases fill different posts")
    result = np.full(workers, NONE, np.int32)
    result[placed] = obtained[: len(placed)]
    return Outcome(result, filled, len(order), len(phantom_group))


def _left(
    index: Index, wanted: Demand, current: Array, where: Array, placed: Array, asked: Array, claim_asked: Array
) -> tuple[Array, ...]:
    """Lists of the residual market: (first, order, place) by row, placed workers first, then phantoms; their groups."""
    orders, own = wanted.orders, wanted.claimants
    number = np.zeros(len(index.workers), np.int32)
    number[placed] = np.arange(len(placed), dtype=np.int32)

    def look(write: bool, at: Array, phantom_at: Array, *into: Array) -> tuple[Array, Array]:
        found: tuple[Array, Array] = search(
            write, 64, index.first, index.worker, index.word, wanted.blocks, wanted.low, wanted.high, orders.posts,
            own.first, own.place, own.worker, own.word, orders.family, orders.first_group, orders.kept, orders.cap,
            wanted.group_of, wanted.groups, current, number, asked, claim_asked, at, *into, phantom_at,
        )  # fmt: skip
        return found

    zero = np.zeros(len(orders) + 1, np.int64)
    nothing: list[Array] = [np.zeros(1, t) for t in (np.int32, np.int32, np.int64, np.int32, np.int64, np.int64)]
    pairs, phantoms = look(False, zero, zero, *nothing)
    at, phantom_at = np.concatenate([zero[:1], np.cumsum(pairs)]), np.concatenate([zero[:1], np.cumsum(phantoms)])
    size, more = int(at[-1]), int(phantom_at[-1])
    into: list[Array] = [np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int64)]
    ghost: list[Array] = [np.empty(more, np.int32), np.empty(more, np.int64), np.empty(more, np.int64)]
    look(True, at, phantom_at, *into, *ghost)
    first, order, place = by_worker(placed, current, where, own.first, own.place, *into, more)
    order[first[-1] :], place[first[-1] :] = ghost[0], ghost[1]
    return np.concatenate([first, first[-1] + 1 + np.arange(more)]), order, place, ghost[2]
