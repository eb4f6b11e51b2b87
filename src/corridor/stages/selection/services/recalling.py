"""Recall rights: granted after a season, used for the next one, refused only with a reason about the work."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.scopes import access
from corridor.rules.matching import Failure, JobReason, failed_rules
from corridor.rules.transitions import APPLICATION
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry

from ..models import Application, Offer, RecallRight
from ..models.application import LIVE
from ..records import RecallGrant
from .assessing import plain_failures
from .common import MISSING, all_found, tell, today
from .market import orders_of, workers_of
from .offering import Place, write_offers
from .workers import plain_order, plain_workers


def grant_recall(claims: Sequence[RecallGrant], *, by: Actor) -> list[RecallRight]:
    """Grant rights, one for each placement however often it is asked; employers keep the candidate sheet as long.

    A right is granted for work that was done. Nothing a worker said or did not say of it enters here (principle 11).
    """
    by = by.within("selection.assess")
    made = [
        RecallRight(
            person_id=claim.person_id,
            employer_id=claim.employer_id,
            source=claim.source,
            force=claim.force,
            until=claim.until,
            from_placement=claim.placement_id,
            granted_by=by.id,
        )
        for claim in claims
    ]
    RecallRight.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)
    found = list(RecallRight.objects.visible_to(by).filter(id__in=[right.id for right in made]))
    employers = demand.employers_of(list({right.employer_id for right in found}))
    reached: dict[tuple[uuid.UUID, date], set[uuid.UUID]] = defaultdict(set)
    for right in found:
        reached[employers[right.employer_id].scope_id, right.until].add(right.person_id)
    for (scope, last), persons in reached.items():
        until = timezone.make_aware(datetime.combine(last, time.max))
        access.give(sorted(persons), scope_id=scope, level=access.CANDIDATE, why="selection.recall_right", until=until)
    entries = [(right, right.person_id, {"source": right.source, "force": right.force}) for right in found]
    timeline.record_many("selection.recall_granted", by=by, entries=entries)
    return found


def recall(order_id: uuid.UUID, person_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Offer]:
    """Call workers back for a job order of the same employer: their second season enters at the offer.

    Each needs a live right; the rules of the order are checked anew. Who does not meet one gets no offer now, keeps the
    right and is told why; the employer only sees that the offer was not made (the reason may be in the closed part of
    the file).
    """
    by = by.within("selection.recall")
    order = demand.order(order_id, by)
    _may_recall(order.employer, order.scheme, by)
    if order.scheme is None or order.season is None:
        raise Refused("order_without_scheme", _("This job order belongs to no season of a scheme."))
    rights = _rights(order.employer_id, person_ids, by)
    if set(rights) != set(person_ids):
        step(APPLICATION, "on_roster", "recall", {"eligible"})  # refused: the guard is the live right
    failed = _failures(order, list(person_ids))
    applications = _applications(order, list(person_ids), by)
    ready: list[Application] = []
    for row in applications:
        row.failures = plain_failures(failed[row.person_id])
        if row.state in ("reserve", "not_selected", "shortlisted"):
            row.state = step(APPLICATION, row.state, "return_to_roster", {"roster_valid"}).target
        if not row.failures:
            row.state = step(APPLICATION, row.state, "recall", {"eligible", "recall_right_live"}).target
            ready.append(row)
    Application.objects.bulk_update(applications, ["state", "failures", "season", "version"], batch_size=500)
    entries = [(row, row.person_id, {"order": order.number}) for row in ready]
    timeline.record_many("selection.recalled", by=by, entries=entries)
    blocked = [row for row in applications if row.failures]
    tell("selection.recall_blocked", [(row.person_id, {}) for row in blocked], by=by)
    return write_offers(ready, {row.id: Place(order.id, right=rights[row.person_id]) for row in ready}, by=by)


def refuse_recall(right_id: uuid.UUID, reason: str, *, by: Actor) -> RecallRight:
    """Do not call somebody back: only with a reason about the work, which the worker reads."""
    by = by.within("selection.recall")
    right = (
        RecallRight.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("employer")
        .filter(id=right_id)
        .first()
    )
    if right is None or not (by.can("selection.read") or right.employer.organisation_id in by.organisations):
        raise NotFound("not_found", MISSING)
    if reason not in {known.value for known in JobReason}:
        raise Refused("reason_missing", _("Give a reason about the work. Choose one of the list."), field="reason")
    if right.used_at is not None or right.refused_at is not None:
        raise Refused("right_not_live", _("This right was used or refused already."))
    right.refused_at, right.refused_by, right.refusal = timezone.now(), by.id, reason
    right.save(update_fields=["refused_at", "refused_by", "refusal"])
    timeline.record("selection.recall_refused", by=by, subject=right, person_id=right.person_id, reason=reason)
    tell("selection.recall_refused", [(right.person_id, {})], by=by)
    return right


def _may_recall(employer: Any, scheme: Any, by: Actor) -> None:
    """The employer itself, or an officer of the scheme."""
    if employer.organisation_id in by.organisations:
        return
    if not by.can("selection.read") or scheme is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(scheme, by)


def _rights(employer_id: uuid.UUID, person_ids: Sequence[uuid.UUID], by: Actor) -> dict[uuid.UUID, RecallRight]:
    """One live right a person, the strongest and then the longest."""
    rows = (
        RecallRight.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(employer_id=employer_id, person_id__in=person_ids)
        .filter(until__gte=today(), used_at__isnull=True, refused_at__isnull=True)
    )
    found: dict[uuid.UUID, RecallRight] = {}
    for right in sorted(rows, key=lambda right: (right.force == "must", right.until)):
        found[right.person_id] = right
    return found


def _failures(order: Any, person_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[Failure, ...]]:
    """The hard rules of the order for each person, read by the system: an employer reaches no more than the sheet."""
    with acting(SYSTEM, gettext_noop("check the rules of a recall")):
        found = plain_workers(person_ids, by=SYSTEM)
        version = order.season.version
        rules, law = agreements.rules_of(version), agreements.law_of(order.country)
        table = orders_of([plain_order(order, 1, rules, law)])
        workers = workers_of([(str(person), found[person].columns) for person in person_ids])
        return {person: failed_rules(workers, table, n, 0) for n, person in enumerate(person_ids)}


def _applications(order: Any, person_ids: list[uuid.UUID], by: Actor) -> list[Application]:
    """The live applications of these persons for the scheme, locked; made where there is none."""
    if Application.objects.filter(person_id__in=person_ids, season=order.season, state="contracted").exists():
        raise Refused("has_contract", _("One of these workers already has work in this season of the scheme."))
    all_found(list(registry.people(by).filter(id__in=person_ids)), person_ids)
    live = _live(order, person_ids)
    known = {row.person_id for row in live}
    new = [
        Application(
            person_id=person,
            scheme=order.scheme,
            season=order.season,
            version=order.season.version,
            ranking=[str(order.id)],
            applied_by=by.id,
        )
        for person in person_ids
        if person not in known
    ]
    Application.objects.bulk_create(new, ignore_conflicts=True)
    with acting(SYSTEM, gettext_noop("let the scheme's officers reach whom an employer calls back")):
        access.give(person_ids, scope_id=order.scheme.scope_id, level=access.FILE, why="selection.recalled")
    codes = {"scheme": order.scheme.code, "recall": True}
    timeline.record_many("selection.applied", by=by, entries=[(row, row.person_id, codes) for row in new])
    rows = _live(order, person_ids)
    if any(row.state in ("selected", "offered") for row in rows):
        raise Refused("has_offer", _("One of these workers already has an offer or is about to get one."))
    for row in rows:
        row.season, row.version = order.season, order.season.version
    return rows


def _live(order: Any, person_ids: Sequence[uuid.UUID]) -> list[Application]:
    return list(
        Application.objects.select_for_update(of=("self",))
        .select_related("scheme", "version")
        .filter(scheme=order.scheme, person_id__in=person_ids, state__in=LIVE)
        .order_by("id")
    )
