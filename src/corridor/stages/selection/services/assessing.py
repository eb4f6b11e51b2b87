"""Admission to the roster: the hard rules of the scheme, and what would change each that is not met."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.rules.matching import Failure, Mend, Rule, failed_rules
from corridor.rules.transitions import APPLICATION
from corridor.stages.agreements import api as agreements

from ..models import Application
from .common import ADMISSION, add_months, all_found, decision, tell, today
from .market import Plain, orders_of, without_document_rule, workers_of
from .workers import plain_workers

EXPLAINED = {"decider_named", "reason_given", "remedy_named"}
_ABOUT_AGE = (Rule.MINIMUM_AGE, Rule.MAXIMUM_AGE)


def assess(application_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Application]:
    """Check applications against the hard rules of their scheme: onto the roster with an end, or refused with reasons.

    Each failed rule is kept as a code with what would change it; decider, reason and remedy are recorded.
    """
    by = by.within("selection.assess")
    rows = list(
        Application.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("scheme", "version__scheme", "season")
        .filter(id__in=application_ids)
        .order_by("version_id", "season_id", "id")
    )
    all_found(rows, application_ids)
    for scheme in {row.scheme_id: row.scheme for row in rows}.values():
        agreements.in_charge(scheme, by)
    for _key, group in groupby(rows, key=lambda row: (row.version_id, row.season_id)):
        _assess_alike(list(group), by)
    return rows


def admission_failures(
    person_ids: Sequence[uuid.UUID],
    version: Any,
    start: date,
    end: date,
    *,
    wished: Mapping[uuid.UUID, str] | None = None,
    by: Actor,
) -> list[tuple[Failure, ...]]:
    """For each person the rules of the scheme that are not met; of several occupations, those of the nearest one.

    `wished` asks for persons as if this were their one occupation.
    """
    rules = agreements.rules_of(version)
    found = plain_workers(person_ids, by=by)
    columns = {person: found[person].columns for person in person_ids}
    for person, code in (wished or {}).items():
        columns[person] = _only(columns[person], code)
    workers = workers_of([(str(person), columns[person]) for person in person_ids])
    if not rules.document_required:
        workers = without_document_rule(workers)
    orders = orders_of(list(_scheme_as_orders(rules, version.scheme, start, end)))
    result = []
    for w in range(len(workers.ids)):
        tries = [failed_rules(workers, orders, w, o) for o in range(len(orders.ids))]
        nearest = min(tries, key=len)
        result.append(tuple(f for f in nearest if rules.occupations or f.rule is not Rule.OCCUPATION))
    return result


def plain_failures(failures: Sequence[Failure]) -> list[Plain]:
    """Failures as JSON. The age that a person has is left out: applications stand where employers can reach them."""
    return [{**asdict(f), "has": "" if f.rule in _ABOUT_AGE else f.has} for f in failures]


def failures_of(rows: Sequence[Plain]) -> tuple[Failure, ...]:
    """Failures from JSON."""
    return tuple(
        Failure(Rule(row["rule"]), row["needed"], row["has"], Mend(row["mend"]), row.get("source", "")) for row in rows
    )


def _only(columns: Plain, code: str) -> Plain:
    """The columns of a person who does one occupation, with what they have done of it."""
    months = columns["experience"].get(code)
    return {**columns, "occupations": [code], "experience": {code: months} if months else {}}


def _scheme_as_orders(rules: Any, scheme: Any, start: date, end: date) -> list[Plain]:
    """The scheme as one order for each of its occupations, so that the rules of a round also admit to the roster."""
    limit = agreements.minimum_age(scheme.destination, start)
    limits = [pair for pair in (limit, rules.minimum_age) if pair is not None]
    highest = max(limits, key=lambda pair: pair.years, default=None)
    return [
        {
            "id": code,
            "employer": "",
            "posts": 0,
            "occupation": code,
            "start": start.isoformat(),
            "end": end.isoformat(),
            "experience_months": rules.experience_months,
            "languages": dict(rules.languages),
            "skills": [],
            "training": [],
            "minimum_age": [highest.years, highest.source] if highest else None,
            "reserves": [],
        }
        for code in rules.occupations or ["0000"]
    ]


def _assess_alike(rows: list[Application], by: Actor) -> None:
    """Applications of one version and season."""
    version, season = rows[0].version, rows[0].season
    start, end = (season.starts_on, season.ends_on) if season else (today(), today())
    failed = admission_failures([row.person_id for row in rows], version, start, end, by=by)
    rules, decides, now = agreements.rules_of(version), decision(version, ADMISSION), timezone.now()
    for row, failures in zip(rows, failed, strict=True):
        row.assessed_at, row.assessed_by, row.failures = now, by.id, plain_failures(failures)
        if failures:
            row.state = step(APPLICATION, row.state, "reject", EXPLAINED).target
            row.decider, row.remedy, row.reason = ADMISSION, decides.code, failures[0].rule.value
            row.decided_at, row.decided_by = now, by.id
            row.appeal_until = today() + timedelta(days=decides.days)
        else:
            row.state = step(APPLICATION, row.state, "admit", {"eligible"}).target
            row.roster_until = add_months(max(start, today()), rules.roster_months)
    fields = ["state", "assessed_at", "assessed_by", "failures", "decider", "remedy", "reason", "decided_at"]
    Application.objects.bulk_update(rows, [*fields, "decided_by", "appeal_until", "roster_until"], batch_size=500)
    for verb, code, chosen in (
        ("selection.admitted", "selection.admitted", [row for row in rows if row.state == "on_roster"]),
        ("selection.rejected", "selection.rejected", [row for row in rows if row.state == "ineligible"]),
    ):
        timeline.record_many(
            verb, by=by, entries=[(r, r.person_id, {"rules": [f["rule"] for f in r.failures]}) for r in chosen]
        )
        tell(code, [(row.person_id, {}) for row in chosen], by=by)
