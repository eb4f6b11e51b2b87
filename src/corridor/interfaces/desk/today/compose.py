"""What this journey gives to the first page of its door (see kit/compose.py)."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Tile
from corridor.stages.registry import api

SOON_DAYS = 183
"""A passport that ends within half a year is renewed before a season."""


def waiting(actor: Actor) -> api.Waiting:
    """What waits at the actor's office today."""
    day = timezone.localdate()
    start = timezone.make_aware(datetime.combine(day, time.min))
    return api.waiting(actor, today=day, start=start, until=day + timedelta(days=SOON_DAYS))


def _oldest(since: datetime | None) -> str:
    """How long the oldest of a queue waits; nothing for an empty queue."""
    if since is None:
        return ""
    days = (timezone.localdate() - timezone.localtime(since).date()).days
    return (
        gettext("the oldest waits %(age)s") % {"age": formatting.days_long(days)} if days else gettext("all from today")
    )


def tiles(actor: Actor) -> list[Tile]:
    """Counts over the files that the actor's office keeps."""
    counts = waiting(actor)

    def url(what: str) -> str:
        return reverse("desk:today-waiting", args=[what])

    found = [
        Tile(counts.registered_today, _("registered today"), "#registered-last", order=10),
        Tile(
            counts.unverified,
            _("files to confirm"),
            url("confirm"),
            _oldest(counts.unverified_since),
            "warn",
            20,
        ),
        Tile(
            counts.uncoded,
            _("kinds of work to code"),
            url("code"),
            _oldest(counts.uncoded_since),
            "warn",
            30,
        ),
        Tile(
            counts.ending,
            _("passports end within six months"),
            url("ending"),
            _("renew before the season") if counts.ending else "",
            "warn",
            40,
        ),
    ]
    if counts.erasure:
        found.append(Tile(counts.erasure, _("ask to be erased"), url("erasure"), _("answer them"), "bad", 5))
    return found
