"""The people of the world: always the same, nobody twice, and no telephone that rings."""

import re
from collections import Counter
from datetime import date

from corridor.interfaces.cli.world.people import PHONES, newcomers
from corridor.interfaces.cli.world.places import DISTRICTS, FARMS, WORK

TODAY = date(2026, 11, 24)
OFFICES = {"Pereira": 700, "Armenia": 500}


def test_same_seed_gives_the_same_people() -> None:
    assert newcomers("a", "CO", OFFICES, TODAY) == newcomers("a", "CO", OFFICES, TODAY)
    assert newcomers("a", "CO", OFFICES, TODAY) != newcomers("b", "CO", OFFICES, TODAY)


def test_nobody_comes_twice_and_offices_get_their_number() -> None:
    people = newcomers("a", "CO", OFFICES, TODAY)
    assert len({who.name for who in people}) == len({who.phone for who in people}) == 1200
    assert Counter(who.office for who in people) == OFFICES
    assert all(who.district in DISTRICTS[who.office] for who in people)


def test_telephone_numbers_lie_where_no_operator_serves() -> None:
    """Colombian subscribers' numbers begin with 3 or 60, Moroccan ones with 5 to 8."""
    for country, offices in (("CO", OFFICES), ("MA", {"Tetuán": 300})):
        for who in newcomers("a", country, offices, TODAY):
            assert who.phone.startswith(PHONES[country])
            assert re.fullmatch(r"\+57[1245789]\d{9}|\+212[01234]\d{8}", who.phone)


def test_moroccans_have_a_name_in_arabic_letters() -> None:
    people = newcomers("a", "MA", {"Tetuán": 100}, TODAY)
    assert all(re.fullmatch(r"[\u0621-\u064a ]+", who.native_name) for who in people)
    assert all(who.native_name == "" for who in newcomers("a", "CO", {"Pereira": 50}, TODAY))


def test_everybody_is_of_age_to_work() -> None:
    people = newcomers("a", "CO", OFFICES, TODAY)
    assert all(18 <= TODAY.year - int(who.birth[:4]) <= 53 for who in people)


def test_forty_farms_with_work_that_we_know() -> None:
    assert len({farm.name for farm in FARMS}) == 40
    assert all(farm.work in WORK for farm in FARMS)
