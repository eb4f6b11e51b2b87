"""Requests about a place on the roster: a worker asks to stay longer or for other work, the programme answers."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.crypto import encrypt_for
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.reference import isco
from corridor.rules.matching import Failure
from corridor.rules.transitions import APPLICATION, ROSTER_REQUEST
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry

from ..models import Application, RosterRequest
from ..models.application import LIVE
from ..models.request import EXTENSION, KINDS, OCCUPATION
from .assessing import admission_failures
from .common import ADMISSION, MISSING, add_months, decision, tell, today
from .ending import ROSTER_DAYS

DAYS_TO_ANSWER = 14
MOST_WORDS = 2_000
ON_ROSTER = ("on_roster", "not_selected", "reserve")
_FROM = {EXTENSION: (*ON_ROSTER, "expired"), OCCUPATION: ON_ROSTER}


def may_ask(row: Application, kind: str) -> bool:
    """Whether the state and the days of an application allow a request of this kind now."""
    if row.state not in _FROM[kind] or row.roster_until is None:
        return False
    return kind != EXTENSION or row.roster_until <= today() + timedelta(days=max(ROSTER_DAYS))


def occupations_to_ask(row: Application) -> list[str]:
    """Codes of the work of a scheme, of which one may be wished for: those of its rules, else of its open orders.

    What the file names as the person's work already is left out.
    """
    named: Sequence[str] = agreements.rules_of(row.version).occupations
    if not named:
        orders = demand.public_orders(scheme_id=row.scheme_id).order_by()
        named = orders.values_list("occupation_code", flat=True).distinct()
    return sorted({code for code in named if isco.is_unit_group(code)} - {row.person.occupation_code})


def ask(application_id: uuid.UUID, kind: str, words: str, *, occupation: str = "", by: Actor) -> RosterRequest:
    """Ask for a longer place (in its last 90 days, or after its end) or for other work of the scheme, with a reason.

    While it is open the place on the roster does not end (services/ending.py).
    """
    by = by.within("selection.apply_for" if by.person_id is None else "own.apply")
    row = Application.objects.visible_to(by).select_for_update(of=("self",)).filter(id=application_id).first()
    if row is None:
        raise NotFound("not_found", MISSING)
    if kind not in KINDS or not may_ask(row, kind):
        raise Refused("nothing_to_ask", _("This cannot be asked for now. Look at your application again."))
    if not words.strip() or len(words) > MOST_WORDS:
        raise Refused("words_missing", _("Say in your own words why you ask for it."), field="words")
    if kind == OCCUPATION and occupation not in occupations_to_ask(row):
        raise Refused("not_in_scheme", _("Choose work that this programme has."), field="occupation")
    if RosterRequest.objects.filter(application=row, kind=kind, state="asked").exists():
        raise Refused("request_open", _("You have asked for this already. You will get an answer."))
    if _another(row):
        raise Refused("applied_again", _("You have a newer application for this programme. Ask there."))
    made = RosterRequest(
        application=row,
        person_id=row.person_id,
        kind=kind,
        occupation_code=occupation if kind == OCCUPATION else "",
        asked_by=by.id,
        answer_by=today() + timedelta(days=DAYS_TO_ANSWER),
    )
    made.sealed_words = encrypt_for(row.person_id, words.strip(), made.place)
    made.save(force_insert=True)
    timeline.record("selection.request_asked", by=by, subject=made, person_id=row.person_id, kind=kind)
    return made


def withdraw_request(request_id: uuid.UUID, *, by: Actor) -> RosterRequest:
    """The worker takes the request back."""
    by = by.within("own.apply")
    row = RosterRequest.objects.visible_to(by).select_for_update(of=("self",)).filter(id=request_id).first()
    if row is None or row.person_id != by.person_id:
        raise NotFound("not_found", MISSING)
    row.state = step(ROSTER_REQUEST, row.state, "withdraw").target
    row.save(update_fields=["state"])
    timeline.record("selection.request_withdrawn", by=by, subject=row, person_id=row.person_id, kind=row.kind)
    return row


def request_failures(row: RosterRequest, *, by: Actor) -> tuple[Failure, ...]:
    """The rules of the scheme that are not met now: for other work, with that occupation alone."""
    application = row.application
    wished = {row.person_id: row.occupation_code} if row.kind == OCCUPATION else {}
    season = application.season
    running = season if season and season.ends_on >= today() else None
    start, end = (max(running.starts_on, today()), running.ends_on) if running else (today(), today())
    return admission_failures([row.person_id], application.version, start, end, wished=wished, by=by)[0]


def answer_request(
    request_id: uuid.UUID, action: str, *, reason: str = "", remedy: str = "", by: Actor
) -> RosterRequest:
    """Accept or refuse. Accepted, the place lasts another term of the scheme, or the file names the other work.

    Accepting asks the rules of the scheme again; refusing takes a reason and the remedy left (principle 9).
    """
    by = by.within("selection.assess")
    if action not in ("accept", "refuse"):
        raise Refused("unknown_action", _("There is no such step."))
    row = (
        RosterRequest.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("application__scheme", "application__version__scheme", "application__season")
        .filter(id=request_id)
        .first()
    )
    if row is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(row.application.scheme, by)
    facts = {"decider_named"}
    facts |= {fact for fact, words in (("reason_given", reason), ("remedy_named", remedy)) if words.strip()}
    if action == "accept" and row.state == "asked" and not request_failures(row, by=by):
        facts.add("eligible")
    row.state = step(ROSTER_REQUEST, row.state, action, facts).target
    row.decided_at, row.decided_by = timezone.now(), by.id
    row.decider = decision(row.application.version, ADMISSION).body
    row.reason, row.remedy = reason.strip(), remedy.strip()
    row.save()
    if action == "accept":
        _carry_out(row, by)
    timeline.record(f"selection.request_{row.state}", by=by, subject=row, person_id=row.person_id, kind=row.kind)
    tell("selection.request_answered", [(row.person_id, {})], by=by)
    return row


def _carry_out(row: RosterRequest, by: Actor) -> None:
    application = Application.objects.visible_to(by).select_for_update(of=("self",)).get(id=row.application_id)
    if application.state not in _FROM[row.kind] or _another(application):
        raise Refused("changed_meanwhile", _("The application has changed since this was asked. Look at it again."))
    if row.kind == EXTENSION:
        last: Any = application.roster_until
        months = agreements.rules_of(row.application.version).roster_months
        application.roster_until = add_months(max(last, today()), months)
        if application.state == "expired":
            application.state = step(APPLICATION, application.state, "extend", {"eligible"}).target
    else:
        with acting(SYSTEM, gettext_noop("write down the work that the worker asked for")):
            change = {"occupation": "", "occupation_code": row.occupation_code}
            registry.complete(row.person_id, change, by=SYSTEM)
    application.assessed_at, application.assessed_by, application.failures = timezone.now(), by.id, []
    application.save(update_fields=["state", "roster_until", "assessed_at", "assessed_by", "failures"])


def _another(row: Application) -> bool:
    """Whether the person applied for the scheme again after this place had ended."""
    others = Application.objects.filter(person_id=row.person_id, scheme_id=row.scheme_id, state__in=LIVE)
    return others.exclude(id=row.id).exists()
