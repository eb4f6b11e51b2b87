"""The record for the auditor: what was done and how often files were opened, in codes, without a person."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from corridor.foundation.accounts import record
from corridor.foundation.accounts.models import Account
from corridor.foundation.accounts.roles import all_roles
from corridor.foundation.database.context import PUBLIC_ID, SYSTEM_ID
from corridor.interfaces.kit.words.timeline import verb as words_of_verb

DAYS = (1, 7, 30, 90)
PER_PAGE = 100


@dataclass(frozen=True)
class Span:
    """The days that are looked at: `days` back from `last`, both included."""

    last: date
    days: int

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.days - 1)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        start = datetime.combine(self.first, time.min, tzinfo=UTC)
        return start, datetime.combine(self.last, time.min, tzinfo=UTC) + timedelta(days=1)


def _span(request: HttpRequest) -> Span:
    """From `day` and `days` of the query; today and a week when they are missing or wrong."""
    try:
        last = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        last = timezone.now().date()
    days = request.GET.get("days", "")
    return Span(last, int(days) if days.isdecimal() and int(days) in DAYS else 7)


def _names(actor_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of staff. Workers stay "a worker": the record names nobody whom a file is about."""
    names = {SYSTEM_ID: _("Corridor itself"), PUBLIC_ID: _("A visitor")}
    for account in Account.objects.filter(id__in=actor_ids).only("id", "name", "person_id"):
        names[account.id] = _("A worker") if account.is_worker else account.name
    return names


def _common(span: Span) -> dict[str, Any]:
    return {"span": span, "days": DAYS, "titles": {role.code: role.title for role in all_roles()}}


def _titles(roles: list[str], titles: dict[str, Any]) -> list[Any]:
    return [titles.get(code, code) for code in roles]


def events(request: HttpRequest) -> HttpResponse:
    """What was done, newest first, by verb and day; `below` goes on after the last event of a page."""
    span, verb = _span(request), request.GET.get("verb", "")[:60]
    try:
        below = uuid.UUID(request.GET["below"])
    except (KeyError, ValueError):
        below = None
    first, last = span.bounds
    found = record.events(first, last, by=request.actor, verb=verb, below=below, most=PER_PAGE + 1)
    counts = record.event_counts(first, last, by=request.actor)
    names = _names({event.actor_id for event in found})
    common = _common(span)
    rows = [
        {
            "event": event,
            "words": words_of_verb(event.verb),
            "by": names.get(event.actor_id, _("Somebody who is gone")),
            "roles": _titles(event.roles, common["titles"]),
            "codes": "; ".join(f"{key}={value}"[:80] for key, value in event.codes.items() if value is not None),
        }
        for event in found[:PER_PAGE]
    ]
    query = request.GET.copy()
    if len(found) > PER_PAGE:
        query["below"] = str(found[PER_PAGE - 1].id)
    context = {
        **common,
        "rows": rows,
        "more": f"?{query.urlencode()}" if len(found) > PER_PAGE else "",
        "verb": verb,
        "verbs": counts,
        "total": sum(count for code, count in counts if not verb or code == verb),
    }
    return render(request, "office/administration/record.html", context)


def readings(request: HttpRequest) -> HttpResponse:
    """How often files were opened, by whom in which role and why."""
    span = _span(request)
    found = record.readings(*span.bounds, by=request.actor)
    names = _names({one.actor_id for one in found})
    common = _common(span)
    rows = [
        {
            "one": one,
            "by": names.get(one.actor_id, _("Somebody who is gone")),
            "roles": _titles(one.roles, common["titles"]),
        }
        for one in found
    ]
    return render(request, "office/administration/readings.html", {**common, "rows": rows})
