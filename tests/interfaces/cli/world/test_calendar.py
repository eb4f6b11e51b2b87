"""Seasons around any day, and a clock that can be set to one of theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from corridor.interfaces.cli.world.calendar import calendar
from corridor.interfaces.cli.world.clock import at


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 11, 24), date(2027, 1, 1), date(2030, 7, 15)])
def test_past_season_is_over_and_the_coming_one_has_not_begun(today: date) -> None:
    days = calendar(today)
    assert today - timedelta(days=31) < days.past.ends_on < today < days.coming.starts_on
    assert days.current.starts_on < today < days.current.ends_on
    assert days.past.code != days.coming.code


def test_clock_tells_the_day_that_it_is_set_to() -> None:
    with at(date(2016, 3, 1)):
        assert timezone.localdate() == date(2016, 3, 1)
        assert timezone.now().tzinfo is not None
        with at(date(2017, 5, 2)):
            assert timezone.localdate() == date(2017, 5, 2)
        assert timezone.localdate() == date(2016, 3, 1)
    assert abs(timezone.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_clock_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="stop"), at(date(2016, 3, 1)):
        raise ValueError("stop")
    assert timezone.localdate() == datetime.now(UTC).date()


def test_default_of_a_column_reads_the_clock_as_well() -> None:
    from corridor.stages.demand.api import Employer

    with at(date(2016, 3, 1)):
        assert Employer().registered_at.date() == date(2016, 3, 1)
