"""Requests of workers about their place on the roster, answered by who keeps the roster."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.reference import isco
from corridor.interfaces.kit import words
from corridor.interfaces.kit.sending import sent
from corridor.rules.transitions import ROSTER_REQUEST
from corridor.stages.agreements import api as agreements
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

from .forms import AnswerForm

NEWEST_ANSWERED = 50


def overview(request: HttpRequest) -> HttpResponse:
    """Open requests, the most urgent first, then those answered last."""
    rows = api.requests(request.actor)
    context = {
        "open": list(rows.filter(state="asked")),
        "done": list(rows.exclude(state="asked").order_by("-decided_at", "-id")[:NEWEST_ANSWERED]),
    }
    return render(request, "office/rounds/requests.html", context)


def answer(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """The worker's words, the rules of the scheme as they stand now, and the two answers."""
    row = api.request_of(request_id, request.actor)
    form = AnswerForm(request.POST or None)
    action = request.POST.get("action", "")
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.answer_request(row.id, action, by=request.actor, **answers).id)
    ):
        messages.success(request, _("Recorded. The worker is told."))
        return redirect("office:rounds-requests")
    may = agreements.may(row.application.scheme, request.actor, "selection.assess")
    actions = ROSTER_REQUEST.actions(row.state, request.actor.can) if may else ()
    code = row.occupation_code
    context = {
        "row": row,
        "form": form,
        "actions": [(step.action, words.action_label("roster_request", step.action)) for step in actions],
        "work": isco.title(code, get_language() or "en") if code else "",
        "failures": api.request_failures(row, by=request.actor) if row.state == "asked" else (),
        "term": agreements.rules_of(row.application.version).roster_months,
        "names": {**registry.SKILLS, **registry.TRAININGS},
    }
    return render(request, "office/rounds/request.html", context)
