"""Opening a round: pick the season, then its job orders."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
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
            orders, taken = _open_orders(actor, season.id)
            free = sum(balance.free for balance in demand.balances([order.id for order in orders]).values())
            found.append((season, len(orders), len(taken), free))
    return render(request, "office/rounds/open.html", {"seasons": found})


def choose_orders(request: HttpRequest, season_id: uuid.UUID) -> HttpResponse:
    """The open job orders of a season; those with free posts are ticked at first."""
    season = agreements.season(season_id)
    version = season.version
    rules = agreements.rules_of(version)
    orders, taken = _open_orders(request.actor, season_id)
    balances = demand.balances([order.id for order in orders])
    choices = [(str(order.id), _label(order, balances[order.id].free)) for order in orders]
    form = OrdersForm(request.POST or None, choices=choices)
    form.fields["orders"].initial = [str(order.id) for order in orders if balances[order.id].free]
    if request.method == "POST":
        made = sent(request, form, lambda answers: _open(request, season_id, answers))
        if made:
            messages.success(request, _("The round is open, and its draw is sealed. Try it next."))
            return redirect("office:rounds-round", round_id=made)
    context = {
        "form": form,
        "season": season,
        "orders": orders,
        "taken": _by_round(taken),
        "rules": rules,
        "register": [register_line(line.criterion, line.points, line.full_at) for line in rules.counted],
        "reserves": reserves_of(version),
        "counts": api.state_counts(request.actor, scheme_id=season.scheme_id),
    }
    return render(request, "office/rounds/open_season.html", context)


def _open(request: HttpRequest, season_id: uuid.UUID, answers: dict[str, Any]) -> str:
    ids = [uuid.UUID(order) for order in answers["orders"]]
    source, day = answers["source"], answers["source_day"]
    return str(api.open_round(season_id, ids, source=source, source_day=day, by=request.actor).id)


def _open_orders(actor: Actor, season_id: uuid.UUID) -> tuple[list[Any], list[tuple[Any, Any]]]:
    """Open job orders of a season that a round may take, and those that stand in a running round, with that round."""
    taken = api.orders_in_rounds(season_id)
    orders = list(demand.orders(actor, state="open", season_id=season_id).order_by("number"))
    free = [order for order in orders if order.id not in taken]
    return free, [(order, taken[order.id]) for order in orders if order.id in taken]


def _by_round(taken: list[tuple[Any, Any]]) -> list[tuple[Any, list[Any]]]:
    """Rounds that run, each with its open job orders."""
    found: dict[uuid.UUID, tuple[Any, list[Any]]] = {}
    for order, round_ in taken:
        found.setdefault(round_.id, (round_, []))[1].append(order)
    return list(found.values())


def _label(order: Any, free: int) -> str:
    posts = ngettext("%(count)s free post", "%(count)s free posts", free) % {"count": formatting.number(free)}
    named = " · ".join(f"\u2068{part}\u2069" for part in (order.number, order.title, order.employer.name))
    return f"{named} · {posts}"
