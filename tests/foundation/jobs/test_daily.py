"""What is done once a day: declared by the stages, queued by the job worker itself, done as the system."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicDeferrer

from corridor.foundation import jobs
from corridor.foundation.database.context import current

seen: list[tuple[date, str]] = []


@jobs.daily("test.daily")
def note(day: date) -> None:
    frame = current()
    assert frame is not None
    seen.append((day, frame.actor.kind))


def test_job_worker_queues_and_does_it_once(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    task = next(one for one in app.periodic_registry.periodic_tasks.values() if one.periodic_id == "test.daily")

    async def a_night() -> None:
        worker = app.with_connector(app.connector.get_worker_connector())
        async with worker.open_async():
            monkeypatch.setattr(task.task, "blueprint", worker)
            deferrer = PeriodicDeferrer(registry=app.periodic_registry)
            for _n in range(2):  # two workers at the same minute
                await deferrer.defer_jobs([(task, int(time.time()))])
            await worker.run_worker_async(wait=False, install_signal_handlers=False)

    seen.clear()
    with ThreadPoolExecutor(1) as apart:  # where the browser's loop runs in this thread already
        apart.submit(lambda: asyncio.run(a_night())).result()
    assert ProcrastinateJob.objects.filter(task_name="test.daily").count() == 1
    assert [kind for _day, kind in seen] == ["system"]


def test_stages_have_theirs() -> None:
    declared: set[Any] = {one.periodic_id for one in app.periodic_registry.periodic_tasks.values()}
    assert {"journeys.lapse_leavings", "journeys.remind_check_ins"} <= declared
