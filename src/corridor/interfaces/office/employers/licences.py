"""Licences of recruiters: recorded by one person, granted by another, suspended and cancelled with a reason."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corridor.foundation.reference import countries
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.words import action_label
from corridor.rules.transitions import LICENCE
from corridor.stages.demand import api as demand

from .forms import GrantForm, LicenceForm, RefusalForm

PER_PAGE = 50
AGAINST: dict[str, tuple[str, Callable[..., Any]]] = {
    "refuse": ("demand.license", demand.refuse_licence),
    "suspend": ("demand.supervise", demand.suspend_licence),
    "cancel": ("demand.license", demand.cancel_licence),
}


def licences(request: HttpRequest) -> HttpResponse:
    """All licences by name."""
    page = Paginator(demand.licences(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    may_record = request.actor.can("demand.license") or request.actor.can("demand.verify_employer")
    return render(request, "office/employers/licences.html", {"page": page, "may_record": may_record})


def new(request: HttpRequest) -> HttpResponse:
    """Record a licence; somebody else grants it."""
    form = LicenceForm(request.POST if request.method == "POST" else None)

    def effect(answers: dict[str, Any]) -> str:
        record = demand.LicenceRecord(name=answers.pop("agency"), **answers)
        return str(demand.record_licences([record], by=request.actor)[0].id)

    if request.method == "POST":
        made = sent(request, form, effect)
        if made is not None:
            messages.success(request, _("The licence is recorded. Somebody else grants it."))
            return redirect("office:employers-licence", made)
    return render(request, "office/employers/licence_new.html", {"form": form}, status=422 if form.errors else 200)


def licence(request: HttpRequest, licence_id: uuid.UUID) -> HttpResponse:
    """A licence and what may be decided on it."""
    found = demand.licence(licence_id, request.actor)
    return render(request, "office/employers/licence.html", _context(request, found))


def _context(request: HttpRequest, found: demand.Licence, **forms: Any) -> dict[str, Any]:
    actor = request.actor
    open_actions = {row.action for row in LICENCE.actions(found.state, actor.can)}
    against = [
        (code, action_label("licence", code))
        for code, (need, _verb) in AGAINST.items()
        if code in open_actions and actor.can(need)
    ]
    return {
        "licence": found,
        "country": countries.name(found.country, request.LANGUAGE_CODE),
        "may_grant": "grant" in open_actions and found.recorded_by != actor.id,
        "mine": "grant" in open_actions and found.recorded_by == actor.id,
        "grant_form": forms.get("grant_form") or GrantForm(),
        "against": against,
        "refusal_form": forms.get("refusal_form") or RefusalForm(),
        "chosen": "refusal_form" in forms,
    }


@require_POST
def decide(request: HttpRequest, licence_id: uuid.UUID) -> HttpResponse:
    """Grant, refuse, suspend or cancel."""
    found, action = demand.licence(licence_id, request.actor), request.POST.get("action", "")
    form: Any
    if action in AGAINST:
        form, name = RefusalForm(request.POST), "refusal_form"
        done = sent(request, form, lambda answers: bool(AGAINST[action][1](found.id, by=request.actor, **answers)))
    else:
        form, name = GrantForm(request.POST), "grant_form"
        done = sent(request, form, lambda answers: bool(demand.grant_licence(found.id, by=request.actor, **answers)))
    if done is None:
        page = _context(request, demand.licence(licence_id, request.actor), **{name: form})
        return render(request, "office/employers/licence.html", page, status=409)
    messages.success(request, _("Your decision is recorded. Everybody who checks this agency reads it at once."))
    return redirect("office:employers-licence", found.id)
