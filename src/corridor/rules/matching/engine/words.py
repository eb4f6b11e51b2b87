# mypy: allow-untyped-defs
"""All hard rules of an order in one comparison.

A posting is a worker in one occupation and one place. What the rules read of it stands in lanes of one 64-bit word,
each lane with a guard bit above it; an order has the lowest and the highest value that it accepts in each lane.
Subtracting whole words compares all lanes at once, and a lane that fails takes its guard bit away (Lamport 1975,
"Multiple byte processing with full-word instructions"). Above the lanes: the worker's rank of the destination, and in
the sign whether the worker has a claim on any employer.
"""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.columns import Array, ColumnsInvalid, Orders
from corridor.rules.matching.engine.jit import kernel

MONTHS_BITS, LEVEL_BITS, LANGUAGE_LANE, DAY_BITS, BORN_BITS = 9, 3, 3, 12, 15
LEVEL = MONTHS_BITS + 1
LANGUAGE = LEVEL + LEVEL_BITS + 1
FREE = LANGUAGE + LANGUAGE_LANE + 1
DOCUMENT = FREE + DAY_BITS + 1
BORN = DOCUMENT + DAY_BITS + 1
RANK = BORN + BORN_BITS + 1
LANES = (1 << RANK) - 1
GUARDS = (
    1 << MONTHS_BITS
    | 1 << (LEVEL + LEVEL_BITS)
    | 1 << (LANGUAGE + LANGUAGE_LANE)
    | 1 << (FREE + DAY_BITS)
    | 1 << (DOCUMENT + DAY_BITS)
    | 1 << (BORN + BORN_BITS)
)
CLAIMED = -(1 << 63)  # the sign bit
MONTHS_TOP, DAY_TOP, BORN_TOP = (1 << MONTHS_BITS) - 1, (1 << DAY_BITS) - 1, (1 << BORN_BITS) - 1
BORN_ZERO = 10_957  # 1 January 1930; the lane then reaches 2019


@kernel
def lanes(months, level, language, free_from, document_until, born, origin):
    """The word of one posting, without rank. Days are cut to the 11 years after `origin`, which no rule can tell."""
    word = np.minimum(np.int64(months), MONTHS_TOP)
    word |= np.int64(level) << LEVEL
    word |= np.int64(language) << LANGUAGE
    word |= np.minimum(np.maximum(np.int64(free_from) - origin, 0), DAY_TOP) << FREE
    word |= np.minimum(np.maximum(np.int64(document_until) - origin, 0), DAY_TOP) << DOCUMENT
    word |= np.minimum(np.maximum(np.int64(born) - BORN_ZERO, 0), BORN_TOP) << BORN
    return word


@kernel
def fits(word, low, high):
    """True when every lane of `word` lies within the order's interval; `high` has the guard bits set."""
    x = word & LANES
    return ((x | GUARDS) - low) & (high - x) & GUARDS == GUARDS


def intervals(orders: Orders, origin: int) -> tuple[Array, Array]:
    """Return (J,) int64 lowest and (J,) int64 highest accepted words, the highest with its guard bits.

    Raises ColumnsInvalid for a rule that the lanes cannot tell: more months than 511, days before `origin` or more
    than eleven years after it.
    """
    start, end = orders.start.astype(np.int64) - origin, orders.end.astype(np.int64) - origin
    if len(orders) and (start.min() < 0 or end.max() >= DAY_TOP or start.max() >= DAY_TOP):
        raise ColumnsInvalid("day_out_of_reach", "orders.start, orders.end")
    if len(orders) and int(orders.months.max()) > MONTHS_TOP:
        raise ColumnsInvalid("months_out_of_reach", "orders.months")
    born_low = np.clip(orders.born_from.astype(np.int64) - BORN_ZERO, 0, BORN_TOP)
    born_high = np.clip(orders.born_until.astype(np.int64) - BORN_ZERO, 0, BORN_TOP)
    low = orders.months.astype(np.int64)
    low |= orders.level.astype(np.int64) << LEVEL
    low |= orders.language_level.astype(np.int64) << LANGUAGE
    low |= np.maximum(end, 0) << DOCUMENT
    low |= born_low << BORN
    high = np.full(len(orders), MONTHS_TOP, np.int64)
    high |= ((1 << LEVEL_BITS) - 1) << LEVEL | ((1 << LANGUAGE_LANE) - 1) << LANGUAGE | DAY_TOP << DOCUMENT
    high |= start << FREE
    high |= born_high << BORN
    return low, high | GUARDS
