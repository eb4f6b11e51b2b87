"""My applications: where each stands, why, and what I want most."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.pay import cost_of, pay_of
from corridor.interfaces.kit.submit import attempt
from corridor.rules.matching import Force, Source
from corridor.rules.terms import from_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

from . import asking

NAMES = {**registry.SKILLS, **registry.TRAININGS}
PER_PAGE = 10
CHANGING = ("applied", "on_roster", "reserve", "not_selected", "shortlisted")
WITHDRAWABLE = (*CHANGING, "selected")
LOOKING = (*CHANGING, "ineligible", "expired")
"""States in which open work is worth looking at."""


def overview(request: HttpRequest) -> HttpResponse:
    """My applications, newest first, and the schemes that take applications now."""
    own = api.applications_of(request.actor.person_id, request.actor)
    taken = {row.scheme_id for row in own if row.state not in ("withdrawn", "expired", "ineligible", "contracted")}
    context = {
        "applications": own,
        "schemes": [scheme for scheme in api.schemes_to_apply(request.actor) if scheme.id not in taken],
        "rights": [_right(right) for right in api.recall_rights(request.actor, live=True)],
    }
    return render(request, "worker/applications/list.html", context)


def _right(right: Any) -> dict[str, Any]:
    return {
        "right": right,
        "source": words.RECALL_SOURCES[Source(right.source)],
        "force": words.RECALL_FORCES[Force(right.force)],
    }


def apply(request: HttpRequest, scheme_id: uuid.UUID) -> HttpResponse:
    """What the scheme asks and who decides; one press applies for any of its work."""
    scheme = agreements.scheme(scheme_id)
    version = agreements.current_version(scheme_id)
    if request.method == "POST" and attempt(
        request, lambda: _apply(request, scheme_id), done=_("You have applied. Now say which work you want most.")
    ):
        made = api.applications(request.actor, scheme_id=scheme_id)[0]
        return redirect("worker:applications-wishes", application_id=made.id)
    rules = agreements.rules_of(version) if version else None
    lines = rules.counted if rules else []
    language = get_language() or "en"
    context = {
        "scheme": scheme,
        "rules": rules,
        "register": [(words.measure(line.criterion), formatting.number(line.points)) for line in lines],
        "chosen": words.METHODS_TOLD[rules.method] if rules else "",
        "decides": api.decided_by(version, "selection", language) if version else None,
        "jobs": demand.public_orders(scheme_id=scheme_id).count(),
    }
    return render(request, "worker/applications/apply.html", context)


def _apply(request: HttpRequest, scheme_id: uuid.UUID) -> str:
    return str(api.apply_for([request.actor.person_id], scheme_id, by=request.actor)[0].id)


def page(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """One application: its state, the reason for each job asked for, what would change it, what can be done."""
    row = api.application(application_id, request.actor)
    language = get_language() or "en"
    told = api.why(row.id, actor=request.actor)
    appeals = [each for each in api.appeals(request.actor) if each.application_id == row.id]
    context = {
        "application": row,
        "failures": api.failures_of(row.failures),
        "results": [_told(each, language) for each in told],
        "code": api.own_code(told[0].round_id, row.id, actor=request.actor) if told else "",
        "decides": api.decided_by(row.version, row.decider, language) if row.decider else None,
        "appeals": appeals,
        "may_appeal": api.may_appeal(row) and not any(each.state in ("lodged", "under_review") for each in appeals),
        "may_rank": row.state in CHANGING,
        "may_withdraw": row.state in WITHDRAWABLE,
        "may_look": row.state in LOOKING,
        "wishes": _orders(row),
        "offer": api.offers(request.actor, state="made").filter(application=row).first(),
        "names": NAMES,
        **asking.own(row, request),
    }
    return render(request, "worker/applications/page.html", context)


def _told(row: Any, language: str) -> dict[str, Any]:
    decided = api.decided_by(row.round.version, row.decider, language, employer=row.order.employer.name)
    return {"row": row, "explanation": api.explanation(row), "decided": decided}


def wishes(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Which work I want most: each press moves, adds or takes out one job and keeps the list."""
    row = api.application(application_id, request.actor)
    if request.method == "POST":
        ranking = moved(request.POST.getlist("wish"), request.POST.get("move", ""))
        attempt(
            request,
            lambda: str(api.set_ranking(row.id, [uuid.UUID(each) for each in ranking], by=request.actor).id),
            done=_("Saved."),
        )
        return redirect(request.get_full_path())
    chosen = _orders(row)
    open_jobs = demand.public_orders(scheme_id=row.scheme_id).exclude(id__in=[order.id for order in chosen])
    others = Paginator(open_jobs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "application": row,
        "chosen": [job(order) for order in chosen],
        "others": [job(order) for order in others],
        "page": others,
        "may_rank": row.state in CHANGING,
    }
    return render(request, "worker/applications/wishes.html", context)


def moved(wishes: list[str], move: str) -> list[str]:
    """The list after one press: "up:ID", "down:ID", "add:ID" or "out:ID". What makes no sense changes nothing."""
    action, _colon, order = move.partition(":")
    found = [wish for wish in dict.fromkeys(wishes) if _is_uuid(wish)]
    if action == "add" and order not in found and _is_uuid(order):
        return [*found, order]
    if order not in found:
        return found
    place = found.index(order)
    found.remove(order)
    if action == "up":
        found.insert(max(0, place - 1), order)
    elif action == "down":
        found.insert(place + 1, order)
    elif action != "out":
        found.insert(place, order)
    return found


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _orders(row: Any) -> list[Any]:
    """The jobs of the ranking, best first; one that is no longer open is left out."""
    ids = [uuid.UUID(order) for order in row.ranking]
    found = {order.id: order for order in demand.public_orders(scheme_id=row.scheme_id).filter(id__in=ids)}
    return [found[order] for order in ids if order in found]


def job(order: Any) -> dict[str, Any]:
    """What the lists of jobs show of one."""
    terms = from_plain(order.terms)
    return {
        "order": order,
        "pay": pay_of(terms),
        "cost": cost_of(terms, you=True),
        "free": demand.balance(order).free,
    }


def withdraw(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take the application back, after asking once more."""
    row = api.application(application_id, request.actor)
    if request.method == "POST":
        done = _("You have withdrawn. You can apply again whenever you want.")
        attempt(request, lambda: str(api.withdraw(row.id, by=request.actor).id), done=done)
        return redirect("worker:applications-list")
    return render(request, "worker/applications/withdraw.html", {"application": row})
