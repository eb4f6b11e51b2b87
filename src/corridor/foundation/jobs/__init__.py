"""Work after the answer: a queue in the same PostgreSQL (docs/adr/0005-jobs.md).

A job is enqueued in the transaction that needs it (rolled back with it), carries ids only, runs as its originator
with the rights they have then, and may run twice: its effect must be guarded by state or a submission key.
"""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from procrastinate.contrib.django import app

__all__ = ["daily", "enqueue", "every_minute", "job"]

Work = Callable[..., None]
OfDay = Callable[[date], Any]


def job(name: str, *, retries: int = 5, apart: bool = False) -> Callable[[Work], Work]:
    """Declare `work(**ids)` as the job `stage.verb`; it runs inside `acting(originator)`.

    With `apart` it runs in no transaction and opens its own: for work that speaks to the outside between them.
    """

    def declare(work: Work) -> Work:
        def run(actor_id: str, **ids: Any) -> None:
            from corridor.foundation.accounts.actors import actor_by_id  # models: not loadable at import time
            from corridor.foundation.database.context import acting

            if apart:
                work(**ids)
                return
            with acting(actor_by_id(uuid.UUID(actor_id)), f"job {name}", seconds=6 * 3600):
                work(**ids)

        app.task(name=name, retry=retries)(run)
        return work

    return declare


def daily(name: str, *, cron: str = "10 3 * * *", why: str = "") -> Callable[[OfDay], OfDay]:
    """Declare `work(day)` as something that the job worker does once a day, as the system (`cron` is in UTC).

    It may be missed on a day when no worker runs, and run twice, so it works from what is due and not from the day.
    `why` is what a person reads whose file it opens.
    """

    def declare(work: OfDay) -> OfDay:
        def run(timestamp: int) -> None:
            from django.utils import timezone

            from corridor.foundation.database.context import SYSTEM, acting

            with acting(SYSTEM, why or f"job {name}", seconds=6 * 3600):
                work(timezone.localdate())

        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, retry=5, queueing_lock=name)(run))
        return work

    return declare


def every_minute(name: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Declare `work()` as something that the job worker looks after each minute; it opens its own transactions."""

    def declare(work: Callable[[], Any]) -> Callable[[], Any]:
        def run(timestamp: int) -> None:
            work()

        app.periodic(cron="* * * * *", periodic_id=name)(app.task(name=name, queueing_lock=name)(run))
        return work

    return declare


def enqueue(name: str, *, by: Any, **ids: Any) -> int:
    """Queue a job in the current transaction; returns its number. `ids` are strings, numbers or UUIDs."""
    plain = {key: str(value) if isinstance(value, uuid.UUID) else value for key, value in ids.items()}
    return app.configure_task(name).defer(actor_id=str(by.id), **plain)
