"""Job orders from draft to the hands of the office: drafted, changed, sent, withdrawn."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.reference.soc import GUESS, SURE, code_title
from corridor.rules.occupations import Decisions
from corridor.rules.transitions import JOB_ORDER
from corridor.stages.agreements import api as agreements

from ..checks import Finding, check_all, findings, missing
from ..decisions import all_found, no_such_employer, no_such_licence, no_such_order
from ..models import Employer, JobOrder, Licence, next_numbers, title_decisions
from ..records import JobOrderRecord
from .mandates import require_acting, require_mandates, require_valid
from .wording import keep_wordings


def locked(ids: Sequence[uuid.UUID]) -> list[JobOrder]:
    """The orders with their employers, locked in the order of their ids; NotFound when one is missing."""
    rows = (
        JobOrder.objects.select_for_update(of=("self",))
        .filter(id__in=ids)
        .select_related("employer", "licence", "scheme")
    )
    found = list(rows.order_by("id"))
    all_found(found, ids, no_such_order())
    return found


def in_charge(ids: Sequence[uuid.UUID], by: Actor) -> list[JobOrder]:
    """`locked` for an office: NotFound unless it works for the scheme of each order, at origin or destination.

    An order of no scheme (imported as a statistic of demand) belongs to whoever holds the permission.
    """
    orders = locked(ids)
    for order in orders:
        if order.scheme and not agreements.runs(order.scheme, by, destination=True):
            raise no_such_order()
    return orders


def is_own(order: JobOrder, by: Actor) -> bool:
    """Whether the actor acts for the employer of an order, or for the recruiter that placed it."""
    if not by.can("demand.order"):
        return False
    licence = order.licence
    return order.employer.organisation_id in by.organisations or (
        licence is not None and licence.organisation_id in by.organisations
    )


def require_own(orders: Sequence[JobOrder], by: Actor) -> None:
    """Raise unless each order is the actor's own, or the actor acts for the system or imports."""
    if not by.can("demand.import"):
        by.require("demand.order")
        if not all(is_own(order, by) for order in orders):
            raise no_such_order()


def require_licence(order: JobOrder) -> None:
    """Raise unless the recruiter that placed an order, if any, may still recruit today."""
    if order.licence is not None:
        require_valid(order.licence)


def draft_orders(records: Sequence[JobOrderRecord], *, by: Actor) -> list[JobOrder]:
    """Write job orders down; the list answers the records one by one."""
    if not by.can("demand.import"):
        by.require("demand.order")
    employers = _employers(records, by)
    _seasons(records)
    rows, decided = [], title_decisions()
    for record, number in zip(records, next_numbers(len(records)), strict=True):
        order = JobOrder(number=number, employer=employers[record.employer_id], drafted_by=by.id)
        fill(order, record, decided)
        rows.append(order)
    JobOrder.objects.bulk_create(rows, batch_size=1000)
    timeline.record_many("demand.order_drafted", by=by, entries=[(row, None, {"number": row.number}) for row in rows])
    return rows


def preview(record: JobOrderRecord, *, by: Actor) -> tuple[JobOrder, list[Finding]]:
    """An order as it would be, not kept, with what stands against it: for a form that is still being filled in."""
    if not by.can("demand.import"):
        by.require("demand.order")
    order = JobOrder(employer=_employers([record], by)[record.employer_id], drafted_by=by.id)
    fill(order, record, title_decisions())
    return order, findings(order)


def change_order(order_id: uuid.UUID, record: JobOrderRecord, *, by: Actor) -> JobOrder:
    """Replace what a draft says. Its number and its employer stay."""
    order = locked([order_id])[0]
    require_own([order], by)
    if order.state != "draft":
        raise Refused("not_a_draft", _("This order was sent. Ask the office to return it, then change it."))
    if record.employer_id != order.employer_id:
        raise Refused("other_employer", _("A job order stays with its employer."))
    _seasons([record])
    require_mandates([(order.employer, order.licence)], by=by)
    if record.licence_id != order.licence_id:
        _employers([record], by)
    fill(order, record, title_decisions())
    order.save()
    timeline.record("demand.order_changed", by=by, subject=order, number=order.number)
    return order


def submit(ids: Sequence[uuid.UUID], *, by: Actor) -> list[JobOrder]:
    """Send complete drafts to the office. The findings are kept with the order; they do not stop the sending."""
    orders = locked(ids)
    require_own(orders, by)
    for order in orders:
        require_licence(order)
    require_mandates([(order.employer, order.licence) for order in orders], by=by)
    for order in orders:
        gaps = missing(order)
        if gaps:
            raise Refused(
                "incomplete",
                _("Job order %(number)s is not complete. Fill in what is missing: %(clauses)s."),
                field=gaps[0],
                number=order.number,
                clauses=", ".join(gaps),
            )
    found = check_all(orders)
    for order in orders:
        order.state = step(JOB_ORDER, order.state, "submit", {"complete"}).target
        order.submitted_by, order.submitted_at = by.id, timezone.now()
        order.verified_by = order.verified_at = None
        order.findings = [finding.as_json() for finding in found[order.id]]
    fields = ["state", "submitted_by", "submitted_at", "verified_by", "verified_at", "findings"]
    JobOrder.objects.bulk_update(orders, fields, batch_size=500)
    _record("demand.order_submitted", orders, by)
    keep_wordings(orders, by=by)
    return orders


def withdraw_order(order_id: uuid.UUID, *, by: Actor) -> JobOrder:
    """The employer takes its order back before it is approved, or its recruiter while the mandate holds."""
    order = locked([order_id])[0]
    require_own([order], by)
    if not by.can("demand.import"):
        require_acting(order, by=by)
    order.state = step(JOB_ORDER, order.state, "withdraw").target
    order.closed_by, order.closed_at = by.id, timezone.now()
    order.save(update_fields=["state", "closed_by", "closed_at"])
    _record("demand.order_withdrawn", [order], by)
    return order


def _record(verb: str, orders: Sequence[JobOrder], by: Actor) -> None:
    timeline.record_many(verb, by=by, entries=[(order, None, {"number": order.number}) for order in orders])


def _employers(records: Sequence[JobOrderRecord], by: Actor) -> dict[uuid.UUID, Employer]:
    ids = {record.employer_id for record in records}
    employers = {row.id: row for row in Employer.objects.filter(id__in=ids)}
    licences = {
        row.id: row
        for row in Licence.objects.filter(id__in={record.licence_id for record in records if record.licence_id})
    }
    pairs = []
    for record in records:
        employer = employers.get(record.employer_id)
        licence = licences.get(record.licence_id) if record.licence_id else None
        acts = licence.organisation_id if licence else None
        allowed = by.can("demand.import") or (employer is not None and employer.organisation_id in by.organisations)
        if employer is None or not (allowed or acts in by.organisations):
            raise no_such_employer()
        if record.licence_id and licence is None:
            raise no_such_licence()
        if licence is not None:
            require_valid(licence)
        pairs.append((employer, licence))
    require_mandates(pairs, by=by)
    return employers


def _seasons(records: Sequence[JobOrderRecord]) -> None:
    """A season belongs to the scheme of the order."""
    for season_id in {record.season_id for record in records if record.season_id}:
        season = agreements.season(season_id)
        for record in records:
            if record.season_id == season_id and record.scheme_id != season.scheme_id:
                raise Refused("other_scheme", _("The season belongs to another scheme."), field="season")


_COPIED = (
    *("title", "duties", "posts", "start", "end", "workplace", "town", "region", "country", "terms"),
    *("experience_months", "minimum_age", "languages", "skills", "training", "scheme_id", "season_id", "licence_id"),
    *("source", "source_ref"),
)


def fill(order: JobOrder, record: JobOrderRecord, decided: Decisions) -> None:
    """Put what a record says on an order (unsaved), its title coded with what people `decided` about titles."""
    for name in _COPIED:
        setattr(order, name, getattr(record, name))
    order.occupation_code, order.coding, order.coding_confidence = coding(record, decided)


def coding(record: JobOrderRecord, decided: Decisions) -> tuple[str, str, Decimal]:
    """(ISCO-08 code, how sure, confidence): a code that was chosen is confirmed, else the title is coded."""
    if record.occupation_code:
        return record.occupation_code, "confirmed", Decimal(1)
    codes: Any = code_title(record.title, record.soc, decided)
    if not codes or codes[0].confidence < GUESS:
        return "", "none", Decimal(0)
    best = codes[0]
    return best.code, "sure" if best.confidence >= SURE else "doubtful", Decimal(str(best.confidence))
