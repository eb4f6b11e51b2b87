"""Django's clock set to a day of the past, so that a season played in seconds keeps the dates of a season.

For the demo and the story only. The database's own clock stays as it is: row history and the log of reads show when
the rows were really written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from django.utils import timezone

OFFICE_HOUR = time(10, 0, tzinfo=UTC)


@contextmanager
def at(day: date) -> Iterator[None]:
    """Let `timezone.now()` run from ten o'clock UTC of `day`, or from the true time when the day is today."""
    true: Any = datetime
    behind = timedelta(0)
    if day != datetime.now(UTC).date():
        behind = datetime.now(UTC) - datetime.combine(day, OFFICE_HOUR)

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return true.now(tz) - behind

    before = timezone.datetime  # the name that django.utils.timezone.now() reads
    timezone.datetime = Moved
    try:
        yield
    finally:
        timezone.datetime = before
