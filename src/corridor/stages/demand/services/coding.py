"""A person confirms or changes the occupation of job orders."""

import uuid
from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.reference import isco
from corridor.rules.identity.letters import words
from corridor.rules.occupations import MOST_LETTERS

from ..models import JobOrder, TitleDecision
from .orders import in_charge

CODABLE = ("draft", "submitted")
"""Later the code is part of what was verified."""


def confirm_code(ids: Sequence[uuid.UUID], code: str, *, by: Actor) -> list[JobOrder]:
    """Give orders an ISCO-08 unit group, as a person judged it who works for their schemes."""
    by = by.within("demand.code")
    if not isco.is_unit_group(code):
        raise Refused("unknown_occupation", _("Choose an occupation from the list."), field="code")
    orders = in_charge(ids, by)
    late = next((order for order in orders if order.state not in CODABLE and order.coding == "confirmed"), None)
    if late is not None:
        raise Refused(
            "already_checked",
            _("Job order %(number)s was checked with its occupation. Return it before you change the occupation."),
            number=late.number,
        )
    before = {order.id: order.occupation_code for order in orders}
    for order in orders:
        order.occupation_code, order.coding, order.coding_confidence = code, "confirmed", Decimal(1)
    _learn({order.title for order in orders}, code, by)
    JobOrder.objects.bulk_update(orders, ["occupation_code", "coding", "coding_confidence"], batch_size=500)
    timeline.record_many(
        "demand.code_confirmed",
        by=by,
        entries=[(order, None, {"before": before[order.id], "code": code}) for order in orders],
    )
    return orders


def _learn(titles: set[str], code: str, by: Actor) -> None:
    """Keep the decision for each title's words; a title without words teaches nothing."""
    folded = {" ".join(words(title))[:MOST_LETTERS] for title in titles} - {""}
    now = timezone.now()
    TitleDecision.objects.bulk_create(
        [TitleDecision(words=each, code=code, decided_by=by.id, decided_at=now) for each in sorted(folded)],
        update_conflicts=True,
        unique_fields=["words"],
        update_fields=["code", "decided_by", "decided_at"],
    )
