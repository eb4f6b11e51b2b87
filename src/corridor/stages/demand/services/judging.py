"""A person decides on words of job orders that may hide a criterion."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.rules.fairness import LAW, RESERVE

from ..models import ALLOWED, SENT_BACK, WAITING, JobOrder, WordingFinding
from ..wording import Hidden, hidden
from .decide import return_order
from .orders import in_charge
from .wording import DECIDABLE, keep_wordings

REWORD = "reword"


@dataclass(frozen=True, slots=True)
class WordingDecision:
    """What a person says of one finding: `reword`, or the ground on which it stays, with the rule that it rests on."""

    ground: str
    basis: str = ""


def decide_wordings(
    ids: Sequence[uuid.UUID], decisions: Mapping[str, WordingDecision], *, by: Actor, note: str = ""
) -> list[JobOrder]:
    """Say of each finding, by its key, whether it stays or is to be written anew; all of an order at once.

    An order in which something is to be written anew goes back to its employer with the words and what to write
    instead. The grounds are those of rules.fairness.GROUNDS: nothing unlocks what no agreement unlocks (principle 6).
    """
    by = by.within("demand.verify")
    orders = in_charge(ids, by)
    for order in orders:
        if order.state not in DECIDABLE:
            raise Refused("not_waiting", _("Job order %(number)s does not wait for the office."), number=order.number)
    keep_wordings(orders, by=by)
    rows = list(WordingFinding.objects.select_for_update().filter(order__in=orders, state__in=[WAITING, ALLOWED]))
    present = {order.id: {each.key: each for each in hidden(order)} for order in orders}
    now, changed = timezone.now(), []
    for row in rows:
        each = present[row.order_id].get(row.key)
        given = decisions.get(row.key)
        if each is None or (given is None and row.state == ALLOWED):
            continue
        if given is None:
            raise Refused("wording_missing", _("Decide on all words of the order: “%(phrase)s”."), phrase=row.phrase)
        _require_ground(each, given)
        row.state = SENT_BACK if given.ground == REWORD else ALLOWED
        row.ground, row.basis = ("", "") if given.ground == REWORD else (given.ground, given.basis.strip())
        row.decided_by, row.decided_at = by.id, now
        changed.append(row)
    WordingFinding.objects.bulk_update(changed, ["state", "ground", "basis", "decided_by", "decided_at"])
    _record(orders, changed, by)
    for order in orders:
        back = [present[order.id][row.key] for row in changed if row.order_id == order.id and row.state == SENT_BACK]
        if back:
            _send_back(order, back, note, by)
    return orders


def _require_ground(each: Hidden, given: WordingDecision) -> None:
    if given.ground == REWORD:
        return
    if given.ground not in each.grounds:
        raise Refused(
            "no_ground",
            _("No law and no agreement lets “%(phrase)s” choose people. Have it written anew."),
            field=f"ground_{each.key}",
            phrase=each.phrase,
        )
    if given.ground in (RESERVE, LAW) and not given.basis.strip():
        raise Refused(
            "basis_missing",
            _("Quote the law, or the rule of the scheme that was published."),
            field=f"basis_{each.key}",
        )


def _send_back(order: JobOrder, back: Sequence[Hidden], note: str, by: Actor) -> None:
    said = [_now("“%(phrase)s” (%(criterion)s): %(instead)s") % _words(each) for each in back]
    reason = "\n".join([_now("These words may choose people by what may not count:"), *said, note.strip()]).strip()
    remedy = _now("Write these words anew and send the request again.")
    return_order(order.id, reason=reason, remedy=remedy, by=by)
    order.refresh_from_db()


def _words(each: Hidden) -> dict[str, str]:
    return {"phrase": each.phrase, "criterion": str(each.label), "instead": str(each.instead)}


def _record(orders: Sequence[JobOrder], changed: Sequence[WordingFinding], by: Actor) -> None:
    entries = []
    for order in orders:
        said = [
            {"key": row.key, "criterion": row.criterion, "state": row.state, "ground": row.ground}
            for row in changed
            if row.order_id == order.id
        ]
        if said:
            entries.append((order, None, {"words": said}))
    timeline.record_many("demand.wording_decided", by=by, entries=entries)
