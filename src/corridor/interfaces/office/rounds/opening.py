"""Opening a round: pick the season, then its job orders."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.interfaces.kit.sending import sent
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.selection import api

from .forms import OrdersForm
from .views import register_line, reserves_of


def choose_season(request: HttpRequest) -> HttpResponse:
    """Seasons of the actor's schemes that are not over, with their open job orders."""
    actor = request.actor
    found = []
    for season in agreements.seasons():
        if season.ends_on >= timezone.localdate() and (actor.wide or season.scheme.scope_id in actor.scopes):
            orders = demand.orders(actor, state="open", season_id=season.id)
            found.append((season, orders.count(), sum(demand.balance(order).free for order in orders)))
    return render(request, "office/rounds/open.html", {"seasons": found})


def choose_orders(request: HttpRequest, season_id: uuid.UUID) -> HttpResponse:
    """The open job orders of a season; all are ticked at first."""
    season = agreements.season(season_id)
    version = season.version
    rules = agreements.rules_of(version)
    orders = list(demand.orders(request.actor, state="open", season_id=season_id).order_by("number"))
    form = OrdersForm(request.POST or None, choices=[(str(order.id), _label(order)) for order in orders])
    if request.method == "POST":
        made = sent(request, form, lambda answers: _open(request, season_id, answers))
        if made:
            messages.success(request, _("The round is open, and its draw is sealed. Try it next."))
            return redirect("office:rounds-round", round_id=made)
    context = {
        "form": form,
        "season": season,
        "orders": orders,
        "rules": rules,
        "register": [register_line(line.criterion, line.points, line.full_at) for line in rules.register],
        "reserves": reserves_of(version),
        "counts": api.state_counts(request.actor, scheme_id=season.scheme_id),
    }
    return render(request, "office/rounds/open_season.html", context)


def _open(request: HttpRequest, season_id: uuid.UUID, answers: dict[str, Any]) -> str:
    ids = [uuid.UUID(order) for order in answers["orders"]]
    return str(api.open_round(season_id, ids, by=request.actor).id)


def _label(order: Any) -> str:
    free = demand.balance(order).free
    posts = ngettext("%(count)s free post", "%(count)s free posts", free) % {"count": free}
    return f"{order.number} · {order.title} · {order.employer.name} · {posts}"
