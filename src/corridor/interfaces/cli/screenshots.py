"""`./corridor screenshots`: the pictures of the README, taken from the demo world on a throw-away database."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridor.foundation.database import server as database_server

from . import up
from .chromium import FLAGS, find_chromium
from .environment import ROOT, CommandError, Installation, say
from .prepare import prepare

PHONE, SCREEN = 360, 1280


@dataclass(frozen=True)
class Shot:
    """One picture: `role` signs in (None: nobody); `path` follows the language."""

    name: str
    role: str | None
    path: str
    language: str = "en"
    width: int = SCREEN
    height: int = 900


SHOTS = [
    Shot("public", None, "", width=PHONE, height=740),
    Shot("public-arabic", None, "", "ar", PHONE, 740),
    Shot("worker", "worker", "worker/", width=PHONE, height=740),
    Shot("worker-arabic", "worker", "worker/", "ar", PHONE, 740),
    Shot("desk", "counsellor", "desk/"),
    Shot("employer", "employer", "employer/"),
    Shot("office", "officer", "office/"),
    Shot("rounds", "officer", "office/rounds/"),
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens", help="folder (default docs/screens)")


def run(args: argparse.Namespace) -> int:
    args.to.mkdir(parents=True, exist_ok=True)
    with showcase() as address, browser() as chromium:
        for shot in SHOTS:
            take(chromium, address, shot, args.to / f"{shot.name}.png")
            say(f"{shot.name}.png")
    return 0


@contextmanager
def showcase() -> Iterator[str]:
    """The demo world, served from a throw-away database; its address."""
    with database_server.start(throwaway=True) as server:
        os.environ["CORRIDOR_VAR"] = str(server.places.home / "var")
        place = Installation(server.app_url, server.owner_url, server, {"CORRIDOR_DEMO": "1"})
        prepare(place)
        say("Making the demo world.")
        command = [sys.executable, "-m", "corridor.interfaces.cli", "demo"]
        if subprocess.run(command, env=place.environment(), cwd=ROOT, check=False).returncode:
            raise CommandError("The demo world could not be made; the reason stands above.")
        port = up.free_port("127.0.0.1", 8900)
        child = up.web(place, "127.0.0.1", port, 1)
        child.start()
        try:
            up.wait_for_answer(child, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            up.stop([child])


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        raise CommandError("Chromium is missing: install it (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def take(chromium: Any, address: str, shot: Shot, target: Path) -> None:
    """Sign in as the role, open the page, keep what the first screen shows."""
    context = chromium.new_context(
        viewport={"width": shot.width, "height": shot.height}, locale=shot.language, color_scheme="light"
    )
    page = context.new_page()
    if shot.role is not None:
        sign_in(page, f"{address}/{shot.language}", shot.role)
    page.goto(f"{address}/{shot.language}/{shot.path}")
    page.screenshot(path=str(target))
    context.close()


def sign_in(page: Any, base: str, role: str) -> None:
    """As a person of the demo world, through the pages that people use."""
    from .demo import sign_ins

    name, password = next((name, password) for code, name, password in sign_ins() if code == role)
    if role == "worker":
        page.goto(f"{base}/sign-in/worker/")
        page.fill("[name=number]", name)
        page.click("main form button")
        page.fill("[name=code]", page.inner_text("strong.code"))
        page.click("main form button")
        return
    page.goto(f"{base}/sign-in/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    if page.locator("strong.code").count():
        page.fill("[name=code]", page.inner_text("strong.code"))
        page.press("[name=code]", "Enter")
