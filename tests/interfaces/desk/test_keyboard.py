"""A person is registered with the keyboard alone, in one screen, with few keys."""

from typing import Any

import pytest
from django.urls import reverse

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.registry import api
from tests.harness.people import member, office
from tests.harness.season import build

MOST_KEYS = 90


class Keys:
    """Types and counts."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += len(key.split("+"))

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)


@pytest.mark.browser
def test_nine_fields_by_keyboard(live: str, page: Any) -> None:
    desk = member("registrar", at=office())
    client = desk.client()
    with acting(desk.actor(), "test"):
        api.register_one(api.PersonRecord(name="Before", language="spa", district="Risaralda"), by=desk.actor())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    page.goto(live + reverse("desk:registration-find"))
    keys = Keys(page)
    keys.type("Ana María Peña")
    keys.press("Enter")
    page.wait_for_url("**/find/?s=*")
    page.get_by_role("link", name="Register a new person").focus()
    keys.press("Enter")
    page.wait_for_url("**/register/?s=*")
    keys.count += 1  # a Tab from the box to the link
    assert page.evaluate("document.activeElement.id") == "id_name"
    assert page.input_value("#id_name") == "Ana María Peña"
    keys.press("Tab", "Tab")
    for part in ("17", "5", "1990"):
        keys.type(part)
        keys.press("Tab")
    keys.type("w")  # Woman
    keys.press("Tab")
    keys.type("3001234567")
    keys.press("Tab")
    keys.type("Risaralda")
    keys.press("Tab")
    keys.type("9211")
    keys.press("Tab")
    keys.type("18")
    keys.press("Tab")
    assert page.input_value("#id_language") == "spa", "the commonest language of the office is chosen already"
    keys.press("Control+Enter")
    page.wait_for_url("**/register/*-*/")
    with acting(SYSTEM, "test"):
        person = api.people(SYSTEM).get(name="Ana María Peña")
        file = api.person(person.id, by=SYSTEM)
    assert file.details is not None
    assert (file.details.birth, file.details.sex, file.details.phone) == ("1990-05-17", "F", "+573001234567")
    assert file.languages == {"spa": 6}
    assert keys.count <= MOST_KEYS
    print(f"\n{keys.count} keys")


FORMS = [
    ("Add a document", "select#id_kind", 6),
    ("Languages", "select#id_language_0", 6),
    ("Work done so far", "input#id_occupation_0", 6),
    ("Ask for consent", "fieldset:has([name=given])", 6),
    ("Apply for this person", "select#id_scheme", 6),
]
"""Words of the action, the field that has the focus on its page, and the most keys from the open file to there."""


@pytest.mark.browser
def test_each_common_form_is_a_few_keys_from_the_file(live: str, page: Any) -> None:
    world = build()
    world.roster(1)
    page.context.add_cookies(
        [{"name": "sessionid", "value": world.counsellor.client().cookies["sessionid"].value, "url": live}]
    )
    with acting(SYSTEM, "test"):
        file_url = live + reverse("desk:person-file", args=[api.people(SYSTEM).get().id])
    counted = {}
    for words, field, most in FORMS:
        page.goto(file_url)
        keys = Keys(page)
        link = page.get_by_role("navigation", name="What can be done here").get_by_role("link", name=words)
        number = link.get_attribute("data-key")
        keys.press("Alt+.", number)
        page.wait_for_url(lambda url: url != file_url)
        focused = page.evaluate("field => document.activeElement.matches(field)", field)
        assert focused, f"{words}: {page.evaluate('document.activeElement.outerHTML')[:200]}"
        counted[words] = keys.count
        assert keys.count <= most, words
    print(f"\n{counted}")


@pytest.mark.browser
def test_the_skip_link_and_tabs_lead_to_the_actions_too(live: str, page: Any) -> None:
    world = build()
    world.roster(1)
    page.context.add_cookies(
        [{"name": "sessionid", "value": world.counsellor.client().cookies["sessionid"].value, "url": live}]
    )
    with acting(SYSTEM, "test"):
        page.goto(live + reverse("desk:person-file", args=[api.people(SYSTEM).get().id]))
    keys = Keys(page)
    keys.press("Tab", "Enter", "Tab", "Tab", "Enter")
    page.wait_for_url("**/documents/")
    assert keys.count == 5


@pytest.mark.browser
def test_after_saving_the_focus_is_on_what_was_said_and_the_next_step_is_one_tab_away(live: str, page: Any) -> None:
    world = build()
    world.roster(1)
    page.context.add_cookies(
        [{"name": "sessionid", "value": world.counsellor.client().cookies["sessionid"].value, "url": live}]
    )
    with acting(SYSTEM, "test"):
        person = api.people(SYSTEM).get()
    page.goto(live + reverse("desk:person-languages", args=[person.id]))
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/person/{person.id}/")
    assert page.evaluate("document.activeElement.innerText").startswith("Saved.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.notice') !== null")


@pytest.mark.browser
def test_alt_and_slash_go_to_the_search_box(live: str, page: Any) -> None:
    desk = member("registrar", at=office())
    client = desk.client()
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    page.goto(live + reverse("desk:today-home"))
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Alt+/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("nobody")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?s=*")


@pytest.mark.browser
def test_no_sign_alone_does_anything(live: str, page: Any) -> None:
    """WCAG 2.1.4: who dictates, or whose finger slips, presses nothing; with Alt each key does its work."""
    world = build()
    world.roster(1)
    page.context.add_cookies(
        [{"name": "sessionid", "value": world.counsellor.client().cookies["sessionid"].value, "url": live}]
    )
    with acting(SYSTEM, "test"):
        page.goto(live + reverse("desk:person-file", args=[api.people(SYSTEM).get().id]))
    where, focused = page.url, "document.activeElement.closest('[data-actions], [type=search], dialog') !== null"
    page.evaluate("document.activeElement.blur()")
    for key in (".", "/", "?", *"123456789"):
        page.keyboard.press(key)
        assert not page.evaluate(focused), key
        assert not page.locator("dialog.keyboard").is_visible(), key
    assert page.url == where
    page.keyboard.press("Alt+.")
    assert page.evaluate("document.activeElement.closest('[data-actions]') !== null")
    page.keyboard.press("Alt+?")
    dialog = page.locator("dialog.keyboard")
    assert dialog.is_visible()
    assert "Alt + ?" in dialog.inner_text()
    assert "Alt + ." in dialog.inner_text()
    page.keyboard.press("Escape")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'ظ', code: 'Slash', altKey: true, shiftKey: true, bubbles: true}))"
    )
    assert dialog.is_visible(), "an Arabic keyboard has a letter where ? is"
