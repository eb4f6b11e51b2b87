# mypy: allow-untyped-defs
"""What phase 2 has to look at: orders that a placed worker likes better than the one of phase 1 and could still get.

Whom an order has asked in phase 1 holds it or likes another better, so an order is searched from there down to its
floor. Below the best of the never placed of a group nobody of that group can enter, and where the never placed
already fill every open post nobody else can. Per order and group, the best of the never placed stands in as a
*phantom*: it stops whoever ranks below it, and must end unplaced.
"""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.jit import each, inlined, kernel, parallel
from corridor.rules.matching.engine.proposing import FREE, ORDER, SHIFT, following


@kernel
def floor_reached(found, cap, kept, g0, groups, posts, free):
    """True when nobody further down can enter: see the module."""
    open_left = np.int64(posts)
    for g in range(groups):
        if found[g]:
            open_left -= min(np.int64(cap[g0 + g]), open_left)
        elif kept[g0 + g] > 0:
            return False
    return open_left <= 0 or free >= groups


@inlined
def place_of(seen, start, claim_place):
    """A number by which the candidates of one order compare: posting `seen`, or claimant -1 - seen before a posting."""
    if seen >= 0:
        return np.int64(seen) << 12 | 0xFFF
    return claim_place[-1 - seen] << 12 | (-1 - seen - start)


@parallel
def search(
    write, lines, first, worker, word, blocks, low, high, posts, claim_first, claim_place, claim_worker, claim_word,
    family_of, group_at, group_kept, group_cap, group_of, groups, current, number, at, claim_at, pair_at,
    pair_worker, pair_order, pair_place, phantom_order, phantom_place, phantom_group, phantom_at,
):  # fmt: skip
    """Count (write 0) or write (write 1) the pairs and phantoms of every order, from whom it has not asked on.

    `number` (W,) int32: a placed worker's number among the placed. Returns two (J,) counts: pairs, phantoms.
    """
    n = posts.size
    pairs, phantoms = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for line in each(lines):
        found = np.zeros(256, np.bool_)
        for j in range(line, n, lines):
            f = family_of[j]
            count = groups[f] if f >= 0 else 1
            found[:count] = False
            i, c, end, start, last = at[j], claim_at[j], first[blocks[j] + 1], claim_first[j], claim_first[j + 1]
            p, q, free, below, above = pair_at[j], phantom_at[j], 0, low[j], high[j]
            while posts[j] > 0:
                w, liking, i, c = following(
                    i, c, end, last, below, above, worker, word, start, claim_place, claim_worker, claim_word
                )
                if w < 0:
                    break
                key = np.int64(current[w])
                if key == FREE:
                    if f < 0:
                        break
                    g = np.int64(group_of[f, w])
                    if found[g]:
                        continue
                    found[g] = True
                    free += 1
                    if write:
                        phantom_order[q], phantom_group[q] = j, g
                        phantom_place[q] = place_of(i - 1 if liking & (1 << SHIFT) else -c, start, claim_place)
                    q += 1
                    if floor_reached(found, group_cap, group_kept, group_at[j], count, posts[j], free):
                        break
                elif (liking | j) < key and (f < 0 or not found[group_of[f, w]]):
                    if write:
                        pair_worker[p], pair_order[p] = number[w], liking | j
                        pair_place[p] = place_of(i - 1 if liking & (1 << SHIFT) else -c, start, claim_place)
                    p += 1
            pairs[j], phantoms[j] = p - pair_at[j], q - phantom_at[j]
    return pairs, phantoms


@kernel
def by_worker(placed, current, where, claim_first, claim_place, pair_worker, pair_order, pair_place, room):
    """Turn pairs that stand by order into lists by worker, best liked first: (first, order, place).

    Two stable counting sorts: by liking, then by worker; orders come in ascending numbers already. What the worker
    holds from phase 1 comes last. `room` more entries are left free at the end.
    """
    n = pair_worker.size
    seen = np.zeros(17, np.int64)
    for p in range(n):
        seen[(pair_order[p] >> SHIFT) + 1] += 1
    for v in range(16):
        seen[v + 1] += seen[v]
    middle = np.empty(n, np.int64)
    for p in range(n):
        v = pair_order[p] >> SHIFT
        middle[seen[v]] = p
        seen[v] += 1
    rows = placed.size
    first = np.zeros(rows + 1, np.int64)
    for p in range(n):
        first[pair_worker[p] + 1] += 1
    for w in range(rows):
        first[w + 1] += first[w] + 1
    at = first[:-1].copy()
    order, place = np.empty(n + rows + room, np.int32), np.empty(n + rows + room, np.int64)
    for x in range(n):
        p = middle[x]
        w = pair_worker[p]
        y = at[w]
        at[w] = y + 1
        order[y] = pair_order[p] & ORDER
        place[y] = pair_place[p]
    for w in range(rows):
        j = np.int64(current[placed[w]]) & ORDER
        order[at[w]] = j
        place[at[w]] = place_of(where[placed[w]], claim_first[j], claim_place)
    return first, order, place
