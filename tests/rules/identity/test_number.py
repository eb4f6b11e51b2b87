"""File numbers: what is issued is valid, and no single slip of the pen gives another valid number."""

from __future__ import annotations

import random
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.identity import NumberInvalid, format, is_valid, make, normalise
from corridor.rules.identity.number import ALPHABET

NUMBERS = [make(country, random.Random(seed).randrange) for seed in range(40) for country in ("CO", "EC", "IL", "UA")]


def test_the_alphabet_has_nothing_that_is_mistaken() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 30
    assert not set("01ILOU") & set(ALPHABET)


def test_numbers_look_as_the_slip_says() -> None:
    number = make("co", random.Random(1).randrange)
    assert number[:3] == "CO-"
    assert [len(part) for part in number.split("-")] == [2, 4, 4]
    assert is_valid(number)


@pytest.mark.parametrize("country", ["", "C", "COL", "C1", "ÑÑ", "كو"])
def test_a_country_is_two_letters(country: str) -> None:
    with pytest.raises(NumberInvalid):
        make(country, random.Random(1).randrange)


def test_every_single_substitution_is_found() -> None:
    checked = 0
    for number in NUMBERS:
        for place, character in enumerate(number):
            if character == "-":
                continue
            for other in ascii_uppercase if place < 2 else ALPHABET:
                if other != character:
                    assert not is_valid(number[:place] + other + number[place + 1 :])
                    checked += 1
    assert checked == len(NUMBERS) * (2 * 25 + 8 * 29)


def test_every_exchange_of_two_characters_is_found() -> None:
    for number in NUMBERS:
        bare = number.replace("-", "")
        for first in range(10):
            for second in range(first + 1, 10):
                letters = list(bare)
                letters[first], letters[second] = letters[second], letters[first]
                if letters != list(bare):
                    text = "".join(letters)
                    assert not is_valid(f"{text[:2]}-{text[2:6]}-{text[6:]}")


@given(st.integers(0, 2**32), st.sampled_from(["CO", "IL", "ZZ"]))
def test_what_is_typed_carelessly_is_the_same_number(seed: int, country: str) -> None:
    number = make(country, random.Random(seed).randrange)
    for typed in (
        number.lower(),
        number.replace("-", ""),
        number.replace("-", " "),
        f"  {number}.",
        number.replace("-", "–"),
    ):
        assert normalise(typed) == number
    arabic = number.translate({ord("0") + digit: chr(0x0660 + digit) for digit in range(10)})
    assert normalise(arabic) == number
    assert normalise(number) == number


def test_a_look_alike_is_read_where_one_reading_is_valid() -> None:
    mended = 0
    for number in NUMBERS:
        for place in range(3, len(number)):
            for written, meant in (("U", "V"), ("O", "Q"), ("0", "D")):
                if number[place] == meant:
                    assert normalise(number[:place] + written + number[place + 1 :]) == number
                    mended += 1
        assert normalise(number.replace("O", "0", 1) if number[1] == "O" else number) == number
    assert mended > 20


@given(st.text(max_size=30))
def test_any_text_is_normalised_and_stays_so(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    if is_valid(once):
        assert format(text) == once
    else:
        with pytest.raises(NumberInvalid):
            format(text)


@settings(max_examples=300)
@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_one_random_text_in_31_is_a_number(serial: str) -> None:
    valid = [character for character in ALPHABET if is_valid(f"CO-{serial[:4]}-{serial[4:7]}{character}")]
    assert len(valid) <= 1
