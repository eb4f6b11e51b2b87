"""Calls for help and reports: seen by this office alone, looked at, answered, closed."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound
from corridor.interfaces.kit.chosen import named
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.submit import attempt
from corridor.interfaces.kit.words.journeys import INCIDENTS, SAID_BY
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry

from .forms import OutcomeForm, WriteForm
from .views import head

MOST = 200


def queue(request: HttpRequest) -> HttpResponse:
    """Open reports, the oldest first."""
    rows = list(api.incidents(request.actor)[:MOST])
    now = timezone.now()
    lines = [
        (row, name, INCIDENTS[row.kind], SAID_BY[row.said_by], (now - row.reported_at).days)
        for row, name in named(rows, registry.names([row.person_id for row in rows]))
    ]
    return render(request, "desk/path/reports.html", {"lines": lines})


def _one(request: HttpRequest, incident_id: uuid.UUID) -> api.Incident:
    row = api.incidents(request.actor, open_only=False).filter(id=incident_id).first()
    if row is None:
        raise NotFound("incident_not_found", _("There is no such report, or you may not see it."))
    return row


def show(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """One report with both sides, and how it is ended."""
    row, actor = _one(request, incident_id), request.actor
    form = OutcomeForm(request.POST or None)
    if request.method == "POST":
        done, _answer = saved(
            request, form, lambda: str(api.close_incident(incident_id, form.cleaned_data["outcome"], by=actor).id)
        )
        if done:
            messages.success(request, _("What was done is kept, and the report is closed."))
            return redirect("desk:path-reports")
    context = {
        "placement": row.placement,
        "name": registry.names([row.person_id]).get(row.person_id),
        "report": row,
        "kind": INCIDENTS[row.kind],
        "side": SAID_BY[row.said_by],
        "form": form,
        "to_review": row.said_by == "employer" and row.worker_side_at is None and row.reviewed_at is None,
    }
    return render(request, "desk/path/report.html", context)


def review(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """I have looked at the report and asked the worker, who need not answer."""
    actor = request.actor
    done = _("Noted. The programme's office may read the report now, with this note.")
    attempt(request, lambda: str(api.review_incident(incident_id, by=actor).id), done=done)
    return redirect("desk:path-report", incident_id)


def write(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Write down what a worker tells by telephone or at the counter."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = WriteForm(request.POST or None)
    if request.method == "POST":

        def effect() -> str:
            given = {name: form.cleaned_data[name] for name in ("kind", "words", "on")}
            return str(api.report_incident(placement_id, **given, by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("It stands among the open reports now."))
            return redirect("desk:path-reports")
    context = {
        **head(row),
        "form": form,
        "heading": _("Write down what the worker tells"),
        "lead": _("Only this office reads it. Nobody who asks for help is reported for it."),
    }
    return render(request, "desk/path/form.html", context)
