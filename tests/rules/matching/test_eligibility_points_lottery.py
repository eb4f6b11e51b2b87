"""Hard rules, points and the draw, each by itself."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.matching import (
    AgeLimit,
    Mend,
    Rule,
    Weight,
    age_on,
    commitment,
    draw,
    failed_rules,
    lot,
    positions,
    score,
)
from tests.rules.matching.market_builder import orders, workers

LAW = AgeLimit(18, "ILO C138 art. 3")


@pytest.mark.parametrize(
    ("worker", "order", "rule", "mend"),
    [
        ({"occupations": [frozenset({"5131"})]}, {}, Rule.OCCUPATION, Mend.ADD_OCCUPATION),
        ({"experience": [{"9211": 5}]}, {"experience_months": [6]}, Rule.EXPERIENCE, Mend.GAIN_EXPERIENCE),
        ({"languages": [{"spa": 1}]}, {"languages": [{"spa": 2}]}, Rule.LANGUAGE, Mend.LEARN_LANGUAGE),
        ({}, {"skills": [frozenset({"pruning"})]}, Rule.SKILL, Mend.PROVE_SKILL),
        ({}, {"training": [frozenset({"pesticides"})]}, Rule.TRAINING, Mend.TAKE_TRAINING),
        ({"available_from": [date(2027, 3, 2)]}, {}, Rule.AVAILABLE_FROM, Mend.CHANGE_DATES),
        ({"available_until": [date(2027, 8, 30)]}, {}, Rule.AVAILABLE_UNTIL, Mend.CHANGE_DATES),
        ({"document_until": [None]}, {}, Rule.DOCUMENT, Mend.RENEW_DOCUMENT),
        ({"born": [date(2009, 3, 2)]}, {"minimum_age": [LAW]}, Rule.MINIMUM_AGE, Mend.WAIT_FOR_AGE),
        ({"born": [date(1980, 1, 1)]}, {"maximum_age": [AgeLimit(45, "rule 7")]}, Rule.MAXIMUM_AGE, Mend.OTHER_ORDER),
        ({"born": [None]}, {"minimum_age": [LAW]}, Rule.BIRTH_DATE, Mend.GIVE_BIRTH_DATE),
    ],
)
def test_each_failed_rule_is_named_with_its_mending(worker, order, rule: Rule, mend: Mend) -> None:  # type: ignore[no-untyped-def]
    failures = failed_rules(workers(["ana"], **worker), orders({"o1": 1}, **order), 0, 0)
    assert [(failure.rule, failure.mend) for failure in failures] == [(rule, mend)]
    assert (failures[0].source != "") == (rule in {Rule.MINIMUM_AGE, Rule.MAXIMUM_AGE, Rule.BIRTH_DATE})


def test_a_worker_who_just_meets_every_rule_is_eligible() -> None:
    worker = workers(
        ["ana"],
        experience=[{"9211": 6}],
        languages=[{"spa": 2}],
        born=[date(2009, 3, 1)],
        available_from=[date(2027, 3, 1)],
        available_until=[date(2027, 8, 31)],
        document_until=[date(2027, 8, 31)],
    )
    order = orders({"o1": 1}, experience_months=[6], languages=[{"spa": 2}], minimum_age=[LAW])
    assert failed_rules(worker, order, 0, 0) == ()


def test_age_of_a_leap_day_child_turns_on_the_first_of_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@given(st.integers(0, 500), st.integers(0, 10_000), st.integers(1, 60))
def test_points_rise_with_the_measure_and_stop_at_the_full_mark(months: int, weight: int, full: int) -> None:
    order = orders({"o1": 1})

    def points(value: int) -> int:
        return score(workers(["ana"], experience=[{"9211": value}]), order, 0, 0, (register,)).total

    register = Weight("experience_months", weight, full)
    assert 0 <= points(months) <= points(months + 1) <= weight
    assert points(full) == points(full + months) == weight


def test_points_are_the_sum_of_their_named_parts() -> None:
    worker = workers(["ana"], experience=[{"9211": 7}], measures=[{"seasons_done": 3}], languages=[{"spa": 3}])
    register = (
        Weight("experience_months", 5_000, 12),
        Weight("seasons_done", 3_000, 4),
        Weight("language_level", 2_000, 6),
    )
    got = score(worker, orders({"o1": 1}, languages=[{"spa": 1}]), 0, 0, register)
    assert [(part.criterion, part.points) for part in got.components] == [
        ("experience_months", 2_916),
        ("seasons_done", 2_250),
        ("language_level", 1_000),
    ]
    assert got.total == 6_166


def test_lot_can_be_recomputed_by_hand() -> None:
    assert lot("seed", "ana") == hashlib.sha256(b"seed|ana").hexdigest()
    assert commitment("seed") == hashlib.sha256(b"seed").hexdigest()


@given(st.text(max_size=8), st.lists(st.text(max_size=6), unique=True))
def test_draw_is_a_permutation_whatever_the_order_given(seed: str, ids: list[str]) -> None:
    drawn = draw(seed, ids)
    assert sorted(drawn) == sorted(ids)
    assert drawn == draw(seed, reversed(ids))
    assert [positions(seed, ids)[identifier] for identifier in drawn] == list(range(1, len(ids) + 1))


def test_draw_favours_nobody_over_a_thousand_seeds() -> None:
    ids = [f"CO-{n}" for n in range(10)]
    wins = Counter(draw(f"seed-{n}", ids)[0] for n in range(1_000))
    chi_square = sum((wins[identifier] - 100) ** 2 / 100 for identifier in ids)
    assert chi_square < 27.9  # 0.1 % point of chi-square with 9 degrees of freedom
