"""Jobs whose worker is gone are taken up again; jobs that are done are cleared away.

A worker says every few seconds that it lives (procrastinate's heartbeat). A job of one that fell silent is queued
again: the transaction in which it ran was rolled back with its worker.
"""

import logging
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

log = logging.getLogger(__name__)
SILENT_SECONDS = 45
"""Longer than procrastinate waits before a starting worker forgets the silent ones (30 s)."""
MOST_TIMES = 5
"""A job that ends its worker each time must not do so for ever."""
KEPT_HOURS = {"done": 48, "failed": 24 * 60}


async def take_up(running: Any = app, *, silent_seconds: float = SILENT_SECONDS) -> int:
    """Queue the jobs of silent workers again; how many. `running` is the app with the worker's own connection."""
    manager = running.job_manager
    taken = 0
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds):
        log.warning("jobs: the worker of job %s (%s) is gone", job.id, job.task_name)
        if job.attempts >= MOST_TIMES:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
            continue
        try:
            await manager.retry_job(job)
        except ConnectorException:  # one like it waits already, and only one may
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
            continue
        taken += 1
    return taken


@app.periodic(cron="* * * * *", periodic_id="jobs.take_up")
@app.task(name="jobs.take_up", queueing_lock="jobs.take_up", pass_context=True)
async def take_up_each_minute(context: Any, timestamp: int) -> None:
    await take_up(context.app)


@app.periodic(cron="40 2 * * *", periodic_id="jobs.clear")
@app.task(name="jobs.clear", queueing_lock="jobs.clear", pass_context=True)
async def clear(context: Any, timestamp: int) -> None:
    """Remove jobs that are done, after two days; failed ones after two months."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS["done"])
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS["failed"], include_failed=True)
