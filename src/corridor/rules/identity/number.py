"""File numbers for people: two letters of a country, seven characters drawn at random, one check character.

CO-7K3M-92XQ. The number says nothing about the person. The 30 characters leave out those that are mistaken for each
other on paper (0 1 I L O U). The check is a weighted sum modulo 31, a prime, with a different weight at each place, so
every single wrong character and every exchange of two characters is found; a number whose check would be the 31st value
is never issued.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product
from string import ascii_uppercase

from corridor.rules.identity.letters import fold

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SERIAL_LENGTH = 7
_LENGTH = 2 + SERIAL_LENGTH + 1
_MODULUS = 31
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
# Letters of countries that no serial has take the values of digits, which no country has: so a letter has one value
# wherever it stands, and an exchange between country and serial is found too.
_LETTER_VALUES = {**_VALUES, "I": 30, "L": 0, "O": 1, "U": 2}
# What may have been meant by a character that no number contains.
_MEANT = {"0": "QD", "O": "QD", "1": "J7T", "I": "J7T", "L": "J7", "U": "V"}
_MEANT_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B"}
_MOST_READINGS = 729


class NumberInvalid(ValueError):
    """A file number, or a part to make one of, that cannot be; `code` says how."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code


def make(country: str, serial_random: Callable[[int], int]) -> str:
    """A new file number of a country (ISO 3166 alpha-2), drawn with `serial_random(n)`: a number from 0 to n-1.

    Give it `secrets.randbelow`. There are about 21 thousand million numbers a country; the caller's unique key finds a
    repeated one. Raises NumberInvalid when the country is not two letters.
    """
    place = country.strip().upper()
    if not _is_country(place):
        raise NumberInvalid("country", country)
    while True:
        serial = "".join(ALPHABET[serial_random(len(ALPHABET))] for _ in range(SERIAL_LENGTH))
        check = _check(place + serial)
        if check is not None:
            return _dashed(place + serial + check)


def is_valid(number: str) -> bool:
    """True for a number written as it is issued, with its right check character."""
    bare = number.replace("-", "")
    return number == _dashed(bare) and _is_right(bare)


def normalise(text: str) -> str:
    """A number as it is issued, from what a person typed or read out: any case, spaces, dashes, digits of any script.

    A character that no number contains (0, O, 1, I, L, U) is read as its look-alike where exactly one reading is a
    valid number. What can be no number comes back in capitals without spaces, so that a search for it finds nothing.
    """
    bare = "".join(character for character in fold(text).upper() if character.isalnum())
    if len(bare) != _LENGTH:
        return bare
    place = "".join(_MEANT_LETTER.get(character, character) for character in bare[:2])
    readings = [_MEANT.get(character, character) for character in bare[2:]]
    right = [tail for tail in islice(product(*readings), _MOST_READINGS) if _is_right(place + "".join(tail))]
    if len(right) == 1:
        return _dashed(place + "".join(right[0]))
    return _dashed(place + bare[2:])


def format(text: str) -> str:
    """A valid number with its dashes; NumberInvalid when it is none."""
    number = normalise(text)
    if not is_valid(number):
        raise NumberInvalid("check", text)
    return number


def _dashed(bare: str) -> str:
    return f"{bare[:2]}-{bare[2:6]}-{bare[6:]}"


def _is_country(place: str) -> bool:
    return len(place) == 2 and all(letter in ascii_uppercase for letter in place)


def _is_right(bare: str) -> bool:
    if len(bare) != _LENGTH or not _is_country(bare[:2]):
        return False
    return all(character in _VALUES for character in bare[2:]) and _check(bare[:-1]) == bare[-1]


def _check(front: str) -> str | None:
    """The check character of country and serial; None where it would be the 31st value."""
    values = [_LETTER_VALUES[character] for character in front]
    # The check stands at the place of weight 1, so its own exchange with a neighbour is found as well.
    total = sum(weight * value for weight, value in zip(range(_LENGTH, 1, -1), values, strict=True))
    value = -total % _MODULUS
    return ALPHABET[value] if value < len(ALPHABET) else None
