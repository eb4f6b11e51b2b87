"""Fixture: a copy of the demo world, loaded once a run and cloned for each test that looks at it."""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corridor.interfaces.cli.world.sign_ins import workers
from tests.harness import server

TEMPLATE = "world"
SIZE = 80


def home() -> Path:
    """Where the run keeps the file numbers of the world's workers."""
    return server.the_server().places.home


def numbers() -> dict[str, str]:
    """File numbers of workers to sign in with, by what they have to show."""
    return workers(home())


@pytest.fixture
def demo_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The database of a demo world, this test's own; its name."""
    with django_db_blocker.unblock():
        before, name = server.current_database(), f"world_{uuid.uuid4().hex}"
        with (home() / "world-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (home() / "world-ready").exists():
                _load()
                (home() / "world-ready").touch()
            server.the_server().create_database(name, template=TEMPLATE)
        shutil.copytree(home() / "world-files", _files(), dirs_exist_ok=True)
        server.point_at(name)
        try:
            yield name
        finally:
            server.point_at(before)
            server.drop(name)


def _files() -> Path:
    """Where this process keeps files: the world may have been loaded by another one."""
    return Path(os.environ["CORRIDOR_VAR"]) / "files"


def _load() -> None:
    from corridor.interfaces.cli.world.load import load

    before, name = server.current_database(), server.clone()
    server.point_at(name)
    load(SIZE, date.today(), home(), lambda line: None)  # noqa: DTZ011  # the machine's day, as the demo takes it
    server.point_at(before)
    shutil.copytree(_files(), home() / "world-files", dirs_exist_ok=True)
    server.the_server().create_database(TEMPLATE, template=name)
    server.drop(name)


@pytest.fixture
def live_world(demo_world: str) -> Iterator[str]:
    """The demo world served; the address without a slash at the end."""
    from pytest_django.live_server_helper import LiveServer

    served = LiveServer("127.0.0.1")
    try:
        yield served.url
    finally:
        served.stop()
