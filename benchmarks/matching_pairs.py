"""All eligible pairs of a market as lists, which peers need and the engine never stores; the plain heap procedure."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.engine.index import Index
from corridor.rules.matching.engine.jit import kernel
from corridor.rules.matching.engine.moves import rank_key
from corridor.rules.matching.engine.nation import Demand
from corridor.rules.matching.engine.proposing import SHIFT, following


@dataclass(frozen=True)
class Pairs:
    """By worker, best liked first: rows first[w]:first[w + 1] of `order`, `points`, and `key` (greater goes first)."""

    first: Array
    order: Array
    points: Array
    key: Array

    def __len__(self) -> int:
        return len(self.order)


def list_pairs(index: Index, wanted: Demand) -> Pairs:
    """Return every eligible pair of a market."""
    own = wanted.claimants
    scan = (
        index.first, index.worker, index.points(), index.word, wanted.blocks, wanted.low, wanted.high,
        own.first, own.place, own.worker, own.key, own.word,
    )  # fmt: skip
    size = _each(*scan, False, *(np.zeros(1, np.int64) for _ in range(4)))
    worker, liking, points, key = (np.empty(size, np.int64) for _ in range(4))
    _each(*scan, True, worker, liking, points, key)
    line = np.lexsort((liking, worker))
    first = np.searchsorted(worker[line], np.arange(len(index.workers) + 1))
    return Pairs(first, liking[line] & ((1 << SHIFT) - 1), points[line], key[line])


@kernel
def _each(
    first, worker, points, word, blocks, low, high, own_first, own_place, own_worker, own_key, own_word,
    write, out_worker, out_liking, out_points, out_key,
):  # fmt: skip
    n = 0
    for j in range(blocks.size):
        i, c, end, last = first[blocks[j]], own_first[j], first[blocks[j] + 1], own_first[j + 1]
        while True:
            w, liking, i, c = following(
                i, c, end, last, low[j], high[j], worker, word, own_first[j], own_place, own_worker, own_word
            )
            if w < 0:
                break
            if write:
                free = liking & (1 << SHIFT) != 0
                tier = np.int64(0) if free else own_key[c - 1] >> 20
                total = np.int64(points[i - 1]) if free else own_key[c - 1] & 0xFFFFF
                out_worker[n], out_liking[n], out_points[n] = w, liking | j, total
                out_key[n] = rank_key(tier, total, w)
            n += 1
    return n


def heap_round(first: list[int], order: list[int], key: list[int], posts: list[int]) -> list[int]:
    """The plain procedure: workers propose, each order keeps its best in a heap. Returns each worker's order or -1."""
    held: list[list[tuple[int, int]]] = [[] for _ in posts]
    at, result = first[:-1], [-1] * (len(first) - 1)
    for start in range(len(result)):
        w = start
        while w >= 0 and at[w] < first[w + 1]:
            x = at[w]
            at[w] += 1
            j, k = order[x], key[x]
            if posts[j] == 0:
                continue
            if len(held[j]) < posts[j]:
                heapq.heappush(held[j], (k, w))
                result[w], w = j, -1
            elif k > held[j][0][0]:
                _, out = heapq.heapreplace(held[j], (k, w))
                result[w], result[out] = j, -1
                w = out
    return result
