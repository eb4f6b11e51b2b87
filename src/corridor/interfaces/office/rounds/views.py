"""The list of rounds, the roster, and the page of one round."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting, words
from corridor.rules.transitions import APPLICATION, ROUND
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.selection import api

from . import charts, methods, running

ROSTER_STATES = ("applied", "ineligible", "on_roster", "shortlisted", "selected", "reserve", "not_selected", "offered")
PAGE = 100
WAY = {
    "employer_choice": ("draft", "trial", "closed_inputs", "choosing", "decided", "published"),
    "points": ("draft", "trial", "closed_inputs", "decided", "published"),
    "draw": ("draft", "trial", "closed_inputs", "decided", "published"),
}


@dataclass(frozen=True)
class Step:
    """One button of a round: its action, its words, what it does, and whether it is the step forward."""

    action: str
    label: Any
    note: Any
    forward: bool = True


def overview(request: HttpRequest) -> HttpResponse:
    """Rounds, newest first, and what waits on the roster."""
    rounds = list(api.rounds(request.actor)[:PAGE])
    context = {
        "rounds": [(row, api.figures(row.summary or row.trial), words.METHODS[row.method]) for row in rounds],
        "summary": api.workers_summary(request.actor),
        "may_assess": request.actor.can("selection.assess"),
        "requests_open": api.requests(request.actor, state="asked").count(),
        "may_open": request.actor.can("selection.run_round"),
        "may_review": request.actor.can("selection.review"),
    }
    return render(request, "office/rounds/list.html", context)


def roster(request: HttpRequest) -> HttpResponse:
    """Applications of the actor's schemes by state."""
    wanted = request.GET.get("state", "")
    state = wanted if wanted in APPLICATION.states else None
    counts = api.state_counts(request.actor)
    rows = api.applications(request.actor, state=state)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chips": [(each, counts[each], each == state) for each in ROSTER_STATES if counts[each]],
        "state": state,
        "total": sum(counts.values()),
    }
    for row in context["page"]:
        row.first_failure = [words.failure(each) for each in api.failures_of(row.failures)][:1]
    return render(request, "office/rounds/roster.html", context)


def page(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """One round: how it stands, what comes next, its rules, its figures."""
    row = api.round(round_id, request.actor)
    figures = api.figures(row.summary or row.trial)
    way = WAY[row.method]
    runs = running.running(row, request.actor)
    context = {
        "round": row,
        "figures": figures,
        "is_trial": row.summary is None,
        "charts": charts.of(figures, row) if figures else [],
        "shares": charts.shares_of(figures) if figures else [],
        "methods": methods.table(figures),
        "rules": methods.rules(figures),
        "orders": _orders(row, figures, request.actor),
        "register": [register_line(line["criterion"], line["points"], line["full_at"]) for line in row.register],
        "reserves": reserves_of(row.version),
        "ceilings": [words.published_ceiling(rule) for rule in agreements.rules_of(row.version).ceilings],
        "place": way.index(row.state) + 1 if row.state in way else 0,
        "way": len(way),
        "running": runs,
        "failure": running.failure(row),
        "steps": [] if runs else steps_of(row, request.actor),
        "answers": api.answers(row.id, request.actor) if row.state == "choosing" else None,
        "may_cancel": agreements.may(row.scheme, request.actor, "selection.decide")
        and row.state not in ("published", "cancelled"),
        "offers": offer_steps(row, request.actor),
        "value": value_step(row, request.actor),
        "files": api.public_round(row.id).files,
        "may_audit": request.actor.can("selection.audit"),
    }
    response = render(request, "office/rounds/round.html", context)
    if runs:
        response["Refresh"] = str(running.SECONDS)
    return response


def register_line(criterion: str, points: int, full_at: int) -> tuple[str, str, str]:
    """A line of the register in words: what counts, the most points, from which value all of them are given."""
    return words.measure(criterion), formatting.number(points), formatting.number(full_at)


def reserves_of(version: Any) -> list[tuple[str, int]]:
    """Published reserves in words, with their per cent of each order's posts."""
    return [(words.reserve_group(rule.group), rule.percent) for rule in agreements.rules_of(version).reserves]


def steps_of(row: Any, actor: Actor) -> list[Step]:
    """What this person can do now, from the table of the machine; the way forward first."""
    can = partial(agreements.may, row.scheme, actor)
    allowed = {transition.action for transition in ROUND.actions(row.state, can)}
    notes = {
        "try": _("Computes the round on today's files and shows figures only. Nobody's file changes."),
        "close_inputs": _("Freezes what the round reads. Files and wishes that change later count for the next round."),
        "send_shortlists": _(
            "Makes the lists and lets each employer read its candidates. They have 14 days to answer."
        ),
        "decide": _("Computes the result from the frozen inputs and has it checked. Nobody is told yet."),
        "decide_from_choices": _(
            "Computes the result from the employers' answers and has it checked. Nobody is told yet."
        ),
        "publish": _("Shows the seed of the draw, tells everybody their result and why. It cannot be taken back."),
    }
    if row.by_choice:
        allowed.discard("decide")
    else:
        allowed.discard("send_shortlists")
    if not row.public_value:
        allowed -= {"decide", "send_shortlists"}
    if row.state == "choosing" and "decide_from_choices" in allowed and not _answered(row, actor):
        allowed.discard("decide_from_choices")
    if row.decided_by == actor.id:
        allowed.discard("publish")
    found = [Step(a, words.action_label("round", a), note) for a, note in notes.items() if a in allowed]
    if row.state == "trial" and can("selection.run_round"):
        again = _("Computes the round again, after files or job orders changed.")
        found.append(Step("try", _("Try again"), again, forward=False))
    if row.state == "choosing" and can("selection.run_round") and _late(row):
        silent = _("Where an employer did not answer in time, the order of its list counts.")
        found.append(Step("let_lists_stand", _("Let the unanswered lists stand"), silent, forward=False))
    return found


def value_step(row: Any, actor: Actor) -> str:
    """What this person can do about the public value: "" nothing, "wait" for its day, "enter" it, or "entered" by them.

    Who entered it may correct it until a second person agrees.
    """
    if row.state != "closed_inputs" or row.public_value:
        return ""
    if row.public_day is not None and row.public_day > timezone.localdate():
        return "wait"
    if not any(agreements.may(row.scheme, actor, need) for need in ("selection.run_round", "selection.decide")):
        return ""
    return "entered" if row.first_value_by == actor.id else "enter"


def offer_steps(row: Any, actor: Actor) -> list[Step]:
    """Offers of a published round, until its season ends: to all who were chosen, then to the next on the lists."""
    over = row.season.ends_on < timezone.localdate()
    if over or row.state != "published" or not agreements.may(row.scheme, actor, "selection.offer"):
        return []
    waiting = api.applications(actor, state="selected").filter(last_round=row).count()
    if waiting:
        note = _("Each of the %(count)s people chosen gets the terms and a last day to answer.") % {"count": waiting}
        return [Step("offer", _("Make the offers"), note)]
    reserve = api.applications(actor, state="reserve").filter(last_round=row).count()
    free = sum(balance.free for balance in demand.balances([uuid.UUID(order) for order in row.order_ids]).values())
    if reserve and free:
        note = _("%(free)s posts are free, and %(count)s people wait on the reserve lists.")
        return [Step("offer_reserve", _("Offer the free posts to the next"), note % {"free": free, "count": reserve})]
    return []


def _answered(row: Any, actor: Actor) -> bool:
    """Whether every list of a round is answered: before that nothing can be decided."""
    told = api.answers(row.id, actor)
    return bool(told["lists"] == told["answered"])


def _late(row: Any) -> bool:
    return row.choose_by is not None and row.choose_by < timezone.localdate()


def _orders(row: Any, figures: Any, actor: Actor) -> Sequence[dict[str, Any]]:
    told = {each.order: each for each in figures.by_order} if figures else {}
    orders = demand.orders(actor).filter(id__in=[uuid.UUID(order) for order in row.order_ids])
    return [
        {"order": order, "told": told.get(str(order.id)), "balance": demand.balance(order)}
        for order in orders.order_by("number")
    ]
