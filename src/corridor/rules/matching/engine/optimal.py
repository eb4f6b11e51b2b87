# mypy: allow-untyped-defs
"""The assignment with most points: what a round would give if points were all, to be shown beside the stable result.

Orders bid for workers (Bertsekas 1988, "The auction algorithm"; Bertsekas and Castanon 1989 for many like posts):
each takes the workers that are worth most to it, points less price, and raises their prices until the next one is as
good. Within posts x `step` points of the optimum; `bound` is an upper bound of the optimum, from the prices alone
(weak duality), so that the gap can be checked without trust. The result leaves justified envy, which `checking` counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.engine.index import Index
from corridor.rules.matching.engine.jit import each, kernel, parallel
from corridor.rules.matching.engine.nation import Demand
from corridor.rules.matching.engine.proposing import claims_here
from corridor.rules.matching.engine.words import GUARDS, LANES


class QuotaUnsupported(ValueError):
    """Orders keep or cap posts for groups: this method knows posts only."""


@dataclass(frozen=True)
class Optimum:
    """`order`: (W,) int32. `points`: the total. `bound`: no assignment has more points than this."""

    order: Array
    points: int
    bound: int


def assign(index: Index, wanted: Demand, *, step: int = 20) -> Optimum:
    """Return an assignment of most points. `step`: points by which a bid exceeds what is needed; smaller is closer.

    Raises QuotaUnsupported for orders with posts kept or capped.
    """
    orders, own = wanted.orders, wanted.claimants
    if (orders.family >= 0).any():
        raise QuotaUnsupported
    scan = (
        index.first, index.worker, index.points(), index.word, wanted.blocks, wanted.low, wanted.high, orders.posts,
        own.first, own.worker, own.key & 0xFFFFF,
    )  # fmt: skip
    price = np.zeros(len(index.workers), np.int32)
    holder = np.full(len(index.workers), -1, np.int32)
    worth = np.zeros(len(index.workers), np.int32)
    _bid(*scan, step, price, holder, worth)
    profit = _profits(*scan, price)
    return Optimum(holder, int(worth[holder >= 0].sum()), int(profit.sum() + price.sum(dtype=np.int64)))


@kernel
def _sift(values, rows, n, room, value, row):
    """Keep the `room` largest values, the smallest on top; return how many there are."""
    if n < room:
        x = n
        while x > 0:
            up = (x - 1) >> 1
            if values[up] <= value:
                break
            values[x], rows[x] = values[up], rows[up]
            x = up
        values[x], rows[x] = value, row
        return n + 1
    if value <= values[0]:
        return n
    x = 0
    while True:
        down = 2 * x + 1
        if down >= n:
            break
        if down + 1 < n and values[down + 1] < values[down]:
            down += 1
        if values[down] >= value:
            break
        values[x], rows[x] = values[down], rows[down]
        x = down
    values[x], rows[x] = value, row
    return n


@kernel
def _best_values(
    j, room, keep, first, worker, points, word, blocks, low, high, claim_first, claim_worker, claim_points, price,
    holder, values, rows,
):  # fmt: skip
    """Fill the `room` best (points - price above 0, row) of an order whom it does not hold; claimants are rows -1 - c.

    `keep`: also those it holds. Stops where even a free worker would be worth less.
    """
    n = 0
    a, e = claim_first[j], claim_first[j + 1]
    for c in range(a, e):
        w = claim_worker[c]
        value = np.int64(claim_points[c]) - price[w]
        if value > 0 and (keep or holder[w] != j):
            n = _sift(values, rows, n, room, value, -1 - c)
    below, above = low[j], high[j]
    for i in range(first[blocks[j]], first[blocks[j] + 1]):
        worth = np.int64(points[i])
        if worth <= 0 or (n == room and worth <= values[0]):
            break
        x = word[i] & LANES
        if ((x | GUARDS) - below) & (above - x) & GUARDS != GUARDS:
            continue
        w = worker[i]
        value = worth - price[w]
        if value <= 0 or (n == room and value <= values[0]) or (not keep and holder[w] == j):
            continue
        if word[i] < 0 and claims_here(np.int64(w), a, e, claim_worker):
            continue
        n = _sift(values, rows, n, room, value, i)
    return n


@kernel
def _bid(
    first, worker, points, word, blocks, low, high, posts, claim_first, claim_worker, claim_points, step, price, holder,
    worth,
):  # fmt: skip
    n_orders = posts.size
    vacant = posts.astype(np.int64)
    queue, queued = np.arange(n_orders), np.ones(n_orders, np.bool_)
    head, size = 0, n_orders
    most = 1
    for j in range(n_orders):
        most = max(most, posts[j])
    values, rows = np.empty(most + 1, np.int64), np.empty(most + 1, np.int64)
    while size > 0:
        j = queue[head]
        head = (head + 1) % n_orders
        size -= 1
        queued[j] = False
        room = vacant[j] + 1
        if room <= 1:
            continue
        n = _best_values(
            j, room, False, first, worker, points, word, blocks, low, high, claim_first, claim_worker, claim_points,
            price, holder, values, rows,
        )  # fmt: skip
        rest = values[0] if n == room else np.int64(0)
        for x in range(n):
            if n == room and x == 0:
                continue
            row = rows[x]
            w = np.int64(worker[row]) if row >= 0 else np.int64(claim_worker[-1 - row])
            gain = points[row] if row >= 0 else claim_points[-1 - row]
            price[w] += values[x] - rest + step
            old = holder[w]
            if old >= 0:
                vacant[old] += 1
                if not queued[old]:
                    queue[(head + size) % n_orders] = old
                    size += 1
                    queued[old] = True
            holder[w] = j
            worth[w] = gain
            vacant[j] -= 1
        # Fewer than the vacant seats were worth anything: prices only rise, so the others stay empty for good.
        if n < room:
            posts_left = vacant[j]
            vacant[j] -= posts_left


@parallel
def _profits(first, worker, points, word, blocks, low, high, posts, claim_first, claim_worker, claim_points, price):
    """What each order's best posts are worth to it at these prices: the other half of the upper bound."""
    profit = np.zeros(posts.size, np.int64)
    nobody = np.zeros(1, np.int32)
    for line in each(64):
        for j in range(line, posts.size, 64):
            values, rows = np.empty(max(posts[j], 1), np.int64), np.empty(max(posts[j], 1), np.int64)
            if posts[j] > 0:
                n = _best_values(
                    j, posts[j], True, first, worker, points, word, blocks, low, high, claim_first, claim_worker,
                    claim_points, price, nobody, values, rows,
                )  # fmt: skip
                profit[j] = values[:n].sum()
    return profit
