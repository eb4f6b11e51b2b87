"""My appeal, in my own words."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.sending import sent
from corridor.stages.selection import api


class AppealForm(SubmissionKeyMixin, KitForm):
    """What is wrong with the decision, in the worker's own words and language."""

    words = forms.CharField(
        label=gettext_lazy("What is wrong with the decision?"),
        help_text=gettext_lazy("Write in your own language. Somebody who did not decide reads it."),
        max_length=4000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )


def lodge(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Appeal against the last decision."""
    row = api.application(application_id, request.actor)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.appeal(row.id, answers["words"], by=request.actor).id)
    ):
        messages.success(request, _("Your appeal is here. You get an answer within 30 days."))
        return redirect("worker:applications-page", application_id=row.id)
    decides = api.decided_by(row.version, row.decider, get_language() or "en") if row.decider else None
    return render(request, "worker/applications/appeal.html", {"form": form, "application": row, "decides": decides})
