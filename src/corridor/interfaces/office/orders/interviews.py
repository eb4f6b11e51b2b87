"""Interviews over one job order at the office: the schedule, and inviting candidates for the employer."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.interviewing import PLAN, InviteForm, people_to_invite, row
from corridor.interfaces.kit.sending import sent
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.selection import api


def overview(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Who is invited and met, by time; with a shortlist that waits for its answer, whom to invite."""
    actor = request.actor
    order = demand.order(order_id, actor)
    found = list(api.interviews(actor, order_id=order_id))
    origin = order.scheme.origin if order.scheme else ""
    running = api.orders_in_rounds(order.season_id).get(order.id) if order.season_id else None
    form, listed = None, running is not None and running.state == "choosing" and _runs(order, request)
    if running is not None and listed:
        sheets = api.shortlist(running.id, order.id, actor=actor)
        here = [each for each in found if each.round_id == running.id]
        people = people_to_invite(sheets, here)
        countries = [country for country in (order.country, origin) if country]
        form = InviteForm(request.POST or None, people=people, countries=countries, until=running.choose_by)
        if request.method == "POST":
            made = sent(request, form, lambda answers: _invite(running.id, order.id, answers, request))
            if made:
                messages.success(request, _invited(made))
                return redirect("office:orders-interviews", order_id)
        form = form if people else None
    rows = [row(each, origin, both_sides=True) for each in found]
    context = {"order": order, "rows": rows, "form": form}
    return render(request, "office/orders/interviews.html", context, status=422 if form and form.errors else 200)


def _runs(order: demand.JobOrder, request: HttpRequest) -> bool:
    return order.scheme is not None and agreements.may(order.scheme, request.actor, "selection.run_round")


def _invite(round_id: uuid.UUID, order_id: uuid.UUID, answers: dict[str, Any], request: HttpRequest) -> int:
    people = [uuid.UUID(each) for each in answers["people"]]
    plan = api.InterviewPlan(**{name: answers[name] for name in PLAN})
    return len(api.invite(round_id, order_id, people, plan, by=request.actor))


def _invited(count: int) -> str:
    said = ngettext("%(count)s candidate is invited and told.", "%(count)s candidates are invited and told.", count)
    return said % {"count": formatting.number(count)}
