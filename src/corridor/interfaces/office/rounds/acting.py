"""The steps of a round: one verb a press, once."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.submit import attempt, submitted, why_not
from corridor.stages.selection import api

from .forms import DecisionForm

MOST_AT_ONCE = 2_000
MOST_LETTERS = 400

Verb = Callable[[uuid.UUID, Actor], Any]
TAKEN: dict[str, Any] = {
    "try": gettext_lazy("Tried. The figures stand below; nobody's file has changed."),
    "close_inputs": gettext_lazy("Closed. What the round reads is frozen, and its hash stands below."),
    "decide": gettext_lazy("Decided and checked. Somebody else must look at it and publish it."),
}
VERBS: dict[str, tuple[Verb, Any]] = {
    "send_shortlists": (
        lambda key, by: str(api.send_shortlists(key, by=by).id),
        gettext_lazy("Sent. Each employer can read its candidates and answer."),
    ),
    "let_lists_stand": (
        lambda key, by: api.let_lists_stand(key, by=by) or True,
        gettext_lazy("The unanswered lists stand in their own order."),
    ),
    "publish": (
        lambda key, by: str(api.publish(key, by=by).id),
        gettext_lazy("Published. Everybody in the round is told the result and why."),
    ),
    "offer": (
        lambda key, by: len(api.make_offers(round_id=key, by=by)),
        gettext_lazy("The offers are out. Each worker has the terms and a last day to answer."),
    ),
    "offer_reserve": (
        lambda key, by: len(api.offer_reserve(key, by=by)),
        gettext_lazy("The next on the reserve lists have an offer."),
    ),
}


@require_POST
def step(request: HttpRequest, round_id: uuid.UUID, action: str) -> HttpResponse:
    """Take one step. The verb checks who may; the page then says what came of it."""
    wanted = "decide" if action == "decide_from_choices" else action
    if wanted in TAKEN:
        _take(request, round_id, wanted)
    elif action in VERBS:
        verb, done = VERBS[action]
        attempt(request, lambda: verb(round_id, request.actor), done=str(done))
    return redirect("office:rounds-round", round_id=round_id)


def _take(request: HttpRequest, round_id: uuid.UUID, action: str) -> None:
    """A step that is taken as a job where many take part."""
    try:
        run = submitted(request, lambda: (found := api.take_step(round_id, action, by=request.actor)) and str(found.id))
    except Refused as error:
        for sentence in why_not(error):
            messages.error(request, sentence)
    else:
        messages.success(request, _("Started. You can leave this page; it goes on.") if run else str(TAKEN[action]))


@require_POST
def stop(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Ask for the end of what is being computed."""
    attempt(
        request,
        lambda: str(api.stop_run(round_id, by=request.actor).id),
        done=_("It will end before its next part, and leave nothing."),
    )
    return redirect("office:rounds-round", round_id=round_id)


@require_POST
def assess(request: HttpRequest) -> HttpResponse:
    """Check every new application, at most 2,000 at once."""
    ids = list(api.applications(request.actor, state="applied").values_list("id", flat=True)[:MOST_AT_ONCE])
    try:
        admitted, refused = submitted(request, lambda: _assess(ids, request.actor))
    except Refused as error:
        for sentence in why_not(error):
            messages.error(request, sentence)
    else:
        text = ngettext("%(count)s person is on the roster.", "%(count)s people are on the roster.", admitted)
        text = text % {"count": admitted}
        if refused:
            more = ngettext(
                "%(count)s person does not meet a rule and is told which.",
                "%(count)s people do not meet a rule and are told which.",
                refused,
            )
            text = f"{text} {more % {'count': refused}}"
        messages.success(request, text)
    return redirect("office:rounds-list")


def _assess(ids: list[uuid.UUID], by: Actor) -> tuple[int, int]:
    rows = api.assess(ids, by=by)
    admitted = sum(row.state == "on_roster" for row in rows)
    return admitted, len(rows) - admitted


@require_POST
def value(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Enter the public value of the draw, each of two people for themselves."""
    given = request.POST.get("value", "")[:MOST_LETTERS]

    def enter() -> str:
        return str(api.enter_public_value(round_id, given, by=request.actor).id)

    attempt(request, enter, done=_("Entered. The draw can be made once two people have entered the same value."))
    return redirect("office:rounds-round", round_id=round_id)


def cancel(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Give a round up, with decider, reason and remedy."""
    row = api.round(round_id, request.actor)
    form = DecisionForm(request.POST or None, initial={"decider": row.scheme.name})
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.cancel_round(round_id, by=request.actor, **answers).id)
    ):
        messages.success(request, _("The round is cancelled. Everybody in it stays on the roster."))
        return redirect("office:rounds-round", round_id=round_id)
    context = {"form": form, "round": row}
    return render(request, "office/rounds/cancel.html", context)
