"""Appeals, heard by somebody other than who decided."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from corridor.interfaces.kit import words
from corridor.interfaces.kit.sending import sent
from corridor.rules.transitions import APPEAL
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

from .forms import HearingForm

OPEN = ("lodged", "under_review")


def overview(request: HttpRequest) -> HttpResponse:
    """Open appeals, the most urgent first, then the answered ones."""
    rows = list(api.appeals(request.actor))
    context = {
        "open": [row for row in rows if row.state in OPEN],
        "done": [row for row in rows if row.state not in OPEN],
    }
    return render(request, "office/rounds/appeals.html", context)


def hear(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """The worker's words beside the decision; the buttons that the table allows."""
    row = api.appeal_of(appeal_id, request.actor)
    form = HearingForm(request.POST or None)
    action = request.POST.get("action", "")
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.answer_appeal(appeal_id, action, by=request.actor, **answers).id)
    ):
        messages.success(
            request, _("Recorded. The worker is told.") if action != "take_up" else _("It is yours to hear.")
        )
        return redirect("office:rounds-appeal", appeal_id=appeal_id)
    actions = [
        (step.action, words.action_label("appeal", step.action))
        for step in APPEAL.actions(row.state, request.actor.can)
    ]
    own = [(api.explanation(each), each) for each in api.why(row.application_id, actor=request.actor)]
    context = {
        "appeal": row,
        "form": form,
        "actions": actions,
        "answers": any(action != "take_up" for action, _label in actions),
        "why": own,
        "failures": api.failures_of(row.application.failures),
        "names": {**registry.SKILLS, **registry.TRAININGS},
    }
    return render(request, "office/rounds/appeal.html", context)
