"""What the system does for demand once a day."""

from datetime import date

from corridor.foundation.database.context import SYSTEM
from corridor.foundation.jobs import daily

from .services.ending import expire_licences, warn_licences
from .services.wording import search_wordings


@daily("demand.licences", cron="0 12 * * *")
def licences(day: date) -> None:
    """End licences past their term, and warn of those that end soon."""
    expire_licences(day, by=SYSTEM)
    warn_licences(day, by=SYSTEM)


@daily("demand.wordings")
def wordings(_day: date) -> None:
    """Search the job orders that wait with the word lists of today: a new release may know more."""
    search_wordings(by=SYSTEM)
