"""The everyday case pressed in browsers: one order, interviews, a choice, a no, and a replacement the same day."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.demand import api as demand
from corridor.stages.selection import api
from corridor.stages.selection.models import Interview, Round
from corridor.stages.selection.services.common import today
from tests.harness.people import Member
from tests.harness.season import World, build

pytestmark = pytest.mark.browser


class Browser:
    """Somebody signed in, who opens pages by name and presses buttons by what they do."""

    def __init__(self, new_page: Callable[..., Any], live: str, member: Member, language: str, width: int) -> None:
        cookie = member.client().cookies[settings.SESSION_COOKIE_NAME].value
        self.page = new_page(viewport={"width": width, "height": 800})
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        self.live, self.language = live, language

    def open(self, name: str, *args: Any) -> "Browser":
        with translation.override(self.language):
            path = reverse(name, args=args)
        assert self.page.goto(f"{self.live}{path}").status == 200
        return self

    def press(self, name: str, *args: Any, value: str = "") -> None:
        """The button of the form that goes to an address."""
        with translation.override(self.language):
            path = reverse(name, args=args)
        button = f'button[value="{value}"]' if value else "button:not([type=button])"
        self.page.locator(f'main form[action="{path}"] {button}').first.click()
        self.page.wait_for_load_state()

    def send(self, value: str = "") -> None:
        """The button of a form that goes to its own page."""
        self.page.locator(
            f'main form:not([action]) button[value="{value}"]' if value else ".actions button"
        ).first.click()
        self.page.wait_for_load_state()

    @property
    def words(self) -> str:
        return str(self.page.locator("main").inner_text())


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_one_order_from_the_first_press_to_the_replacement(
    live: str, new_page: Callable[..., Any], language: str, width: int
) -> None:
    world: World = build(posts=(1,))
    world.roster(8)
    order = world.order_ids[0]
    with acting(SYSTEM, "let the work begin soon"):
        demand.orders(SYSTEM).filter(id=order).update(start=today() + timedelta(days=10))

    def as_(member: Member) -> Browser:
        return Browser(new_page, live, member, language, width)

    officer, farmer = as_(world.officer), as_(world.farmers[0])
    officer.open("office:orders-order", order).press("office:orders-fill", order)
    with acting(SYSTEM, "look"):
        round_ = Round.objects.get()
        assert (round_.state, round_.order_ids) == ("trial", [str(order)])
        Round.objects.update(public_day=today())
    officer.press("office:rounds-step", round_.id, "close_inputs")
    world.enter_value(round_)
    officer.open("office:rounds-round", round_.id).press("office:rounds-step", round_.id, "send_shortlists")

    first, second = _interviewed(world, as_, farmer, round_.id, order)
    as_(world.approver).open("office:rounds-round", round_.id).press(
        "office:rounds-step", round_.id, "decide_from_choices"
    )
    as_(world.publisher).open("office:rounds-round", round_.id).press("office:rounds-step", round_.id, "publish")
    officer.open("office:orders-order", order).press("office:orders-offer", order)
    with acting(SYSTEM, "look"):
        offer = api.offers(SYSTEM).get()
        assert offer.application_id == first.application_id

    _replaced(world, as_, officer, offer, (first, second))


def _interviewed(world: World, as_: Callable[[Member], Browser], farmer: Browser, round_id: Any, order: Any) -> Any:
    """The farm interviews two of the three on its list, and its answer begins with what the interviews gave."""
    farmer.open("employer:candidates-interviews", round_id, order)
    boxes = farmer.page.locator("main [name=people]")
    assert boxes.count() == 3
    for n in (0, 1):
        boxes.nth(n).check()
    farmer.page.locator("[name=place]").fill("+34 959 000 000")
    farmer.page.locator("[name=language]").select_option("spa")
    farmer.send()
    with acting(SYSTEM, "look"):
        first, second = Interview.objects.select_related("application").order_by("clock")
    as_(world.worker(first.application)).open("worker:interviews-page", first.id).send("confirm")
    with acting(SYSTEM, "let the interviews begin"):
        assert Interview.objects.get(id=first.id).state == "confirmed"
        Interview.objects.update(day=today() - timedelta(days=1), clock=time(12))
    for found, result, reason in ((first, "suitable", ""), (second, "not_suitable", "skill_not_shown")):
        farmer.open("employer:candidates-interview", found.id)
        farmer.page.locator(f"[name=result][value={result}]").check()
        farmer.page.locator("[name=reason]").select_option(reason)
        farmer.send("record")

    farmer.open("employer:candidates-choose", round_id, order)
    answers = farmer.page.locator("main select")
    values = [answers.nth(n).input_value() for n in range(answers.count())]
    assert values == ["", "skill_not_shown", ""], "the answer begins with what the interviews gave"
    answers.nth(0).select_option("place-1")
    answers.nth(2).select_option("place-2")
    farmer.send()
    return first, second


def _replaced(
    world: World, as_: Callable[[Member], Browser], officer: Browser, offer: Any, interviewed: tuple[Any, Any]
) -> None:
    """The chosen one says no; the next on the list is asked the same day, and says yes."""
    order = world.order_ids[0]
    worker = as_(world.worker(offer.application)).open("worker:offers-decline", offer.id)
    worker.page.locator("main form button").first.click()
    worker.page.wait_for_load_state()
    officer.open("office:situation")
    assert world.orders[0].number in officer.words, "the first page says that a post is free and somebody ready"
    officer.open("office:orders-order", order).press("office:orders-next", order, value="short")
    with acting(SYSTEM, "look"):
        replacement = api.offers(SYSTEM, state="made").get()
        assert (replacement.short, replacement.expires_on) == (True, today() + timedelta(days=1))
        assert replacement.application_id not in {each.application_id for each in interviewed}
    other = as_(world.worker(replacement.application)).open("worker:offers-accept", replacement.id)
    other.page.locator("main form button").first.click()
    other.page.wait_for_load_state()
    with acting(SYSTEM, "look"):
        assert api.offers(SYSTEM, state="accepted").get().id == replacement.id
        assert demand.orders(SYSTEM).get(id=order).state == "filled"
