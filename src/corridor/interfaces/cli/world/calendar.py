"""The days of the world, counted from today: one season ended last month, the next begins in spring."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Year:
    """One season of a scheme: when its rules, applications, round, departures, work and end take place."""

    code: str
    starts_on: date
    ends_on: date

    def before(self, days: int) -> date:
        """So many days before the first day of work."""
        return self.starts_on - timedelta(days=days)

    def after(self, days: int) -> date:
        """So many days after the first day of work."""
        return self.starts_on + timedelta(days=days)


@dataclass(frozen=True)
class Calendar:
    """`past` is over and its people are back, `coming` is being prepared; `current` and `winter` run now elsewhere."""

    today: date
    past: Year
    current: Year
    winter: Year
    coming: Year


def calendar(today: date) -> Calendar:
    """The seasons as they lie around `today`."""
    past = _year(today - timedelta(days=262), 238)
    current = _year(today - timedelta(days=36), 200)
    winter = _year(today - timedelta(days=20), 150)
    coming = _year(today + timedelta(days=116), 238)
    return Calendar(today, past, current, winter, coming)


def _year(starts_on: date, days: int) -> Year:
    return Year(str(starts_on.year), starts_on, starts_on + timedelta(days=days))
