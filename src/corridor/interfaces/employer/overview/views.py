"""The employer's first page: what waits for them, and where each request stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from corridor.interfaces.employer.candidates import compose as candidates
from corridor.interfaces.employer.contracts import compose as contracts
from corridor.interfaces.employer.orders import compose as orders
from corridor.interfaces.employer.workers import compose as workers
from corridor.interfaces.kit.compose import collect
from corridor.interfaces.kit.sending import sent
from corridor.stages.demand import api as demand

from .forms import RegisterForm

JOURNEYS = (orders, candidates, contracts, workers)
SHOWN = 12


def overview(request: HttpRequest) -> HttpResponse:
    """Tasks and figures of all journeys, then the requests."""
    employer = demand.employer_of(request.actor)
    rows = demand.orders(request.actor)[:SHOWN]
    held = demand.licences().filter(organisation_id__in=request.actor.organisations)
    acts_for = demand.mandates(request.actor, live=True).filter(licence__in=held)
    context = {
        "employer": employer,
        "recruiter": held.exists(),
        "acts_for": acts_for,
        "may_ask": employer is not None or not held.exists() or len(acts_for) == 1,
        "may_give": employer is not None and request.actor.can("demand.mandate"),
        "held": employer is not None and employer.state in ("refused", "conditional", "suspended", "barred"),
        "tasks": collect(JOURNEYS, "tasks", request.actor),
        "tiles": collect(JOURNEYS, "tiles", request.actor),
        "rows": [{"order": order, "balance": demand.balance(order)} for order in rows],
    }
    return render(request, "employer/overview/overview.html", context)


def register(request: HttpRequest) -> HttpResponse:
    """An enterprise says who it is; an office verifies it."""
    if demand.employer_of(request.actor) is not None or not request.actor.organisations:
        return redirect("employer:overview")
    form = RegisterForm(request.POST if request.method == "POST" else None)

    def effect(answers: dict[str, Any]) -> str:
        record = demand.EmployerRecord(
            name=answers.pop("enterprise"), organisation_id=min(request.actor.organisations), **answers
        )
        return str(demand.register_employers([record], by=request.actor)[0].id)

    if request.method == "POST" and sent(request, form, effect) is not None:
        messages.success(request, _("Your enterprise is registered. An office checks it now."))
        return redirect("employer:overview")
    return render(request, "employer/overview/register.html", {"form": form}, status=422 if form.errors else 200)
