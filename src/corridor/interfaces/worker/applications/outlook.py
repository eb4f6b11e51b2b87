"""What work can I get, what would open more of it, and how likely am I to be chosen?"""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.words import outlook as said
from corridor.rules.matching.chance import Chance
from corridor.stages.demand import api as demand
from corridor.stages.selection import api

from .views import CHANGING, NAMES, PER_PAGE, job

NOT_YET = "not-yet"
MOST_GAINS = 8


def work(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The open jobs that I can do with my points, or those that I cannot do yet with each rule; what opens most."""
    row = api.application(application_id, request.actor)
    found = api.work_of(row, actor=request.actor)
    not_yet = request.GET.get("show") == NOT_YET
    listed = Paginator(found.not_yet if not_yet else found.able, PER_PAGE).get_page(request.GET.get("page"))
    jobs = demand.public_orders(scheme_id=row.scheme_id).in_bulk([each.order.id for each in listed])
    context = {
        "application": row,
        "work": found,
        "opening": [{"words": said.opens(gain, NAMES), "how": said.how(gain)} for gain in found.opening[:MOST_GAINS]],
        "not_yet": not_yet,
        "shown": [_shown(each, jobs[each.order.id]) for each in listed if each.order.id in jobs],
        "page": listed,
        "may_rank": row.state in CHANGING,
        "names": NAMES,
    }
    return render(request, "worker/applications/work.html", context)


def _shown(each: Any, order: Any) -> dict[str, Any]:
    if isinstance(each, api.NotYet):
        return {"job": job(order), "failures": each.failures}
    parts = [(words.measure(part.criterion), part.points, part.out_of) for part in each.score.components]
    return {"job": job(order), "points": each.score.total, "parts": parts}


def chance(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The chance of being chosen before the place on the roster ends, from past rounds, and what would raise it."""
    row = api.application(application_id, request.actor)
    found = api.work_of(row, actor=request.actor)
    told = api.outlook(row, found)
    known = told.chance if told is not None and isinstance(told.chance, Chance) else None
    context = {
        "application": row,
        "told": told,
        "known": known,
        "reach": formatting.number(known.reach) if known else "",
        "sentence": said.chance(told.chance) if told is not None else "",
        "gains": [_raises(gain) for gain in found.gains[:MOST_GAINS]],
        "may_rank": row.state in CHANGING,
    }
    return render(request, "worker/applications/chance.html", context)


def _raises(gain: Any) -> dict[str, Any]:
    return {
        "change": said.change(gain.change, NAMES),
        "opens": gain.opens,
        "points": said.more_points(gain) if gain.points else "",
        "how": said.how(gain),
    }
