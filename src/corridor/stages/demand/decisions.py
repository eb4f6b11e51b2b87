"""Sentences that several verbs share."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.actors import names_of
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.rules.transitions import Transition
from corridor.rules.transitions.machine import DECIDER_NAMED, REASON_GIVEN, REMEDY_NAMED

from .models.decision import Decided


def no_such_order() -> NotFound:
    return NotFound("no_such_order", _("There is no such job order, or you may not see it."))


def no_such_employer() -> NotFound:
    return NotFound("no_such_employer", _("There is no such employer, or you may not see it."))


def no_such_licence() -> NotFound:
    return NotFound("no_such_licence", _("There is no such licence, or you may not see it."))


def all_found(rows: Sequence[Model], ids: Sequence[uuid.UUID], error: NotFound) -> None:
    """Raise `error` unless each id has its row."""
    if len(rows) != len(set(ids)):
        raise error


def facts_of_refusal(decider: str, reason: str, remedy: str) -> set[str]:
    """The facts of a negative decision that are given; the words are asked for one by one (principle 9)."""
    if not reason.strip():
        raise Refused("reason_missing", _("Say why. The other side will read it."), field="reason")
    if not remedy.strip():
        raise Refused(
            "remedy_missing",
            _("Say what the other side can do about it: appeal, mend and send again, or ask for a review."),
            field="remedy",
        )
    return {DECIDER_NAMED, REASON_GIVEN, REMEDY_NAMED} if decider.strip() else {REASON_GIVEN, REMEDY_NAMED}


def decider_of(by: Actor, decider: str) -> str:
    """Who decides, in words: as given, else the organisation of the account, else its name."""
    if decider.strip():
        return decider.strip()
    name, organisation = names_of({by.id}).get(by.id, (by.name or "Corridor", ""))
    return organisation or name


def write_decision(row: Decided, *, decider: str, reason: str, remedy: str, step: Transition, by: Actor) -> None:
    """Put a negative decision on a row (unsaved), with the deadline that the machine's clock gives."""
    row.decider, row.reason, row.remedy = decider, reason.strip(), remedy.strip()
    row.remedy_until = deadline(step)
    row.decided_by, row.decided_at = by.id, timezone.now()


def deadline(step: Transition) -> date | None:
    return timezone.localdate() + timedelta(days=step.clock_days) if step.clock_days else None
