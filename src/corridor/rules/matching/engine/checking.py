# mypy: allow-untyped-defs
"""A second opinion on a result, from the columns alone: it reads neither the index nor the words, and shares no rule
with them.

For every order and group it finds the weakest whom a newcomer could displace; then it asks of every worker whether an
order that they like better would have had to take them (a blocking pair). Orders of one kind of work (occupation,
destination, language) are read from the easiest to enter on, so that a worker stops at the first that is out of reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.engine.columns import Array, Orders, Register, Workers
from corridor.rules.matching.engine.jit import each, kernel, merged, parallel

NEVER = (1 << 62) - 1
ALWAYS = -1
PIECES = 64
FREE = 255  # liking of a worker without an order: worse than every order


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
    placed = np.flatnonzero(result >= 0)
    filled = np.bincount(result[placed], minlength=len(orders))
    of = np.stack([f.of for f in workers.families]) if workers.families else np.zeros((1, len(workers)), np.uint8)
    groups, offset, kept, cap = _quotas(workers, orders)
    facts = (*_worker_columns(workers), *_order_columns(orders), points_tables(register))
    claims = _claims(workers, orders)
    standing, liking = _standing(*facts, *claims, placed, result)
    count, weakest = _weakest(placed, result, standing, of, orders.family, offset, len(kept))
    threshold = _thresholds(count, weakest, filled, groups, offset, kept, cap, orders.posts)
    blocking = _envy(*facts, *_kinds(orders, offset, threshold), threshold, of, result, liking)
    blocking += _claim_envy(*facts, *claims, orders.family, offset, threshold, of, result, liking)
    return Findings(
        int((standing < 0).sum()), int((filled > orders.posts).sum()), int((count > cap).sum()), int(blocking)
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
    """What kind of work (J, 3): occupation, destination, language; what it needs (J, 7), see `_meets`."""
    needs = (
        orders.months, orders.level, orders.language_level, orders.start, orders.end, orders.born_from,
        orders.born_until,
    )  # fmt: skip
    kind = (orders.occupation, orders.destination, orders.language)
    return np.stack(kind, 1).astype(np.int32), np.stack(needs, 1).astype(np.int32)


def _claims(workers: Workers, orders: Orders) -> tuple[Array, ...]:
    """The claims on each order's employer, in rows begin[j]:until[j] of the columns behind them."""
    own = workers.claims
    begin = np.searchsorted(own.employer, orders.employer, side="left")
    until = np.searchsorted(own.employer, orders.employer, side="right")
    return begin, until, own.worker, own.tier, own.points


def _quotas(workers: Workers, orders: Orders) -> tuple[Array, Array, Array, Array]:
    """Groups of each order, and where its rows begin in kept and capped posts; a single row without a family."""
    has_family = orders.family >= 0
    sizes = np.array([f.groups for f in workers.families] or [1], np.int64)
    groups = np.where(has_family, sizes[orders.family], 1).astype(np.int64)
    offset = np.cumsum(groups) - groups
    kept, cap = np.zeros(int(groups.sum()), np.int64), np.repeat(orders.posts.astype(np.int64), groups)
    mine = np.flatnonzero(np.repeat(has_family, groups))
    theirs = mine + np.repeat(orders.first_group - offset, groups)[mine]
    kept[mine], cap[mine] = orders.kept[theirs], orders.cap[theirs]
    return groups, offset, kept, cap


def _kinds(orders: Orders, offset: Array, threshold: Array) -> tuple[Array, ...]:
    """Orders by kind of work. A place is a destination with a language: the first place of each destination (257,),
    the language of each place; by occupation and place the least points that may enter, and the first order of each;
    the orders in that line, their families and rows, and the least key that may enter each of them."""
    easiest = np.minimum.reduceat(threshold, offset) if len(orders) else np.zeros(0, np.int64)
    asked = orders.destination.astype(np.int64) << 8 | orders.language
    places, place = np.unique(asked, return_inverse=True)
    cell = orders.occupation.astype(np.int64) * len(places) + place
    line = np.lexsort((easiest, cell))
    cells = (int(orders.occupation.max(initial=0)) + 1) * len(places)
    start = np.searchsorted(cell[line], np.arange(cells + 1))
    hurdle = np.full(cells, np.iinfo(np.int32).max, np.int32)
    taken = np.flatnonzero(np.diff(start))
    hurdle[taken] = np.minimum(easiest[line][start[taken]] >> 32, np.iinfo(np.int32).max)
    first_place = np.searchsorted(places, np.arange(257) << 8)
    return first_place, places & 255, hurdle, start, line, orders.family[line], offset[line], easiest[line]


@kernel
def _meets(j, needs, months, level, spoken, born, free_from, document_until):
    return (
        needs[j, 0] <= months and needs[j, 1] <= level and needs[j, 2] <= spoken and free_from <= needs[j, 3]
        and document_until >= needs[j, 4] and needs[j, 5] <= born <= needs[j, 6]
    )  # fmt: skip


@kernel
def _spoken(packed, language):
    return np.int64(packed) >> np.int64(3 * language) & 7


@kernel
def _counted(points, criterion, value):
    return points[criterion, min(np.int64(value), points.shape[1] - 1)]


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


@kernel
def _looked_at(
    w, j, occupations, months, level, languages, destinations, born, free_from, document_until, own, kind, needs,
    points,
):  # fmt: skip
    """(rank of the order's destination in the worker's list, points without claims); rank -1 where not eligible."""
    k, r = _find(occupations[w], kind[j, 0]), _find(destinations[w], kind[j, 1])
    if k < 0 or r < 0:
        return -1, np.int64(0)
    m, v, s = months[w, k], level[w, k], _spoken(languages[w], kind[j, 2])
    if not _meets(j, needs, m, v, s, born[w], free_from[w], document_until[w]):
        return -1, np.int64(0)
    return r, np.int64(own[w]) + _counted(points, 0, m) + _counted(points, 1, v) + _counted(points, 2, s)


@parallel
def _standing(
    occupations, months, level, languages, destinations, born, free_from, document_until, own, kind, needs, points,
    begin, until, claim_worker, claim_tier, claim_points, placed, result,
):  # fmt: skip
    """Key of each placed worker at their order, -1 where not eligible; and how everybody likes what they have: twice
    the rank of its destination, and 1 more where the employer is new to them."""
    standing = np.full(placed.size, -1, np.int64)
    liking = np.full(born.size, FREE, np.uint8)
    for p in each(placed.size):
        w = placed[p]
        j = result[w]
        r, total = _looked_at(
            w, j, occupations, months, level, languages, destinations, born, free_from, document_until, own, kind,
            needs, points,
        )  # fmt: skip
        if r < 0:
            continue
        tier, bonus, new = 0, 0, 1
        for c in range(begin[j], until[j]):
            if claim_worker[c] == w:
                tier, bonus, new = claim_tier[c], claim_points[c], 0
        standing[p] = _key(tier, total + bonus, w)
        liking[w] = 2 * r + new
    return standing, liking


@kernel
def _group_row(j, w, family, offset, of):
    """The row of a worker's group at an order."""
    return offset[j] + np.int64(of[family[j], w]) if family[j] >= 0 else offset[j]


@kernel
def _weakest(placed, result, standing, of, family, offset, rows):
    """How many an order holds of each group, and the least key among them."""
    count, weakest = np.zeros(rows, np.int64), np.full(rows, NEVER, np.int64)
    for p in range(placed.size):
        g = _group_row(result[placed[p]], placed[p], family, offset, of)
        count[g] += 1
        weakest[g] = min(weakest[g], standing[p])
    return count, weakest


@kernel
def _thresholds(count, weakest, filled, groups, offset, kept, cap, posts):
    """For each order and group the key that a newcomer must exceed."""
    threshold = np.empty(count.size, np.int64)
    for j in range(posts.size):
        least = NEVER  # among those who do not sit on a kept post
        for g in range(offset[j], offset[j] + groups[j]):
            if count[g] > kept[g]:
                least = min(least, weakest[g])
        for g in range(offset[j], offset[j] + groups[j]):
            if count[g] >= cap[g]:
                threshold[g] = weakest[g]
            elif filled[j] < posts[j] or count[g] < kept[g]:  # a post is free, or owed to this group
                threshold[g] = ALWAYS
            else:
                threshold[g] = min(least, weakest[g]) if count[g] == kept[g] else least
    return threshold


@kernel
def _likes_better(r, new, j, liking, mine):
    """True when order `j` is preferred to what the worker has: destination, former employer, number of the order."""
    return 2 * r + new < liking or (2 * r + new == liking and j < mine)


@merged
def _envied(
    w, r, key, months, level, spoken, begin, until, born, free_from, document_until, needs, line, family, offset,
    easiest, threshold, of, result, liking,
):  # fmt: skip
    """How many orders of one kind (begin:until, the easiest first) a worker envies with reason."""
    count = 0
    for y in range(begin, until):
        if easiest[y] >= key:
            break
        if _likes_better(r, 1, line[y], liking[w], result[w]) and _meets(
            line[y], needs, months, level, spoken, born[w], free_from[w], document_until[w]
        ):
            count += threshold[_group_row(y, w, family, offset, of)] < key
    return count


@parallel
def _envy(
    occupations, months, level, languages, destinations, born, free_from, document_until, own, kind, needs, points,
    first_place, language, hurdle, start, line, family, offset, easiest, threshold, of, result, liking,
):  # fmt: skip
    """Pairs in which the worker likes the order better and the order would have had to take them, claims aside."""
    n, places = born.size, language.size
    found = np.zeros(PIECES, np.int64)
    for piece in each(PIECES):
        slot, row = np.empty(occupations.shape[1], np.int64), np.empty(occupations.shape[1], np.int64)
        known = np.empty(occupations.shape[1], np.int64)
        for w in range(n * piece // PIECES, n * (piece + 1) // PIECES):
            slots = 0
            for k in range(occupations.shape[1]):
                slot[slots], row[slots] = k, np.int64(occupations[w, k]) * places
                if row[slots] < hurdle.size:
                    known[slots] = np.int64(own[w])
                    known[slots] += _counted(points, 0, months[w, k]) + _counted(points, 1, level[w, k])
                    slots += 1
            for r in range(destinations.shape[1]):
                d = np.int64(destinations[w, r])
                if d == 0xFF or 2 * r > liking[w]:
                    break
                for place in range(first_place[d], first_place[d + 1]):
                    s = _spoken(languages[w], language[place])
                    more = _counted(points, 2, s)
                    for x in range(slots):
                        if hurdle[row[x] + place] > known[x] + more:
                            continue
                        k, key = slot[x], _key(0, known[x] + more, w)
                        found[piece] += _envied(
                            w, r, key, months[w, k], level[w, k], s, start[row[x] + place], start[row[x] + place + 1],
                            born, free_from, document_until, needs, line, family, offset, easiest, threshold, of,
                            result, liking,
                        )  # fmt: skip
    return found.sum()


@parallel
def _claim_envy(
    occupations, months, level, languages, destinations, born, free_from, document_until, own, kind, needs, points,
    begin, until, claim_worker, claim_tier, claim_points, family, offset, threshold, of, result, liking,
):  # fmt: skip
    """The same for workers with a claim on the order's employer, who stand higher there and like it better: the pairs
    that `_envy` does not find."""
    found = np.zeros(begin.size, np.int64)
    for j in each(begin.size):
        for c in range(begin[j], until[j]):
            w = np.int64(claim_worker[c])
            r, total = _looked_at(
                w, j, occupations, months, level, languages, destinations, born, free_from, document_until, own, kind,
                needs, points,
            )  # fmt: skip
            if r < 0 or not _likes_better(r, 0, j, liking[w], result[w]):
                continue
            g = _group_row(j, w, family, offset, of)
            known = threshold[g] < _key(0, total, w) and _likes_better(r, 1, j, liking[w], result[w])
            found[j] += threshold[g] < _key(claim_tier[c], total + claim_points[c], w) and not known
    return found.sum()
