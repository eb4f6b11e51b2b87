"""What one change would open: scored by the round's own rules, one thing at a time, never a forbidden one."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.matching import AgeLimit, Mend, Orders, Weight, Workers, failed_rules, score
from corridor.rules.matching.openings import FROM, UNTIL, Change, Gain, changed, gains, standings
from tests.rules.matching.market_builder import END, START, orders, workers

REGISTER = (Weight("experience_months", 4_000, 24), Weight("language_level", 3_000, 6), Weight("training", 3_000, 3))


def gains_of(them: Workers, work: Orders, register: tuple[Weight, ...] = REGISTER) -> list[Gain]:
    return gains(them, work, 0, register, standings(them, work, 0, register))


def test_what_opens_most_stands_first_and_a_higher_step_only_where_it_gives_more() -> None:
    work = orders(
        {"a": 1, "b": 1, "c": 1, "d": 1},
        languages=[{"spa": 2}, {"spa": 2}, {"spa": 3}, {}],
        skills=[frozenset(), frozenset(), frozenset(), frozenset({"pruning"})],
    )
    found = gains_of(workers(["ana"], languages=[{"spa": 1}]), work, ())
    assert [(gain.change.mend, gain.change.subject, gain.change.value, gain.opens) for gain in found] == [
        (Mend.LEARN_LANGUAGE, "spa", "3", 3),
        (Mend.LEARN_LANGUAGE, "spa", "2", 2),
        (Mend.PROVE_SKILL, "pruning", "", 1),
    ]


def test_two_failed_rules_are_not_opened_by_one_change() -> None:
    work = orders({"a": 1}, languages=[{"spa": 2}], skills=[frozenset({"pruning"})])
    assert gains_of(workers(["ana"]), work, ()) == []


def test_months_of_the_work_also_make_it_an_occupation_of_the_file() -> None:
    work = orders({"a": 1}, occupations=["6111"], experience_months=[12])
    assert gains_of(workers(["ana"]), work, ()) == [Gain(Change(Mend.GAIN_EXPERIENCE, "6111", "12"), 1, 0)]
    work = orders({"a": 1, "b": 1}, occupations=["6111", "6111"], experience_months=[12, 0])
    assert gains_of(workers(["ana"]), work, ()) == [
        Gain(Change(Mend.GAIN_EXPERIENCE, "6111", "12"), 2, 0),
        Gain(Change(Mend.ADD_OCCUPATION, "6111"), 1, 0),
    ]


def test_points_more_in_work_that_is_open_already() -> None:
    work = orders({"a": 1}, languages=[{"spa": 1}])
    ana = workers(["ana"], languages=[{"spa": 2}], experience=[{"9211": 6}])
    assert gains_of(ana, work) == [
        Gain(Change(Mend.GAIN_EXPERIENCE, "9211", "12"), 0, 1_000),
        Gain(Change(Mend.TAKE_TRAINING, ""), 0, 1_000),
        Gain(Change(Mend.LEARN_LANGUAGE, "spa", "3"), 0, 500),
    ]


def test_nothing_more_to_gain_where_all_is_reached() -> None:
    ana = workers(
        ["ana"],
        languages=[{"spa": 6}],
        experience=[{"9211": 24}],
        training=[frozenset({"safety", "food", "first_aid"})],
    )
    assert gains_of(ana, orders({"a": 1}, languages=[{"spa": 1}])) == []


def test_days_and_papers() -> None:
    ana = workers(
        ["ana"],
        available_from=[date(2027, 4, 1)],
        available_until=[date(2027, 8, 1)],
        document_until=[date(2027, 5, 1)],
        born=[None],
    )
    work = orders({"a": 1, "b": 1}, minimum_age=[AgeLimit(18, "law"), None])
    whole = ana
    for change in (
        Change(Mend.CHANGE_DATES, FROM, START.isoformat()),
        Change(Mend.CHANGE_DATES, UNTIL, END.isoformat()),
        Change(Mend.RENEW_DOCUMENT, "", END.isoformat()),
        Change(Mend.GIVE_BIRTH_DATE, ""),
    ):
        before = len(failed_rules(whole, work, 0, 0))
        whole = changed(whole, 0, change, work)
        assert len(failed_rules(whole, work, 0, 0)) == before - 1
    assert failed_rules(whole, work, 0, 0) == ()


def test_to_be_free_earlier_is_named_where_it_opens_more() -> None:
    ana = workers(["ana"], available_from=[date(2027, 5, 1)])
    work = orders({"a": 1, "b": 1, "c": 1}, start=[date(2027, 4, 1), date(2027, 4, 1), date(2027, 3, 1)])
    assert [(gain.change.value, gain.opens) for gain in gains_of(ana, work, ())] == [
        ("2027-03-01", 3),
        ("2027-04-01", 2),
    ]


def test_an_age_is_no_change_that_anybody_can_make() -> None:
    ana = workers(["ana"], born=[date(2012, 1, 1)])
    work = orders({"a": 1, "b": 1}, minimum_age=[AgeLimit(18, "law"), None], maximum_age=[None, AgeLimit(10, "rule")])
    assert gains_of(ana, work, ()) == []


levels = st.dictionaries(st.sampled_from(["spa", "eng"]), st.integers(1, 6), max_size=2)
codes = st.frozensets(st.sampled_from(["pruning", "driving", "packing"]), max_size=2)


@st.composite
def worlds(draw: Any) -> tuple[Workers, Orders]:
    ana = workers(
        ["ana"],
        occupations=[draw(st.frozensets(st.sampled_from(["9211", "6111"])))],
        experience=[draw(st.dictionaries(st.sampled_from(["9211", "6111"]), st.integers(1, 30)))],
        languages=[draw(levels)],
        skills=[draw(codes)],
        training=[draw(codes)],
        measures=[{"training_done": 1, "driving_licence": 0}],
    )
    count = draw(st.integers(1, 5))

    def each(values: Any) -> list[Any]:
        return draw(st.lists(values, min_size=count, max_size=count))

    work = orders(
        {f"o{n}": 1 for n in range(count)},
        occupations=each(st.sampled_from(["9211", "6111"])),
        experience_months=each(st.sampled_from([0, 6, 12])),
        languages=each(levels),
        skills=each(codes),
        training=each(codes),
    )
    return ana, work


@given(worlds())
def test_every_gain_is_what_a_round_would_count(world: tuple[Workers, Orders]) -> None:
    ana, work = world
    register = (*REGISTER[:2], Weight("training_done", 2_000, 4), Weight("driving_licence", 1_000, 1))
    now = standings(ana, work, 0, register)
    for gain in gains(ana, work, 0, register, now):
        then = changed(ana, 0, gain.change, work)
        able = [not failed_rules(then, work, 0, o) for o in range(len(work.ids))]
        assert all(able[o] for o, each in enumerate(now) if each.score), "a change takes nothing away"
        assert gain.opens == sum(able) - sum(each.score is not None for each in now)
        more = [score(then, work, 0, o, register).total - each.score.total for o, each in enumerate(now) if each.score]
        assert gain.points == max(more, default=0) >= 0
        assert gain.opens or gain.points


@given(worlds())
def test_a_change_touches_no_more_than_it_says(world: tuple[Workers, Orders]) -> None:
    """Sex, groups and whatever else stands in the columns stay as they are (principle 6)."""
    ana, work = world
    touched = {Mend.LEARN_LANGUAGE: {"languages"}, Mend.GAIN_EXPERIENCE: {"experience"}}
    touched |= {Mend.PROVE_SKILL: {"skills", "measures"}, Mend.TAKE_TRAINING: {"training", "measures"}}
    touched |= {Mend.ADD_OCCUPATION: {"occupations"}}
    for gain in gains(ana, work, 0, REGISTER, standings(ana, work, 0, REGISTER)):
        then = changed(ana, 0, gain.change, work)
        differ = {f.name for f in fields(Workers) if getattr(then, f.name) != getattr(ana, f.name)}
        assert differ <= touched[gain.change.mend]
