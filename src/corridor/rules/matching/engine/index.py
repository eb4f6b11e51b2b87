# mypy: allow-untyped-defs
"""The index: for each occupation and place, who may be asked, best first.

A place is a destination with one language. A posting takes 12 bytes: worker, and the word of `words`, from which its
points follow. A block holds the postings of one occupation and one place, sorted by points and then by the draw; since
no point depends on the order, all orders of a block rank its workers alike, but for claims on their own employer
(`claims`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import (
    LANGUAGE_BITS,
    NO_DESTINATION,
    NO_OCCUPATION,
    Array,
    ColumnsInvalid,
    Orders,
    Register,
    Workers,
    check,
)
from corridor.rules.matching.engine.jit import each, kernel, parallel
from corridor.rules.matching.engine.words import CLAIMED, LANGUAGE, LEVEL, MONTHS_TOP, RANK, lanes

FULL = 16_383  # points fit into 14 bits
CHUNKS = 8  # pieces of the workers that are counted and laid out independently


@dataclass(frozen=True)
class Index:
    """`first`: (B + 1,) int64, the postings of block b are first[b]:first[b + 1]. Block = occupation * places +
    place."""

    workers: Workers
    register: Register
    origin: int
    occupations: int
    place_of: Array  # (destinations, languages) int16, -1 where nobody asks
    place_language: Array  # (P,) uint8
    first: Array
    worker: Array  # (N,) uint32
    word: Array  # (N,) int64

    @property
    def places(self) -> int:
        """Number of places."""
        return len(self.place_language)

    def bytes(self) -> int:
        """Memory of the index without the workers' columns, in bytes."""
        return sum(array.nbytes for array in (self.first, self.worker, self.word))

    def points(self) -> Array:
        """Return (N,) uint16, the points of every posting."""
        points = np.empty(len(self.worker), np.uint16)
        _points(self.worker, self.word, self.workers.own_points, self.register.array(), points)
        return points

    def blocks(self, orders: Orders) -> Array:
        """Return (J,) int64, the block of each order."""
        place = self.place_of[orders.destination, orders.language].astype(np.int64)
        return orders.occupation.astype(np.int64) * self.places + place


def build(workers: Workers, orders: Orders, register: Register, *, origin: int | None = None) -> Index:
    """Return the index of these workers for the places of these orders. Time: one pass and a counting sort.

    Raises ColumnsInvalid where columns do not fit each other, a criterion counts more than 511 months, or somebody
    could have more than FULL points.
    """
    check(workers, orders)
    if register.months[1] > MONTHS_TOP:
        raise ColumnsInvalid("months_out_of_reach", "register.months")
    if register.most + int(workers.own_points.max(initial=0)) > FULL:
        raise ColumnsInvalid("points_above_full", "register")
    if origin is None:
        origin = int(orders.start.min()) if len(orders) else 0
    place_of, place_language, first_place = places_of(orders)
    counts = count_postings(workers, orders)
    first = np.zeros(counts.shape[1] + 1, np.int64)
    np.cumsum(counts.sum(axis=0), out=first[1:])
    starts = first[:-1] + np.cumsum(counts, axis=0) - counts
    shape = np.array([occupations_of(workers, orders), len(place_language)], np.int64)
    size = int(first[-1])
    worker, points, word = np.empty(size, np.uint32), np.empty(size, np.uint16), np.empty(size, np.int64)
    claimed = np.zeros(len(workers), np.bool_)
    claimed[workers.claims.worker] = True
    _fill(
        workers.occupations, workers.months, workers.level, workers.languages, workers.destinations, workers.born,
        workers.free_from, workers.document_until, workers.own_points, claimed,
        first_place, place_language, shape, register.array(), origin, starts, worker, points, word,
    )  # fmt: skip
    _sort(first, worker, points, word)
    return Index(workers, register, origin, int(shape[0]), place_of, place_language, first, worker, word)


def places_of(orders: Orders) -> tuple[Array, Array, Array]:
    """Return the places that the orders ask in: (256, 16) int16 the place of a destination and a language, (P,) the
    language of each, and (257,) the first place of each destination."""
    pairs = sorted({(int(d), int(lang)) for d, lang in zip(orders.destination, orders.language, strict=True)})
    place_of = np.full((256, 16), -1, np.int16)
    for place, (destination, language) in enumerate(pairs):
        place_of[destination, language] = place
    language_of = np.array([language for _, language in pairs], np.uint8)
    return place_of, language_of, np.searchsorted([d for d, _ in pairs], np.arange(257)).astype(np.int64)


def occupations_of(workers: Workers, orders: Orders) -> int:
    """Return one more than the greatest occupation of anybody."""
    columns = workers.occupations.T
    known = [int(column.max(initial=0, where=column != NO_OCCUPATION)) for column in columns]
    return 1 + max(*known, int(orders.occupation.max(initial=0)))


def count_postings(workers: Workers, orders: Orders) -> Array:
    """Return (CHUNKS, blocks) int64, the postings of each piece of the workers in each block. Time: one pass."""
    _place_of, place_language, first_place = places_of(orders)
    shape = np.array([occupations_of(workers, orders), len(place_language)], np.int64)
    counts: Array = _count(workers.occupations, workers.destinations, first_place, shape)
    return counts


@kernel
def points_of(months, level, language, own, register):
    """Points that no order changes: the register's criteria in proportion, rounded down, and the worker's own."""
    total = np.int64(own)
    total += register[0] * min(np.int64(months), register[1]) // register[1]
    total += register[2] * min(np.int64(level), register[3]) // register[3]
    total += register[4] * min(np.int64(language), register[5]) // register[5]
    return total


@kernel
def points_in(word, own, register):
    """Points of a posting: its word holds what the register counts, but for the worker's own points."""
    return points_of(word & MONTHS_TOP, word >> LEVEL & 7, word >> LANGUAGE & 7, own, register)


@parallel
def _points(worker, word, own, register, points):
    for i in each(word.size):
        points[i] = points_in(word[i], own[worker[i]], register)


@parallel
def _count(occupations, destinations, first_place, shape):
    n = occupations.shape[0]
    counts = np.zeros((CHUNKS, shape[0] * shape[1]), np.int64)
    for chunk in each(CHUNKS):
        own = counts[chunk]
        for w in range(n * chunk // CHUNKS, n * (chunk + 1) // CHUNKS):
            for r in range(destinations.shape[1]):
                d = destinations[w, r]
                if d == NO_DESTINATION:
                    break
                for place in range(first_place[d], first_place[d + 1]):
                    for k in range(occupations.shape[1]):
                        if occupations[w, k] != NO_OCCUPATION:
                            own[np.int64(occupations[w, k]) * shape[1] + place] += 1
    return counts


@parallel
def _fill(
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points, claimed,
    first_place, place_language, shape, register, origin, starts, worker, points, word,
):  # fmt: skip
    n = occupations.shape[0]
    for chunk in each(CHUNKS):
        at = starts[chunk]
        for w in range(n * chunk // CHUNKS, n * (chunk + 1) // CHUNKS):
            for r in range(destinations.shape[1]):
                d = destinations[w, r]
                if d == NO_DESTINATION:
                    break
                for place in range(first_place[d], first_place[d + 1]):
                    spoken = np.int64(languages[w] >> np.uint32(LANGUAGE_BITS * place_language[place])) & 7
                    for k in range(occupations.shape[1]):
                        if occupations[w, k] == NO_OCCUPATION:
                            continue
                        b = np.int64(occupations[w, k]) * shape[1] + place
                        i = at[b]
                        at[b] = i + 1
                        worker[i] = w
                        points[i] = points_of(months[w, k], level[w, k], spoken, own_points[w], register)
                        x = lanes(months[w, k], level[w, k], spoken, free_from[w], document_until[w], born[w], origin)
                        x |= np.int64(r) << RANK
                        word[i] = x | CLAIMED if claimed[w] else x


@parallel
def _sort(first, worker, points, word):
    """Each block by points, highest first; a stable sort, so that the draw decides among equals."""
    for b in each(first.size - 1):
        a, n = first[b], first[b + 1] - first[b]
        if n > 1:
            _sort_block(worker[a : a + n], points[a : a + n], word[a : a + n])


@kernel
def _sort_block(worker, points, word):
    n = worker.size
    order = np.empty(n, np.int32)
    if n <= 32:
        for x in range(n):
            y = x - 1
            while y >= 0 and points[order[y]] < points[x]:
                order[y + 1] = order[y]
                y -= 1
            order[y + 1] = x
    else:
        half = np.empty(n, np.int32)
        seen = np.zeros(129, np.int64)
        for x in range(n):
            seen[((FULL - np.int64(points[x])) & 127) + 1] += 1
        for u in range(128):
            seen[u + 1] += seen[u]
        for x in range(n):
            v = (FULL - np.int64(points[x])) & 127
            half[seen[v]] = x
            seen[v] += 1
        seen[:] = 0
        for x in range(n):
            seen[((FULL - np.int64(points[x])) >> 7) + 1] += 1
        for u in range(128):
            seen[u + 1] += seen[u]
        for x in range(n):
            v = (FULL - np.int64(points[half[x]])) >> 7
            order[seen[v]] = half[x]
            seen[v] += 1
    old_worker, old_points, old_word = worker.copy(), points.copy(), word.copy()
    for x in range(n):
        worker[x] = old_worker[order[x]]
        points[x] = old_points[order[x]]
        word[x] = old_word[order[x]]
