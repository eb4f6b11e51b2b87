"""The chance from past rounds: within bounds, wider with fewer rounds, honest where nothing can be said."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.matching.chance import (
    BAND,
    REACHES,
    Band,
    Chance,
    NoChance,
    Past,
    _below,
    _quantile,
    chance,
    chance_at,
    comparable,
    rounds_ahead,
    tenths,
)

TODAY = date(2026, 11, 24)


@st.composite
def pasts(draw: st.DrawFn) -> list[Past]:
    sizes = draw(st.lists(st.integers(10, 300), min_size=1, max_size=8))
    return [Past(size, draw(st.integers(0, size))) for size in sizes]


def told(past: list[Past], ahead: int = 1) -> Chance:
    found = chance(past, ahead)
    assert isinstance(found, Chance)
    return found


@given(pasts(), st.integers(1, 6))
def test_a_chance_lies_within_its_interval_and_between_0_and_1(past: list[Past], ahead: int) -> None:
    found = told(past, ahead)
    assert 0 <= found.low <= found.about <= found.high <= 1
    assert 0 < found.about < 1, "nothing is certain"
    about, low, high = tenths(found)
    assert 0 <= low <= about <= high <= 10
    assert low / 10 <= found.low, "rounding never makes the interval narrower"
    assert high / 10 >= found.high - 1e-9
    assert (found.rounds, found.people) == (len(past), sum(one.comparable for one in past))


@given(pasts(), st.randoms())
def test_the_order_of_the_rounds_does_not_matter(past: list[Past], shuffle: random.Random) -> None:
    other = list(past)
    shuffle.shuffle(other)
    assert told(past).about == pytest.approx(told(other).about)
    assert told(past).high == pytest.approx(told(other).high)


@given(pasts(), st.integers(1, 5))
def test_one_more_round_ahead_never_makes_it_worse(past: list[Past], ahead: int) -> None:
    now, more = told(past, ahead), told(past, ahead + 1)
    assert more.about >= now.about
    assert more.low >= now.low
    assert more.high >= now.high


@given(st.integers(10, 200), st.data())
def test_more_chosen_of_as_many_is_a_better_chance(size: int, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, size - 1))
    assert told([Past(size, chosen + 1)]).about > told([Past(size, chosen)]).about


@given(st.integers(20, 200), st.floats(0.1, 0.9), st.integers(1, 4))
def test_fewer_rounds_give_a_wider_interval(size: int, share: float, rounds: int) -> None:
    one = Past(size, round(size * share))
    few, many = told([one] * rounds), told([one] * (rounds + 2))
    assert few.high - few.low > many.high - many.low


def test_rounds_that_differ_give_a_wider_interval_than_rounds_that_agree() -> None:
    agree, differ = told([Past(40, 16)] * 4), told([Past(40, 4), Past(40, 28), Past(40, 8), Past(40, 24)])
    assert agree.about == pytest.approx(differ.about, abs=0.02)
    assert differ.high - differ.low > 1.3 * (agree.high - agree.low)


def test_people_alone_do_not_make_it_sure() -> None:
    """One round of ten thousand is still one round."""
    found = told([Past(10_000, 4_000)])
    assert found.high - found.low > 0.4


@pytest.mark.parametrize("rho", [0.0, 0.05, 0.1, 0.15])
@pytest.mark.parametrize("rounds", [1, 2, 3, 5])
def test_the_interval_holds_the_next_round_as_often_as_it_says(rho: float, rounds: int) -> None:
    """Worlds whose rounds differ by rho: the next round's chance is inside in nearly nine of ten."""
    chooser, inside, worlds = random.Random(f"{rho}/{rounds}"), 0, 300
    for _ in range(worlds):
        mean = chooser.uniform(0.05, 0.95)

        def drawn(mean: float = mean) -> float:
            return mean if rho == 0 else chooser.betavariate(mean * (1 / rho - 1), (1 - mean) * (1 / rho - 1))

        past = []
        for _round in range(rounds):
            size, p = chooser.randint(10, 80), drawn()
            past.append(Past(size, sum(chooser.random() < p for _ in range(size))))
        found, following = told(past), drawn()
        inside += found.low <= following <= found.high
    assert inside / worlds >= 0.84


def test_a_large_round_does_not_drown_the_others() -> None:
    assert told([Past(10_000, 1_000), Past(50, 40), Past(50, 40)]).about > 0.4


def test_small_numbers_and_no_rounds_are_said_and_never_counted() -> None:
    assert chance([], 1) is NoChance.NO_ROUND
    assert chance([Past(9, 4), Past(0, 0)], 1) is NoChance.TOO_FEW
    with_small, without = told([Past(40, 16), Past(9, 9)]), told([Past(40, 16)])
    assert with_small == without


@pytest.mark.parametrize(("past", "ahead"), [([Past(10, 11)], 1), ([Past(10, -1)], 1), ([Past(20, 3)], 0)])
def test_counts_that_make_no_sense_are_refused(past: list[Past], ahead: int) -> None:
    with pytest.raises(ValueError, match="ahead"):
        chance(past, ahead)


@given(st.integers(1, 30), st.integers(1, 30), st.floats(0.01, 0.99))
def test_the_beta_function_is_the_binomial_tail(a: int, b: int, x: float) -> None:
    """I_x(a, b) is the chance of at least `a` successes of a + b - 1 (DLMF 8.17.5)."""
    n = a + b - 1
    tail = sum(comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))
    assert _below(a, b, x) == pytest.approx(tail, abs=1e-9)


@settings(deadline=None)
@given(st.floats(0.02, 200), st.floats(0.02, 200), st.floats(0.01, 0.99))
def test_a_quantile_is_where_the_beta_reaches_it(a: float, b: float, tail: float) -> None:
    point = _quantile(a, b, tail)
    assert _below(a, b, max(0.0, point - 2e-6)) <= tail <= _below(a, b, min(1.0, point + 2e-6))


def test_comparable_are_those_of_the_same_occupation_near_in_points() -> None:
    bands = [Band("9211", points, 10, 1) for points in range(0, 10_000, BAND)] + [Band("5131", 4_000, 99, 9)]
    assert comparable(bands, "9211", 4_050) == Past(110, 11)
    assert comparable(bands, "9211", 0) == Past(10 * (REACHES[0] // BAND + 1), REACHES[0] // BAND + 1)
    assert comparable(bands, "5131", 4_499) == Past(99, 9)
    assert comparable(bands, "5131", 4_600) == Past(0, 0)


def test_the_narrowest_reach_that_can_tell_is_taken_and_told() -> None:
    near, far = Band("9211", 4_300, 12, 3), Band("9211", 5_500, 40, 20)
    for rounds, reach, people in (([[near, far]], 500, 12), ([[far]], 2_000, 40), ([[near], [far]], 500, 12)):
        found = chance_at(rounds, "9211", 4_000, 1)
        assert isinstance(found, Chance)
        assert (found.reach, found.people) == (reach, people)
    assert chance_at([[near, far]], "9211", 8_000, 1) is NoChance.TOO_FEW
    assert chance_at([], "9211", 4_000, 1) is NoChance.NO_ROUND


def test_rounds_ahead_follow_the_past_rhythm_and_a_year_at_least() -> None:
    two_close = [TODAY - timedelta(days=10), TODAY - timedelta(days=3)]
    assert rounds_ahead(two_close, TODAY, TODAY + timedelta(days=364)) == 1
    assert rounds_ahead(two_close, TODAY, TODAY + timedelta(days=365)) == 2
    quarterly = [TODAY - timedelta(days=90 * n) for n in range(1, 9)]
    assert rounds_ahead(quarterly, TODAY, TODAY + timedelta(days=180)) == 2
    assert rounds_ahead([], TODAY, TODAY + timedelta(days=180)) == 0
    assert rounds_ahead(quarterly, TODAY, TODAY) == 0
