"""A job whose worker was killed in the middle is taken up by another, and what it does happens once."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.jobs import enqueue, job, stalled
from corridor.foundation.outbox.models import Message
from tests.harness import server

ROOT = Path(__file__).resolve().parents[3]
# A worker as `up` starts it, with one job more: its first run never comes to its end.
WORKER = """
import pathlib, sys, time
import django
django.setup()
from django.core.management import call_command
from corridor.foundation.jobs import job
from corridor.foundation.outbox.models import Message
begun = pathlib.Path(sys.argv[1])
@job("test.slow")
def slow():
    Message.objects.create(channel="sms", code="test.effect", language="en", state="sent")
    if not begun.exists():
        begun.touch()
        time.sleep(600)
call_command("procrastinate", "worker", *sys.argv[2:])
"""


@job("test.slow")
def slow() -> None:
    """Known here, so that it can be queued; done in the worker's own process."""


def worker(begun: Path, *options: str) -> subprocess.Popen[bytes]:
    url = server.the_server().url("app", server.current_database())
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "corridor.config.settings"}
    environment["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"
    return subprocess.Popen([sys.executable, "-c", WORKER, str(begun), *options], env=environment, cwd=ROOT)


def until(true: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def taken_up(silent_seconds: float) -> int:
    async def once() -> int:
        running = app.with_connector(app.connector.get_worker_connector())
        async with running.open_async():
            return await stalled.take_up(running, silent_seconds=silent_seconds)

    with ThreadPoolExecutor(1) as apart:  # where the browser's loop runs in this thread already
        return apart.submit(lambda: asyncio.run(once())).result()


def effects() -> int:
    with acting(SYSTEM, "test"):
        return Message.objects.filter(code="test.effect").count()


def test_a_job_of_a_killed_worker_is_done_once_by_the_next(fresh_database: str, tmp_path: Path) -> None:
    with acting(SYSTEM, "test"):
        enqueue("test.slow", by=SYSTEM)
    first = worker(tmp_path / "begun")
    try:
        until((tmp_path / "begun").exists)
        assert taken_up(stalled.SILENT_SECONDS) == 0, "its worker lives"
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert ProcrastinateJob.objects.get(task_name="test.slow").status == "doing"
    assert effects() == 0
    time.sleep(1.1)
    assert taken_up(1) == 1
    assert taken_up(1) == 0
    worker(tmp_path / "begun", "--one-shot").wait(60)
    done = ProcrastinateJob.objects.get(task_name="test.slow")
    assert (done.status, done.attempts, effects()) == ("succeeded", 2, 1)


def test_a_job_that_ends_its_worker_each_time_is_given_up(fresh_database: str) -> None:
    with acting(SYSTEM, "test"):
        enqueue("test.slow", by=SYSTEM)
    _as_if_killed(attempts=stalled.MOST_TIMES)
    assert taken_up(0) == 0
    assert ProcrastinateJob.objects.get(task_name="test.slow").status == "failed"


def test_a_job_that_may_wait_only_once_is_not_queued_twice(fresh_database: str) -> None:
    queue = app.configure_task("jobs.take_up", queueing_lock="jobs.take_up")
    queue.defer(timestamp=1)
    _as_if_killed(attempts=1)
    queue.defer(timestamp=2)
    assert taken_up(0) == 0
    assert sorted(ProcrastinateJob.objects.values_list("status", flat=True)) == ["failed", "todo"]


def _as_if_killed(*, attempts: int) -> None:
    """What a worker leaves that was killed and forgotten."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, worker_id = NULL", [attempts])


@pytest.mark.parametrize("name", ["jobs.take_up", "jobs.clear", "outbox.deliver_due"])
def test_the_job_worker_looks_by_itself(name: str) -> None:
    assert name in {one.periodic_id for one in app.periodic_registry.periodic_tasks.values()}
