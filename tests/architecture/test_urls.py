"""Every URL declares who may use it, and the declaration is what a visitor meets."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from corridor.foundation.accounts.roles import all_roles
from corridor.interfaces.kit.routes import Who
from tests.harness.people import member, office

OPEN = {"healthz", "readyz", "choose-language"}  # outside the doors: liveness, and the way to a language
SAMPLE = {"uuid": "01900000-0000-7000-8000-000000000000", "slug": "x", "str": "x", "int": "1", "path": "x"}


def patterns(resolver: Any = None, path: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here, entry


def all_patterns() -> list[tuple[str, URLPattern]]:
    return [(path, entry) for path, entry in patterns() if entry.name not in OPEN]


def address(path: str) -> str:
    """A URL of the pattern, with made-up ids of things that do not exist."""
    for converter, sample in SAMPLE.items():
        while f"<{converter}:" in path:
            start = path.index(f"<{converter}:")
            path = path[:start] + sample + path[path.index(">", start) + 1 :]
    return "/" + path.lstrip("/")


def who_of(entry: URLPattern) -> Who | None:
    return getattr(entry.callback, "who", None)


def test_every_pattern_declares_who() -> None:
    assert [path for path, entry in all_patterns() if who_of(entry) is None] == []
    assert len(all_patterns()) > 5


def test_every_named_permission_exists() -> None:
    known = {permission for role in all_roles() for permission in role.permissions}
    unknown = {
        (path, permission)
        for path, entry in all_patterns()
        for permission in (who_of(entry) or Who()).permissions
        if permission not in known
    }
    assert unknown == set()


def test_whoever_is_not_declared_is_turned_away(db: None) -> None:
    """All patterns x all roles and the public: 403 or the sign-in page for others, never for those who may."""
    visitors: list[tuple[str, Any, Client]] = [("public", None, Client())]
    place = office()
    for role in all_roles():
        if role.code != "worker":
            someone = member(role.code, at=place)
            visitors.append((role.code, someone.actor(), someone.client()))
    cells, wrong = 0, []
    for path, entry in all_patterns():
        who = who_of(entry)
        assert who is not None
        for name, actor, client in visitors:
            admitted = who.anyone or (actor is not None and who.admits(actor))
            answer = client.get(address(path), headers={"accept-language": "en"})
            refused = answer.status_code in (401, 403) or (
                answer.status_code == 302 and "/sign-in/?next=" in answer.headers.get("Location", "")
            )
            cells += 1
            if admitted == refused or answer.status_code >= 500:
                wrong.append((path, name, answer.status_code, admitted))
    print(f"\n{cells} cells: {len(all_patterns())} addresses x {len(visitors)} visitors")
    assert wrong == []


@pytest.mark.parametrize("pattern", ["readyz", "healthz"])
def test_health_pages_answer_anybody(db: None, client: Client, pattern: str) -> None:
    assert client.get(f"/{pattern}").status_code == 200
