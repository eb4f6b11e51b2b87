"""`./corridor up` as a person starts, kills and starts it again; on folders of its own, never the checkout's `var/`."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from corridor.foundation.database import server as database_server
from corridor.interfaces.cli.up import MARK, own_name

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


class Run:
    """One `up` with its output; `address` waits until it serves."""

    def __init__(self, var: Path, *options: str) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CORRIDOR_", "DATABASE_URL", "MIGRATE_URL"))}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        self.var = var
        self.log = var.parent / f"up-{time.monotonic_ns()}.log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "corridor.interfaces.cli", "up", "--empty", *options],
            cwd=ROOT,
            env={**kept, "CORRIDOR_VAR": str(var), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    @property
    def address(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := re.search(r"Corridor is at (\S+)", self.said()):
                return found.group(1)
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)
        raise AssertionError(self.said())

    def said(self) -> str:
        return self.log.read_text()

    def family(self) -> list[psutil.Process]:
        return [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)


def answers(address: str) -> bool:
    with suppress(OSError):
        return bool(urllib.request.urlopen(f"{address}/readyz", timeout=5).status == 200)  # noqa: S310 - ours
    return False


def marked(var: Path) -> list[int]:
    """Processes that an `up` of this folder left."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == str(var) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Any]:
    var = tmp_path / "var"
    started: list[Run] = []

    def start(*options: str) -> Run:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        run = Run(var, *(options or ("--port", str(port))))
        started.append(run)
        return run

    yield start
    for run in started:
        if run.process.poll() is None:
            run.stop()
    with database_server.start(var) as server:  # also stops what a failed test left
        home = server.places.home
    subprocess.run(["rm", "-rf", str(home)], check=True)


def write_row(var: Path, number: int) -> None:
    with database_server.start(var, join=True) as server, psycopg.connect(server.url("superuser")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [number])


def rows(var: Path) -> list[int]:
    with database_server.start(var, join=True) as server, psycopg.connect(server.url("superuser")) as connection:
        return [row[0] for row in connection.execute("SELECT n FROM kept ORDER BY n")]


def test_up_serves_and_stops_all_it_started(runs: Any) -> None:
    run = runs()
    assert answers(run.address)
    family = run.family()
    assert {"postgres"} <= {process.name() for process in family}
    run.stop()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
    assert marked(run.var) == []


def test_after_killing_everything_the_next_up_has_every_committed_row(runs: Any) -> None:
    run = runs()
    assert answers(run.address)
    write_row(run.var, 1)
    for process in reversed(run.family()):
        with suppress(psutil.Error):
            process.kill()
    run.process.wait(PATIENCE)
    again = runs()
    assert answers(again.address)
    assert rows(again.var) == [1]


def test_after_killing_the_parent_alone_orphans_are_found_and_stopped(runs: Any) -> None:
    run = runs()
    assert answers(run.address)
    write_row(run.var, 2)
    run.process.kill()
    run.process.wait(PATIENCE)
    orphans = marked(run.var)
    assert orphans
    again = runs()
    assert answers(again.address)
    assert "of an interrupted run were still there" in again.said()
    assert set(orphans) & set(marked(again.var)) == set()
    assert rows(again.var) == [2]


@pytest.mark.parametrize("name", ["granian", "postgres", "procrastinate"])
def test_a_killed_child_is_started_again(runs: Any, name: str) -> None:
    run = runs()
    assert answers(run.address)
    victims = [p for p in run.family()[1:] if name in " ".join([p.name(), *p.cmdline()])]
    assert victims
    for victim in victims:
        with suppress(psutil.Error):
            victim.kill()
    deadline = time.monotonic() + PATIENCE
    while "starting it again" not in run.said() and time.monotonic() < deadline:
        time.sleep(0.1)
    while not answers(run.address) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert answers(run.address), run.said()


def test_a_port_in_use_is_said_and_the_next_taken(runs: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = runs("--port", str(port))
        assert answers(run.address)
        assert not run.address.endswith(str(port))
        assert f"Port {port} is in use" in run.said()


def test_a_second_up_says_where_the_first_one_is(runs: Any) -> None:
    run = runs()
    address = run.address
    second = runs()
    assert second.process.wait(PATIENCE) == 1
    assert f"Corridor already runs at {address}" in second.said()
    assert answers(address)


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        ("corridor.example,localhost", "corridor.example"),
        (".example", "example"),
        ("*", "localhost"),
        ("", "localhost"),
    ],
)
def test_up_asks_its_own_server_by_a_name_that_is_let_in(
    monkeypatch: pytest.MonkeyPatch, hosts: str, name: str
) -> None:
    monkeypatch.setenv("CORRIDOR_HOSTS", hosts)
    assert own_name() == name
