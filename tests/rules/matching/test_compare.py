"""Methods side by side: a market worked out by hand, and the optimum against trying everything."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.matching import Market, prepare, run
from corridor.rules.matching import compare as comparing
from corridor.rules.matching.assignment import best_assignment
from corridor.rules.matching.compare import Method, TooLarge, compare, values
from tests.rules.matching.market_builder import market
from tests.rules.matching.test_rounds import markets


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[int], list[dict[int, int]]]:
    posts = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3))
    row = st.dictionaries(st.integers(0, len(posts) - 1), st.integers(0, 9))
    return posts, draw(st.lists(row, max_size=6))


def total(table: list[dict[int, int]], obtained: tuple[int | None, ...] | list[int | None]) -> int:
    return sum(row[order] for row, order in zip(table, obtained, strict=True) if order is not None)


def fits(posts: list[int], obtained: tuple[int | None, ...] | list[int | None]) -> bool:
    return all(list(obtained).count(order) <= count for order, count in enumerate(posts))


@settings(max_examples=400, deadline=None)
@given(tables())
def test_no_assignment_is_worth_more(given_table: tuple[list[int], list[dict[int, int]]]) -> None:
    posts, table = given_table
    found = best_assignment(posts, table)
    assert fits(posts, found)
    everything = product(*[[None, *row] for row in table])
    assert total(table, found) == max(total(table, each) for each in everything if fits(posts, each))


@settings(max_examples=100, deadline=None)
@given(markets())
def test_stable_is_the_round_itself_and_most_points_is_the_most(given_market: Market) -> None:
    stable, draw, most = compare(given_market)
    assert stable.assignment == run(given_market).assignment
    assert stable.blocking_pairs == 0
    prepared = prepare(given_market)
    worth = values(prepared)
    workers, orders = list(given_market.workers.ids), list(given_market.orders.ids)

    def value(assignment: dict[str, str]) -> int:
        return sum(worth[workers.index(w)][orders.index(o)] for w, o in assignment.items())

    assert value(dict(most.assignment)) >= max(value(dict(stable.assignment)), value(dict(draw.assignment)))


def test_a_market_worked_out_by_hand() -> None:
    # ana has 12 months and wants o1 first, berta has 6 and may only be at o1: most points sends ana to o2.
    known = market({"ana": ["o1", "o2"], "berta": ["o1"]}, {"o1": 1, "o2": 1}, {"ana": 12, "berta": 6})
    told = {outcome.method: outcome for outcome in compare(known)}
    stable, most = told[Method.STABLE], told[Method.MOST_POINTS]
    assert (stable.assignment, stable.points, stable.rank, stable.blocking_pairs) == ({"ana": "o1"}, 6_000, 1, 0)
    assert most.assignment == {"ana": "o2", "berta": "o1"}
    assert (most.placements, most.points, most.rank, most.blocking_pairs) == (2, 9_000, Fraction(3, 2), 1)
    own = {outcome.method: outcome.rank for outcome in compare(known, ranked={"ana"})}
    assert own[Method.MOST_POINTS] == 2
    assert {outcome.rank for outcome in compare(known, ranked=())} == {None}


def test_the_draw_does_not_look_at_points() -> None:
    wins = set()
    for n in range(20):
        known = market({"ana": ["o1"], "berta": ["o1"]}, {"o1": 1}, {"ana": 12}, seed=f"seed {n}")
        drawn = next(outcome for outcome in compare(known) if outcome.method is Method.DRAW)
        wins |= set(drawn.assignment)
        assert drawn.blocking_pairs == (0 if "ana" in drawn.assignment else 1)
    assert wins == {"ana", "berta"}


def test_a_market_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "LARGEST", 1)
    with pytest.raises(TooLarge):
        compare(market({"ana": ["o1"], "berta": ["o1"]}, {"o1": 1}))
