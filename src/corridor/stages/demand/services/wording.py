"""Words that may hide a criterion: kept when an order is sent, and asked for at verification."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused

from ..models import ALLOWED, REWORDED, SENT_BACK, WAITING, JobOrder, WordingFinding
from ..wording import Hidden, hidden

DECIDABLE = ("submitted", "verified")
CHUNK = 500


def keep_wordings(orders: Sequence[JobOrder], *, by: Actor, fresh: bool = False) -> int:
    """Search the texts of orders and keep what waits for a person; words that are gone are marked as written anew.

    What was allowed stays allowed while the words and those around them stay. `fresh`: orders that were just made.
    Returns how many findings wait that did not wait before.
    """
    found = {order.id: {each.key: each for each in hidden(order)} for order in orders}
    if fresh:
        found = {order_id: each for order_id, each in found.items() if each}
    rows = WordingFinding.objects.filter(order_id__in=[] if fresh else list(found))
    known = {(row.order_id, row.key): row for row in rows}
    made = [_row(order_id, each) for order_id, all_of in found.items() for each in all_of.values()
            if (order_id, each.key) not in known]  # fmt: skip
    changed = []
    for (order_id, key), row in known.items():
        state = row.state
        if key not in found[order_id]:
            row.state = row.state if row.state == ALLOWED else REWORDED
        elif row.state in (SENT_BACK, REWORDED):
            row.state = WAITING
        changed += [row] if row.state != state else []
    WordingFinding.objects.bulk_create(made, batch_size=CHUNK)
    WordingFinding.objects.bulk_update(changed, ["state"], batch_size=CHUNK)
    waiting = [*made, *(row for row in changed if row.state == WAITING)]
    count = {order.id: sum(1 for row in waiting if row.order_id == order.id) for order in orders if found.get(order.id)}
    timeline.record_many(
        "demand.wording_found",
        by=by,
        entries=[(order, None, {"count": count[order.id]}) for order in orders if count.get(order.id)],
    )
    return len(waiting)


def _row(order_id: uuid.UUID, each: Hidden) -> WordingFinding:
    said = {name: getattr(each, name) for name in ("field", "criterion", "phrase", "excerpt", "start", "key")}
    return WordingFinding(order_id=order_id, **said)


def search_wordings(*, by: Actor) -> int:
    """Search orders that wait for the office again, with the word lists of today."""
    by.require("demand.verify")
    ids = list(JobOrder.objects.filter(state__in=DECIDABLE).order_by("id").values_list("id", flat=True))
    return sum(
        keep_wordings(list(JobOrder.objects.filter(id__in=ids[first : first + CHUNK])), by=by)
        for first in range(0, len(ids), CHUNK)
    )


def require_wordings(orders: Sequence[JobOrder]) -> None:
    """Raise unless a person allowed every finding in the texts as they stand now."""
    allowed = set(
        WordingFinding.objects.filter(order__in=orders, state=ALLOWED).values_list("order_id", "key")
    )  # fmt: skip
    for order in orders:
        undecided = [each for each in hidden(order) if (order.id, each.key) not in allowed]
        if undecided:
            raise Refused(
                "wording_undecided",
                _(
                    "Words in job order %(number)s may choose people by what may not count: “%(phrase)s”. "
                    "Decide on these words first."
                ),
                number=order.number,
                phrase=undecided[0].phrase,
            )
