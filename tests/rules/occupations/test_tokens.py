"""Words of titles: stems, synonyms, and the distance between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.occupations import distance_within, stem, tokens

WORDS = st.text(alphabet="abcé", max_size=7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fresas", "fresa"),
        ("recolectores", "recolectora"),
        ("berries", "berry"),
        ("nurses", "nurse"),
        ("عامله", "عامل"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_farmer_is_no_farm() -> None:
    assert stem("farmer") != stem("farm")


def test_synonyms_replace_words_and_pairs() -> None:
    assert tokens("Bee Keeper, AG. hand", {"bee keeper": "beekeeper", "ag": "farm"}) == ["beekeeper", "farm", "hand"]


def test_fillers_say_nothing() -> None:
    assert tokens("the of and de los") == []


@given(WORDS, WORDS, st.integers(0, 3))
def test_distance_is_symmetric_and_zero_for_equals(a: str, b: str, most: int) -> None:
    found = distance_within(a, b, most)
    assert found == distance_within(b, a, most)
    assert (found == 0) == (a == b)
    assert found is None or found <= most


@pytest.mark.parametrize(
    ("a", "b", "edits"), [("picker", "pikcer", 1), ("nurse", "nurs", 1), ("cook", "book", 1), ("a", "xyz", None)]
)
def test_distance(a: str, b: str, edits: int | None) -> None:
    assert distance_within(a, b, 2) == edits
