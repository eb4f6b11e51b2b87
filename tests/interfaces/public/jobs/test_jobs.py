"""Jobs for everybody: found by words of any language, with what they pay, what they cost and who checked them."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from corridor.foundation.database.context import acting
from corridor.stages.demand import api as demand
from tests.harness.demand import World, world


@pytest.fixture
def made(db: None) -> World:
    return world()


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_open_jobs_are_found_and_nothing_else(made: World, client: Client) -> None:
    made.order("open")
    made.order("submitted", title="Secret tractor driver")
    page = text(client.get("/en/jobs/"))
    assert "Strawberry picker" in page
    assert "Secret tractor driver" not in page
    assert "1,400" in page
    assert "You pay nothing" in page
    assert "Strawberry picker" in text(client.get("/en/jobs/?q=moguer"))
    assert "Strawberry picker" in text(client.get("/en/jobs/?q=condado&country=ES"))
    assert "No open job fits" in text(client.get("/en/jobs/?q=welder"))
    assert "No open job fits" in text(client.get("/en/jobs/?country=FR"))


def test_words_of_another_language_find_the_occupation(made: World, client: Client) -> None:
    made.order("open", title="Temporero/a", duties="")
    assert "Temporero/a" in text(client.get("/en/jobs/?q=fruit+picker"))


def test_page_of_a_job(made: World, client: Client) -> None:
    order = made.order("open")
    page = text(client.get(f"/en/jobs/{order.number}/"))
    assert "Fresas del Condado SL" in page
    assert "1,280" in page  # what is kept after meals
    assert "COP" in page
    assert "Ministerio del Trabajo" in page
    assert "Dirección General de Migraciones" in page
    assert "Ley 3/2023 art. 43" in page
    assert page.count("<h1") == 1
    assert page.count('class="button"') == 1
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    posting = json.loads(found[1])
    assert posting["@type"] == "JobPosting"
    assert posting["totalJobOpenings"] == 8
    assert posting["baseSalary"]["value"] == {"@type": "QuantitativeValue", "value": 1400.0, "unitText": "MONTH"}


def test_words_of_an_employer_stay_words(made: World, client: Client) -> None:
    order = made.order("open", title="</script><script>alert(1)</script>")
    raw = client.get(f"/en/jobs/{order.number}/").content.decode()
    assert "<script>alert" not in raw
    assert "</script><script>" not in raw


def test_number_is_forgiving_and_hidden_jobs_stay_hidden(made: World, client: Client) -> None:
    order = made.order("open")
    hidden = made.order("verified")
    assert client.get(f"/en/jobs/{order.number.lower()}/").headers["Location"] == f"/en/jobs/{order.number}/"
    assert client.get(f"/en/jobs/{hidden.number}/").status_code == 404
    assert client.get("/en/jobs/JO-999999/").status_code == 404


def test_revoked_job_warns(made: World, client: Client) -> None:
    order = made.order("open")
    actor = made.approver.actor()
    with acting(actor, "test"):
        demand.revoke_order(order.id, reason="Fraud", remedy="Appeal", by=actor)
    page = text(client.get(f"/en/jobs/{order.number}/"))
    assert "not allowed any more" in page
    assert 'class="button"' not in page
    assert "ld+json" not in page


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_pages_may_be_kept_and_are_small(made: World, client: Client, language: str) -> None:
    orders = made.orders(20, posts=1)
    for path in (f"/{language}/jobs/", f"/{language}/jobs/{orders[0].number}/", f"/{language}/check/?q=JO"):
        response = client.get(path)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=300"
        assert not response.cookies
        assert len(response.content) <= 60 * 1024


def test_list_costs_a_bounded_number_of_statements(
    made: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    made.orders(12, posts=1)
    with django_assert_max_num_queries(9):
        client.get("/en/jobs/")


def test_list_goes_ten_at_a_time_and_keeps_what_was_asked(made: World, client: Client) -> None:
    for _number in range(11):
        made.order("open", posts=1)
    page = text(client.get("/en/jobs/?q=moguer&country=ES"))
    assert page.count("<article") == 10
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following and "q=moguer" in following[1] and "country=ES" in following[1]
    assert text(client.get(f"/en/jobs/{following[1]}")).count("<article") == 1
