# mypy: allow-untyped-defs
"""The steps of `standing`: a worker proposes on, an order fills a vacancy. Keys are tier, points and draw, greater
first."""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.engine.claims import posting_of
from corridor.rules.matching.engine.columns import NO_DESTINATION, NO_OCCUPATION
from corridor.rules.matching.engine.index import points_of
from corridor.rules.matching.engine.jit import kernel
from corridor.rules.matching.engine.proposing import following
from corridor.rules.matching.engine.words import fits, lanes

LAST = 1 << 60


@kernel
def rank_key(tier, points, worker):
    """Greater goes first."""
    return np.int64(tier) << 56 | np.int64(points) << 32 | (0xFFFFFFFF - np.int64(worker))


@kernel
def claim_of(w, employer, by_worker, claim_first, claim_employer):
    """The row of a worker's claim on an employer, -1 for none."""
    for x in range(claim_first[w], claim_first[w + 1]):
        if claim_employer[by_worker[x]] == employer:
            return by_worker[x]
    return -1


@kernel
def unseat(j, x, seat, seat_worker, seat_key, count):
    """Take seat number x of an order away; the last one takes its place."""
    last = seat[j] + count[j] - 1
    seat_worker[x], seat_key[x] = seat_worker[last], seat_key[last]
    count[j] -= 1


@kernel
def displaceable(j, key, g, posts, seat, seat_worker, seat_key, count, group_held, family, g0, kept, cap, group_of):
    """Who would have to go for a newcomer: a seat, -1 for nobody (there is room), -2 when the newcomer is refused."""
    f, a, n = family[j], seat[j], count[j]
    if posts[j] == 0:
        return -2
    if f < 0:
        if n < posts[j]:
            return -1
        worst = a
        for x in range(a, a + n):
            if seat_key[x] < seat_key[worst]:
                worst = x
        return worst if seat_key[worst] < key else -2
    over = group_held[g0[j] + g] + 1 > cap[g0[j] + g]
    if n < posts[j] and not over:
        return -1
    worst, least = -2, key
    if not over and group_held[g0[j] + g] + 1 <= kept[g0[j] + g]:
        least = LAST << 1
    for x in range(a, a + n):
        h = np.int64(group_of[f, seat_worker[x]])
        if over:
            if h != g:
                continue
        elif group_held[g0[j] + h] + (h == g) <= kept[g0[j] + h]:
            continue
        if seat_key[x] < least:
            worst, least = x, seat_key[x]
    return worst


@kernel
def standing_at(
    w, j, occupations, months, level, languages, destinations, born, free_from, document_until, own_points, register,
    origin, by_worker, claim_first, claim_employer, claim_tier, claim_points, occupation, destination, language,
    employer, low, high,
):  # fmt: skip
    """(key of a worker at an order, liking) or (-1, 0) where not eligible."""
    m, v, s, rank = posting_of(
        w, occupation[j], destination[j], language[j], occupations, months, level, languages, destinations
    )
    if rank < 0 or not fits(lanes(m, v, s, free_from[w], document_until[w], born[w], origin), low[j], high[j]):
        return np.int64(-1), np.int64(0)
    total = points_of(m, v, s, own_points[w], register)
    c = claim_of(w, employer[j], by_worker, claim_first, claim_employer)
    if c < 0:
        return rank_key(0, total, w), np.int64(rank * 2 + 1) << 32 | np.int64(j)
    return rank_key(claim_tier[c], total + np.int64(claim_points[c]), w), np.int64(rank * 2) << 32 | np.int64(j)


@kernel
def seat_all(
    order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level, languages,
    destinations, born, free_from, document_until, own_points, register, origin, place_of, place_language, by_block,
    block_first, by_employer, employers, by_worker, claim_first, claim_employer, claim_tier, claim_points,
    occupation, destination, language, employer, low, high, family, g0, kept, cap, group_of,
):  # fmt: skip
    """Seat everybody where `order` says."""
    for w in range(order.size):
        j = order[w]
        if j < 0:
            continue
        key, _liking = standing_at(
            w, j, occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
            register, origin, by_worker, claim_first, claim_employer, claim_tier, claim_points, occupation, destination,
            language, employer, low, high,
        )  # fmt: skip
        x = seat[j] + count[j]
        seat_worker[x], seat_key[x] = w, key
        count[j] += 1
        if family[j] >= 0:
            group_held[g0[j] + np.int64(group_of[family[j], w])] += 1


@kernel
def let_out(
    w,
    order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level, languages,
    destinations, born, free_from, document_until, own_points, register, origin, place_of, place_language, by_block,
    block_first, by_employer, employers, by_worker, claim_first, claim_employer, claim_tier, claim_points,
    occupation, destination, language, employer, low, high, family, g0, kept, cap, group_of,
):  # fmt: skip
    """Take a worker off their seat."""
    j = order[w]
    for x in range(seat[j], seat[j] + count[j]):
        if seat_worker[x] == w:
            unseat(j, x, seat, seat_worker, seat_key, count)
            break
    if family[j] >= 0:
        group_held[g0[j] + np.int64(group_of[family[j], w])] -= 1
    order[w] = -1


@kernel
def next_order(
    w, after,
    order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level, languages,
    destinations, born, free_from, document_until, own_points, register, origin, place_of, place_language, by_block,
    block_first, by_employer, employers, by_worker, claim_first, claim_employer, claim_tier, claim_points,
    occupation, destination, language, employer, low, high, family, g0, kept, cap, group_of,
):  # fmt: skip
    """The best liked order behind `after` that takes the worker: (order, key, seat to clear, liking); order -1 for
    none."""
    best, best_key, best_seat, best_liking = np.int64(-1), np.int64(0), -2, np.int64(LAST)
    for r in range(destinations.shape[1]):
        d = destinations[w, r]
        if d == NO_DESTINATION or best >= 0:
            break
        if (r * 2 + 2) << 32 <= after:
            continue
        for x in range(claim_first[w], claim_first[w + 1]):
            c = by_worker[x]
            e = np.int64(claim_employer[c])
            y = np.searchsorted(employers, e)
            while y < employers.size and employers[y] == e:
                j = by_employer[y]
                y += 1
                liking = np.int64(r * 2) << 32 | np.int64(j)
                if destination[j] != d or liking <= after or liking >= best_liking:
                    continue
                key, _l = standing_at(
                    w, j, occupations, months, level, languages, destinations, born, free_from, document_until,
                    own_points, register, origin, by_worker, claim_first, claim_employer, claim_tier, claim_points,
                    occupation, destination, language, employer, low, high,
                )  # fmt: skip
                if key < 0:
                    continue
                g = np.int64(group_of[family[j], w]) if family[j] >= 0 else 0
                s = displaceable(
                    j, key, g, posts, seat, seat_worker, seat_key, count, group_held, family, g0, kept, cap, group_of
                )
                if s != -2:
                    best, best_key, best_seat, best_liking = j, key, s, liking
        if best >= 0:
            break
        for spoken_at in range(place_of.shape[1]):
            place = place_of[d, spoken_at]
            if place < 0:
                continue
            s_level = np.int64(languages[w] >> np.uint32(3 * place_language[place])) & 7
            for k in range(occupations.shape[1]):
                if occupations[w, k] == NO_OCCUPATION:
                    continue
                block = np.int64(occupations[w, k]) * place_language.size + place
                if block >= block_first.size - 1 or block_first[block] == block_first[block + 1]:
                    continue
                word = lanes(months[w, k], level[w, k], s_level, free_from[w], document_until[w], born[w], origin)
                total = points_of(months[w, k], level[w, k], s_level, own_points[w], register)
                key = rank_key(0, total, w)
                for z in range(block_first[block], block_first[block + 1]):
                    j = by_block[z]
                    liking = np.int64(r * 2 + 1) << 32 | np.int64(j)
                    if liking <= after:
                        continue
                    if liking >= best_liking:
                        break
                    if not fits(word, low[j], high[j]):
                        continue
                    if claim_first[w] < claim_first[w + 1] and (
                        claim_of(w, employer[j], by_worker, claim_first, claim_employer) >= 0
                    ):
                        continue
                    g = np.int64(group_of[family[j], w]) if family[j] >= 0 else 0
                    s = displaceable(
                        j,
                        key,
                        g,
                        posts,
                        seat,
                        seat_worker,
                        seat_key,
                        count,
                        group_held,
                        family,
                        g0,
                        kept,
                        cap,
                        group_of,
                    )
                    if s != -2:
                        best, best_key, best_seat, best_liking = j, key, s, liking
                        break
    return best, best_key, best_seat, best_liking


@kernel
def arrive(
    w,
    order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level, languages,
    destinations, born, free_from, document_until, own_points, register, origin, place_of, place_language, by_block,
    block_first, by_employer, employers, by_worker, claim_first, claim_employer, claim_tier, claim_points,
    occupation, destination, language, employer, low, high, family, g0, kept, cap, group_of,
):  # fmt: skip
    """A worker without an order proposes down their list, and whoever is displaced goes on. Returns the moves."""
    moves, after, out = 0, np.int64(-1), np.int64(-1)
    while w >= 0:
        j, key, x, _liking = next_order(
            w, after,
            order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level,
            languages, destinations, born, free_from, document_until, own_points, register, origin, place_of,
            place_language, by_block, block_first, by_employer, employers, by_worker, claim_first, claim_employer,
            claim_tier, claim_points, occupation, destination, language, employer, low, high, family, g0, kept, cap,
            group_of, )  # fmt: skip
        moves += 1
        if j < 0:
            return moves
        out = np.int64(-1)
        f = family[j]
        if x >= 0:
            out = np.int64(seat_worker[x])
            if f >= 0:
                group_held[g0[j] + np.int64(group_of[f, out])] -= 1
            order[out] = -1
        else:
            x = seat[j] + count[j]
            count[j] += 1
        seat_worker[x], seat_key[x] = w, key
        order[w] = j
        if f >= 0:
            group_held[g0[j] + np.int64(group_of[f, w])] += 1
        w = out
        if out >= 0:
            _key, after = standing_at(
                out, j, occupations, months, level, languages, destinations, born, free_from, document_until,
                own_points, register, origin, by_worker, claim_first, claim_employer, claim_tier, claim_points,
                occupation, destination, language, employer, low, high,
            )  # fmt: skip
    return moves


@kernel
def fill_vacancy(
    j, first, worker, word, blocks, own_first, own_place, own_worker, own_word,
    order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level, languages,
    destinations, born, free_from, document_until, own_points, register, origin, place_of, place_language, by_block,
    block_first, by_employer, employers, by_worker, claim_first, claim_employer, claim_tier, claim_points,
    occupation, destination, language, employer, low, high, family, g0, kept, cap, group_of,
):  # fmt: skip
    """An order with a free post takes the best who would rather be there. Returns (the order left or -1, found)."""
    if count[j] >= posts[j]:
        return -1, False
    f = family[j]
    short = False
    if f >= 0:
        for g in range(cap.size - g0[j]):
            if g >= 256 or g > group_of[f].max():
                break
            short = short or group_held[g0[j] + g] < kept[g0[j] + g]
    for turn in range(2):
        if turn == 0 and not short:
            continue
        i, c = first[blocks[j]], own_first[j]
        while True:
            w, _liking, i, c = following(
                i, c, first[blocks[j] + 1], own_first[j + 1], low[j], high[j], worker, word, own_first[j], own_place,
                own_worker, own_word,
            )  # fmt: skip
            if w < 0:
                break
            if not present[w] or order[w] == j:
                continue
            if f >= 0:
                g = g0[j] + np.int64(group_of[f, w])
                if group_held[g] >= cap[g] or (turn == 0 and group_held[g] >= kept[g]):
                    continue
            key, mine = standing_at(
                w, j, occupations, months, level, languages, destinations, born, free_from, document_until, own_points,
                register, origin, by_worker, claim_first, claim_employer, claim_tier, claim_points, occupation,
                destination, language, employer, low, high,
            )  # fmt: skip
            left = np.int64(order[w])
            if left >= 0:
                _key, held = standing_at(
                    w, left, occupations, months, level, languages, destinations, born, free_from, document_until,
                    own_points, register, origin, by_worker, claim_first, claim_employer, claim_tier, claim_points,
                    occupation, destination, language, employer, low, high,
                )  # fmt: skip
                if held < mine:
                    continue
                let_out(
                    w,
                    order, present, posts, seat, seat_worker, seat_key, count, group_held, occupations, months, level,
                    languages, destinations, born, free_from, document_until, own_points, register, origin, place_of,
                    place_language, by_block, block_first, by_employer, employers, by_worker, claim_first,
                    claim_employer, claim_tier, claim_points, occupation, destination, language, employer, low, high,
                    family, g0, kept, cap, group_of, )  # fmt: skip
            x = seat[j] + count[j]
            count[j] += 1
            seat_worker[x], seat_key[x] = w, key
            order[w] = j
            if f >= 0:
                group_held[g0[j] + np.int64(group_of[f, w])] += 1
            return left, True
    return -1, False
