"""My requests about the roster: to stay longer, or to be considered for other work."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from corridor.foundation.reference import isco
from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.submit import attempt
from corridor.stages.selection import api

KINDS = ("extension", "occupation")


class ExtensionForm(SubmissionKeyMixin, KitForm):
    """Why I want to stay longer, in the worker's own words and language."""

    words = forms.CharField(
        label=gettext_lazy("Why do you ask for it?"),
        help_text=gettext_lazy("Write in your own language. The people of the programme read it, no employer."),
        max_length=2000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )


class OccupationForm(ExtensionForm):
    """Which other work of the scheme I want, and why."""

    occupation = forms.ChoiceField(label=gettext_lazy("Which work do you want to do?"), widget=forms.RadioSelect)
    field_order = ("occupation", "words")

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.fields["occupation"].choices = sorted(
            ((code, isco.title(code, language)) for code in codes),
            key=lambda pair: pair[1],
        )


def ask(request: HttpRequest, application_id: uuid.UUID, kind: str) -> HttpResponse:
    """Ask to stay longer on the roster, or for other work, with a reason."""
    if kind not in KINDS:
        raise Http404
    row = api.application(application_id, request.actor)
    data = request.POST or None
    form = OccupationForm(data, codes=api.occupations_to_ask(row)) if kind == "occupation" else ExtensionForm(data)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.ask(row.id, kind, by=request.actor, **answers).id), said={"kind": kind}
    ):
        messages.success(request, _("You have asked. We tell you the answer."))
        return redirect("worker:applications-page", application_id=row.id)
    context = {"form": form, "application": row, "kind": kind, "may_ask": api.may_ask(row, kind)}
    return render(request, "worker/applications/ask.html", context)


def withdraw(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Take a request back, after asking once more."""
    row = api.request_of(request_id, request.actor)
    if request.method == "POST":
        attempt(
            request,
            lambda: str(api.withdraw_request(row.id, by=request.actor).id),
            done=_("You have taken your request back."),
        )
        return redirect("worker:applications-page", application_id=row.application_id)
    return render(request, "worker/applications/unask.html", {"request_": row})


def own(row: Any, request: HttpRequest) -> dict[str, Any]:
    """What the page of an application shows of requests: those made, newest first, and what may be asked now."""
    made = [each for each in api.requests(request.actor) if each.application_id == row.id]
    waiting = {each.kind for each in made if each.state == "asked"}
    language = get_language() or "en"
    shown = [
        {"row": each, "work": isco.title(each.occupation_code, language) if each.occupation_code else ""}
        for each in sorted(made, key=lambda each: each.asked_at, reverse=True)
    ]
    return {"requests": shown, "may": {kind: api.may_ask(row, kind) and kind not in waiting for kind in KINDS}}
