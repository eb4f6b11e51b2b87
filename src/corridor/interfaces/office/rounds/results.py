"""Every answer of a decided round: who obtained what, and for everybody else why not."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.counting import by_group
from corridor.rules.matching import Reason
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

PAGE = 50
LABELS: dict[Reason, Any] = {
    Reason.OBTAINED: _("Placed"),
    Reason.NOT_ASKED: _("Not asked for"),
    Reason.INELIGIBLE: _("A rule is not met"),
    Reason.PREFERRED_OBTAINED: _("Placed in a higher wish"),
    Reason.NO_POSTS: _("No post"),
    Reason.RECALL_FIRST: _("Recall right first"),
    Reason.RESERVE_FIRST: _("Reserved post first"),
    Reason.CEILING_REACHED: _("A ceiling is reached"),
    Reason.FEWER_POINTS: _("Fewer points"),
    Reason.LATER_LOT: _("Later in the draw"),
    Reason.REFUSED_BY_EMPLOYER: _("Refused by the employer"),
    Reason.NOT_SHORTLISTED: _("Not on the shortlist"),
    Reason.OTHERS_CHOSEN: _("Others stood above"),
}
"""Reasons as labels of a list."""


def page(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Answers by order and rank; chips narrow them by reason, a list by job order."""
    row = api.round(round_id, request.actor)
    found = api.results(round_id, request.actor)
    counts = by_group(found, "reason")
    reason, order = request.GET.get("reason", ""), request.GET.get("order", "")
    if reason in counts:
        found = found.filter(reason=reason)
    if order in row.order_ids:
        found = found.filter(order_id=order)
    orders = demand.orders(request.actor).filter(id__in=[uuid.UUID(each) for each in row.order_ids])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "round": row,
        "page": page,
        "rows": [_told(each) for each in page],
        "chips": [(each.value, LABELS[each], counts[each.value]) for each in Reason if each.value in counts],
        "reason": reason if reason in counts else "",
        "order": order if order in row.order_ids else "",
        "orders": orders.order_by("number"),
        "total": sum(counts.values()),
        "names": {**registry.SKILLS, **registry.TRAININGS},
    }
    return render(request, "office/rounds/results.html", context)


def _told(row: Any) -> dict[str, Any]:
    language = get_language() or "en"
    decided = api.decided_by(row.round.version, row.decider, language, employer=row.order.employer.name)
    return {
        "row": row,
        "label": LABELS[Reason(row.reason)],
        "explanation": api.explanation(row),
        "decider": decided.body,
    }
