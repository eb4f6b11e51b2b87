"""In a browser: no barrier that axe can find, nothing wider than a phone, menus and summaries that work by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = ["sign-in/", "components/", "roles/", "roles/approver/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(live: str, new_page: Callable[..., Any], language: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    found = []
    for path in PAGES:
        page.goto(f"{live}/{language}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        results = Axe().run(page)
        found += [
            f"{path}: {one['id']}: {node['html'][:120]}"
            for one in results.response["violations"]
            for node in one["nodes"]
        ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_nothing_is_wider_than_a_phone(live: str, phone: Any, language: str) -> None:
    for path in PAGES:
        phone.goto(f"{live}/{language}/{path}")
        wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"


def test_chart_has_a_drawing_of_its_own_on_a_phone(live: str, phone: Any, page: Any) -> None:
    phone.goto(f"{live}/en/components/")
    page.goto(f"{live}/en/components/")
    assert phone.locator(".chart .narrow svg").first.is_visible()
    assert not phone.locator(".chart .wide svg").first.is_visible()
    assert page.locator(".chart .wide svg").first.is_visible()
    assert not page.locator(".chart .narrow svg").first.is_visible()


def test_language_menu_keeps_the_page_and_closes_on_escape(live: str, page: Any) -> None:
    page.goto(f"{live}/en/roles/approver/")
    page.locator("details.menu summary").first.click()
    page.keyboard.press("Escape")
    assert not page.locator("details.menu").first.evaluate("(menu) => menu.open")
    page.locator("details.menu summary").first.click()
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url(f"{live}/ar/roles/approver/")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_refused_form_puts_the_focus_on_its_summary(live: str, page: Any) -> None:
    page.goto(f"{live}/en/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".summary")
    assert page.evaluate("document.activeElement.className") == "summary"
    page.get_by_role("link", name="“Password” is missing.").click()
    assert page.evaluate("document.activeElement.id") == "id_password"
