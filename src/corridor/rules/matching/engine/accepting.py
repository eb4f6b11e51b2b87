# mypy: allow-untyped-defs
"""Phase 2: workers propose, each down their own list; an order keeps those whom it would choose (Gale and Shapley
1962).

Choice of an order with posts kept or capped by one family of groups: kept posts to the best of their group, the rest
by rank below the cap (Hafalir, Yenmez and Yildirim 2013; Echenique and Yenmez 2015). One family, or nested ones,
keeps choice substitutable, so that a stable result exists and workers gain nothing by a false ranking (Hatfield and
Milgrom 2005).
"""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.jit import kernel


@kernel
def take(j, w, place, posts, seat, count, seat_worker, seat_place):
    """Order without groups: take the worker in; return who is let go or -1. A heap, the weakest on top."""
    a, n = seat[j], count[j]
    if n < posts[j]:
        x = n
        count[j] = n + 1
        while x > 0:
            up = (x - 1) >> 1
            if seat_place[a + up] >= place:
                break
            seat_place[a + x], seat_worker[a + x] = seat_place[a + up], seat_worker[a + up]
            x = up
        seat_place[a + x], seat_worker[a + x] = place, w
        return -1
    if n == 0 or place > seat_place[a]:
        return w
    out = np.int64(seat_worker[a])
    x = 0
    while True:
        down = 2 * x + 1
        if down >= n:
            break
        if down + 1 < n and seat_place[a + down + 1] > seat_place[a + down]:
            down += 1
        if seat_place[a + down] <= place:
            break
        seat_place[a + x], seat_worker[a + x] = seat_place[a + down], seat_worker[a + down]
        x = down
    seat_place[a + x], seat_worker[a + x] = place, w
    return out


@kernel
def take_by_group(j, w, place, g, posts, seat, count, seat_worker, seat_place, seat_group, g0, kept, cap, held):
    """Order with groups: take the worker in; return who is let go or -1."""
    a, n = seat[j], np.int64(count[j])
    over_cap = held[g0 + g] + 1 > cap[g0 + g]
    if n < posts[j] and not over_cap:
        seat_worker[a + n], seat_place[a + n], seat_group[a + n] = w, place, g
        count[j] = n + 1
        held[g0 + g] += 1
        return -1
    worst, worst_place = -1, place
    mine_may_go = over_cap or held[g0 + g] + 1 > kept[g0 + g]
    if not mine_may_go:
        worst_place = -1
    for x in range(a, a + n):
        h = np.int64(seat_group[x])
        if over_cap:
            if h != g:
                continue
        elif held[g0 + h] + (h == g) <= kept[g0 + h]:
            continue
        if seat_place[x] > worst_place:
            worst, worst_place = x, seat_place[x]
    if worst < 0:
        return w
    out = np.int64(seat_worker[worst])
    held[g0 + np.int64(seat_group[worst])] -= 1
    held[g0 + g] += 1
    seat_worker[worst], seat_place[worst], seat_group[worst] = w, place, g
    return out


@kernel
def workers_propose(first, order, place, group_of_row, posts, family_of, group_at, group_kept, group_cap, group_of):
    """Return (rows,) int32, the order that each row obtained, -1 for none.

    `group_of_row` (rows,) int64: index of the worker for `group_of`, or -1 - group for a phantom.
    """
    rows = first.size - 1
    seat = np.zeros(posts.size + 1, np.int64)
    for j in range(posts.size):
        seat[j + 1] = seat[j] + posts[j]
    seats = seat[-1]
    seat_worker, seat_place = np.empty(seats, np.int32), np.empty(seats, np.int64)
    seat_group, count = np.empty(seats, np.uint8), np.zeros(posts.size, np.int32)
    held = np.zeros(group_kept.size, np.int32)
    at = first[:-1].copy()
    obtained = np.full(rows, -1, np.int32)
    for row in range(rows):
        w = row
        while w >= 0 and at[w] < first[w + 1]:
            x = at[w]
            at[w] = x + 1
            j = order[x]
            f = family_of[j]
            if f < 0:
                out = take(j, w, place[x], posts, seat, count, seat_worker, seat_place)
            else:
                known = group_of_row[w]
                g = np.int64(group_of[f, known]) if known >= 0 else -1 - known
                out = take_by_group(
                    j, w, place[x], g, posts, seat, count, seat_worker, seat_place, seat_group, group_at[j],
                    group_kept, group_cap, held,
                )  # fmt: skip
            if out != w:
                obtained[w] = j
                if out >= 0:
                    obtained[out] = -1
            w = out
    return obtained
