"""Applying for somebody, and reading the reasons together."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.reference import isco
from corridor.interfaces.kit.sending import sent
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

from .forms import AppealForm, ApplyForm, AskForm

NAMES = {**registry.SKILLS, **registry.TRAININGS}
KINDS = ("extension", "occupation")


def apply(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Apply on a person's behalf; their wishes are theirs, and may be left open."""
    person = registry.person(person_id, by=request.actor).person
    schemes = api.schemes_to_apply(request.actor)
    jobs = [job for scheme in schemes for job in demand.public_orders(scheme_id=scheme.id)]
    form = ApplyForm(request.POST or None, schemes=schemes, jobs=jobs)
    if request.method == "POST":
        made = sent(request, form, lambda _answers: _apply(request, person.id, form))
        if made:
            messages.success(request, _("Applied. The programme checks the file and tells the person the result."))
            return redirect("desk:applications-page", application_id=made)
    return render(request, "desk/applications/apply.html", {"form": form, "person": person, "schemes": schemes})


def _apply(request: HttpRequest, person_id: uuid.UUID, form: ApplyForm) -> str:
    scheme, ranking = uuid.UUID(form.cleaned_data["scheme"]), form.ranking()
    return str(api.apply_for([person_id], scheme, rankings={person_id: ranking}, by=request.actor)[0].id)


def page(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """One application with every reason, as the person reads it."""
    row = api.application(application_id, request.actor)
    language = get_language() or "en"
    appeals = [each for each in api.appeals(request.actor) if each.application_id == row.id]
    lodged = any(each.state in ("lodged", "under_review") for each in appeals)
    context = {
        "application": row,
        "failures": api.failures_of(row.failures),
        "results": [
            (
                each,
                api.explanation(each),
                api.decided_by(row.version, each.decider, language, employer=each.order.employer.name),
            )
            for each in api.why(row.id, actor=request.actor)
        ],
        "decides": api.decided_by(row.version, row.decider, language) if row.decider else None,
        "may_appeal": api.may_appeal(row) and not lodged and request.actor.can("selection.apply_for"),
        "appeals": appeals,
        "offers": api.offers(request.actor).filter(application=row),
        **_requests(row, request),
        "names": NAMES,
    }
    return render(request, "desk/applications/page.html", context)


def _requests(row: Any, request: HttpRequest) -> dict[str, Any]:
    """The requests about the roster of an application, newest first, and which kinds may be made now."""
    made = [each for each in api.requests(request.actor) if each.application_id == row.id]
    waiting = {each.kind for each in made if each.state == "asked"}
    may = request.actor.can("selection.apply_for")
    kinds = [kind for kind in KINDS if may and api.may_ask(row, kind) and kind not in waiting]
    return {"requests": sorted(made, key=lambda each: each.asked_at, reverse=True), "kinds": kinds}


def ask(request: HttpRequest, application_id: uuid.UUID, kind: str) -> HttpResponse:
    """Write down a request: to stay longer on the roster, or for other work of the scheme."""
    if kind not in KINDS:
        raise Http404
    row = api.application(application_id, request.actor)
    language = get_language() or "en"
    works = [(code, isco.title(code, language)) for code in api.occupations_to_ask(row)]
    form = AskForm(request.POST or None, works=works if kind == "occupation" else None)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.ask(row.id, kind, by=request.actor, **answers).id), said={"kind": kind}
    ):
        messages.success(request, _("The request is written down. The person is told the answer."))
        return redirect("desk:applications-page", application_id=row.id)
    context = {"form": form, "application": row, "kind": kind, "may_ask": api.may_ask(row, kind)}
    return render(request, "desk/applications/ask.html", context)


def appeal(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Write down an appeal in the person's words."""
    row = api.application(application_id, request.actor)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.appeal(row.id, answers["words"], by=request.actor).id)
    ):
        messages.success(request, _("The appeal is lodged. The person gets an answer within 30 days."))
        return redirect("desk:applications-page", application_id=row.id)
    return render(request, "desk/applications/appeal.html", {"form": form, "application": row})
