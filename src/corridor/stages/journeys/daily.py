"""What the system does for journeys once a day."""

from datetime import date

from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM
from corridor.foundation.jobs import daily

from .services.abroad import lapse_leavings, remind_check_ins


@daily("journeys.lapse_leavings")
def lapse(day: date) -> None:
    """Erase the reasons of early ends whose twelve months are over (principle 4)."""
    lapse_leavings(day)


@daily("journeys.remind_check_ins", cron="0 15 * * *", why=gettext_noop("ask how the person is"))
def remind(day: date) -> None:
    """Ask workers abroad whose check-in is due, once each."""
    remind_check_ins(day, by=SYSTEM)
