"""What the law says, kept in two times: when it binds, and when we knew it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.reference import countries, isco
from corridor.rules.terms import CLAUSES, TermInvalid, from_plain, to_plain

from ..law import CLAUSE_OF_KIND
from ..models import DatedRule
from ..records import COST_ITEMS

ONE_DAY = timedelta(days=1)


def record_rule(
    *,
    kind: str,
    country: str,
    value: Mapping[str, Any],
    valid_from: date,
    source: str,
    by: Actor,
    valid_until: date | None = None,
    occupation: str = "",
    clause: str = "",
) -> DatedRule:
    """Record a rule of law from a day on, to its last day or without end.

    kind: one of DatedRule.KINDS. value: a plain term (see rules.terms.to_plain), {"years": n} for an age, {} for a
    protected occupation. clause: for "clause_floor" a clause, for "fee_ceiling" a cost of records.COST_ITEMS or "" for
    all. What was known of the same days before is withdrawn, never overwritten: `rules_on(..., known_at=)` still reads
    it. Raises Refused with the field at fault.
    """
    by.require("agreements.draft")
    key = {
        "kind": kind,
        "country": country,
        "occupation": occupation.strip(),
        "clause": CLAUSE_OF_KIND.get(kind, clause.strip()),
    }
    _check(key, valid_from, valid_until, source)
    kept = _value(kind, key["clause"], value)
    now = timezone.now()
    _one_at_a_time(key)
    _make_room(key, valid_from, valid_until, now)
    made = DatedRule.objects.create(
        **key,
        value=kept,
        valid_from=valid_from,
        valid_until=valid_until,
        source=source.strip(),
        recorded_by=by.id,
        recorded_at=now,
    )
    timeline.record("agreements.rule_recorded", by=by, subject=made, rule=dict(key), valid_from=str(valid_from))
    return made


def _one_at_a_time(key: dict[str, str]) -> None:
    """Two who record the same rule at once wait for each other; row locks do not reach rows that are still to come."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["|".join(key.values())])


def _check(key: dict[str, str], valid_from: date, valid_until: date | None, source: str) -> None:
    if key["kind"] not in dict(DatedRule.KINDS):
        raise Refused("unknown_kind", _("There is no such kind of rule. Choose one of the list."), field="kind")
    if not countries.exists(key["country"]):
        raise Refused("unknown_country", _("There is no such country. Choose one of the list."), field="country")
    if key["occupation"] and not isco.exists(key["occupation"]):
        sentence = _("ISCO-08 has no such occupation. Choose one of the list.")
        raise Refused("unknown_occupation", sentence, field="occupation")
    if valid_until is not None and valid_until < valid_from:
        raise Refused("ends_before_start", _("A rule cannot end before it begins."), field="valid_until")
    if not source.strip():
        raise Refused("source_missing", _("A rule of law names its source."), field="source")
    if key["kind"] == "clause_floor" and key["clause"] not in CLAUSES:
        raise Refused("unknown_clause", _("Choose the clause that the rule is about."), field="clause")
    if key["kind"] == "fee_ceiling" and key["clause"] and key["clause"] not in COST_ITEMS:
        raise Refused("unknown_cost", _("Choose the cost that the rule is about."), field="clause")


def _value(kind: str, clause: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The value as it is kept: a term of its clause, an age in years, or nothing."""
    if kind == "protected_occupation":
        return {}
    try:
        if kind == "minimum_age":
            years = int(value["years"])
            if not 14 <= years <= 99:
                raise ValueError(years)
            return {"years": years}
        clause = "recruitment_costs_worker" if kind == "fee_ceiling" else clause
        return to_plain(from_plain({clause: value}))[clause]
    except (TermInvalid, KeyError, ValueError, TypeError) as error:
        sentence = _("This value does not fit the rule. Look at the amount, its currency and its period.")
        raise Refused("wrong_value", sentence, field="value") from error


def _make_room(key: dict[str, str], first: date, last: date | None, now: datetime) -> None:
    """Withdraw what was known of these days, and record again the parts that stay: before `first`, after `last`."""
    reaches = Q(valid_until__isnull=True) | Q(valid_until__gte=first)
    begins = Q() if last is None else Q(valid_from__lte=last)
    known = list(DatedRule.objects.select_for_update().filter(reaches, begins, withdrawn_at__isnull=True, **key))
    DatedRule.objects.filter(id__in=[rule.id for rule in known]).update(withdrawn_at=now)
    kept = []
    for rule in known:
        if rule.valid_from < first:
            kept.append(_part(rule, rule.valid_from, first - ONE_DAY, now))
        if last is not None and (rule.valid_until is None or rule.valid_until > last):
            kept.append(_part(rule, last + ONE_DAY, rule.valid_until, now))
    DatedRule.objects.bulk_create(kept)


def _part(rule: DatedRule, first: date, last: date | None, now: datetime) -> DatedRule:
    return DatedRule(
        kind=rule.kind,
        country=rule.country,
        occupation=rule.occupation,
        clause=rule.clause,
        value=rule.value,
        valid_from=first,
        valid_until=last,
        source=rule.source,
        recorded_by=rule.recorded_by,
        recorded_at=now,
    )
