# mypy: allow-untyped-defs
"""A second opinion on a result, from the columns alone: it reads neither the index nor the words, and shares no rule
with them.

For every order and group it finds the weakest whom a newcomer could displace; then it asks of every worker whether an
order that they like better would have had to take them (a blocking pair). Orders of one kind of work are read from
the easiest to enter on, so that a worker stops at the first that is out of reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import Array, Orders, Register, Workers
from corridor.rules.matching.engine.jit import each, kernel, parallel

NEVER = (1 << 62) - 1
ALWAYS = -1
PIECES = 64


@dataclass(frozen=True)
class Findings:
    """Faults of a result; all zero means sound. `blocking` counts pairs of a worker and an order that would prefer
    each other."""

    ineligible: int
    above_posts: int
    above_cap: int
    blocking: int

    @property
    def sound(self) -> bool:
        """True when nothing was found."""
        return not (self.ineligible or self.above_posts or self.above_cap or self.blocking)


def check_result(workers: Workers, orders: Orders, register: Register, result: Array) -> Findings:
    """Return the faults of `result` ((W,) int, an order or -1). Time: about a look at each posting."""
    n = len(orders)
    placed = np.flatnonzero(result >= 0)
    mine = result[placed]
    filled = np.bincount(mine, minlength=n)
    has_family = orders.family >= 0
    of = np.stack([f.of for f in workers.families]) if workers.families else np.zeros((1, len(workers)), np.uint8)
    sizes = np.array([f.groups for f in workers.families], np.int64) if workers.families else np.ones(1, np.int64)
    groups = np.where(has_family, sizes[orders.family], 1).astype(np.int64)
    offset = np.cumsum(groups) - groups
    kept, cap = _quotas(orders, groups, offset)
    claim_first = np.searchsorted(workers.claims.employer, np.arange(int(orders.employer.max(initial=0)) + 2))
    standing, liking = _standing(*_worker_columns(workers), *_order_columns(orders), points_tables(register),
    claim_first, *_claim_columns(workers), result)  # fmt: skip
    threshold, over = _thresholds(
        np.argsort(mine, kind="stable"), placed, np.concatenate([[0], np.cumsum(filled)]), standing, of,
        orders.family, groups, offset, kept, cap, orders.posts,
    )  # fmt: skip
    easiest = np.minimum.reduceat(threshold, offset) if n else np.zeros(0, np.int64)
    bucket, starts, line = _buckets(orders, easiest)
    blocking = _envy(
        *_worker_columns(workers), *(column[line] for column in _order_columns(orders)), points_tables(register),
        bucket, starts, easiest[line], orders.family[line], offset[line], threshold, of, line, liking,
    )  # fmt: skip
    by_claim = _claim_envy(
        *_worker_columns(workers), *_order_columns(orders), points_tables(register), claim_first,
        *_claim_columns(workers), orders.family, offset, threshold, of, liking,
    )  # fmt: skip
    return Findings(
        int((standing[placed] < 0).sum()), int((filled > orders.posts).sum()), int(over), int(blocking + by_claim)
    )


def points_tables(register: Register) -> Array:
    """Points by value of months, level and language (rows), as far as each criterion counts, the last for all above."""
    criteria = (register.months, register.level, register.language)
    table = np.zeros((3, max(full_at for _points, full_at in criteria) + 1), np.int64)
    for row, (points, full_at) in enumerate(criteria):
        for value in range(table.shape[1]):
            table[row, value] = points * min(value, full_at) // full_at
    return table


def _worker_columns(workers: Workers) -> tuple[Array, ...]:
    return (
        workers.occupations, workers.months, workers.level, workers.languages, workers.destinations, workers.born,
        workers.free_from, workers.document_until, workers.own_points,
    )  # fmt: skip


def _order_columns(orders: Orders) -> tuple[Array, ...]:
    return (
        orders.occupation, orders.destination, orders.language, orders.months, orders.level, orders.language_level,
        orders.start, orders.end, orders.born_from, orders.born_until, orders.employer,
    )  # fmt: skip


def _claim_columns(workers: Workers) -> tuple[Array, ...]:
    return workers.claims.worker, workers.claims.tier, workers.claims.points


def _quotas(orders: Orders, groups: Array, offset: Array) -> tuple[Array, Array]:
    """Kept and capped posts with a row for every order and group, also for orders without a family."""
    kept, cap = np.zeros(int(groups.sum()), np.int64), np.repeat(orders.posts.astype(np.int64), groups)
    for j in np.flatnonzero(orders.family >= 0):
        a, b, m = int(offset[j]), int(orders.first_group[j]), int(groups[j])
        kept[a : a + m], cap[a : a + m] = orders.kept[b : b + m], orders.cap[b : b + m]
    return kept, cap


def _buckets(orders: Orders, easiest: Array) -> tuple[Array, Array, Array]:
    """Kinds of work (occupation, destination, language) as a table of buckets, their starts, and the orders in them."""
    kind = (orders.occupation.astype(np.int64) << 16) | (orders.destination.astype(np.int64) << 8) | orders.language
    line = np.lexsort((easiest, kind))
    known, starts = np.unique(kind[line], return_index=True)
    table = np.full((int(orders.occupation.max(initial=0)) + 1, 256), -1, np.int32)
    for b in range(len(known) - 1, -1, -1):
        table[known[b] >> 16, (known[b] >> 8) & 255] = b  # the first language of this work; others follow it
    return table, np.append(starts, len(orders)).astype(np.int64), line


@kernel
def _eligible(
    w,
    k,
    r,
    j,
    months,
    level,
    spoken,
    born,
    free_from,
    document_until,
    o_months,
    o_level,
    o_spoken,
    start,
    end,
    born_from,
    born_until,
):
    return (
        months[w, k] >= o_months[j] and level[w, k] >= o_level[j] and spoken >= o_spoken[j]
        and free_from[w] <= start[j] and document_until[w] >= end[j] and born_from[j] <= born[w] <= born_until[j]
    )  # fmt: skip


@kernel
def _total(w, k, months, level, spoken, own, register):
    last = register.shape[1] - 1
    total = np.int64(own[w]) + register[0, min(np.int64(months[w, k]), last)]
    return total + register[1, min(np.int64(level[w, k]), last)] + register[2, min(np.int64(spoken), last)]


@kernel
def _spoken(packed, language):
    return np.int64(packed) >> np.int64(3 * language) & 7


@kernel
def _key(tier, points, w):
    return np.int64(tier) << 56 | np.int64(points) << 32 | (0xFFFFFFFF - np.int64(w))


@kernel
def _find(row, value):
    found = -1
    for x in range(row.size):
        if row[x] == value:
            found = x
    return found


@parallel
def _standing(
    occupations, months, level, languages, destinations, born, free_from, document_until, own,
    occupation, destination, language, o_months, o_level, o_spoken, start, end, born_from, born_until, employer,
    register, claim_first, claim_worker, claim_tier, claim_points, result,
):  # fmt: skip
    """Key of each placed worker at their order (-1 where not eligible), and how they like it (free workers: last)."""
    n = result.size
    standing = np.full(n, -1, np.int64)
    liking = np.full(n, NEVER, np.int64)
    for w in each(n):
        j = result[w]
        if j < 0:
            continue
        k, r = _find(occupations[w], occupation[j]), _find(destinations[w], destination[j])
        spoken = _spoken(languages[w], language[j])
        if (
            k < 0
            or r < 0
            or not _eligible(
                w,
                k,
                r,
                j,
                months,
                level,
                spoken,
                born,
                free_from,
                document_until,
                o_months,
                o_level,
                o_spoken,
                start,
                end,
                born_from,
                born_until,
            )
        ):
            continue
        tier, bonus, former = 0, 0, 1
        for c in range(claim_first[employer[j]], claim_first[employer[j] + 1]):
            if claim_worker[c] == w:
                tier, bonus, former = claim_tier[c], claim_points[c], 0
        standing[w] = _key(tier, _total(w, k, months, level, spoken, own, register) + bonus, w)
        liking[w] = (np.int64(r) * 2 + former) << 32 | np.int64(j)
    return standing, liking


@kernel
def _thresholds(sequence, placed, first, standing, of, family, groups, offset, kept, cap, posts):
    """For each order and group the key that a newcomer must exceed, and the number of groups above their cap."""
    threshold = np.empty(kept.size, np.int64)
    over = 0
    for j in range(posts.size):
        m = groups[j]
        count, weakest = np.zeros(m, np.int64), np.full(m, NEVER, np.int64)
        for x in range(first[j], first[j + 1]):
            w = placed[sequence[x]]
            g = np.int64(of[family[j], w]) if family[j] >= 0 else 0
            count[g] += 1
            weakest[g] = min(weakest[g], standing[w])
        total = first[j + 1] - first[j]
        for g in range(m):
            a = offset[j]
            over += count[g] > cap[a + g]
            if count[g] >= cap[a + g]:
                threshold[a + g] = weakest[g]
            elif total < posts[j]:
                threshold[a + g] = ALWAYS
            else:
                least = NEVER
                for h in range(m):
                    if count[h] + (h == g) > kept[a + h]:
                        least = min(least, weakest[h])
                threshold[a + g] = least
    return threshold, over


@parallel
def _envy(
    occupations, months, level, languages, destinations, born, free_from, document_until, own,
    occupation, destination, language, o_months, o_level, o_spoken, start, end, born_from, born_until, employer,
    register, table, starts, easiest, family, offset, threshold, of, line, liking,
):  # fmt: skip
    """Pairs in which the worker likes the order better and the order would have had to take them. Orders by bucket."""
    n = born.size
    found = np.zeros(PIECES, np.int64)
    for piece in each(PIECES):
        for w in range(n * piece // PIECES, n * (piece + 1) // PIECES):
            mine = liking[w]
            for r in range(destinations.shape[1]):
                d = destinations[w, r]
                if d == 0xFF or np.int64(r) > mine >> 33:
                    break
                for k in range(occupations.shape[1]):
                    if occupations[w, k] >= table.shape[0]:
                        continue
                    b = table[occupations[w, k], d]
                    if b < 0:
                        continue
                    while b < starts.size - 1:
                        x = starts[b]
                        if occupation[x] != occupations[w, k] or destination[x] != d:
                            break
                        spoken = _spoken(languages[w], language[x])
                        key = _key(0, _total(w, k, months, level, spoken, own, register), w)
                        while x < starts[b + 1] and easiest[x] < key:
                            if _eligible(
                                w,
                                k,
                                r,
                                x,
                                months,
                                level,
                                spoken,
                                born,
                                free_from,
                                document_until,
                                o_months,
                                o_level,
                                o_spoken,
                                start,
                                end,
                                born_from,
                                born_until,
                            ):
                                g = np.int64(of[family[x], w]) if family[x] >= 0 else 0
                                wish = (np.int64(r) * 2 + 1) << 32 | np.int64(line[x])
                                if wish < mine and threshold[offset[x] + g] < key:
                                    found[piece] += 1
                            x += 1
                        b += 1
    return found.sum()


@kernel
def _claim_envy(
    occupations, months, level, languages, destinations, born, free_from, document_until, own,
    occupation, destination, language, o_months, o_level, o_spoken, start, end, born_from, born_until, employer,
    register, claim_first, claim_worker, claim_tier, claim_points, family, offset, threshold, of, liking,
):  # fmt: skip
    """The same for workers with a claim on the order's employer, who stand higher there and like it better."""
    found = 0
    for j in range(employer.size):
        for c in range(claim_first[employer[j]], claim_first[employer[j] + 1]):
            w = np.int64(claim_worker[c])
            k, r = _find(occupations[w], occupation[j]), _find(destinations[w], destination[j])
            if k < 0 or r < 0 or (np.int64(r) * 2) << 32 | np.int64(j) >= liking[w]:
                continue
            spoken = _spoken(languages[w], language[j])
            if not _eligible(
                w,
                k,
                r,
                j,
                months,
                level,
                spoken,
                born,
                free_from,
                document_until,
                o_months,
                o_level,
                o_spoken,
                start,
                end,
                born_from,
                born_until,
            ):
                continue
            key = _key(claim_tier[c], _total(w, k, months, level, spoken, own, register) + claim_points[c], w)
            g = np.int64(of[family[j], w]) if family[j] >= 0 else 0
            found += threshold[offset[j] + g] < key
    return found
