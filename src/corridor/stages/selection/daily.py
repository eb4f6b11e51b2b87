"""What the system does for selection once a day.

At noon UTC, when the last day of an answer is over in every country to the west as well.
"""

from datetime import date

from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM
from corridor.foundation.jobs import daily

from .services.ending import expire_roster, warn_offers, warn_roster
from .services.interviewing import warn_interviews
from .services.offering import lapse_offers

WHY = gettext_noop("see what ends, and tell the person")


@daily("selection.lapse_offers", cron="10 12 * * *", why=WHY)
def lapse(day: date) -> None:
    """End offers past their last day: no penalty, the posts go to the next."""
    lapse_offers(day, by=SYSTEM)


@daily("selection.expire_roster", cron="20 12 * * *", why=WHY)
def expire(day: date) -> None:
    """End places on the roster past their term."""
    expire_roster(day, by=SYSTEM)


@daily("selection.warn", cron="30 12 * * *", why=WHY)
def warn(day: date) -> None:
    """Warn of what ends soon."""
    warn_offers(day, by=SYSTEM)
    warn_roster(day, by=SYSTEM)
    warn_interviews(day, by=SYSTEM)
