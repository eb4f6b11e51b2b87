# mypy: allow-untyped-defs
"""Phase 1: orders propose. Who is placed at all, and each worker's least liked stable order.

Each order walks down its block and asks the best whom it has not asked; a worker holds the order they like best so
far. By the rural hospitals theorem (Roth 1986; Hatfield and Milgrom 2005 for choice with quotas) the same workers are
placed, and each order fills the same number of posts, in every stable result.
"""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.jit import inlined, kernel, merged
from corridor.rules.matching.engine.words import GUARDS, LANES, RANK

SHIFT = 27  # a key is liking << SHIFT | order, in 31 bits
ORDER = (1 << SHIFT) - 1
FREE = (1 << 31) - 1  # a worker's key while nobody has asked: worse than every order
ABSENT = -1  # better than every order: who takes no part accepts nothing


@kernel
def claims_here(w, a, e, claim_worker):
    """True when worker `w` is among the claimants in rows a:e."""
    for c in range(a, e):  # noqa: SIM110 - kernels have no any()
        if claim_worker[c] == w:
            return True
    return False


@inlined
def following(i, c, end, last, low, high, worker, word, start, claim_place, claim_worker, claim_word):
    """The next eligible candidate of an order from posting `i` and claimant `c` on.

    Returns (worker, rank and claim << SHIFT, next i, next c); worker -1 when nobody is left.
    """
    while True:
        if c < last and i >= claim_place[c]:
            return np.int64(claim_worker[c]), ((claim_word[c] >> RANK) & 7) << (SHIFT + 1), i, c + 1
        stop = min(end, claim_place[c]) if c < last else end
        while i < stop:
            x = word[i] & LANES
            if ((x | GUARDS) - low) & (high - x) & GUARDS == GUARDS:
                break
            i += 1
        if i < stop:
            w = np.int64(worker[i])
            x = word[i]
            i += 1
            if x < 0 and claims_here(w, start, last, claim_worker):
                continue
            return w, ((x >> RANK) & 7) << (SHIFT + 1) | 1 << SHIFT, i, c
        if c >= last:
            return -1, 0, i, c


@merged
def propose_simply(
    j, at, claim_at, held, posts, end, low, high, worker, word, claim_first, claim_place, claim_worker, claim_word,
    current, where, waiting, on_list, top, family_of, group_at, group_held, group_of, skipped, skipped_claim,
):  # fmt: skip
    """Let an order without kept or capped posts ask until it is full or nobody is left. Returns the stack's top."""
    i, c, start, last = at[j], claim_at[j], claim_first[j], claim_first[j + 1]
    below, above, want = low[j], high[j], posts[j]
    while held[j] < want:
        if c < last and i >= claim_place[c]:
            w = np.int64(claim_worker[c])
            key = ((claim_word[c] >> RANK) & 7) << (SHIFT + 1) | j
            c += 1
            seen = -c
        else:
            stop = min(end, claim_place[c]) if c < last else end
            while i < stop:
                x = word[i] & LANES
                if ((x | GUARDS) - below) & (above - x) & GUARDS == GUARDS:
                    break
                i += 1
            if i >= stop:
                if c >= last:
                    break
                continue
            w = np.int64(worker[i])
            x = word[i]
            seen = i
            i += 1
            if x < 0 and claims_here(w, start, last, claim_worker):
                continue
            key = ((x >> RANK) & 7) << (SHIFT + 1) | 1 << SHIFT | j
        old = np.int64(current[w])
        if key < old:
            current[w] = key
            where[w] = seen
            held[j] += 1
            if old != FREE:
                top = let_go(
                    old & ORDER, w, held, waiting, on_list, top, family_of, group_at, group_held, group_of, at,
                    claim_at, skipped, skipped_claim,
                )  # fmt: skip
    at[j], claim_at[j] = i, c
    return top


@merged
def hold(
    j, w, g, key, seen, current, where, held, waiting, on_list, top, family_of, group_at, group_held, group_of, at,
    claim_at, skipped, skipped_claim,
):  # fmt: skip
    """A worker of the group in row `g` says yes to order `j`, and leaves whoever held them."""
    old = np.int64(current[w])
    current[w] = key
    where[w] = seen
    held[j] += 1
    group_held[g] += 1
    if old != FREE:
        top = let_go(
            old & ORDER, w, held, waiting, on_list, top, family_of, group_at, group_held, group_of, at, claim_at,
            skipped, skipped_claim,
        )  # fmt: skip
    return top


@kernel
def let_go(
    j, w, held, waiting, on_list, top, family_of, group_at, group_held, group_of, at, claim_at, skipped, skipped_claim,
):  # fmt: skip
    """A worker leaves order `j`, which will ask again; a group that was at its cap is looked at anew."""
    held[j] -= 1
    f = family_of[j]
    if f >= 0:
        g = group_at[j] + np.int64(group_of[f, w])
        group_held[g] -= 1
        if skipped[g] >= 0:
            if skipped[g] < at[j] or (skipped[g] == at[j] and skipped_claim[g] < claim_at[j]):
                at[j] = skipped[g]
                claim_at[j] = skipped_claim[g]
            skipped[g] = -1
    if not on_list[j]:
        on_list[j] = True
        waiting[top] = j
        top += 1
    return top


@merged
def propose_kept(
    j, at, claim_at, held, posts, end, low, high, worker, word, claim_first, claim_place, claim_worker, claim_word,
    current, where, waiting, on_list, top, family_of, group_at, group_held, group_kept, group_of, groups, skipped,
    skipped_claim, kept_at, kept_claim_at,
):  # fmt: skip
    """Let an order ask for the posts that it keeps, the best of each group first. Returns the stack's top."""
    last, f, g0 = claim_first[j + 1], family_of[j], group_at[j]
    for g in range(g0, g0 + groups[f]):
        i, c = kept_at[g], kept_claim_at[g]
        while group_held[g] < group_kept[g] and held[j] < posts[j]:
            w, liking, i, c = following(
                i, c, end, last, low[j], high[j], worker, word, claim_first[j], claim_place, claim_worker, claim_word
            )
            if w < 0:
                break
            if group_of[f, w] == g - g0 and (liking | j) < current[w]:
                seen = i - 1 if liking & (1 << SHIFT) else -c
                top = hold(
                    j, w, g, liking | j, seen, current, where, held, waiting, on_list, top, family_of, group_at,
                    group_held, group_of, at, claim_at, skipped, skipped_claim,
                )  # fmt: skip
        kept_at[g], kept_claim_at[g] = i, c
    return top


@merged
def propose_below_caps(
    j, at, claim_at, held, posts, end, low, high, worker, word, claim_first, claim_place, claim_worker, claim_word,
    current, where, waiting, on_list, top, family_of, group_at, group_held, group_cap, group_of, skipped,
    skipped_claim,
):  # fmt: skip
    """Let an order ask for its other posts: the best whose group is below its cap. Returns the stack's top."""
    last, f, g0 = claim_first[j + 1], family_of[j], group_at[j]
    i, c = at[j], claim_at[j]
    while held[j] < posts[j]:
        was_i, was_c = i, c
        w, liking, i, c = following(
            i, c, end, last, low[j], high[j], worker, word, claim_first[j], claim_place, claim_worker, claim_word
        )
        if w < 0:
            break
        if (liking | j) >= current[w]:
            continue
        g = g0 + np.int64(group_of[f, w])
        if group_held[g] >= group_cap[g]:
            if skipped[g] < 0:
                skipped[g] = was_i
                skipped_claim[g] = was_c
            continue
        seen = i - 1 if liking & (1 << SHIFT) else -c
        top = hold(
            j, w, g, liking | j, seen, current, where, held, waiting, on_list, top, family_of, group_at, group_held,
            group_of, at, claim_at, skipped, skipped_claim,
        )  # fmt: skip
    at[j], claim_at[j] = i, c
    return top


@kernel
def orders_propose(
    first, worker, word, blocks, low, high, posts, claim_first, claim_place, claim_worker, claim_word,
    family_of, group_at, group_kept, group_cap, group_of, groups, current, where,
):  # fmt: skip
    """Fill `current` (W,) int32 with each worker's key (liking << SHIFT | order), FREE for who is never placed.

    `where` (W,) int32 gets the posting by which the worker is held, or -1 - claimant. Returns (J,) posts filled, and
    for each order the posting and the claimant from which on somebody has not been asked.
    """
    n = posts.size
    at, claim_at = np.empty(n, np.int64), np.empty(n, np.int64)
    held, on_list = np.zeros(n, np.int32), np.ones(n, np.bool_)
    waiting = np.empty(n, np.int64)
    group_held = np.zeros(group_kept.size, np.int32)
    skipped, skipped_claim = np.full(group_kept.size, -1, np.int64), np.zeros(group_kept.size, np.int64)
    kept_at, kept_claim_at = np.zeros(group_kept.size, np.int64), np.zeros(group_kept.size, np.int64)
    for j in range(n):
        at[j], claim_at[j] = first[blocks[j]], claim_first[j]
        waiting[n - 1 - j] = j
        if family_of[j] >= 0:
            for g in range(group_at[j], group_at[j] + groups[family_of[j]]):
                kept_at[g], kept_claim_at[g] = at[j], claim_at[j]
    top = n
    while top > 0:
        top -= 1
        j = waiting[top]
        on_list[j] = False
        end = first[blocks[j] + 1]
        if family_of[j] < 0:
            top = propose_simply(
                j, at, claim_at, held, posts, end, low, high, worker, word, claim_first, claim_place, claim_worker,
                claim_word, current, where, waiting, on_list, top, family_of, group_at, group_held, group_of,
                skipped, skipped_claim,
            )  # fmt: skip
        else:
            top = propose_kept(
                j, at, claim_at, held, posts, end, low, high, worker, word, claim_first, claim_place, claim_worker,
                claim_word, current, where, waiting, on_list, top, family_of, group_at, group_held, group_kept,
                group_of, groups, skipped, skipped_claim, kept_at, kept_claim_at,
            )  # fmt: skip
            top = propose_below_caps(
                j, at, claim_at, held, posts, end, low, high, worker, word, claim_first, claim_place, claim_worker,
                claim_word, current, where, waiting, on_list, top, family_of, group_at, group_held, group_cap,
                group_of, skipped, skipped_claim,
            )  # fmt: skip
    for j in range(n):
        if family_of[j] >= 0:
            for g in range(group_at[j], group_at[j] + groups[family_of[j]]):
                if skipped[g] >= 0 and (skipped[g] < at[j] or (skipped[g] == at[j] and skipped_claim[g] < claim_at[j])):
                    at[j], claim_at[j] = skipped[g], skipped_claim[g]
    return held, at, claim_at
