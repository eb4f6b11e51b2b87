"""One worker's journey, and the decisions about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.words.journeys import INCIDENTS, SAID_BY, STEP_OWNERS, STEP_STATES, shown
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns

from .forms import IncidentForm, LeaveForm, RefusalForm

BEFORE = ("preparing", "cleared")


def show(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Steps, clearance, reports, and what this reader may do."""
    actor, language, today = request.actor, get_language() or "en", timezone.localdate()
    row = api.placement(placement_id, actor)
    context = {
        "placement": row,
        "name": registry.names([row.person_id]).get(row.person_id),
        "steps": [
            {
                "step": step,
                "title": step.title_for(language),
                "owner": STEP_OWNERS[step.owner],
                "label": STEP_STATES[step.state][0],
                "tone": STEP_STATES[step.state][1],
                "shown": shown(step.evidence),
                "late": step.state == "ready" and step.due_on < today,
                "mine": step.state == "ready" and api.may_record(step, row, actor) and step.code != api.CLEARANCE,
            }
            for step in api.path(row)
        ],
        "clearance": api.clearance_of(row.id, actor),
        "reports": [(one, INCIDENTS[one.kind], SAID_BY[one.said_by]) for one in _reports(row, actor)],
        "returned": returns.return_of(row.id, actor),
        "may": {
            "clear": actor.can("journeys.clear"),
            "cancel": actor.can("journeys.cancel") and row.state in BEFORE,
            "leave": actor.can("journeys.end") and row.state in ("arrived", "at_work"),
            "report": actor.can("journeys.incident"),
        },
    }
    return render(request, "office/departures/placement.html", context)


def _reports(row: api.Placement, actor: Any) -> list[api.Incident]:
    return list(api.incidents(actor, open_only=False).filter(placement_id=row.id))


def cancel(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Cancel before departure, with decider, reason and remedy."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = RefusalForm(request.POST or None, named=False)
    if request.method == "POST":

        def effect() -> str:
            given = {name: form.cleaned_data[name] for name in ("reason", "decider", "remedy", "remedy_days")}
            return str(api.cancel(placement_id, **given, by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("The placement is cancelled, and the worker reads why."))
            return redirect("office:departures-placement", placement_id)
    context = {
        "form": form,
        "heading": _("Cancel the placement"),
        "placement_id": row.id,
        "lead": _("The worker does not travel. They read who decided, why, and what can be done against it."),
        "words": _("Cancel the placement"),
    }
    return render(request, "office/departures/refuse.html", context)


def leave(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Record an early end with what each side says."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = LeaveForm(request.POST or None)
    if request.method == "POST":

        def effect() -> str:
            return str(api.leave(placement_id, **form.sides(), on=form.cleaned_data["on"], by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("The end is recorded. Nothing follows from it, and the reasons are erased."))
            return redirect("office:departures-placement", placement_id)
    context = {"form": form, "placement": row, "reports": [one for one in _reports(row, actor) if one.words]}
    return render(request, "office/departures/leave.html", context)


def report(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Write down what a worker brings to the mission."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = IncidentForm(request.POST or None)
    if request.method == "POST":

        def effect() -> str:
            given = {name: form.cleaned_data[name] for name in ("kind", "words", "on")}
            return str(api.report_incident(placement_id, **given, by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("The worker's centre has it now. What follows is between them."))
            return redirect("office:departures-placement", placement_id)
    return render(request, "office/departures/report.html", {"form": form, "placement": row})
