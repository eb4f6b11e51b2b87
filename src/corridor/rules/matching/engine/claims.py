# mypy: allow-untyped-defs
"""Who has a claim on an order's own employer, and before which posting of the block each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import LANGUAGE_BITS, Array, Orders
from corridor.rules.matching.engine.index import Index, points_in, points_of
from corridor.rules.matching.engine.jit import each, kernel, parallel
from corridor.rules.matching.engine.words import RANK, fits, lanes


@dataclass(frozen=True)
class Claimants:
    """Eligible claimants of each order, best first, in rows first[j]:first[j + 1].

    `place`: index of the posting before which the claimant stands. `key`: tier << 20 | points.
    """

    first: Array  # (J + 1,) int64
    worker: Array  # (C,) uint32
    place: Array  # (C,) int64
    key: Array  # (C,) int64
    word: Array  # (C,) int64


def claimants(index: Index, orders: Orders, blocks: Array, low: Array, high: Array) -> Claimants:
    """Return the eligible claimants of every order. Time: claims of the orders' employers."""
    claims = index.workers.claims
    begin = np.searchsorted(claims.employer, orders.employer, side="left").astype(np.int64)
    until = np.searchsorted(claims.employer, orders.employer, side="right").astype(np.int64)
    room = np.zeros(len(orders) + 1, np.int64)
    np.cumsum(until - begin, out=room[1:])
    worker, place = np.empty(room[-1], np.uint32), np.empty(room[-1], np.int64)
    key, word = np.empty(room[-1], np.int64), np.empty(room[-1], np.int64)
    w = index.workers
    count = _gather(
        orders.occupation, orders.destination, orders.language, blocks, low, high, begin, until, room,
        claims.worker, claims.tier, claims.points,
        w.occupations, w.months, w.level, w.languages, w.destinations, w.born, w.free_from, w.document_until,
        w.own_points, index.register.array(), index.origin, index.first, index.worker, index.word,
        worker, place, key, word,
    )  # fmt: skip
    first = np.zeros(len(orders) + 1, np.int64)
    np.cumsum(count, out=first[1:])
    kept = np.zeros(int(room[-1]), np.bool_)
    for_each = np.repeat(np.arange(len(orders)), until - begin)
    kept[:] = np.arange(int(room[-1])) - room[for_each] < count[for_each]
    return Claimants(first, worker[kept], place[kept], key[kept], word[kept])


@kernel
def posting_of(w, occupation, destination, language, occupations, months, level, languages, destinations):
    """(months, level, language level, rank) of a worker in one occupation and place; rank -1 where there is none."""
    slot, rank = -1, -1
    for k in range(occupations.shape[1]):
        if occupations[w, k] == occupation:
            slot = k
    for r in range(destinations.shape[1]):
        if destinations[w, r] == destination:
            rank = r
            break
    if slot < 0 or rank < 0:
        return 0, 0, 0, -1
    spoken = np.int64(languages[w] >> np.uint32(LANGUAGE_BITS * language)) & 7
    return np.int64(months[w, slot]), np.int64(level[w, slot]), spoken, rank


@kernel
def before(first, worker, word, own_points, register, block, own, w):
    """Index of the first posting of the block that stands behind (own points, worker w)."""
    a, e = first[block], first[block + 1]
    while a < e:
        m = (a + e) // 2
        points = points_in(word[m], own_points[worker[m]], register)
        if points > own or (points == own and np.int64(worker[m]) < w):
            a = m + 1
        else:
            e = m
    return a


@parallel
def _gather(
    occupation, destination, language, blocks, low, high, begin, until, room, claim_worker, claim_tier, claim_points,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, origin, first, posting_worker, posting_word, worker, place, key, word,
):  # fmt: skip
    count = np.zeros(begin.size, np.int64)
    for j in each(begin.size):
        a = room[j]
        n = 0
        for c in range(begin[j], until[j]):
            w = np.int64(claim_worker[c])
            m, v, s, rank = posting_of(
                w, occupation[j], destination[j], language[j], occupations, months, level, languages, destinations
            )
            if rank < 0:
                continue
            x = lanes(m, v, s, free_from[w], document_until[w], born[w], origin)
            if not fits(x, low[j], high[j]):
                continue
            total = points_of(m, v, s, own_points[w], register) + np.int64(claim_points[c])
            k = np.int64(claim_tier[c]) << 20 | total
            y = a + n - 1  # insertion: an employer's list is short
            while y >= a and (key[y] < k or (key[y] == k and worker[y] > w)):
                key[y + 1], worker[y + 1], word[y + 1], place[y + 1] = key[y], worker[y], word[y], place[y]
                y -= 1
            at = first[blocks[j]]
            if claim_tier[c] == 0:
                at = before(first, posting_worker, posting_word, own_points, register, blocks[j], total, w)
            key[y + 1], worker[y + 1], word[y + 1], place[y + 1] = k, w, x | rank << RANK, at
            n += 1
        count[j] = n
    return count
