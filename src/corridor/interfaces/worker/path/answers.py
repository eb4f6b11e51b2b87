"""How I am, what is wrong, and my side of what others say."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.submit import attempt
from corridor.interfaces.kit.words import you
from corridor.stages.journeys import api

from ..file.own import office_of, own
from .compose import country_now, newest
from .forms import ReportForm, SideForm

SAID = {
    "fine": gettext_lazy("Good to hear. We ask you again later."),
    "help": gettext_lazy("Your centre knows now that you need help and will call you. Nobody else is told."),
    "skipped": gettext_lazy("That is fine. Nothing follows from it."),
}


def check_in(request: HttpRequest, check_in_id: uuid.UUID) -> HttpResponse:
    """One question with three answers."""
    due = api.due_check_ins(request.actor, timezone.localdate())
    question = next((row for row in due if row.id == check_in_id), None)
    if request.method == "POST":
        answer, actor = request.POST.get("answer", ""), request.actor
        if attempt(
            request,
            lambda: str(api.check_in(check_in_id, answer, by=actor).id),
            done=SAID.get(answer, SAID["skipped"]),
        ):
            return redirect("worker:path-report" if answer == "help" else "worker:home")
    if question is None:
        raise NotFound("check_in_not_found", _("This question is answered already, or it is not for you."))
    return render(request, "worker/path/check_in.html", {"question": question})


def report(request: HttpRequest) -> HttpResponse:
    """Say that something is wrong. Who reads it is the worker's choice; without a journey the centre alone."""
    placement, office = newest(request.actor), office_of(own(request))
    form = ReportForm(request.POST or None, journey=placement is not None)
    if request.method == "POST":
        done, _answer = saved(request, form, lambda: str(_reported(request.actor, placement, form.cleaned_data).id))
        if done:
            messages.success(request, _("Your counsellor has it. You hear from them within three working days."))
            return redirect("worker:path-report")
    context = {
        "form": form,
        "placement": placement,
        "office": office,
        "country": country_now(request.actor, office),
        "reports": [(row, you.incident(row.kind)) for row in api.incidents(request.actor, open_only=False).reverse()],
    }
    return render(request, "worker/path/report.html", context)


def _reported(actor: Actor, placement: api.Placement | None, told: dict[str, Any]) -> api.Incident:
    if placement is None:
        return api.report_to_centre(kind=told["kind"], words=told["words"], by=actor)
    return api.report_incident(
        placement.id, kind=told["kind"], words=told["words"], on=timezone.localdate(), shared=told["shared"], by=actor
    )


def side(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """Read what the employer reported, and say what I say to it."""
    found = api.incidents(request.actor, open_only=False).filter(id=incident_id).first()
    if found is None:
        raise NotFound("incident_not_found", _("There is no such report, or you may not see it."))
    form = SideForm(request.POST or None)
    if request.method == "POST":
        actor = request.actor
        done, _answer = saved(
            request, form, lambda: str(api.tell_side(incident_id, form.cleaned_data["words"], by=actor).id)
        )
        if done:
            messages.success(request, _("Your side stands beside the report now. Nobody reads one without the other."))
            return redirect("worker:path-report")
    return render(request, "worker/path/side.html", {"report": found, "kind": you.incident(found.kind), "form": form})
