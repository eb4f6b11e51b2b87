"""Coding of job titles on a table small enough to follow by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.occupations import Phrase, Why, candidates, code

GROUPS = candidates(
    [
        Phrase("9211", "Crop farm labourers", title=True),
        Phrase("9211", "fruit picker"),
        Phrase("9211", "farm worker"),
        Phrase("9211", "recolector de fruta"),
        Phrase("9212", "Livestock farm labourers", title=True),
        Phrase("9212", "sheep herder"),
        Phrase("9212", "livestock worker"),
        Phrase("9213", "Mixed crop and livestock farm labourers", title=True),
        Phrase("6123", "beekeeper"),
        Phrase("8341", "farm equipment operator"),
        Phrase("8342", "equipment operator in building"),
    ],
    {"sheepherder": "sheep herder", "farmworker": "farm worker"},
)
CROSSWALK = {"45-2093": {"9212": 0.5, "9213": 0.5}, "45-2091": {"8341": 1.0}}


def test_a_phrase_of_a_group_is_that_group() -> None:
    first = code("FRUIT PICKERS", GROUPS)[0]
    assert (first.code, first.why) == ("9211", Why.WORDS)
    assert first.confidence > 0.8
    assert set(first.words) == {"fruit", "picker"}


def test_spanish_and_synonyms() -> None:
    assert code("Recolectora de frutas", GROUPS)[0].code == "9211"
    assert code("sheepherder", GROUPS)[0].code == "9212"


def test_half_a_match_is_less_sure() -> None:
    assert code("fruit seller", GROUPS)[0].confidence < 0.6 < code("fruit picker", GROUPS)[0].confidence


def test_the_other_classification_decides_between_near_groups() -> None:
    assert code("farm labourers", GROUPS, soc="45-2093.00", crosswalk=CROSSWALK)[0].code in {"9212", "9213"}
    both = code("livestock labourers", GROUPS, soc="45-2093", crosswalk=CROSSWALK)[0]
    assert (both.code, both.why) == ("9212", Why.BOTH)


def test_common_words_of_a_group_outside_the_crosswalk_do_not_win() -> None:
    assert code("farm labourers", GROUPS)[0].code == "9211"
    first = code("farm worker", GROUPS, soc="45-2093", crosswalk=CROSSWALK)[0]
    assert first.code in {"9212", "9213"}
    assert first.confidence <= 0.5


def test_a_title_without_known_words_falls_back_on_the_crosswalk() -> None:
    found = code("xyz", GROUPS, soc="45-2093", crosswalk=CROSSWALK)
    assert [(one.code, one.why) for one in found] == [("9212", Why.CROSSWALK), ("9213", Why.CROSSWALK)]
    assert all(one.confidence < 0.5 for one in found)


def test_a_word_of_one_group_alone_outweighs_the_crosswalk() -> None:
    assert code("beekeeper", GROUPS, soc="45-2093", crosswalk=CROSSWALK)[0].code == "6123"


@pytest.mark.parametrize("title", ["fruit picker", "beekeeper"])
def test_a_contradiction_is_never_sure(title: str) -> None:
    assert all(one.confidence <= 0.5 for one in code(title, GROUPS, soc="45-2091", crosswalk=CROSSWALK))


def test_nothing_known_is_nothing() -> None:
    assert code("", GROUPS) == code("12 %", GROUPS) == []
    assert code("fruit picker", candidates([])) == []


@given(
    st.lists(
        st.sampled_from(["fruit", "picker", "farm", "worker", "sheep", "beekeeper", "equipment", "xyz", "crop", "ii"]),
        max_size=6,
    ),
    st.sampled_from(["", "45-2093", "45-2091", "99-9999"]),
)
def test_confidences_are_ordered_and_add_up_to_one_at_most(words: list[str], soc: str) -> None:
    found = code(" ".join(words), GROUPS, soc=soc, crosswalk=CROSSWALK, limit=20)
    confidences = [one.confidence for one in found]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1 + 0.001 * len(found)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert len({one.code for one in found}) == len(found)
