# mypy: allow-untyped-defs
"""The steps of `standing`: a worker proposes on, an order fills a vacancy. Keys are tier, points and draw, greater
first.

Kernels take the state in five groups of arrays, always in this order (see `Standing`):

seats: `order` (W,) what each worker holds; `seat` (J + 1,) where an order's seats begin; `seat_worker`, `seat_key`,
`count` (J,) seats taken, `group_held` how many of each row of `shares`.
quotas: `terms` (J, 3) posts, family and first row in `shares`; `shares` kept and capped posts; `group_of` (F, W).
people: the workers' columns.
rules: the register with the origin of days behind it; `asks` (J, 6) occupation, destination, language, employer, lowest
and highest word; `claim_first` (W + 1,) and `claims` (C, 3) employer, tier and points, by worker.
lists: the places of the index, and the orders by block and by employer.

No call has more than 30 arguments: beyond that Python makes a tuple of them, and Numba counts references to each.
"""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.claims import posting_of
from corridor.rules.matching.engine.columns import LANGUAGE_BITS, NO_DESTINATION, NO_OCCUPATION
from corridor.rules.matching.engine.index import points_of
from corridor.rules.matching.engine.jit import kernel, merged
from corridor.rules.matching.engine.proposing import following
from corridor.rules.matching.engine.words import fits, lanes

NOBODY, REFUSED = -1, -2  # in place of a seat: there is room, there is none
LAST = 1 << 60


@kernel
def rank_key(tier, points, worker):
    """Greater goes first."""
    return np.int64(tier) << 56 | np.int64(points) << 32 | (0xFFFFFFFF - np.int64(worker))


@kernel
def liking(rank, new, j):
    """Smaller is liked better: destination, then a former employer, then the order's number."""
    return (np.int64(rank) * 2 + new) << 32 | np.int64(j)


@kernel
def claim_of(w, employer, claim_first, claims):
    """The row of a worker's claim on an employer, -1 for none."""
    for c in range(claim_first[w], claim_first[w + 1]):
        if claims[c, 0] == employer:
            return c
    return -1


@kernel
def weakest_seat(j, seat, seat_key, count):
    """The seat of least key of an order that holds somebody."""
    worst = seat[j]
    for x in range(seat[j], seat[j] + count[j]):
        if seat_key[x] < seat_key[worst]:
            worst = x
    return worst


@merged
def displaceable(w, j, key, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of):
    """Who would have to go for a newcomer: a seat, NOBODY when there is room, REFUSED when the newcomer is."""
    f = terms[j, 1]
    if terms[j, 0] == 0:
        return REFUSED
    if f < 0:
        if count[j] < terms[j, 0]:
            return NOBODY
        worst = weakest_seat(j, seat, seat_key, count)
        return worst if seat_key[worst] < key else REFUSED
    a, g = terms[j, 2], np.int64(group_of[f, w])
    over = group_held[a + g] + 1 > shares[a + g, 1]
    if count[j] < terms[j, 0] and not over:
        return NOBODY
    worst, least = REFUSED, key
    if not over and group_held[a + g] + 1 <= shares[a + g, 0]:
        least = LAST << 1
    for x in range(seat[j], seat[j] + count[j]):
        h = np.int64(group_of[f, seat_worker[x]])
        may_go = h == g if over else group_held[a + h] + (h == g) > shares[a + h, 0]
        if may_go and seat_key[x] < least:
            worst, least = x, seat_key[x]
    return worst


@kernel
def standing_at(
    w, j,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
):  # fmt: skip
    """(key of a worker at an order, liking) or (-1, 0) where not eligible."""
    m, v, s, rank = posting_of(
        w, asks[j, 0], asks[j, 1], asks[j, 2], occupations, months, level, languages, destinations
    )  # fmt: skip
    word = lanes(m, v, s, free_from[w], document_until[w], born[w], register[6])
    if rank < 0 or not fits(word, asks[j, 4], asks[j, 5]):
        return np.int64(-1), np.int64(0)
    total = points_of(m, v, s, own_points[w], register)
    c = claim_of(w, asks[j, 3], claim_first, claims)
    if c < 0:
        return rank_key(0, total, w), liking(rank, 1, j)
    return rank_key(claims[c, 1], total + claims[c, 2], w), liking(rank, 0, j)


@kernel
def sit(w, j, key, x, order, seat, seat_worker, seat_key, count, group_held, terms, group_of):
    """Give a worker seat `x` of an order, or one more seat where `x` is NOBODY."""
    if x == NOBODY:
        x = seat[j] + count[j]
        count[j] += 1
    seat_worker[x], seat_key[x] = w, key
    order[w] = j
    if terms[j, 1] >= 0:
        group_held[terms[j, 2] + np.int64(group_of[terms[j, 1], w])] += 1


@kernel
def stand_up(w, order, group_held, terms, group_of):
    """Let a worker go whose seat is given to another or was taken away."""
    j = order[w]
    if terms[j, 1] >= 0:
        group_held[terms[j, 2] + np.int64(group_of[terms[j, 1], w])] -= 1
    order[w] = -1


@kernel
def let_out(w, order, seat, seat_worker, seat_key, count, group_held, terms, group_of):
    """Take a worker off their seat; the order's last one takes its place."""
    j = order[w]
    last = seat[j] + count[j] - 1
    for x in range(seat[j], last + 1):
        if seat_worker[x] == w:
            seat_worker[x], seat_key[x] = seat_worker[last], seat_key[last]
            break
    count[j] -= 1
    stand_up(w, order, group_held, terms, group_of)


@kernel
def seat_all(
    result,
    order, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
):  # fmt: skip
    """Seat everybody where `result` says."""
    for w in range(result.size):
        j = result[w]
        if j >= 0:
            key, _liking = standing_at(
                w, j,
                occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
                register, asks, claim_first, claims,
            )  # fmt: skip
            sit(w, j, key, NOBODY, order, seat, seat_worker, seat_key, count, group_held, terms, group_of)


@merged
def next_of_former_employers(
    w, r, after,
    seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims, by_employer, employers,
):  # fmt: skip
    """Among orders of former employers in the worker's destination number `r`: as `next_order`."""
    best, best_key, best_seat = np.int64(-1), np.int64(0), np.int64(REFUSED)
    for c in range(claim_first[w], claim_first[w + 1]):
        y = np.searchsorted(employers, claims[c, 0])
        while y < employers.size and employers[y] == claims[c, 0]:
            j = by_employer[y]
            y += 1
            if asks[j, 1] != destinations[w, r] or liking(r, 0, j) <= after or (0 <= best <= j):
                continue
            key, _liking = standing_at(
                w, j,
                occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
                register, asks, claim_first, claims,
            )  # fmt: skip
            if key >= 0:
                x = displaceable(w, j, key, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of)
                if x != REFUSED:
                    best, best_key, best_seat = np.int64(j), key, np.int64(x)
    return best, best_key, best_seat


@merged
def next_in_block(
    w, k, r, spoken, block, after, before,
    seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    months, level, born, free_from, document_until, own_points,
    register, asks, claim_first, claims, by_block, block_first,
):  # fmt: skip
    """Among orders of one block with a number below `before` (any where it is -1): as `next_order`."""
    word = lanes(months[w, k], level[w, k], spoken, free_from[w], document_until[w], born[w], register[6])
    key = rank_key(0, points_of(months[w, k], level[w, k], spoken, own_points[w], register), w)
    for z in range(block_first[block], block_first[block + 1]):
        j = by_block[z]
        if 0 <= before <= j:
            break
        if liking(r, 1, j) <= after or not fits(word, asks[j, 4], asks[j, 5]):
            continue
        if claim_first[w] < claim_first[w + 1] and claim_of(w, asks[j, 3], claim_first, claims) >= 0:
            continue
        x = displaceable(
            w, j, key, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of
        )  # fmt: skip
        if x != REFUSED:
            return np.int64(j), key, np.int64(x)
    return np.int64(-1), np.int64(0), np.int64(REFUSED)


@merged
def next_of_new_employers(
    w, r, after,
    seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
    place_of, place_language, by_block, block_first, by_employer, employers,
):  # fmt: skip
    """Among orders in the worker's destination number `r` on whose employers they have no claim: as `next_order`."""
    best, key, x = np.int64(-1), np.int64(0), np.int64(REFUSED)
    for column in range(place_of.shape[1]):
        place = place_of[destinations[w, r], column]
        if place < 0:
            continue
        spoken = np.int64(languages[w] >> np.uint32(LANGUAGE_BITS * place_language[place])) & 7
        for k in range(occupations.shape[1]):
            block = np.int64(occupations[w, k]) * place_language.size + place
            if occupations[w, k] == NO_OCCUPATION or block >= block_first.size - 1:
                continue
            if block_first[block] < block_first[block + 1]:
                j, its_key, its_x = next_in_block(
                    w, k, r, spoken, block, after, best,
                    seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
                    months, level, born, free_from, document_until, own_points,
                    register, asks, claim_first, claims, by_block, block_first,
                )  # fmt: skip
                if j >= 0:
                    best, key, x = j, its_key, its_x
    return best, key, x


@kernel
def next_order(
    w, after,
    seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
    place_of, place_language, by_block, block_first, by_employer, employers,
):  # fmt: skip
    """The best liked order behind `after` that takes the worker: (order, key, seat to clear); order -1 for none."""
    for r in range(destinations.shape[1]):
        if destinations[w, r] == NO_DESTINATION:
            break
        if liking(r + 1, 0, 0) <= after:
            continue
        if claim_first[w] < claim_first[w + 1]:
            j, key, x = next_of_former_employers(
                w, r, after,
                seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
                occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
                register, asks, claim_first, claims, by_employer, employers,
            )  # fmt: skip
            if j >= 0:
                return j, key, x
        j, key, x = next_of_new_employers(
            w, r, after,
            seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
            occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
            register, asks, claim_first, claims,
            place_of, place_language, by_block, block_first, by_employer, employers,
        )  # fmt: skip
        if j >= 0:
            return j, key, x
    return np.int64(-1), np.int64(0), np.int64(REFUSED)


@kernel
def arrive(
    w,
    order, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
    place_of, place_language, by_block, block_first, by_employer, employers,
):  # fmt: skip
    """A worker without an order proposes down their list, and whoever is displaced goes on. Returns the moves."""
    moves, after = 0, np.int64(-1)
    while w >= 0:
        j, key, x = next_order(
            w, after,
            seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
            occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
            register, asks, claim_first, claims,
            place_of, place_language, by_block, block_first, by_employer, employers,
        )  # fmt: skip
        moves += 1
        if j < 0:
            break
        out = np.int64(-1)
        if x >= 0:
            out = np.int64(seat_worker[x])
            stand_up(out, order, group_held, terms, group_of)
            _key, after = standing_at(
                out, j,
                occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
                register, asks, claim_first, claims,
            )  # fmt: skip
        sit(w, j, key, x, order, seat, seat_worker, seat_key, count, group_held, terms, group_of)
        w = out
    return moves


@kernel
def short_of_kept(j, group_held, terms, shares, groups):
    """True when an order still owes a post to a group."""
    if terms[j, 1] >= 0:
        for g in range(terms[j, 2], terms[j, 2] + groups[terms[j, 1]]):
            if group_held[g] < shares[g, 0]:
                return True
    return False


@kernel
def first_who_comes(
    j, only_kept, present, groups, first, worker, word, blocks, own_first, own_place, own_worker, own_word,
    order, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
):  # fmt: skip
    """The best for a vacancy who would rather be there: (worker, key); worker -1 for nobody.

    `only_kept`: of groups to whom the order still owes a post.
    """
    i, c = first[blocks[j]], own_first[j]
    while True:
        w, _liking, i, c = following(
            i, c, first[blocks[j] + 1], own_first[j + 1], asks[j, 4], asks[j, 5], worker, word, own_first[j],
            own_place, own_worker, own_word,
        )  # fmt: skip
        if w < 0:
            return w, np.int64(0)
        if not present[w] or order[w] == j:
            continue
        if terms[j, 1] >= 0:
            g = terms[j, 2] + np.int64(group_of[terms[j, 1], w])
            if group_held[g] >= shares[g, 1] or (only_kept and group_held[g] >= shares[g, 0]):
                continue
        key, here = standing_at(
            w, j,
            occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
            register, asks, claim_first, claims,
        )  # fmt: skip
        held = np.int64(LAST)
        if order[w] >= 0:
            _key, held = standing_at(
                w, order[w],
                occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
                register, asks, claim_first, claims,
            )  # fmt: skip
        if here < held:
            return w, key


@kernel
def fill_vacancy(
    j, present, groups, first, worker, word, blocks, own_first, own_place, own_worker, own_word,
    order, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
    occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
    register, asks, claim_first, claims,
):  # fmt: skip
    """An order with a free post takes the best who would rather be there. Returns (the order left or -1, found)."""
    w, key, only_kept = np.int64(-1), np.int64(0), short_of_kept(j, group_held, terms, shares, groups)
    while count[j] < terms[j, 0]:
        w, key = first_who_comes(
            j, only_kept, present, groups, first, worker, word, blocks, own_first, own_place, own_worker, own_word,
            order, seat, seat_worker, seat_key, count, group_held, terms, shares, group_of,
            occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
            register, asks, claim_first, claims,
        )  # fmt: skip
        if w >= 0 or not only_kept:
            break
        only_kept = False
    if w < 0:
        return np.int64(-1), False
    left = np.int64(order[w])
    if left >= 0:
        let_out(w, order, seat, seat_worker, seat_key, count, group_held, terms, group_of)
    sit(w, j, key, NOBODY, order, seat, seat_worker, seat_key, count, group_held, terms, group_of)
    return left, True
