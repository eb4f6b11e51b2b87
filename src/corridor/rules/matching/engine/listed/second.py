# mypy: allow-untyped-defs
"""A second opinion on the answers of a round, from plain columns. It shares no code with what made them.

It draws the lots anew, and for each order lets everybody who would rather be there than where they are stand beside
those it holds, and chooses by the definition: kept posts to the best of their group, the rest to the best of all. A
result is stable exactly when each order would choose those whom it holds (choice with minority reserves is
substitutable and consistent: Hafalir, Yenmez and Yildirim 2013).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.engine.jit import kernel

BLOCKED, TOO_MANY, NOT_ASKED, RANK = "blocking_pair", "above_posts", "not_an_applicant", "rank_out_of_order"


def faults(
    seed: str, ids: Sequence[str], posts: Array, kept: Sequence[Sequence[int]], first: Array, order: Array,
    able: Array, tier: Array, points: Array, group: Array, obtained: Array, rank: Array,
) -> list[tuple[str, int]]:  # fmt: skip
    """Return every kind of fault with how many orders or workers it concerns; an empty list means sound.

    Pairs of worker w are first[w]:first[w + 1], best wish first; `able` says which may be placed; `kept[j]` are the
    posts that order j keeps for its groups; `group` is a number in it, or its length for everybody else.
    """
    drawn = sorted(range(len(ids)), key=lambda w: hashlib.sha256(f"{seed}|{ids[w]}".encode()).digest())
    lot = np.empty(len(ids), np.int64)
    lot[drawn] = np.arange(len(ids))
    worker = np.repeat(np.arange(len(ids)), np.diff(first))
    may = np.flatnonzero(able)
    down = [-points[may].astype(np.int64), -tier[may].astype(np.int64)]
    by_order = may[np.lexsort((lot[worker[may]], *down, order[may]))]
    begin = np.searchsorted(order[by_order], np.arange(len(posts) + 1))
    wish = _wish(worker, order, able, obtained, first)
    found = []
    if stray := int(np.count_nonzero((obtained >= 0) & (wish < 0))):
        found.append((NOT_ASKED, stray))
    if over := int(np.count_nonzero(np.bincount(obtained[obtained >= 0], minlength=len(posts)) > posts)):
        found.append((TOO_MANY, over))
    expected = np.zeros(len(order), np.int64)
    expected[by_order] = np.arange(len(by_order)) - begin[order[by_order]] + 1
    if wrong := int(np.count_nonzero(expected != rank)):
        found.append((RANK, wrong))
    blocked = 0
    for j, own in enumerate(kept):
        candidates = by_order[begin[j] : begin[j + 1]]
        wants = candidates[(wish[worker[candidates]] < 0) | (candidates <= wish[worker[candidates]])]
        chosen = _chosen(group[wants], np.array([*own, 0], np.int64), int(posts[j]))
        blocked += bool((chosen != (wants == wish[worker[wants]])).any())
    return [*found, (BLOCKED, blocked)] if blocked else found


def _wish(worker: Array, order: Array, able: Array, obtained: Array, first: Array) -> Array:
    """(W,) int64, the pair that each worker obtained, -1 for nothing or for what they may not have."""
    found = np.full(len(first) - 1, -1, np.int64)
    hit = np.flatnonzero(able & (obtained[worker] == order))
    found[worker[hit]] = hit
    return found


@kernel
def _chosen(group, kept, posts):
    """Who is chosen of candidates, best first: kept posts to their groups, the rest to the best."""
    taken = np.zeros(group.size, np.bool_)
    left = kept.copy()
    free = posts
    for n in range(group.size):
        if free > 0 and left[group[n]] > 0:
            left[group[n]] -= 1
            taken[n] = True
            free -= 1
    for n in range(group.size):
        if free > 0 and not taken[n]:
            taken[n] = True
            free -= 1
    return taken
