"""What a round will take, stated before anything is built: the postings are counted, the rest follows from sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import Array, Orders, Workers
from corridor.rules.matching.engine.index import CHUNKS, count_postings, occupations_of, places_of

POSTING = 12  # bytes: worker 4, word 8
POSTING_BUILT = 2  # its points, until the blocks are sorted
SORTED = 22  # bytes for each posting of the blocks that are being sorted: two permutations, and what is permuted
WORKER = 15  # bytes in a round: key, posting, number or result 4 each, and three masks
PAIR = 36  # bytes for each pair of phase 2: written 16, sorted 8, in the workers' lists 12
SHARE = 12  # of so many pairs of placed workers and orders of their kind of work, about one is looked at in phase 2
CLAIM = 28  # bytes for each claim on an order's employer while the eligible are gathered: worker 4, others 8 each


@dataclass(frozen=True)
class Memory:
    """Bytes. `columns` are held by the caller, `index` from building to the end; `building` and `round` come on top
    for as long as each lasts."""

    columns: int
    index: int
    building: int
    round: int

    @property
    def peak(self) -> int:
        """The most that is held at one time."""
        return self.columns + self.index + max(self.building, self.round)


def memory(workers: Workers, orders: Orders, threads: int = 2) -> Memory:
    """Return what building the index and one round will take. Time: one pass over the workers.

    All but the pairs of phase 2 is counted; these are estimated from markets that were seen, on the safe side.
    """
    blocks = count_postings(workers, orders).sum(axis=0)
    postings, most = int(blocks.sum()), int(blocks.max(initial=0))
    posts = min(int(orders.posts.sum()), len(workers))
    pairs = posts * _candidates(workers, orders, blocks) // max(len(workers), 1) // SHARE
    families = len(workers.families) * len(workers)
    return Memory(
        columns=workers.bytes(),
        index=POSTING * postings + 8 * blocks.size + families,
        building=POSTING_BUILT * postings
        + SORTED * most * threads
        + 24 * CHUNKS * blocks.size
        + 2 * len(workers)
        + CLAIM * _claims(workers, orders),
        round=WORKER * len(workers) + PAIR * pairs + 80 * posts + 100 * len(orders) + 40 * len(orders.kept),
    )


def _candidates(workers: Workers, orders: Orders, blocks: Array) -> int:
    """Pairs of a worker and an order of the same kind of work."""
    place_of, _language, _first = places_of(orders)
    shape = occupations_of(workers, orders), max(int(place_of.max()) + 1, 1)
    table = blocks.reshape(shape) if blocks.size else np.zeros(shape, np.int64)
    return int(table[orders.occupation, place_of[orders.destination, orders.language]].sum())


def _claims(workers: Workers, orders: Orders) -> int:
    """Claims on the employers of these orders."""
    own = workers.claims.employer
    until, begin = (np.searchsorted(own, orders.employer, side=side) for side in ("right", "left"))
    return int((until - begin).sum())
