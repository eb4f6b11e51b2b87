"""Every page of the demo world that a role is led to: it opens, it is whole, and people who cannot see can use it."""

import html
import re
from collections import Counter
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from corridor.foundation.accounts.models import Account
from corridor.foundation.accounts.roles import all_roles
from corridor.interfaces.cli.world.sign_ins import ROLES, login
from tests.harness.people import signed_in
from tests.harness.world import numbers

CRAWLED = "es"  # no page says "None" in Spanish, so that a value that is missing is seen
LINK = re.compile(rf'href="(/{CRAWLED}/[^"#]*)')
PARTS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|JO-\d+|\d{4}-\d\d-\d\d")
OF_A_KIND = 2
MOST = 150
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAGES_OF_A_ROLE = 9
EVERYBODY = ("public", "worker", "worker in Arabic", *ROLES)


def test_every_role_is_here() -> None:
    assert {role.code for role in all_roles()} == {"worker", *ROLES}


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_link_that_a_role_is_shown_leads_to_a_page(role: str, demo_world: str) -> None:
    client, kinds, seen = _browser(role), Counter[str](), set()
    todo = [f"/{CRAWLED}/", f"/{CRAWLED}/roles/", *(f"/{CRAWLED}/{door}" for door in _doors(role))]
    while todo and len(seen) < MOST:
        path = todo.pop(0)
        kind = PARTS.sub("*", path.split("?")[0])
        if path in seen or kinds[kind] >= OF_A_KIND or "sign-out" in path:
            continue
        seen.add(path)
        kinds[kind] += 1
        answer = client.get(path)
        assert answer.status_code in (200, 302), f"{role} is led to {path}: {answer.status_code}"
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            _is_whole(page, path)
            todo += [html.unescape(link) for link in LINK.findall(page)]
    assert len(seen) > 15, f"{role} is led to {len(seen)} pages only"


def _doors(role: str) -> list[str]:
    door = {known.code: known.door for known in all_roles()}.get(role.split()[0])
    return [f"{door}/"] if door else []


def _browser(role: str) -> Client:
    account = _account(role)
    return signed_in(account) if account else Client()


def _account(role: str) -> Account | None:
    if role == "public":
        return None
    if role.startswith("worker"):
        return Account.objects.get(login=list(numbers().values())[1 if "Arabic" in role else 0])
    return Account.objects.get(login=login(role))


def _is_whole(page: str, path: str) -> None:
    """One heading (papers may have none), nothing of the template left, no value that is missing in words."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert page.count("<h1") <= 1, f"{path} has {page.count('<h1')} headings"
    assert "{{" not in text and "{%" not in text, f"{path} shows a piece of its template"
    found = re.search(r".{30}\bNone\b.{30}", " ".join(text.split()))
    assert found is None, f"{path} says: {found and found[0]}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_main_pages_pass_axe(language: str, live_world: str, new_page: Any) -> None:
    """Start page, what the menu leads to, and a page of each kind behind it: once in each language."""
    axe, checked, wrong = Axe(), set[str](), []
    for role in EVERYBODY:
        page = new_page()
        _carry_session(page, live_world, role)
        todo, count = [f"{live_world}/{language}/{door}" for door in ["", *_doors(role)]], 0
        while todo and count < PAGES_OF_A_ROLE:
            address = todo.pop(0)
            kind = PARTS.sub("*", address.split("?")[0])
            if kind in checked or not address.startswith(f"{live_world}/{language}/") or "sign-out" in address:
                continue
            checked.add(kind)
            if "pdf" in kind or "xlsx" in kind or "csv" in kind:
                continue
            page.goto(address)
            count += 1
            found = axe.run(page, options=RULES)
            wrong += [
                f"{kind}: {one['id']} ({one['help']}) {one['nodes'][0]['html'][:120]}"
                for one in found.response["violations"]
            ]
            todo += page.locator("header a[href], main a[href]").evaluate_all(
                "links => links.map(a => a.href.split('#')[0])"
            )
    assert not wrong, "\n".join(wrong)
    assert len(checked) > 40, f"only {len(checked)} pages were looked at"


def _carry_session(page: Any, base: str, role: str) -> None:
    """The sign-in of a role, as a cookie (the steps of signing in are in the season's own story)."""
    account = _account(role)
    if account is not None:
        session = signed_in(account).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
