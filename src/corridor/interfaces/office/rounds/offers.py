"""Offers: which are out, which were answered, and taking one back."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from corridor.interfaces.kit.sending import sent
from corridor.rules.transitions import OFFER
from corridor.stages.selection import api

from .forms import DecisionForm

PAGE = 100


def overview(request: HttpRequest) -> HttpResponse:
    """Offers by state, newest first."""
    found = api.offers(request.actor)
    counts = {each["state"]: each["count"] for each in found.order_by().values("state").annotate(count=Count("id"))}
    wanted = request.GET.get("state", "")
    if wanted in OFFER.states:
        found = found.filter(state=wanted)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "chips": [(state, counts[state], state == wanted) for state in OFFER.states if state in counts],
        "state": wanted,
        "total": sum(counts.values()),
        "may_withdraw": request.actor.can("selection.decide"),
    }
    return render(request, "office/rounds/offers.html", context)


def withdraw(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Take an open offer back, with decider, reason and remedy."""
    offer = api.offer(offer_id, request.actor)
    form = DecisionForm(request.POST or None, initial={"decider": offer.application.scheme.name})
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.withdraw_offer(offer_id, by=request.actor, **answers).id)
    ):
        messages.success(request, _("The offer is taken back. The worker is told who decided, why, and what to do."))
        return redirect("office:rounds-offers")
    return render(request, "office/rounds/withdraw.html", {"form": form, "offer": offer})
