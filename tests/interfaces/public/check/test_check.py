"""One box, one answer: is this agency or this job real?"""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.demand import api as demand
from tests.harness.demand import licence, world


def answers(client: Client, asked: str) -> list[tuple[str, str]]:
    """(tone, page) of each answer."""
    page = html.unescape(client.get("/en/check/", {"q": asked}).content.decode())
    return [(part.split('"')[0], part) for part in page.split('<section class="notice ')[1:]]


@pytest.fixture
def agencies(db: None) -> Any:
    today = timezone.localdate()
    good = licence()
    licence("CO-2000", "Viejo Camino Ltda.", valid_from=today - timedelta(days=400), valid_until=today - timedelta(1))
    stopped = licence("CO-3000", "Puente Falso S.A.S.")
    with acting(SYSTEM, "test"):
        demand.suspend_licence(stopped.id, reason="Charged workers", remedy="Appeal", by=SYSTEM)
    return good


def test_three_colours(agencies: Any, client: Client) -> None:
    for asked, tone, sentence in [
        ("co-1234", "good", "valid licence"),
        ("PUENTE LABORAL", "good", "valid licence"),
        ("CO-2000", "warn", "has ended"),
        ("CO-3000", "bad", "may not recruit"),
        ("Golden Visa Agency", "bad", "never heard"),
    ]:
        found = answers(client, asked)
        assert [answer_tone for answer_tone, _page in found] == [tone], asked
        assert sentence in found[0][1]


def test_name_of_two_says_doubt_first(agencies: Any, client: Client) -> None:
    assert [tone for tone, _page in answers(client, "puente")] == ["bad", "good"]


def test_job_numbers(db: None, client: Client) -> None:
    made = world()
    order = made.order("open")
    hidden = made.order("submitted")
    digits = order.number.removeprefix("JO-").lstrip("0")
    arabic = "".join(chr(0x660 + int(digit)) for digit in digits.zfill(3))
    for asked in (order.number, order.number.lower(), f"JO {digits.zfill(3)}", arabic):
        found = answers(client, asked)
        assert [tone for tone, _page in found] == ["good"], asked
        assert "Strawberry picker" in found[0][1]
    assert [tone for tone, _page in answers(client, hidden.number)] == ["bad"]
    with acting(SYSTEM, "test"):
        demand.close_order(order.id, by=SYSTEM)
    assert [tone for tone, _page in answers(client, order.number)] == ["warn"]


def test_empty_box_tells_how_to_stay_safe(db: None, client: Client) -> None:
    page = client.get("/en/check/").content.decode()
    assert "Nobody may keep your passport." in page
    assert page.count("<h1") == 1
    assert page.count('class="button"') == 1


def test_words_of_the_asker_stay_words(db: None, client: Client) -> None:
    assert b"<script>x" not in client.get("/en/check/", {"q": "<script>x</script>"}).content
