# mypy: allow-untyped-defs
"""Draw, rank, match and give every pair its reason, on columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from corridor.rules.matching.engine.accepting import workers_propose
from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.engine.jit import kernel
from corridor.rules.matching.engine.listed.answers import (
    FEWER_POINTS,
    INELIGIBLE,
    LATER_LOT,
    NO_POSTS,
    OBTAINED,
    PREFERRED_OBTAINED,
    RECALL_FIRST,
    RESERVE_FIRST,
    Answers,
)
from corridor.rules.matching.engine.listed.asking import Asking, Pairs

Progress = Callable[[str], None]
POINT_BITS, LOT_BITS = 14, 28
TOP_POINTS = (1 << POINT_BITS) - 1


def decide(asking: Asking, progress: Progress) -> Answers:
    """Return the worker-optimal stable result with the reason of every pair. `progress` is told each step, and may
    raise to cancel."""
    progress("draw")
    t, pairs, lots = asking.terms, asking.pairs(), positions(asking.seed, asking.ids)
    progress("rank")
    worker = np.repeat(np.arange(len(asking.ids), dtype=np.int32), np.diff(pairs.first))
    place, rank, applicants = ranked(pairs, worker, lots, len(t.posts))
    progress("match")
    able = pairs.mask == 0
    first = np.concatenate([[0], np.cumsum(able)]).astype(np.int64)[pairs.first]
    groups = _groups(pairs, worker, t.family, len(t.families), len(asking.ids))
    obtained = workers_propose(
        first, pairs.order[able], place[able], np.arange(len(asking.ids)), t.posts, t.family, t.first_group, t.kept,
        t.cap, groups,
    )  # fmt: skip
    progress("explain")
    at = np.full(len(asking.ids), -1, np.int64)
    hit = np.flatnonzero(able & (pairs.order == obtained[worker]))
    at[worker[hit]] = hit
    weakest = weakest_held(at, pairs.order, pairs.group, place, t.posts, t.family, t.first_group, t.kept)
    reason, cutoff = explained(
        at, worker, pairs.order, pairs.mask, pairs.group, place, pairs.tier, pairs.points, t.family, t.first_group,
        t.posts, *weakest,
    )  # fmt: skip
    return Answers(asking.ids, t, pairs, worker, lots, rank, applicants, obtained, reason, cutoff, weakest[0])


def positions(seed: str, ids: Sequence[str]) -> Array:
    """Return (W,) int32, the place of each worker in the draw, 1 first (corridor.rules.matching.lottery)."""
    head = f"{seed}|".encode()
    digests = [hashlib.sha256(head + worker.encode()).digest() for worker in ids]
    begin = np.frombuffer(b"".join(digest[:8] for digest in digests), ">u8").astype(np.uint64)
    order = np.argsort(begin, kind="stable")
    if (np.diff(begin[order]) == 0).any():  # one draw in ten million of a million workers
        order = np.array(sorted(range(len(ids)), key=digests.__getitem__))
    found = np.empty(len(ids), np.int32)
    found[order] = np.arange(1, len(ids) + 1, dtype=np.int32)
    return found


def ranked(pairs: Pairs, worker: Array, lots: Array, orders: int) -> tuple[Array, Array, Array]:
    """Return the place of every pair among all (smaller goes first), its rank at its order (0 without), and the number
    of applicants of each order."""
    able = np.flatnonzero(pairs.mask == 0)
    key = (1 - pairs.tier[able].astype(np.int64)) << POINT_BITS | (TOP_POINTS - pairs.points[able])
    key = pairs.order[able].astype(np.int64) << (1 + POINT_BITS + LOT_BITS) | key << LOT_BITS | lots[worker[able]]
    sequence = able[np.argsort(key)]
    applicants = np.bincount(pairs.order[able], minlength=orders).astype(np.int32)
    begin = np.cumsum(applicants) - applicants
    place, rank = np.full(len(pairs.order), -1, np.int64), np.zeros(len(pairs.order), np.int32)
    place[sequence] = np.arange(len(sequence))
    rank[sequence] = np.arange(len(sequence)) - begin[pairs.order[sequence]] + 1
    return place, rank, applicants


def _groups(pairs: Pairs, worker: Array, family: Array, families: int, workers: int) -> Array:
    found = np.zeros((max(1, families), workers), np.uint8)
    of = family[pairs.order]
    found[of[of >= 0], worker[of >= 0]] = pairs.group[of >= 0]
    return found


@kernel
def weakest_held(at, order, group, place, posts, family, first_group, kept):
    """Return per order the pair of the weakest who is held where no post is free (-1 else); and per group of an order
    the weakest whom a newcomer of this group could displace (-1: nobody)."""
    weakest = np.full(posts.size, -1, np.int64)
    held = np.zeros(posts.size, np.int64)
    by_group = np.zeros(kept.size, np.int64)
    for x in at:
        if x >= 0:
            j = order[x]
            held[j] += 1
            if family[j] >= 0:
                by_group[first_group[j] + group[x]] += 1
            if weakest[j] < 0 or place[x] > place[weakest[j]]:
                weakest[j] = x
    displaced = np.full(kept.size, -1, np.int64)
    last = np.full(kept.size, -1, np.int64)  # the weakest held of each group
    for x in at:
        if x >= 0 and family[order[x]] >= 0:
            g = first_group[order[x]] + group[x]
            if last[g] < 0 or place[x] > place[last[g]]:
                last[g] = x
    for j in range(posts.size):
        if held[j] < posts[j]:
            weakest[j] = -1
        if family[j] < 0:
            continue
        a = first_group[j]
        b = first_group[j + 1] if j + 1 < posts.size else kept.size - 1
        for g in range(a, b):
            for h in range(a, b):
                may_go = last[h] >= 0 and by_group[h] + (g == h) > kept[h]
                if may_go and (displaced[g] < 0 or place[last[h]] > place[displaced[g]]):
                    displaced[g] = last[h]
    return weakest, displaced


@kernel
def explained(
    at, worker, order, mask, group, place, tier, points, family, first_group, posts, weakest, displaced
):  # fmt: skip
    """Return the reason of every pair, and the pair whose key was the cut-off for it (-1: none)."""
    reason, cutoff = np.zeros(order.size, np.uint8), np.full(order.size, -1, np.int64)
    for x in range(order.size):
        j, mine = order[x], at[worker[x]]
        if mask[x]:
            reason[x] = INELIGIBLE
            continue
        low = weakest[j]
        cutoff[x] = low
        if mine == x:
            reason[x] = OBTAINED
        elif mine >= 0 and mine < x:
            reason[x] = PREFERRED_OBTAINED
        elif low < 0:
            reason[x] = NO_POSTS
        else:
            last = displaced[first_group[j] + group[x]] if family[j] >= 0 else low
            if last < 0:
                last = low
            cutoff[x] = last
            if place[x] < place[low]:
                reason[x] = RESERVE_FIRST
            elif tier[x] < tier[last]:
                reason[x] = RECALL_FIRST
            elif points[x] < points[last]:
                reason[x] = FEWER_POINTS
            else:
                reason[x] = LATER_LOT
    return reason, cutoff
