"""Contract numbers that people read aloud, and the code that proves a paper."""

import secrets

from django.db import connection

from corridor.rules.identity.number import ALPHABET

CODE_LENGTH = 8


def next_numbers(destinations: list[tuple[str, int]]) -> list[str]:
    """A number for each (country, year): ES-27-00412-9, the last digit a check, from one sequence in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('contracts_number') FROM generate_series(1, %s)", [len(destinations)])
        serials = [row[0] for row in cursor.fetchall()]
    return [_number(country, year, serial) for (country, year), serial in zip(destinations, serials, strict=True)]


def _number(country: str, year: int, serial: int) -> str:
    digits = f"{year % 100:02d}{serial:05d}"
    return f"{country}-{digits[:2]}-{digits[2:]}-{luhn(digits)}"


def luhn(digits: str) -> int:
    """The check digit of ISO/IEC 7812: finds every wrong digit and nearly every exchange of neighbours."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def check_code() -> str:
    """A code drawn at random that a paper carries beside its number: who has it holds the paper."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
