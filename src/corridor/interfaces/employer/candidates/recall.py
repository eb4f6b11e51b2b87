"""Calling back workers of an earlier season: their second season enters at the offer."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit import words
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.submit import submitted, why_not
from corridor.rules.matching import Force, Source
from corridor.stages.demand import api as demand
from corridor.stages.selection import api

from .forms import RefuseForm
from .views import told


def page(request: HttpRequest) -> HttpResponse:
    """Last season's workers with a right, ticked for a job order with free posts; one press invites them all."""
    actor = request.actor
    orders = [(order, demand.balance(order).free) for order in demand.orders(actor, state="open") if order.season_id]
    orders = [(order, free) for order, free in orders if order.employer.organisation_id in actor.organisations]
    if request.method == "POST":
        try:
            _say(request, *submitted(request, lambda: _invite(request)))
        except Refused as error:
            for sentence in why_not(error):
                messages.error(request, sentence)
        return redirect("employer:candidates-recall")
    rights = list(api.recall_rights(actor, live=True))
    invited = set(
        api.offers(actor, state="made").filter(recall_right__isnull=False).values_list("person_id", flat=True)
    )
    sheets = api.sheets([right.person_id for right in rights], actor=actor)
    orders = [(order, free) for order, free in orders if free]
    own = demand.orders(actor, state=("submitted", "verified", "approved"))
    context = {
        "orders": orders,
        "one_order": len(orders) == 1,
        "waiting": own.filter(employer__organisation_id__in=list(actor.organisations)).exists(),
        "rows": [_row(right, sheets, invited) for right in rights if right.person_id in sheets],
        "any": any(right.person_id not in invited for right in rights),
    }
    return render(request, "employer/candidates/recall.html", context)


def _row(right: Any, sheets: dict[uuid.UUID, api.CandidateSheet], invited: set[uuid.UUID]) -> dict[str, Any]:
    return {
        **told(sheets[right.person_id]),
        "right": right,
        "source": words.RECALL_SOURCES[Source(right.source)],
        "force": words.RECALL_FORCES[Force(right.force)],
        "invited": right.person_id in invited,
    }


def _invite(request: HttpRequest) -> tuple[int, int]:
    """(offers made, people asked for)."""
    try:
        order_id = uuid.UUID(request.POST.get("order", ""))
        people: Sequence[uuid.UUID] = [uuid.UUID(each) for each in request.POST.getlist("person")]
    except ValueError:
        raise Refused("order_missing", _("Choose the job order for which you invite them.")) from None
    if not people:
        raise Refused("nobody_ticked", _("Tick at least one worker."))
    return len(api.recall(order_id, people, by=request.actor)), len(people)


def _say(request: HttpRequest, made: int, asked: int) -> None:
    if made:
        text = ngettext("%(count)s worker has an offer.", "%(count)s workers have an offer.", made)
        messages.success(request, text % {"count": made})
    if made < asked:
        text = ngettext(
            "%(count)s worker cannot be invited yet. The programme tells them why and what would change it.",
            "%(count)s workers cannot be invited yet. The programme tells them why and what would change it.",
            asked - made,
        )
        messages.warning(request, text % {"count": asked - made})


def refuse(request: HttpRequest, right_id: uuid.UUID) -> HttpResponse:
    """Not to call a worker back, with a reason about the work."""
    right = next((each for each in api.recall_rights(request.actor, live=True) if each.id == right_id), None)
    if right is None:
        return redirect("employer:candidates-recall")
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.refuse_recall(right_id, answers["reason"], by=request.actor).id)
    ):
        messages.success(request, _("Recorded. The worker reads your reason."))
        return redirect("employer:candidates-recall")
    return render(request, "employer/candidates/refuse.html", {"form": form, "right": right})
