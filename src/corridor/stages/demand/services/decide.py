"""The office's decisions on job orders: verify, approve, open, return, refuse, revoke, close."""

import uuid
from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.events import publish
from corridor.rules.transitions import JOB_ORDER
from corridor.stages.agreements import api as agreements

from ..checks import Finding, check_all
from ..decisions import decider_of, facts_of_refusal, no_such_order, write_decision
from ..events import OrderClosed, OrderOpened
from ..models import DECIDED, JobOrder
from .mandates import require_acting
from .orders import in_charge, is_own, locked, require_licence
from .wording import require_wordings

GOOD_STANDING = ("verified", "conditional")
HOLDING = ("approved", "open", "filled")
"""Orders in these states hold posts of their season's quota."""


def verify(ids: Sequence[uuid.UUID], *, by: Actor) -> list[JobOrder]:
    """Say that orders keep law and standard contract, and that their employers are in good standing."""
    by = by.within("demand.verify")
    orders = in_charge(ids, by)
    found = check_all(orders)
    for order in orders:
        step(JOB_ORDER, order.state, "verify", _all_guards("verify"))
        _require_standing(order)
        require_licence(order)
        _require_floor(order, found[order.id])
        order.state = "verified"
        order.verified_by, order.verified_at = by.id, timezone.now()
        order.findings = [finding.as_json() for finding in found[order.id]]
    require_wordings(orders)
    JobOrder.objects.bulk_update(orders, ["state", "verified_by", "verified_at", "findings"], batch_size=500)
    _record("demand.order_verified", orders, by)
    return orders


def approve(ids: Sequence[uuid.UUID], *, by: Actor, acknowledgement: Mapping[str, str] | None = None) -> list[JobOrder]:
    """Approve verified orders within the season's quota; by somebody who neither sent nor verified them.

    A protected occupation needs `acknowledgement`: {"reason": ..., "mitigation": ...} and, unless it is the approver's
    own, the "authority" that decides it; kept with the order (principle 8). Two approvers on the last posts of a season
    wait for each other; the second is refused.
    """
    by = by.within("demand.approve")
    orders = in_charge(ids, by)
    found = check_all(orders)
    for order in orders:
        step(JOB_ORDER, order.state, "approve", _all_guards("approve"))
        if by.id in (order.submitted_by, order.verified_by, order.drafted_by):
            raise Refused(
                "four_eyes",
                _("You prepared job order %(number)s yourself. Somebody else must approve it."),
                number=order.number,
            )
        _require_standing(order)
        require_licence(order)
        _require_floor(order, found[order.id])
        order.acknowledgement = _acknowledged(order, found[order.id], acknowledgement, by)
    require_wordings(orders)
    _require_quota(orders)
    for order in orders:
        order.state = "approved"
        order.approved_by, order.approved_at = by.id, timezone.now()
        order.findings = [finding.as_json() for finding in found[order.id]]
    fields = ["state", "approved_by", "approved_at", "findings", "acknowledgement"]
    JobOrder.objects.bulk_update(orders, fields, batch_size=500)
    _record("demand.order_approved", orders, by)
    return orders


def open_orders(ids: Sequence[uuid.UUID], *, by: Actor) -> list[JobOrder]:
    """Let people apply. Everybody can read the order from now on."""
    by = by.within("demand.open")
    orders = in_charge(ids, by)
    for order in orders:
        order.state = step(JOB_ORDER, order.state, "open").target
        require_licence(order)
        order.opened_by, order.opened_at = by.id, timezone.now()
    JobOrder.objects.bulk_update(orders, ["state", "opened_by", "opened_at"], batch_size=500)
    _record("demand.order_opened", orders, by)
    publish(OrderOpened(tuple(order.id for order in orders)))
    return orders


def return_order(order_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> JobOrder:
    """Send an order back to its employer to be mended."""
    by = by.within("demand.verify", "demand.approve")
    return _decide(order_id, "return", reason=reason, remedy=remedy, decider=decider, by=by)


def refuse_order(order_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> JobOrder:
    """Refuse an order."""
    by = by.within("demand.approve")
    return _decide(order_id, "refuse", reason=reason, remedy=remedy, decider=decider, by=by)


def revoke_order(order_id: uuid.UUID, *, reason: str, remedy: str, by: Actor, decider: str = "") -> JobOrder:
    """Take back an approval. Offers and contracts that rest on it are for their own stages to look at."""
    by = by.within("demand.revoke")
    order = _decide(order_id, "revoke", reason=reason, remedy=remedy, decider=decider, by=by)
    publish(OrderClosed((order.id,)))
    return order


def close_order(order_id: uuid.UUID, *, by: Actor) -> JobOrder:
    """Close an order for which no offer is out: by the office, the employer itself, or its recruiter with a mandate."""
    if by.can("demand.close"):
        order = in_charge([order_id], by.within("demand.close"))[0]
    else:
        by.require("demand.order")
        order = locked([order_id])[0]
        if not is_own(order, by):
            raise no_such_order()
        require_acting(order, by=by)
    if order.reserved:
        raise Refused(
            "offer_open",
            _("Offers for this order wait for an answer. Wait for the answers, or withdraw the offers first."),
        )
    order.state = step(JOB_ORDER, order.state, "close", {"no_offer_open"}).target
    order.closed_by, order.closed_at = by.id, timezone.now()
    order.save(update_fields=["state", "closed_by", "closed_at"])
    _record("demand.order_closed", [order], by)
    publish(OrderClosed((order.id,)))
    return order


def season_posts(season_id: uuid.UUID) -> int:
    """Posts of a season's quota that are used: those of orders approved, open or filled, and the filled of closed."""
    rows = JobOrder.objects.filter(season_id=season_id)
    held = rows.filter(state__in=HOLDING).aggregate(posts=Sum("posts"))["posts"] or 0
    return held + (rows.filter(state__in=["closed", "revoked"]).aggregate(posts=Sum("filled"))["posts"] or 0)


def _decide(order_id: uuid.UUID, action: str, *, reason: str, remedy: str, decider: str, by: Actor) -> JobOrder:
    order = in_charge([order_id], by)[0]
    body = decider_of(by, decider)
    taken = step(JOB_ORDER, order.state, action, facts_of_refusal(body, reason, remedy))
    order.state = taken.target
    write_decision(order, decider=body, reason=reason, remedy=remedy, step=taken, by=by)
    order.save(update_fields=["state", *DECIDED])
    _record(f"demand.order_{action}", [order], by)
    return order


def _all_guards(action: str) -> frozenset[str]:
    """The guards of an action: the state is asked first, then each guard with a sentence of its own."""
    return frozenset(guard for row in JOB_ORDER.transitions if row.action == action for guard in row.guards)


def _require_standing(order: JobOrder) -> None:
    if order.employer.state not in GOOD_STANDING:
        raise Refused(
            "employer_in_good_standing",
            _("The employer of job order %(number)s is not verified. Verify the employer first."),
            number=order.number,
        )


def _require_floor(order: JobOrder, found: Sequence[Finding]) -> None:
    blocking = [finding for finding in found if finding.blocking]
    if blocking:
        raise Refused(
            "nothing_below_floor",
            _("Job order %(number)s cannot pass. %(finding)s Return it to the employer with the reason."),
            field=blocking[0].clause or None,
            number=order.number,
            finding=blocking[0].sentence,
        )


def _acknowledged(
    order: JobOrder, found: Sequence[Finding], given: Mapping[str, str] | None, by: Actor
) -> dict[str, str] | None:
    protected = next((finding for finding in found if finding.acknowledge), None)
    if protected is None:
        return None
    reason, mitigation = ((given or {}).get(name, "").strip() for name in ("reason", "mitigation"))
    if not reason or not mitigation:
        raise Refused(
            "acknowledgement_missing",
            _("The occupation of job order %(number)s is protected. Give a reason and a mitigation to approve it."),
            field="reason" if not reason else "mitigation",
            number=order.number,
        )
    return {
        "authority": (given or {}).get("authority", "").strip() or decider_of(by, ""),
        "source": protected.source,
        "reason": reason,
        "mitigation": mitigation,
        "by": str(by.id),
        "at": timezone.now().isoformat(),
    }


def _require_quota(orders: Sequence[JobOrder]) -> None:
    for season_id in sorted({order.season_id for order in orders if order.season_id}):
        with connection.cursor() as cursor:  # approvers of one season pass one after the other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"season:{season_id}"])
        season = agreements.season(season_id)
        asked = sum(order.posts for order in orders if order.season_id == season_id)
        free = season.limit - season_posts(season_id)
        if asked > free:
            raise Refused(
                "quota_free",
                _("The quota of the season has %(free)s posts left, and these orders ask for %(asked)s."),
                free=max(free, 0),
                asked=asked,
            )


def _record(verb: str, orders: Sequence[JobOrder], by: Actor) -> None:
    timeline.record_many(verb, by=by, entries=[(order, None, {"number": order.number}) for order in orders])
