"""A journey as the counsellor follows it: steps brought to the counter, a hold, the return and what the worker says."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound
from corridor.interfaces.kit.chosen import named
from corridor.interfaces.kit.proof import DayForm, ProofForm
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.words.journeys import INCIDENTS, SAID_BY, STEP_OWNERS, STEP_STATES, shown
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns

from .forms import HoldForm, InterviewForm, ReturnForm

OVER = ("ended", "left", "returned")
PER_PAGE = 50


def head(row: api.Placement) -> dict[str, Any]:
    """What every page of a journey shows on top."""
    return {"placement": row, "name": registry.names([row.person_id]).get(row.person_id)}


def lines_of(row: api.Placement, actor: Any) -> list[dict[str, Any]]:
    """The path with what this reader may record."""
    language, today = get_language() or "en", timezone.localdate()
    return [
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
    ]


def show(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Steps, reports, the early end while it is kept, the return."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    reports = api.incidents(actor, open_only=False).filter(placement_id=row.id)
    context = {
        **head(row),
        "lines": lines_of(row, actor),
        "clearance": api.clearance_of(row.id, actor),
        "reports": [(one, INCIDENTS[one.kind], SAID_BY[one.said_by]) for one in reports],
        "leaving": api.leaving_of(row.id, actor),
        "over": row.state in OVER,
        "before": row.state in ("preparing", "cleared"),
        "returned": returns.return_of(row.id, actor),
        "interview": returns.interview_of(row.id, actor),
    }
    return render(request, "desk/path/show.html", context)


def step(request: HttpRequest, placement_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Record a step that the worker brings to the counter."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    line = next((one for one in lines_of(row, actor) if one["step"].id == step_id and one["mine"]), None)
    if line is None:
        raise NotFound("step_not_found", _("There is no such step, or it is not yours."))
    kind, results = line["step"].evidence_kind, api.results_of(line["step"].code)
    form = ProofForm(request.POST or None, kind=kind, results=results)
    if request.method == "POST":
        done, _answer = saved(
            request, form, lambda: [str(one.id) for one in api.complete_steps([step_id], form.proof(), by=actor)]
        )
        if done:
            messages.success(request, _("The step is recorded."))
            return redirect("desk:path-show", placement_id)
    return render(request, "desk/path/form.html", {**head(row), "form": form, "heading": line["title"]})


def hold(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Hold a departure that would be unsafe, or lift the hold."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form: Any = DayForm(request.POST or None) if row.held_at else HoldForm(request.POST or None)
    if request.method == "POST":

        def effect() -> str:
            if row.held_at:
                return str(api.lift_hold(placement_id, by=actor).id)
            return str(api.hold(row.person_id, reason=form.cleaned_data["reason"], by=actor))

        done, _answer = saved(request, form, effect)
        if done:
            said = _("The departure may go on.") if row.held_at else _("The departure is on hold; the worker is told.")
            messages.success(request, said)
            return redirect("desk:path-show", placement_id)
    context = {
        **head(row),
        "form": form,
        "heading": _("Lift the hold") if row.held_at else _("Hold the departure"),
        "lead": _("A hold protects the worker, for example when the lodging is not safe. The worker may lift it."),
        "words": _("Lift the hold") if row.held_at else _("Hold the departure"),
    }
    return render(request, "desk/path/form.html", context)


def awaited(request: HttpRequest) -> HttpResponse:
    """People of this office whose work has ended and whose return nobody has recorded."""
    page = Paginator(returns.awaited(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = named(list(page), registry.names([row.person_id for row in page]))
    return render(request, "desk/path/returns.html", {"page": page, "rows": rows})


def returned(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Record that somebody is back, or lawfully stays abroad."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = ReturnForm(request.POST or None)
    if request.method == "POST":

        def effect() -> list[str]:
            given = {name: form.cleaned_data[name] for name in ("channel", "stays")}
            return [str(r.id) for r in returns.record_returns([row.id], form.cleaned_data["on"], **given, by=actor)]

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("The return is recorded. Ask now how the season went."))
            return redirect("desk:path-interview", placement_id)
    context = {
        **head(row),
        "form": form,
        "heading": _("Record the return"),
        "lead": _("Lawful stay, asylum or a new employer are no failure to return: the season is complete, too."),
    }
    return render(request, "desk/path/form.html", context)


def interview(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Write down what the worker says of the season."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = InterviewForm(request.POST or None)
    if request.method == "POST":
        done, _answer = saved(
            request, form, lambda: str(returns.exit_interview(placement_id, form.answers(), by=actor).id)
        )
        if done:
            messages.success(request, _("What the worker said is kept. The employer sees only an average of many."))
            return redirect("desk:path-show", placement_id)
    context = {
        **head(row),
        "form": form,
        "heading": _("How was the season?"),
        "lead": _("Leave out what the worker does not want to answer. Nothing is held against them."),
    }
    return render(request, "desk/path/form.html", context)
