"""Words that may hide a criterion: the queue of the office, one order at a time, and the page of the order."""

import html
from typing import Any

import pytest
from django.test import Client

from corridor.stages.demand.models import JobOrder, WordingFinding
from tests.harness.demand import World, world
from tests.harness.people import member

from .test_orders import decide, key_of, state_of, text

PATH = "/en/office/orders/wording/"


@pytest.fixture
def made(db: None) -> World:
    return world()


def answer(browser: Client, order: JobOrder, ground: str, basis: str = "", **more: Any) -> Any:
    """Say the same of every finding of the order."""
    page = browser.get(f"{PATH}?order={order.id}")
    body = {"submission_key": key_of(page), "order": str(order.id), "note": "", **more}
    for key in WordingFinding.objects.filter(order=order, state="waiting").values_list("key", flat=True):
        body |= {f"ground_{key}": ground, f"basis_{key}": basis}
    return browser.post(PATH, body)


def test_words_are_decided_before_the_order_is_verified(made: World) -> None:
    order = made.order("submitted", duties="Pick strawberries. Men only, please.")
    officer = made.officer.client()
    page = text(officer.get(f"/en/office/orders/{order.id}/"))
    assert "<mark>Men only</mark>" in page
    assert "Decide on the words" in page
    assert 'value="verify"' not in page
    assert page.count('class="button"') == 1
    assert "Words to decide on <span>1</span>" in text(officer.get("/en/office/orders/"))
    assert "Decide on words" in text(officer.get("/en/office/"))
    page = text(officer.get(PATH))
    assert "Do these words choose people?" in page
    assert "<mark>Men only</mark>" in page
    assert page.count('class="button"') == 1
    assert answer(officer, order, "not_meant").status_code == 302
    page = text(officer.get(f"/en/office/orders/{order.id}/"))
    assert "stays: it means something else" in page
    assert decide(officer, order, "verify").status_code == 302
    assert state_of(order) == "verified"


def test_verifying_without_a_decision_is_refused_in_words(made: World) -> None:
    order = made.order("submitted", duties="Maximum age 35.")
    good = made.order("submitted")
    officer = made.officer.client()
    key = key_of(officer.get("/en/office/orders/?queue=verify"))
    body = {"action": "verify", "submission_key": key, "order": [str(order.id), str(good.id)]}
    said = text(officer.post("/en/office/orders/batch/", body, follow=True))
    assert "Decide on these words first" in said
    assert state_of(good) == "submitted"


def test_back_to_the_employer_with_the_words(made: World) -> None:
    order = made.order("submitted", duties="Maximum age 35.")
    assert answer(made.officer.client(), order, "reword", note="Call us.").status_code == 302
    assert state_of(order) == "draft"
    page = text(made.farmer.client().get(f"/en/employer/orders/{order.id}/"))
    assert "“Maximum age” (Age)" in page or "“Maximum age 35” (Age)" in page
    assert "Call us." in page
    assert "to be written anew" in page


def test_a_ground_that_is_missing_or_not_allowed(made: World) -> None:
    order = made.order("submitted", duties="Minimum age 21.")
    officer = made.officer.client()
    assert "“What is it?” is not answered yet" in text(answer(officer, order, ""))
    refused = answer(officer, order, "law", "")
    assert refused.status_code == 422
    assert "Quote the law" in text(refused)
    assert answer(officer, order, "reserve", "v1").status_code == 422
    assert answer(officer, order, "law", "Road act, art. 3").status_code == 302
    assert "Road act, art. 3" in text(officer.get(f"/en/office/orders/{order.id}/"))


def test_others_with_the_same_words_go_along(made: World) -> None:
    first, second = (made.order("submitted", duties="Maximum age 35.") for _number in range(2))
    officer = made.officer.client()
    assert "Also one other job order with the same words" in text(officer.get(PATH))
    assert answer(officer, first, "law", "Act 7", same="on").status_code == 302
    assert "No words wait." in text(officer.get(PATH))
    assert {state_of(first), state_of(second)} == {"submitted"}
    late = officer.post(PATH, {"order": str(second.id)}, follow=True)
    assert "Somebody decided on these words already." in text(late)


def test_who_may_not_decide(made: World) -> None:
    order = made.order("submitted", duties="Maximum age 35.")
    assert made.approver.client().get(PATH).status_code in (302, 403, 404)
    stranger = member("officer").client()
    assert "No words wait." in text(stranger.get(PATH))
    assert html.unescape(order.number) not in text(stranger.get(PATH))
