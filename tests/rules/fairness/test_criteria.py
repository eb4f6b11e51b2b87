"""Principle 6: what may select, and what never may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.fairness import ALLOWED, FORBIDDEN, ConflictCode, conflicts
from corridor.rules.matching import MEASURES, AgeLimit

NEVER = [
    "pregnancy",
    "children",
    "marital_status",
    "hiv",
    "religion",
    "looks",
    "photo",
    "union",
    "complaints_made",
    "savings",
]


def test_the_matching_measures_are_allowed() -> None:
    assert set(MEASURES) <= ALLOWED
    assert {"seasons_done", "waiting_days", "training_done"} <= ALLOWED
    assert conflicts(sorted(ALLOWED)) == []


@pytest.mark.parametrize("criterion", NEVER)
def test_what_principle_6_names_is_forbidden_with_its_source(criterion: str) -> None:
    (conflict,) = conflicts([criterion])
    assert (conflict.criterion, conflict.code) == (criterion, ConflictCode.FORBIDDEN)
    assert conflict.source == FORBIDDEN[criterion] != ""


@pytest.mark.parametrize(
    "criterion",
    [
        "Number of children", "hasChildrenUnder14", "married", "pregnancy-test", "HIV", "photo_score", "complaints",
        "trade union member", "absconded", "savings_rate", "small_hands", "nationality",
    ],
)  # fmt: skip
def test_other_names_for_it_are_found(criterion: str) -> None:
    assert [conflict.code for conflict in conflicts([criterion])] == [ConflictCode.FORBIDDEN]


@pytest.mark.parametrize(
    ("criterion", "code"),
    [
        ("sex", ConflictCode.ONLY_AS_RESERVE),
        ("is_woman", ConflictCode.ONLY_AS_RESERVE),
        ("age", ConflictCode.ONLY_AS_LIMIT),
        ("birth_year", ConflictCode.ONLY_AS_LIMIT),
        ("wage_wanted", ConflictCode.SCHEME_SETS_PAY),
        ("stars", ConflictCode.UNKNOWN),
        ("", ConflictCode.UNKNOWN),
    ],
)
def test_what_has_another_place_or_is_unknown_is_refused(criterion: str, code: ConflictCode) -> None:
    assert [conflict.code for conflict in conflicts([criterion])] == [code]


@given(st.lists(st.text(max_size=15) | st.sampled_from([*sorted(ALLOWED), *NEVER])))
def test_everything_is_allowed_by_name_or_refused(register: list[str]) -> None:
    refused = [conflict.criterion for conflict in conflicts(register)]
    assert refused == [criterion for criterion in register if criterion not in ALLOWED]


def test_sex_may_be_a_reserve_and_motherhood_may_not() -> None:
    assert conflicts([], reserves=["women", "indigenous", "disabled"]) == []
    assert [c.code for c in conflicts([], reserves=["women_with_children", "married"])] == [ConflictCode.FORBIDDEN] * 2


def test_an_age_limit_needs_its_source() -> None:
    assert conflicts([], age_limits=[AgeLimit(18, "Labour Code art. 6")]) == []
    (conflict,) = conflicts([], age_limits=[AgeLimit(40, " ")])
    assert conflict.code is ConflictCode.LIMIT_WITHOUT_SOURCE
