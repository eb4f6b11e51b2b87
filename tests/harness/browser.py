"""Fixtures: Chromium through Playwright, and the application on a fresh database. Nothing outside answers."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from corridor.interfaces.cli.chromium import FLAGS, find_chromium

LOCAL = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium a worker. Absent, it is an error: a suite that skips what it cannot see proves nothing."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        pytest.fail("Chromium is missing. Install it (Debian: apt-get install chromium), then run the tests again.")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop here
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Any]:
    """`new_page(**options)` opens a page with cookies of its own: another person. Options: Playwright's.

    The test fails at its end when a page asked for anything outside this machine, or a script raised.
    """
    contexts: list[Any] = []
    trouble: list[str] = []

    def open_page(**options: Any) -> Any:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}} | options)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: _note_outside(request.url, trouble))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(f"a script raised: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not trouble, "; ".join(trouble)


@pytest.fixture
def page(new_page: Any) -> Any:
    """A page on a desk's screen, in English."""
    return new_page()


@pytest.fixture
def phone(new_page: Any) -> Any:
    """A page on a small phone."""
    return new_page(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True)


@pytest.fixture
def live(fresh_database: str) -> Iterator[str]:
    """The application served on a fresh database as its own role; the address without a slash at the end."""
    from pytest_django.live_server_helper import LiveServer

    served = LiveServer("127.0.0.1")
    try:
        yield served.url
    finally:
        served.stop()


def _note_outside(url: str, trouble: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOCAL:
        trouble.append(f"a page asked for {url}")
