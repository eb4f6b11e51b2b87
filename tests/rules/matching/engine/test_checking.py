"""The second opinion against the definitions, on sound results and on results that were tampered with."""

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
def test_finds_what_the_definitions_find_on_thousands_of_markets(tamper):
    assert assert_found(tamper, range(1000, 5000)) > 400


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
