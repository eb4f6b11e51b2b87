"""The public value of a round: announced before the inputs close, entered after by two people who must agree."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.rules.matching.roundfile import tidy

from ..models import Round
from .common import today
from .opening import locked

MOST = 200
ENTER = ("selection.run_round", "selection.decide")


def enter_public_value(round_id: uuid.UUID, value: str, *, by: Actor) -> Round:
    """Enter the announced value, each of two people for themselves; the second entry must equal the first.

    Spaces at the ends and double spaces do not count. Who entered first may correct the entry until a second agrees.
    """
    by = by.within(*ENTER)
    round_ = locked(round_id, by)
    given = tidy(value)
    _open_for_value(round_, given)
    now = timezone.now()
    if round_.first_value_by in (None, by.id):
        round_.first_value, round_.first_value_at, round_.first_value_by = given, now, by.id
        round_.save(update_fields=["first_value", "first_value_at", "first_value_by"])
        timeline.record("selection.public_value_entered", by=by, subject=round_)
        return round_
    if given != round_.first_value:
        raise Refused(
            "values_differ",
            _("This is not what the first person entered. Look at the source again, both of you."),
            field="value",
        )
    round_.public_value, round_.public_value_at, round_.public_value_by = given, now, by.id
    round_.save(update_fields=["public_value", "public_value_at", "public_value_by"])
    timeline.record("selection.public_value_fixed", by=by, subject=round_)
    return round_


def public_facts(round_: Round) -> set[str]:
    """The guard of whatever needs the draw: two people entered the same public value."""
    return {"public_value_agreed"} if round_.public_value else set()


def _open_for_value(round_: Round, value: str) -> None:
    if round_.state != "closed_inputs" or round_.public_value:
        raise Refused(
            "value_not_asked", _("The public value is entered once, after the inputs are closed and before the draw.")
        )
    if round_.public_day is not None and round_.public_day > today():
        raise Refused("value_not_out", _("The day of the public value has not come yet."), field="value")
    if not value or len(value) > MOST:
        raise Refused("value_missing", _("Enter the public value exactly as its source gives it."), field="value")
