"""Work after the answer: a queue in the same PostgreSQL (docs/adr/0005-jobs.md).

A job is enqueued in the transaction that needs it (rolled back with it), carries ids only, runs as its originator
with the rights they have then, and may run twice: its effect must be guarded by state or a submission key.
"""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from procrastinate.contrib.django import app

__all__ = ["daily", "enqueue", "job"]

Work = Callable[..., None]


def job(name: str, *, retries: int = 5) -> Callable[[Work], Work]:
    """Declare `work(**ids)` as the job `stage.verb`; it runs inside `acting(originator)`."""

    def declare(work: Work) -> Work:
        def run(actor_id: str, **ids: Any) -> None:
            from corridor.foundation.accounts.actors import actor_by_id  # models: not loadable at import time
            from corridor.foundation.database.context import acting

            with acting(actor_by_id(uuid.UUID(actor_id)), f"job {name}", seconds=6 * 3600):
                work(**ids)

        app.task(name=name, retry=retries)(run)
        return work

    return declare


def daily(name: str, *, cron: str = "10 3 * * *") -> Callable[[Callable[[date], Any]], Callable[[date], Any]]:
    """Declare `work(day)` as something that the job worker does once a day, as the system (`cron` is in UTC).

    It may be missed on a day when no worker runs, and run twice, so it works from what is due and not from the day.
    """

    def declare(work: Callable[[date], Any]) -> Callable[[date], Any]:
        def run(timestamp: int) -> None:
            from django.utils import timezone

            from corridor.foundation.database.context import SYSTEM, acting

            with acting(SYSTEM, f"job {name}", seconds=6 * 3600):
                work(timezone.localdate())

        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, retry=5, queueing_lock=name)(run))
        return work

    return declare


def enqueue(name: str, *, by: Any, **ids: Any) -> int:
    """Queue a job in the current transaction; returns its number. `ids` are strings, numbers or UUIDs."""
    plain = {key: str(value) if isinstance(value, uuid.UUID) else value for key, value in ids.items()}
    return app.configure_task(name).defer(actor_id=str(by.id), **plain)
