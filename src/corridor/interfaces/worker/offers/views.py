"""My offers. Accepting shows the terms first; declining and letting time pass carry no penalty."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.reference import countries, isco
from corridor.interfaces.kit.pay import cost_of, pay_of, rows_of
from corridor.interfaces.kit.submit import attempt
from corridor.rules.fees import INTERNATIONAL_SOURCE
from corridor.rules.terms import from_plain
from corridor.stages.selection import api

KEY_TERMS = ("wage", "hours_week", "lodging", "meals", "travel_there", "travel_back")
"""Clauses that stand beside the button; the page has all of them."""


def overview(request: HttpRequest) -> HttpResponse:
    """Offers that wait for my answer, then the others."""
    rows = [(row, _short(row)) for row in api.offers(request.actor)]
    context = {
        "open": [pair for pair in rows if pair[0].state == "made"],
        "others": [pair for pair in rows if pair[0].state != "made"],
    }
    return render(request, "worker/offers/list.html", context)


def _short(row: Any) -> dict[str, Any]:
    terms = from_plain(row.terms)
    return {"pay": pay_of(terms), "cost": cost_of(terms, you=True), "place": _place(row.order)}


def _place(order: Any) -> str:
    parts = (order.town, order.region, countries.name(order.country, get_language() or "en"))
    return ", ".join(part for part in parts if part)


def page(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """The offer: what decides and the answer first, then every term in words, and the cost beside the standard."""
    row = api.offer(offer_id, request.actor)
    terms = from_plain(row.terms)
    language = get_language() or "en"
    order = row.order
    context = {
        **_facts(row),
        "occupation": isco.title(order.occupation_code, language) if order.occupation_code else order.title,
        "standard": INTERNATIONAL_SOURCE,
        "rows": rows_of(terms, you=True),
    }
    return render(request, "worker/offers/page.html", context)


def _facts(row: Any) -> dict[str, Any]:
    """What decides: pay, place, dates, hours, lodging, cost and the last day."""
    terms = from_plain(row.terms)
    days = (row.expires_on - timezone.localdate()).days
    return {
        "offer": row,
        "order": row.order,
        "place": _place(row.order),
        "pay": pay_of(terms),
        "cost": cost_of(terms, you=True),
        "key_rows": rows_of({code: terms[code] for code in KEY_TERMS if code in terms}, you=True),
        "days_left": days,
        "open": row.state == "made" and days >= 0,
    }


def accept(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Show what is agreed to once more, then accept in the language in which the page was read."""
    row = api.offer(offer_id, request.actor)
    if request.method != "POST":
        facts = _facts(row)
        if not facts["open"]:
            return redirect("worker:offers-page", offer_id=offer_id)
        return render(request, "worker/offers/accept.html", facts)
    language = get_language() or "en"
    attempt(
        request,
        lambda: str(api.accept_offers([offer_id], by=request.actor, shown_in=language)[0].id),
        done=_("You have accepted. The contract comes next; read it before you agree to it."),
    )
    return redirect("worker:offers-page", offer_id=offer_id)


def decline(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Say no, after asking once more."""
    row = api.offer(offer_id, request.actor)
    if request.method == "POST":
        attempt(
            request,
            lambda: str(api.decline_offers([offer_id], by=request.actor)[0].id),
            done=_("You have said no. It costs you nothing: you are on the roster again."),
        )
        return redirect("worker:offers-list")
    return render(request, "worker/offers/decline.html", {"offer": row})
