"""Offers: which are out, which were answered, and taking one back."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.counting import by_group
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.submit import attempt
from corridor.rules.transitions import OFFER
from corridor.stages.selection import api

from .forms import DecisionForm

PAGE = 100


def overview(request: HttpRequest) -> HttpResponse:
    """Offers by state, newest first."""
    found = api.offers(request.actor)
    counts = by_group(found, "state")
    wanted = request.GET.get("state", "")
    if wanted in OFFER.states:
        found = found.filter(state=wanted)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "chips": [(state, counts[state], state == wanted) for state in OFFER.states if state in counts],
        "state": wanted,
        "total": sum(counts.values()),
        "may_withdraw": request.actor.can("selection.decide"),
        "late": _late(request) if request.actor.can("selection.offer") else 0,
    }
    return render(request, "office/rounds/offers.html", context)


def _late(request: HttpRequest) -> int:
    return api.offers(request.actor, state="made").filter(expires_on__lt=timezone.localdate()).count()


@require_POST
def lapse(request: HttpRequest) -> HttpResponse:
    """End the offers whose last day is over: no penalty, and their posts go to the next."""
    done = _("Ended, without penalty. The posts are free for the next on the lists.")
    attempt(request, lambda: api.lapse_offers(by=request.actor), done=done)
    return redirect("office:rounds-offers")


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
