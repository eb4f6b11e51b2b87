"""Names: one key for one name however it is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.identity import fold, name_key, sound_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pérez Gómez, Ana", "ana perez  GOMEZ"),
        ("أحمد", "احمد"),
        ("فاطمة علي", "على فاطمه"),
        ("مُحَمَّد", "محمد"),
        ("Łukasz Müller", "muller lukasz"),
        ("O'Brien", "Obrien"),
        ("ＡＮＡ", "ana"),
    ],
)
def test_one_name_has_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Ana Pérez", "Ana Peralta"), ("राम", "रमा"), ("محمد", "محمود"), ("Ana", "")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "spellings",
    [
        ("محمد", "Mohamed", "Muhammad", "Mohammed", "Mohammad"),
        ("عبد الله", "Abdullah", "Abd Allah", "Abdallah", "عبدالله"),
        ("عبد الرحمن", "Abdel Rahman", "Abdulrahman", "Abd al-Rahman"),
        ("فاطمة", "Fatima", "Fatimah"),
        ("حسين", "Hussein", "Husain"),
        ("خالد", "Khaled", "Khalid"),
        ("السيد", "Al-Sayed", "El Sayed"),
        ("Giménez", "Jiménez", "Ximenez"),
        ("Benítez", "Venites"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound_key(spelling) for spelling in spellings}) == 1, [sound_key(s) for s in spellings]


def test_different_names_sound_different() -> None:
    names = ("Ana Torres", "Luis Gómez", "محمد حسن", "Maria Fernández", "Ram Bahadur")
    assert len({sound_key(name) for name in names}) == len(names)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(" ".join(words(text))) == words(text)
    assert name_key(unicodedata.normalize("NFD", text)) == name_key(text)
