"""Filling one job order from its own page: the round, the offers, and who stands behind the chosen."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.submit import attempt, submitted, why_not
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

SHOWN = 50
HINDRANCES: dict[str, Any] = {
    "has_offer": gettext_lazy("has an offer already"),
    "has_work": gettext_lazy("has work"),
    "answered": gettext_lazy("had an offer of this work"),
    "left": gettext_lazy("takes part no more"),
    "over": gettext_lazy("the place on the roster has ended"),
    "rule": gettext_lazy("a rule is not met today"),
}


def context(order: demand.JobOrder, actor: Actor) -> dict[str, Any] | None:
    """How the posts of an open order are being filled; None for whoever does not read its scheme's rounds."""
    if order.state not in ("open", "filled") or order.season is None:
        return None
    if not agreements.may(order.scheme, actor, "selection.read"):
        return None
    reader = actor.within("selection.read")
    found = api.vacancy(order, reader)
    running = api.orders_in_rounds(order.season_id).get(order.id)
    last = api.last_round(order.id)
    offering = agreements.may(order.scheme, actor, "selection.offer")
    chosen = _chosen(order, last, reader) if last else 0
    ready = found.ready[: found.free] if offering and not running and not chosen else ()
    return {
        "running": running,
        "last": last,
        "chosen": chosen if offering else 0,
        "vacancy": found,
        "next": len(ready),
        "until": _day_in(agreements.rules_of(order.season.version).offer_days),
        "tomorrow": _day_in(1),
        "may_be_short": api.may_be_short(order),
        "may_fill": bool(found.free and not running and not chosen and not found.ready)
        and agreements.may(order.scheme, actor, "selection.run_round"),
        "rows": [_row(number, each) for number, each in enumerate(found.alternates[:SHOWN], start=1)],
        "names": {**registry.SKILLS, **registry.TRAININGS},
        "more": max(0, len(found.alternates) - SHOWN),
        "interviews": api.interviews(reader, order_id=order.id).count(),
        "choosing": running is not None and running.state == "choosing",
        "offers": list(api.offers(reader).filter(order=order)[:SHOWN]),
    }


def _day_in(days: int) -> str:
    return formatting.day(timezone.localdate() + timedelta(days=days))


def _chosen(order: demand.JobOrder, last: api.Round, reader: Actor) -> int:
    """How many were chosen for this order and have no offer yet."""
    waiting = api.applications(reader, state="selected").filter(last_round=last).values("id")
    return api.results(last.id, reader).filter(order=order, reason="obtained", application_id__in=waiting).count()


def _row(number: int, each: api.Alternate) -> dict[str, Any]:
    return {
        "number": number,
        "alternate": each,
        "hindrance": HINDRANCES.get(each.hindrance, ""),
        "kept": words.reserve_group(each.kept) if each.kept else "",
    }


@require_POST
def fill(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Open a round over this order alone and try it."""
    source = _("First prize of the national lottery")
    try:
        made = submitted(request, lambda: str(api.fill_order(order_id, source=source, by=request.actor).id))
    except Refused as refused:
        for sentence in why_not(refused):
            messages.error(request, sentence)
        return redirect("office:orders-order", order_id)
    messages.success(request, _("The round over this order is open and tried. Look at the figures, then close it."))
    return redirect("office:rounds-round", round_id=made)


@require_POST
def offer_next(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Offer the free posts to the next on the list."""
    short = request.POST.get("action") == "short"
    try:
        made = submitted(request, lambda: len(api.offer_next(order_id, short=short, by=request.actor)))
    except Refused as refused:
        for sentence in why_not(refused):
            messages.error(request, sentence)
    else:
        said = ngettext("The next on the list has the offer.", "The next %(count)s on the list have the offer.", made)
        messages.success(request, said % {"count": formatting.number(made)})
    return redirect("office:orders-order", order_id)


@require_POST
def offer_chosen(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Make the offers of the round that filled this order."""
    last = api.last_round(demand.order(order_id, request.actor).id)
    if last is not None:
        done = _("The offers are out. Each worker has the terms and a last day to answer.")
        attempt(request, lambda: len(api.make_offers(round_id=last.id, by=request.actor)), done=done)
    return redirect("office:orders-order", order_id)
