# mypy: allow-untyped-defs
"""The best candidates of one order with the points of each criterion, and why the others of its kind of work are not
eligible."""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.claims import posting_of
from corridor.rules.matching.engine.columns import COMPONENTS, Array
from corridor.rules.matching.engine.index import Index
from corridor.rules.matching.engine.jit import kernel
from corridor.rules.matching.engine.nation import Demand
from corridor.rules.matching.engine.proposing import claims_here
from corridor.rules.matching.engine.words import (
    BORN,
    BORN_BITS,
    DAY_BITS,
    DOCUMENT,
    FREE,
    GUARDS,
    LANES,
    LANGUAGE,
    LANGUAGE_LANE,
    LEVEL,
    LEVEL_BITS,
    MONTHS_BITS,
)

RULES = ("experience", "certificate", "language", "available_from", "document", "age")
_GUARD_BITS = np.array(
    [MONTHS_BITS, LEVEL + LEVEL_BITS, LANGUAGE + LANGUAGE_LANE, FREE + DAY_BITS, DOCUMENT + DAY_BITS, BORN + BORN_BITS],
    np.int64,
)


def shortlist(index: Index, wanted: Demand, order: int, count: int) -> Array:
    """Return (n,) uint32, the `count` best eligible workers of one order, best first. Stops as soon as they are
    found."""
    found = np.empty(count, np.uint32)
    own = wanted.claimants
    n = _best(
        index.first[wanted.blocks[order]], index.first[wanted.blocks[order] + 1],
        own.first[order], own.first[order + 1], wanted.low[order], wanted.high[order],
        index.worker, index.word, own.place, own.worker, found,
    )  # fmt: skip
    return found[:n]


def points_by_criterion(index: Index, wanted: Demand, order: int, workers: Array) -> Array:
    """Return (n, 5) int64, the points of eligible workers for one order by COMPONENTS."""
    w, orders = index.workers, wanted.orders
    table = np.zeros((len(workers), len(COMPONENTS)), np.int64)
    _components(
        workers, orders.occupation[order], orders.destination[order], orders.language[order],
        w.occupations, w.months, w.level, w.languages, w.destinations, w.own_points, index.register.array(),
        np.searchsorted(w.claims.employer, orders.employer[order]),
        np.searchsorted(w.claims.employer, orders.employer[order], side="right"),
        w.claims.worker, w.claims.points, table,
    )  # fmt: skip
    return table


def why_not(index: Index, wanted: Demand, order: int) -> tuple[int, dict[str, int]]:
    """Return how many workers of the order's occupation and place are eligible, and how many fail each rule.

    One worker may fail several rules.
    """
    block = wanted.blocks[order]
    counts = np.zeros(len(RULES) + 1, np.int64)
    _count_failures(
        index.word[index.first[block] : index.first[block + 1]],
        wanted.low[order],
        wanted.high[order],
        _GUARD_BITS,
        counts,
    )
    return int(counts[-1]), {rule: int(n) for rule, n in zip(RULES, counts, strict=False)}


@kernel
def _best(i, end, c, last, low, high, worker, word, claim_place, claim_worker, found):
    n, start = 0, c
    while n < found.size:
        if c < last and i >= claim_place[c]:
            found[n] = claim_worker[c]
            n += 1
            c += 1
            continue
        stop = min(end, claim_place[c]) if c < last else end
        while i < stop and n < found.size:
            x = word[i] & LANES
            if ((x | GUARDS) - low) & (high - x) & GUARDS == GUARDS and not (
                word[i] < 0 and claims_here(worker[i], start, last, claim_worker)
            ):
                found[n] = worker[i]
                n += 1
            i += 1
        if i >= end and c >= last:
            break
    return n


@kernel
def _components(
    chosen, occupation, destination, language, occupations, months, level, languages, destinations, own, register,
    claims_from, claims_until, claim_worker, claim_points, table,
):  # fmt: skip
    for x in range(chosen.size):
        w = np.int64(chosen[x])
        m, v, s, _rank = posting_of(
            w, occupation, destination, language, occupations, months, level, languages, destinations
        )
        table[x, 0] = register[0] * min(m, register[1]) // register[1]
        table[x, 1] = register[2] * min(v, register[3]) // register[3]
        table[x, 2] = register[4] * min(s, register[5]) // register[5]
        table[x, 3] = own[w]
        for c in range(claims_from, claims_until):
            if claim_worker[c] == w:
                table[x, 4] = claim_points[c]


@kernel
def _count_failures(word, low, high, guard_bits, counts):
    kinds = np.zeros(64, np.int64)
    for i in range(word.size):
        x = word[i] & LANES
        kept = ((x | GUARDS) - low) & (high - x) & GUARDS
        if kept == GUARDS:
            counts[6] += 1
            continue
        kind = 0
        for r in range(6):
            kind |= (1 - ((kept >> guard_bits[r]) & 1)) << r
        kinds[kind] += 1
    for kind in range(64):
        for r in range(6):
            if kind >> r & 1:
                counts[r] += kinds[kind]
