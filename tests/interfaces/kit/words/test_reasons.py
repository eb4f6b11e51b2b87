"""Why a file was opened: no code and no foreign language reaches its owner."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver
from django.utils.translation import override

from corridor.interfaces.kit.words import timeline, you
from corridor.interfaces.kit.words.journeys import INCIDENTS
from corridor.interfaces.kit.words.reasons import GENERAL, REASONS, STAFF, reason, reason_for_staff

ARABIC = re.compile(r"[\u0600-\u06ff]")


def purposes(patterns: Any) -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from purposes(pattern.url_patterns)
        elif why := str(getattr(pattern.callback, "why", "")):
            yield why


def test_every_purpose_of_every_page_is_said_in_the_reader_s_language() -> None:
    found = {*purposes(get_resolver().url_patterns), *REASONS}
    assert len(found) > 100
    with override("ar"):
        foreign = [why for why in found if not ARABIC.search(str(reason(why))) or re.search("[a-z]", str(reason(why)))]
    assert foreign == []


@pytest.mark.parametrize("old", ["journeys.clear", "selection-round", "", "nobody ever wrote this"])
def test_old_codes_and_unknown_words_become_general_words(old: str) -> None:
    with override("ar"):
        assert str(reason(old)) == str(GENERAL)


def test_words_for_the_worker_belong_to_known_codes() -> None:
    assert set(you.VERBS) <= set(timeline.VERBS)
    assert set(you.INCIDENTS) <= set(INCIDENTS)
    assert not [said for said in you.VERBS.values() if "worker" in str(said).lower()]


def test_staff_read_of_a_third_person() -> None:
    for why in STAFF:
        with override("en"):
            assert not re.search(r"\byour?\b", str(reason_for_staff(why)))
        with override("ar"):
            assert ARABIC.search(str(reason_for_staff(why)))
    with override("ar"):
        assert str(reason_for_staff("look through the roster")) == str(reason("look through the roster"))
