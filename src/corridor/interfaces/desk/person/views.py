"""The whole file of a person on one page, and its history."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from corridor.foundation.accounts.actors import names_of
from corridor.foundation.accounts.models import Account, Office
from corridor.foundation.accounts.roles import role
from corridor.foundation.audit import reads, timeline
from corridor.foundation.database.context import PUBLIC_ID, SYSTEM_ID
from corridor.foundation.reference import cefr, countries, isco, languages
from corridor.interfaces.kit import words
from corridor.interfaces.kit.compose import collect
from corridor.interfaces.kit.saving import ButtonForm
from corridor.interfaces.kit.words.reasons import reason_for_staff
from corridor.stages.registry import api

from ..composed import JOURNEYS
from ..people import work
from .words import FIELDS, MISSING, OPERATIONS, OTHER_TABLE, PAGES, SEALED, TABLES

FEW = 6


@dataclass(frozen=True)
class Said:
    """One line of a history: when, by whom, in which role, what."""

    at: datetime
    who: str
    roles: str
    what: str


def file(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything about a person that this reader may see."""
    return render(request, "desk/person/file.html", file_context(request, person_id))


def file_context(request: HttpRequest, person_id: uuid.UUID) -> dict[str, Any]:
    """What the page of the whole file shows."""
    actor = request.actor
    found = api.person(person_id, by=actor)
    person = found.person
    office = Office.objects.filter(scope_id=person.office_id).first()
    opened = reads.who_opened(person.id, limit=FEW) if actor.can("registry.history") else []
    told = timeline.of_person(person.id, actor=actor)[:30]
    names = _names({event.actor_id for event in told} | {read.actor_id for read in opened})
    return {
        "file": found,
        "person": person,
        "work": work(person),
        "language_name": _language(person.language),
        "nationality": _country(found.details.nationality if found.details else ""),
        "sex": api.SEXES.get(found.details.sex if found.details else "", ""),
        "spoken": [(_language(code), cefr.label(level)) for code, level in found.languages.items()],
        "skills": [api.SKILLS[code] for code in found.skills if code in api.SKILLS],
        "trainings": [api.TRAININGS[row.code] for row in found.trainings if row.code in api.TRAININGS],
        "experience": [(_occupation(row.occupation_code), row, _country(row.country)) for row in found.experience],
        "documents": [
            (api.DOCUMENT_KINDS[row.kind], row, _country(row.country), _paper_tone(row)) for row in found.documents
        ],
        "account": Account.objects.filter(person_id=person.id, is_active=True).first(),
        "office": office,
        "zone": office.time_zone if office else "",
        "missing": [(PAGES[code], MISSING[code]) for code in missing(found)],
        "following": next((reverse(PAGES[code], args=[person.id]) for code in missing(found)), ""),
        "actions": collect(JOURNEYS, "actions", person.id, actor),
        "shortcuts": [(".", gettext("Go to what can be done here; then the number of one"))],
        "panels": [
            (panel.title, panel.anchor, render_to_string(panel.template, panel.context, request))
            for panel in collect(JOURNEYS, "panels", person.id, actor)
        ],
        "story": [_said(event.at, event.actor_id, event.roles, words.verb(event.verb), names) for event in told],
        "opened": [_said(read.at, read.actor_id, read.roles, reason_for_staff(read.why), names) for read in opened],
        "can": {code: actor.can(f"registry.{code}") for code in CAN},
        "button": ButtonForm(),
    }


CAN = ("complete", "register", "verify", "consent", "merge", "history", "erase")


def missing(found: api.PersonFile) -> list[str]:
    """What a file still lacks before work can be found, in the order in which it is asked for."""
    details = found.details
    passports = [row for row in found.documents if row.kind == "passport" and row.valid_until]
    lacks = {
        "phone": bool(details and not details.phone),
        "occupation": not found.person.occupation_code,
        "languages": not found.languages,
        "experience": not found.experience,
        "passport": bool(details and not passports),
        "nationality": bool(details and not details.nationality),
    }
    return [code for code, lacking in lacks.items() if lacking]


def history(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Who opened the file, why, and every change of a row with what stood there before."""
    found = api.person(person_id, by=request.actor)
    opened = reads.who_opened(found.person.id)
    changes = reads.history_of(found.person.id, limit=200)
    names = _names({read.actor_id for read in opened} | {change.actor_id for change in changes})
    office = Office.objects.filter(scope_id=found.person.office_id).first()
    context = {
        "person": found.person,
        "zone": office.time_zone if office else "",
        "opened": [_said(read.at, read.actor_id, read.roles, reason_for_staff(read.why), names) for read in opened],
        "changes": [
            {
                "at": change.at,
                "who": names.get(change.actor_id, ""),
                "table": TABLES.get(change.table, OTHER_TABLE),
                "operation": OPERATIONS[change.operation],
                "before": _before(change.before) if change.operation == "update" else [],
            }
            for change in changes
        ],
    }
    return render(request, "desk/person/history.html", context)


def _before(before: dict[str, Any] | None) -> list[tuple[Any, str]]:
    """(field, old value) of the fields that have words; a sealed value is never shown."""
    known = [(name, value) for name, value in (before or {}).items() if name in FIELDS]
    return [(FIELDS[name], "•••" if name in SEALED and value else str(value or "–")) for name, value in known]


def _names(actor_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    found = {
        key: f"{name} ({organisation})" if organisation else name
        for key, (name, organisation) in names_of(actor_ids).items()
    }
    return found | {SYSTEM_ID: gettext("Corridor itself"), PUBLIC_ID: gettext("Somebody not signed in")}


def _said(at: datetime, actor_id: uuid.UUID, roles: Any, what: Any, names: dict[uuid.UUID, str]) -> Said:
    return Said(at, names.get(actor_id, ""), ", ".join(_role(code) for code in roles), str(what))


def _role(code: str) -> str:
    try:
        return str(role(code).title)
    except KeyError:  # a role that was taken out since
        return ""


def _language(code: str) -> str:
    return languages.name(code, get_language() or "en") if languages.exists(code) else ""


def _country(code: str) -> str:
    return countries.name(code, get_language() or "en") if code and countries.exists(code) else ""


def _occupation(code: str) -> str:
    return isco.title(code, get_language() or "en") if isco.exists(code) else code


def _paper_tone(row: api.OpenDocument) -> tuple[str, str]:
    """(tone, words) of a paper by its last day."""
    if row.valid_until is None:
        return "", ""
    days = (row.valid_until - timezone.localdate()).days
    if days < 0:
        return "bad", gettext("expired")
    return ("warn", gettext("ends soon")) if days < 183 else ("good", gettext("valid"))
