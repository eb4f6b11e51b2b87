"""Likeness of two entries: symmetric, explained, and useful on two public sets of known duplicates."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.identity import LISTED, Identity, Reason, likeness, name_similarity

DATA = Path("/work/shared/data/dedup")
NAMES = st.text(alphabet="abcdeé محمد-", max_size=20)
IDENTITIES = st.builds(
    Identity,
    NAMES,
    st.sampled_from(["", "1990", "1990-05", "1990-05-31", "1985-05-31"]),
    st.sampled_from(["", "+57 300 123 4567", "3001234567", "600000000"]),
    st.sampled_from(["", "AB1", "AB2"]),
)


@given(IDENTITIES, IDENTITIES)
def test_likeness_is_symmetric_and_between_0_and_1(a: Identity, b: Identity) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b).score <= 1
    assert bool(likeness(a, b).reasons) == (likeness(a, b).score > 0)


def test_similarity_of_names_does_not_depend_on_the_order() -> None:
    assert name_similarity("tide", "diet") == name_similarity("diet", "tide") > 0


def test_all_in_common_is_nearly_certain() -> None:
    same = Identity("Ana Pérez Gómez", "1990-05-31", "+57 300 123 4567", "CC 1")
    found = likeness(same, Identity("Gomez Perez, Ana", "1990-05-31", "3001234567", "cc 1"))
    assert found.score > 0.97
    assert found.reasons == (Reason.SAME_DOCUMENT, Reason.SAME_PHONE, Reason.SIMILAR_NAME, Reason.SAME_BIRTH_DATE)


def test_one_name_in_two_scripts() -> None:
    found = likeness(Identity("محمد حسن", "1990"), Identity("Mohamed Hassan", "1990-05-01"))
    assert found.reasons == (Reason.SIMILAR_NAME, Reason.SAME_BIRTH_YEAR)
    assert found.score > 0.6


def test_a_family_with_one_phone_is_not_one_person() -> None:
    found = likeness(
        Identity("Ana Pérez", "1990-05-31", "3001234567"), Identity("Luis Torres", "1961-01-02", "3001234567")
    )
    assert found.reasons == (Reason.SAME_PHONE,)
    assert found.score < 0.3 < LISTED


def test_a_name_alone_or_a_date_alone_is_not_enough() -> None:
    assert likeness(Identity("Ana Pérez"), Identity("Ana Perez")).score < 0.75
    assert likeness(Identity("Ana Pérez", "1990-05-31"), Identity("Luis Torres", "1990-05-31")).score < LISTED


def test_day_and_month_exchanged_is_the_same_date() -> None:
    found = likeness(Identity("Ana Pérez", "1990-05-03"), Identity("Ana Pérez", "1990-03-05"))
    assert Reason.SAME_BIRTH_DATE in found.reasons


def test_nothing_in_common_is_nothing() -> None:
    assert likeness(Identity(""), Identity("")).score == 0
    assert likeness(Identity("Ana", "1990"), Identity("Björn", "1970")).reasons == ()


def test_duplicates_of_a_public_set_are_found() -> None:
    """FEBRL 1: 500 entries and a spoilt copy of each; only name and birth date are given to us."""
    if not DATA.exists():
        pytest.skip("the sets of known duplicates are not on this machine")
    with (DATA / "febrl1.csv").open(encoding="utf-8") as file:
        rows = [{key.strip(): value.strip() for key, value in row.items()} for row in csv.DictReader(file)]
    people = [(row["rec_id"].split("-")[1], _febrl(row)) for row in rows]
    # A quarter of them: half a million pairs take too long for every run.
    people = [(number, person) for number, person in people if int(number) % 4 == 0]
    right = wrong = missed = 0
    for (a, first), (b, second) in combinations(people, 2):
        alike = likeness(first, second).score >= LISTED
        right += alike and a == b
        wrong += alike and a != b
        missed += not alike and a == b
    print(f"febrl1: found {right}, missed {missed}, wrong {wrong}")
    assert right / (right + missed) > 0.8
    assert right / (right + wrong) > 0.95


def _febrl(row: dict[str, str]) -> Identity:
    born = row["date_of_birth"]
    iso = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else ""
    return Identity(f"{row['given_name']} {row['surname']}", iso)
