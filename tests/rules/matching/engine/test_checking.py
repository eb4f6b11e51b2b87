"""The second opinion against the definitions, on sound results and on results that were tampered with."""

from dataclasses import replace

import numpy as np
import pytest

from corridor.rules.matching.engine import columns, reference
from corridor.rules.matching.engine.checking import check_result
from tests.rules.matching.engine import small
from tests.rules.matching.engine.test_nation import market


def envied(w, o, result) -> int:
    """By the definitions: pairs in which somebody likes an order better that would choose them beside its own."""
    table = reference.pairs(w, o, small.REGISTER)
    found = 0
    for (who, j), key in table.items():
        mine = int(result[who])
        if mine == j or (mine >= 0 and reference.liking(w, o, who, mine) < reference.liking(w, o, who, j)):
            continue
        group, kept, cap = reference.quotas(w, o, j)
        pool = [(table[x, j], group[x]) for x in np.flatnonzero(result == j)] + [(key, group[who])]
        found += who in reference.choose(pool, int(o.posts[j]), kept, cap)
    return found


def breaches(w, o, result) -> tuple[int, int, int]:
    """By the definitions: workers who are not eligible, orders above their posts, groups above their cap."""
    ineligible = sum(bool(reference.failures(w, o, x, int(j))) for x, j in enumerate(result) if j >= 0)
    above_posts = above_cap = 0
    for j in range(len(o)):
        group, _kept, cap = reference.quotas(w, o, j)
        held = np.flatnonzero(result == j)
        above_posts += len(held) > o.posts[j]
        above_cap += sum(sum(group[x] == g for x in held) > cap[g] for g in range(len(cap)))
    return ineligible, above_posts, above_cap


def stable(w, o):
    return np.array(reference.run(w, o, small.REGISTER), np.int32)


def taken_away(rng, w, o, result):
    """Somebody loses what they have."""
    placed = np.flatnonzero(result >= 0)
    result[rng.choice(placed) if len(placed) else 0] = columns.NONE


def swapped(rng, w, o, result):
    """Two workers change places."""
    a, b = rng.integers(0, len(w), 2)
    result[a], result[b] = result[b], result[a]


def favoured(rng, w, o, result):
    """Somebody without an order gets the place of another."""
    placed, free = np.flatnonzero(result >= 0), np.flatnonzero(result < 0)
    if len(placed) and len(free):
        a, b = rng.choice(placed), rng.choice(free)
        result[b], result[a] = result[a], columns.NONE


def one_too_many(rng, w, o, result):
    """Somebody is put into an order."""
    result[rng.integers(0, len(w))] = rng.integers(0, len(o))


def by_chance(rng, w, o, result):
    """Nothing is as it was."""
    result[:] = rng.integers(-1, len(o), len(w))


def assert_found(tamper, seeds) -> int:
    faulty = 0
    for seed in seeds:
        w, o = market(seed)
        if len(w) == 0 or len(o) == 0:
            continue
        result = stable(w, o)
        tamper(np.random.default_rng(seed), w, o, result)
        found, expected = check_result(w, o, small.REGISTER, result), breaches(w, o, result)
        assert (found.ineligible, found.above_posts, found.above_cap) == expected, seed
        if any(expected):
            assert not found.sound, seed
        else:
            assert found.blocking == envied(w, o, result), seed
        faulty += not found.sound
    return faulty


TAMPERINGS = [(taken_away, 40), (swapped, 6), (favoured, 30), (one_too_many, 50), (by_chance, 50)]


@pytest.mark.parametrize(("tamper", "least"), TAMPERINGS)
def test_finds_what_the_definitions_find(tamper, least):
    assert assert_found(tamper, range(80)) >= least


@pytest.mark.long
@pytest.mark.parametrize("tamper", [tamper for tamper, _ in TAMPERINGS])
def test_finds_what_the_definitions_find_on_hundreds_of_markets(tamper):
    assert assert_found(tamper, range(1000, 1600)) > 40


def test_finds_nothing_in_sound_results():
    for seed in range(80):
        w, o = market(seed)
        assert check_result(w, o, small.REGISTER, stable(w, o)).sound, seed


def test_counts_everybody_who_is_not_eligible_and_every_order_with_too_many():
    rng = np.random.default_rng(4)
    w, o = small.workers(rng, 20), small.orders(rng, 4, rule="none")
    everybody = np.zeros(20, np.int32)
    found = check_result(w, o, small.REGISTER, everybody)
    assert found.above_posts == 1
    assert found.ineligible == sum(bool(reference.failures(w, o, x, 0)) for x in range(20))


def one_order(kept: list[int], seasons: list[tuple[int, int]]):
    """One order with two posts, `kept` of them by group; workers of (months, group), all eligible, no claims."""
    rng = np.random.default_rng(1)
    w, o = small.workers(rng, len(seasons)), small.orders(rng, 1, rule="none")
    w = replace(
        w,
        occupations=np.zeros((len(seasons), 1), np.uint16),
        months=np.array([[months] for months, _group in seasons], np.uint16),
        level=np.ones((len(seasons), 1), np.uint8),
        languages=np.full(len(seasons), 0o7777, np.uint32),
        destinations=np.zeros((len(seasons), 1), np.uint8),
        born=np.full(len(seasons), small.TODAY - 30 * 365, np.uint16),
        free_from=np.full(len(seasons), small.TODAY, np.uint16),
        document_until=np.full(len(seasons), small.TODAY + 999, np.uint16),
        own_points=np.zeros(len(seasons), np.uint16),
        families=(columns.Family("sex", 2, np.array([group for _months, group in seasons], np.uint8)),),
        claims=columns.Claims(*(np.zeros(0, t) for t in (np.uint32, np.uint32, np.uint8, np.uint16))),
    )
    o = replace(
        o, occupation=np.zeros(1, np.uint16), destination=np.zeros(1, np.uint8), posts=np.full(1, 2, np.int32),
        months=np.zeros(1, np.uint16), family=np.zeros(1, np.int8), first_group=np.zeros(1, np.int64),
        kept=np.array(kept, np.int32), cap=np.full(2, 2, np.int32),
    )  # fmt: skip
    return w, o


def test_whoever_sits_on_a_kept_post_gives_way_to_a_better_one_of_their_group():
    w, o = one_order([1, 1], [(36, 0), (12, 1), (18, 1)])
    held = np.array([0, 0, -1], np.int32)  # the last has more points than the one who holds the post kept for them
    assert check_result(w, o, small.REGISTER, held).blocking == envied(w, o, held) == 1
    assert check_result(w, o, small.REGISTER, np.array([0, -1, 0], np.int32)).sound


def test_a_kept_post_given_to_others_is_found_although_they_have_more_points():
    w, o = one_order([0, 1], [(36, 0), (24, 0), (12, 1)])
    held = np.array([0, 0, -1], np.int32)
    assert check_result(w, o, small.REGISTER, held).blocking == envied(w, o, held) == 1
    assert check_result(w, o, small.REGISTER, np.array([0, -1, 0], np.int32)).sound


def test_a_former_employer_is_liked_better_than_another_order_there():
    w, o = one_order([0, 0], [(12, 0)])
    double = {f: np.repeat(getattr(o, f), 2) for f in o.__dataclass_fields__ if f not in ("kept", "cap")}
    o = replace(o, **double)
    o = replace(o, employer=np.array([1, 2], np.uint32))
    claims = columns.Claims(
        np.array([2], np.uint32), np.zeros(1, np.uint32), np.zeros(1, np.uint8), np.zeros(1, np.uint16)
    )
    w = replace(w, claims=claims)
    assert reference.run(w, o, small.REGISTER) == [1]
    assert check_result(w, o, small.REGISTER, np.array([1], np.int32)).sound
    assert check_result(w, o, small.REGISTER, np.array([0], np.int32)).blocking == 1
