"""Licences past their term end by themselves; the recruiter is warned before and told after."""

from collections.abc import Sequence
from datetime import date, timedelta

from corridor.foundation.accounts.models import Account
from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.outbox.deliver import send_many
from corridor.rules.transitions import LICENCE

from ..models import Licence

WARNED_DAYS = 30


def expire_licences(day: date, *, by: Actor) -> int:
    """End the licences whose last day is before `day`; returns how many."""
    by.require("demand.license")
    rows = list(
        Licence.objects.select_for_update().filter(state__in=["valid", "suspended"], valid_until__lt=day).order_by("id")
    )
    for row in rows:
        row.state = step(LICENCE, row.state, "expire", {"term_over"}).target
    Licence.objects.bulk_update(rows, ["state"], batch_size=500)
    timeline.record_many("demand.licence_expired", by=by, entries=[(row, None, {}) for row in rows])
    _tell("demand.licence_ended", rows, by)
    return len(rows)


def warn_licences(day: date, *, by: Actor) -> int:
    """Tell recruiters, once, that their licence ends within 30 days; returns how many messages."""
    by.require("demand.license")
    soon = day + timedelta(days=WARNED_DAYS)
    return _tell(
        "demand.licence_ending", list(Licence.objects.filter(state="valid", valid_until__range=(day, soon))), by
    )


def _tell(code: str, licences: Sequence[Licence], by: Actor) -> int:
    """One message for each licence to each account of the recruiter, once for this term."""
    accounts: dict[object, list[Account]] = {}
    organisations = {row.organisation_id for row in licences}
    for account in Account.objects.filter(organisation_id__in=organisations, is_active=True).order_by("id"):
        accounts.setdefault(account.organisation_id, []).append(account)
    pairs = [(row, account) for row in licences for account in accounts.get(row.organisation_id, [])]
    return send_many(
        code,
        by=by,
        to=[
            (account.id, account.language, {"number": row.number, "last_day": row.valid_until.isoformat()})
            for row, account in pairs
        ],
        keys=[f"{code}:{row.id}:{row.valid_until}:{account.id}" for row, account in pairs],
        channel="email",
        accounts=True,
    )
