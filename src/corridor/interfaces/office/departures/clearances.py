"""Clearances: asked for by one, decided by another."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.errors import NotFound, Refused
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.chosen import chosen
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.submit import attempt, why_not
from corridor.stages.journeys import api

from .forms import RefusalForm
from .views import with_names

MOST = 200


def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and who could be asked for now."""
    actor, today = request.actor, timezone.localdate()
    asked = api.clearances(actor, states=["requested"])
    ready = api.ready_for_clearance(actor)
    context = {
        "asked": [
            (row, name, (today - row.requested_at.date()).days, row.requested_by == actor.id)
            for row, name in with_names(list(asked[:MOST]))
        ],
        "asked_count": asked.count(),
        "ready": with_names(list(ready[:MOST])),
        "ready_count": ready.count(),
        "may_issue": actor.can("journeys.clear"),
        "may_ask": actor.can("journeys.prepare"),
        "most": MOST,
    }
    return render(request, "office/departures/clearances.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the clearances of the ticked workers."""
    return _many(
        request,
        api.request_clearance,
        lambda count: ngettext("%(count)s clearance is asked for.", "%(count)s clearances are asked for.", count),
    )


def issue(request: HttpRequest) -> HttpResponse:
    """Issue the ticked clearances."""
    return _many(
        request,
        api.clear,
        lambda count: ngettext("%(count)s clearance is issued.", "%(count)s clearances are issued.", count),
    )


def _many(request: HttpRequest, verb: Any, said: Any) -> HttpResponse:
    actor = request.actor
    try:
        ids = chosen(request, "placement")
        done = said(len(ids)) % {"count": formatting.number(len(ids))}
        attempt(request, lambda: [str(row.id) for row in verb(ids, by=actor)], done=done)
    except Refused as refused:
        for sentence in why_not(refused):
            messages.error(request, sentence)
    return redirect("office:departures-clearances")


def decide(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Refuse a clearance that was asked for, or revoke one that was issued."""
    actor = request.actor
    placement = api.placement(placement_id, actor)
    paper = api.clearance_of(placement_id, actor)
    if paper is None or paper.state not in ("requested", "issued"):
        raise NotFound("clearance_not_found", _("There is no clearance to decide about."))
    form = RefusalForm(request.POST or None)
    revoking = paper.state == "issued"
    if request.method == "POST":

        def effect() -> str:
            given = {name: form.cleaned_data[name] for name in ("reason", "decider", "remedy", "remedy_days")}
            if revoking:
                return str(api.revoke_clearance(paper.id, **given, by=actor).id)
            return str(api.refuse_clearance(placement_id, **given, by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("The decision is recorded, and the worker reads it with the remedy."))
            return redirect("office:departures-placement", placement_id)
    context = {
        "form": form,
        "heading": _("Revoke the clearance") if revoking else _("Refuse the clearance"),
        "placement_id": placement.id,
        "lead": _("The worker reads who decided, why, until when, and what can be done against it."),
        "words": _("Revoke") if revoking else _("Refuse"),
    }
    return render(request, "office/departures/refuse.html", context)


def again(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Issue a new clearance in place of one that was lost."""
    actor = request.actor
    paper = api.clearance_of(placement_id, actor)
    if paper is not None:
        done = _("A new clearance is issued. The old one does not count any more.")
        attempt(request, lambda: str(api.reissue_clearance(paper.id, by=actor).id), done=done)
    return redirect("office:departures-placement", placement_id)
