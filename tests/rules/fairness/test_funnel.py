"""Principle 16 through the stages of a round: every table that a reader can imagine leaves hidden numbers open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.fairness import Funnel, funnels

STAGES = ("took_part", "eligible", "chosen")
WITHIN = {"eligible": "took_part", "chosen": "eligible"}
K = 3


@st.composite
def counts(draw: st.DrawFn, groups: int = 3, most: int = 7) -> dict[str, dict[str, int]]:
    found = {}
    for group in "abcd"[: draw(st.integers(1, groups))]:
        took = draw(st.integers(0, most))
        eligible = draw(st.integers(0, took))
        found[group] = {"took_part": took, "eligible": eligible, "chosen": draw(st.integers(0, eligible))}
    return found


def columns(table: Funnel, stage: str, limits: Mapping[str, tuple[int, int]]) -> Iterator[dict[str, int]]:
    """Every column of a stage that agrees with what is shown, each group within its limits."""
    ranges = []
    for group in table.groups:
        shown = table.cells[group, stage]
        low, high = limits[group]
        ranges.append(
            [shown] if shown is not None and low <= shown <= high else [*range(low, high + 1)] if shown is None else []
        )
    for values in product(*ranges):
        if table.totals[stage] is None or sum(values) == table.totals[stage]:
            yield dict(zip(table.groups, values, strict=True))


def possible(table: Funnel, most: int) -> dict[tuple[str, str], set[int]]:
    """Values that each hidden cell takes in tables that a reader can imagine; it stops when each has two."""
    found: dict[tuple[str, str], set[int]] = {cell: set() for cell, value in table.cells.items() if value is None}
    anything = dict.fromkeys(table.groups, (0, most))
    for took in columns(table, "took_part", anything):
        for eligible in islice(columns(table, "eligible", {group: (0, took[group]) for group in table.groups}), 60):
            within = {group: (0, eligible[group]) for group in table.groups}
            for chosen in islice(columns(table, "chosen", within), 60):
                told = {"took_part": took, "eligible": eligible, "chosen": chosen}
                for group, stage in found:
                    found[group, stage].add(told[stage][group])
                if all(len(values) > 1 for values in found.values()):
                    return found
    return found


@settings(max_examples=300, deadline=None)
@given(counts())
def test_no_hidden_number_can_be_computed_from_what_is_shown(given_counts: dict[str, dict[str, int]]) -> None:
    table = funnels({"sex": given_counts}, STAGES, WITHIN, K)["sex"]
    for (group, stage), shown in table.cells.items():
        assert shown is None or shown == given_counts[group][stage]
        assert shown is None or shown == 0 or shown >= K
    for cell, values in possible(table, 8).items():
        assert len(values) >= 2, (cell, values, table)


@settings(max_examples=300, deadline=None)
@given(counts(groups=4, most=30))
def test_hidden_numbers_are_together_at_least_k_and_two(given_counts: dict[str, dict[str, int]]) -> None:
    table = funnels({"sex": given_counts}, STAGES, WITHIN)["sex"]
    for stage in STAGES:
        hidden = [group for group in table.groups if table.cells[group, stage] is None]
        total = table.totals[stage]
        if hidden and total is not None:
            assert len(hidden) >= 2
            assert total - sum(table.cells[group, stage] or 0 for group in table.groups) >= 10


@given(counts(groups=4, most=60))
def test_nothing_is_hidden_without_need(given_counts: dict[str, dict[str, int]]) -> None:
    table = funnels({"sex": given_counts}, STAGES, WITHIN)["sex"]
    if all(value == 0 or value >= 10 for row in given_counts.values() for value in row.values()):
        assert all(table.cells[group, stage] == row[stage] for group, row in given_counts.items() for stage in STAGES)


def _row(*values: int) -> dict[str, int]:
    return dict(zip(STAGES, values, strict=True))


def test_a_stage_too_small_in_one_dimension_is_hidden_in_all() -> None:
    found = funnels(
        {"sex": {"F": _row(40, 30, 6), "M": _row(60, 50, 0)}, "age": {"18-24": _row(100, 80, 6)}}, STAGES, WITHIN
    )
    for table in found.values():
        assert table.totals == {"took_part": 100, "eligible": 80, "chosen": None}
        assert {table.cells[group, "chosen"] for group in table.groups} == {None}
    assert found["sex"].cells["F", "eligible"] == 30


def test_a_small_group_stays_hidden_at_every_later_stage_and_takes_another_with_it() -> None:
    table = funnels({"sex": {"F": _row(40, 30, 20), "M": _row(60, 50, 0), "X": _row(4, 0, 0)}}, STAGES, WITHIN)["sex"]
    assert [table.cells["X", stage] for stage in STAGES] == [None, None, None]
    assert [table.cells["F", stage] for stage in STAGES] == [None, None, None]
    assert [table.cells["M", stage] for stage in STAGES] == [60, 50, 0]


def test_groups_of_one_each_are_not_even_named() -> None:
    table = funnels({"district": {f"d{n}": _row(1, 1, 1) for n in range(12)}}, STAGES, WITHIN)["district"]
    assert table.groups == ()
    assert table.totals["took_part"] == 12


def test_a_group_alone_in_a_dimension_is_not_hidden_for_nothing() -> None:
    table = funnels({"sex": {"F": _row(30, 20, 0)}}, STAGES, WITHIN)["sex"]
    assert [table.cells["F", stage] for stage in STAGES] == [30, 20, 0]
    assert funnels({}, STAGES, WITHIN) == {}


@pytest.mark.parametrize(
    ("rows", "k", "words"),
    [
        ({"a": _row(3, 4, 0)}, 10, "larger"),
        ({"a": _row(3, 2, -1)}, 10, "negative"),
        ({"a": _row(3, 2, 1)}, 0, "at least 1"),
    ],
)
def test_impossible_counts_are_refused(rows: dict[str, dict[str, int]], k: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        funnels({"sex": rows}, STAGES, WITHIN, k)


def test_dimensions_of_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="different people"):
        funnels({"sex": {"a": _row(3, 2, 1)}, "age": {"b": _row(4, 2, 1)}}, STAGES, WITHIN)
