"""The pages about words of a job order in a browser: no barrier that axe finds, nothing too wide, three languages."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.harness.demand import world
from tests.harness.people import Member

pytestmark = pytest.mark.browser


@pytest.fixture
def look(live: str, new_page: Callable[..., Any]) -> Callable[[Member, str], None]:
    """Opens a page as somebody on a phone and on a desk's screen, and asks what is wrong with it."""

    def at(member: Member, path: str) -> None:
        cookie = member.client().cookies[settings.SESSION_COOKIE_NAME].value
        for width in (360, 1280):
            page = new_page(viewport={"width": width, "height": 740})
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
            for language in ("en", "es", "ar"):
                assert page.goto(f"{live}/{language}/{path}").status == 200
                if folder := os.environ.get("LOOK_FOLDER"):
                    name = f"{path[:22].replace('/', '_')}-{width}-{language}.png"
                    page.screenshot(path=f"{folder}/{name}", full_page=True)
                found = Axe().run(page).response["violations"]
                assert [f"{path}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in found] == []
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, f"{path} is {wide} px too wide in {language}"

    return at


def test_words_at_the_office_and_at_the_farm(look: Callable[[Member, str], None]) -> None:
    made = world()
    order = made.order("submitted", duties="Pick strawberries. Men only, good presence, maximum age 35. No children.")
    made.order("submitted", duties="Pick strawberries. Men only, good presence, maximum age 35. No children.")
    look(made.officer, "office/orders/wording/")
    look(made.officer, f"office/orders/{order.id}/")
    look(made.farmer, f"employer/orders/{order.id}/")
