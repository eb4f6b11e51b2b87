"""What ends by itself: places on the roster past their term, each after a warning; and the warnings before.

Nothing here is a decision against the person: they may apply again at once, and it costs nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

from django.db.models import Exists, OuterRef
from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.outbox.deliver import sent_before
from corridor.rules.transitions import APPLICATION

from ..models import Appeal, Application, Offer, RosterRequest
from .common import tell

OFFER_DAYS = 2
"""An offer that nobody answered is called to mind so many days before its last day."""
ROSTER_DAYS = (90, 30, 7)
ENDING = ("on_roster", "not_selected", "reserve")
"""States that end with the place on the roster; whoever is chosen, offered or contracted keeps what they have."""


def warn_offers(day: date, *, by: Actor) -> int:
    """Tell, once each, whose offer ends within two days; returns how many. Offers of today are still fresh."""
    by.require("selection.offer")
    rows = Offer.objects.visible_to(by).filter(
        state="made",
        expires_on__gte=day,
        expires_on__lte=day + timedelta(days=OFFER_DAYS),
        made_at__lt=timezone.now() - timedelta(days=1),
    )
    ending = list(rows.order_by("id"))
    return tell(
        "selection.offer_ending",
        [(row.person_id, {"last_day": row.expires_on.isoformat()}) for row in ending],
        keys=[f"selection.offer_ending:{row.id}" for row in ending],
        by=by,
    )


def warn_roster(day: date, *, by: Actor) -> int:
    """Tell, once for each of ROSTER_DAYS, whose place on the roster ends so soon; returns how many."""
    by.require("selection.assess")
    rows = Application.objects.visible_to(by).filter(
        state__in=ENDING, roster_until__gte=day, roster_until__lte=day + timedelta(days=max(ROSTER_DAYS))
    )
    ending = list(rows.order_by("id"))
    return tell(
        "selection.roster_ending",
        [(row.person_id, {"last_day": _until(row).isoformat()}) for row in ending],
        keys=[_key(row, min(days for days in ROSTER_DAYS if days >= (_until(row) - day).days)) for row in ending],
        by=by,
    )


def expire_roster(day: date, *, by: Actor) -> int:
    """End the places on the roster whose last day is before `day`; returns how many.

    Whoever was never warned (no worker ran, the term was short) keeps the place seven days more, and is warned then.
    While an appeal is open, or may still be made, nothing ends; nor while the worker waits for the answer to a request.
    """
    by.require("selection.assess")
    requests = RosterRequest.objects.filter(application=OuterRef("id"), state="asked")
    appeals = Appeal.objects.filter(application=OuterRef("id"), state__in=["lodged", "under_review"])
    over = list(
        Application.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(~Exists(appeals), ~Exists(requests), state__in=ENDING, roster_until__lt=day)
        .exclude(appeal_until__gte=day)
        .order_by("id")
    )
    told = sent_before(_key(row, days) for row in over for days in ROSTER_DAYS)
    warned = [row for row in over if any(_key(row, days) in told for days in ROSTER_DAYS)]
    _let_stay(set(over) - set(warned), day + timedelta(days=min(ROSTER_DAYS)))
    for row in warned:
        row.state = step(APPLICATION, row.state, "expire", {"warned", "deadline_passed"}).target
    Application.objects.bulk_update(warned, ["state"], batch_size=500)
    timeline.record_many("selection.roster_ended", by=by, entries=[(row, row.person_id, {}) for row in warned])
    tell("selection.roster_ended", [(row.person_id, {}) for row in warned], by=by)
    return len(warned)


def _let_stay(rows: Iterable[Application], until: date) -> None:
    Application.objects.filter(id__in=[row.id for row in rows]).update(roster_until=until)


def _until(row: Application) -> date:
    return cast(date, row.roster_until)  # every query here asks for a term


def _key(row: Application, days: int) -> str:
    return f"selection.roster_ending:{row.id}:{row.roster_until}:{days}"
