"""Small random markets in which everything collides: few occupations, many ties, empty lists, orders without posts."""

import numpy as np

from corridor.rules.matching.engine.columns import Claims, Family, Orders, Register, Workers

TODAY = 46_350
REGISTER = Register(months=(300, 36), level=(200, 2), language=(100, 3))


def workers(rng: np.random.Generator, count: int) -> Workers:
    kinds, places = rng.integers(1, 4), rng.integers(1, 4)
    occupations = np.full((count, 3), 0xFFFF, np.uint16)
    destinations = np.full((count, 3), 0xFF, np.uint8)
    for w in range(count):
        mine = rng.permutation(kinds)[: rng.integers(0, kinds + 1)]
        occupations[w, : len(mine)] = mine
        wished = rng.permutation(places)[: rng.integers(0, places + 1)]
        destinations[w, : len(wished)] = wished
    held = sorted({(int(rng.integers(0, 4)), int(rng.integers(0, count))) for _ in range(count // 2)}) if count else []
    claims = Claims(
        np.array([e for e, _ in held], np.uint32),
        np.array([w for _, w in held], np.uint32),
        rng.integers(0, 2, len(held)).astype(np.uint8),
        rng.integers(0, 3, len(held)).astype(np.uint16) * 100,
    )
    families = (
        Family("sex", 2, rng.integers(0, 2, count).astype(np.uint8)),
        Family("district", 4, rng.integers(0, 4, count).astype(np.uint8)),
    )
    return Workers(
        occupations,
        rng.integers(0, 4, (count, 3)).astype(np.uint16) * 12,
        rng.integers(0, 3, (count, 3)).astype(np.uint8),
        rng.integers(0, 8**4, count).astype(np.uint32) & np.uint32(0o3333),
        destinations,
        rng.integers(TODAY - 40 * 365, TODAY - 17 * 365, count).astype(np.uint16),
        (TODAY + rng.integers(0, 60, count)).astype(np.uint16),
        (TODAY + rng.integers(100, 1000, count)).astype(np.uint16),
        rng.integers(0, 2, count).astype(np.uint16) * 50,
        families,
        claims,
    )


def orders(rng: np.random.Generator, count: int, *, rule: str = "any") -> Orders:
    start = TODAY + rng.integers(20, 80, count)
    posts = rng.integers(0, 4, count).astype(np.int32)
    family = rng.integers(-1, 2, count).astype(np.int8)
    if rule == "none":
        family[:] = -1
    groups = np.where(family < 0, 0, np.where(family == 0, 2, 4))
    first = (np.cumsum(groups) - groups).astype(np.int64)
    kept, cap = np.zeros(int(groups.sum()), np.int32), np.zeros(int(groups.sum()), np.int32)
    for j in range(count):
        left = int(posts[j])
        for g in range(groups[j]):
            share = int(rng.integers(0, left + 1)) if rule != "cap" else 0
            left -= share
            kept[first[j] + g] = share
            cap[first[j] + g] = rng.integers(share, posts[j] + 1) if rule != "kept" else posts[j]
    return Orders(
        rng.integers(0, rng.integers(1, 4), count).astype(np.uint16),
        rng.integers(0, rng.integers(1, 4), count).astype(np.uint8),
        rng.integers(0, 4, count).astype(np.uint32),
        posts,
        rng.choice([0, 0, 12], count).astype(np.uint16),
        rng.choice([0, 0, 1], count).astype(np.uint8),
        rng.integers(0, 3, count).astype(np.uint8),
        rng.choice([0, 0, 1], count).astype(np.uint8),
        start.astype(np.uint16),
        (start + rng.integers(30, 200, count)).astype(np.uint16),
        np.where(rng.random(count) < 0.3, TODAY - 35 * 365, 0).astype(np.uint16),
        (start - 18 * 365).astype(np.uint16),
        family,
        first,
        kept,
        cap,
    )
