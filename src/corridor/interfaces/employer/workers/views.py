"""An employer's workers: who comes, confirming arrivals, the employer's own steps, start and end of work."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.chosen import chosen, day_in, named
from corridor.interfaces.kit.proof import DayForm, ProofForm
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.submit import attempt, why_not
from corridor.interfaces.kit.words.journeys import STEP_STATES, shown
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns

PER_PAGE = 50
SHOWN: dict[str, tuple[Any, tuple[str, ...]]] = {
    "coming": (gettext_lazy("Coming"), ("preparing", "cleared", "departed")),
    "arrived": (gettext_lazy("Arrived"), ("arrived",)),
    "work": (gettext_lazy("At work"), ("at_work",)),
    "over": (gettext_lazy("Season over"), ("ended", "left", "returned")),
}


def mine(request: HttpRequest, states: Sequence[str] | None = None) -> Any:
    """The placements with this employer."""
    return api.placements(request.actor, states=states)


def with_names(rows: list[Any]) -> list[tuple[Any, registry.PersonName]]:
    return named(rows, registry.names([row.person_id for row in rows]))


def listed(request: HttpRequest) -> HttpResponse:
    """Groups on their way with one button each, the employer's steps, and the workers by where they are."""
    actor, today = request.actor, timezone.localdate()
    count = api.counts(actor)
    show = request.GET.get("show", "coming")
    show = show if show in SHOWN else "coming"
    page = Paginator(mine(request, SHOWN[show][1]), PER_PAGE).get_page(request.GET.get("page"))
    language = get_language() or "en"
    queues = [queue for queue in api.step_queues(actor, today) if queue.owner == "employer"]
    context = {
        "filters": [
            (key, label, sum(count[state] for state in states), key == show) for key, (label, states) in SHOWN.items()
        ],
        "show": show,
        "page": page,
        "rows": with_names(list(page)),
        "groups": _groups(request, today),
        "queues": [(queue, queue.title.get(language) or queue.title.get("en") or queue.code) for queue in queues],
        "ending": mine(request, ["at_work"]).filter(ends_on__lte=today).count(),
        "today": today,
    }
    return render(request, "employer/workers/list.html", context)


def _groups(request: HttpRequest, today: date) -> list[dict[str, Any]]:
    """Workers who have left and have not arrived, by the day of departure."""
    groups: dict[date, list[api.Placement]] = defaultdict(list)
    for row in mine(request, ["departed"]):
        groups[row.departed_on].append(row)
    return [
        {"on": on, "rows": rows, "days": (today - on).days, "late": (today - on).days > api.ARRIVAL_DAYS}
        for on, rows in sorted(groups.items())
    ]


def manifest(request: HttpRequest, on: str) -> HttpResponse:
    """The workers of one group: to print, and to confirm one by one or on another day."""
    left = day_in(on)
    rows = list(mine(request, ["departed"]).filter(departed_on=left))
    context = {"on": left, "lines": api.travellers(rows, request.actor), "form": DayForm()}
    return render(request, "employer/workers/manifest.html", context)


def arrive(request: HttpRequest) -> HttpResponse:
    """Confirm the arrival of the ticked workers."""
    return _many(
        request,
        api.arrive,
        lambda count: ngettext(
            "The arrival of %(count)s worker is confirmed.", "The arrival of %(count)s workers is confirmed.", count
        ),
        "arrived",
    )


def start(request: HttpRequest) -> HttpResponse:
    """Record that the ticked workers have begun to work."""
    return _many(
        request,
        api.start_work,
        lambda count: ngettext("%(count)s worker is at work.", "%(count)s workers are at work.", count),
        "work",
    )


def _many(request: HttpRequest, verb: Any, said: Callable[[int], str], show: str) -> HttpResponse:
    """One verb for the ticked workers on a day: today when the form has none."""
    actor, form = request.actor, DayForm(request.POST)
    try:
        ids = chosen(request, "placement")
        day = form.cleaned_data.get("on") if form.is_valid() else None
        done = said(len(ids)) % {"count": formatting.number(len(ids))}
        attempt(request, lambda: [str(row.id) for row in verb(ids, day or timezone.localdate(), by=actor)], done=done)
    except Refused as refused:
        for sentence in why_not(refused):
            messages.error(request, sentence)
        show = request.POST.get("show", show)
    return redirect(f"{_list_url()}?show={show}")


def _list_url() -> str:
    return reverse("employer:workers-list")


def end(request: HttpRequest) -> HttpResponse:
    """Record the end of work of those whose contract is over."""
    actor, today = request.actor, timezone.localdate()
    rows = list(mine(request, ["at_work"]))
    last = max((row.ends_on for row in rows), default=today)
    form = DayForm(request.POST or None, initial={"on": max(last, today) if rows else today})
    refusals: list[str] = []
    if request.method == "POST":
        try:
            ids = chosen(request, "placement")
            done, _answer = saved(
                request, form, lambda: [str(row.id) for row in api.end(ids, form.cleaned_data["on"], by=actor)]
            )
            if done:
                said = ngettext(
                    "The season of %(count)s worker is over.", "The season of %(count)s workers is over.", len(ids)
                )
                messages.success(request, said % {"count": formatting.number(len(ids))})
                return redirect(f"{_list_url()}?show=over")
        except Refused as refused:
            refusals = [str(refused)]
    context = {
        "form": form,
        "refusals": refusals,
        "rows": [(row, name, row.ends_on <= today) for row, name in with_names(rows)],
    }
    return render(request, "employer/workers/end.html", context)


def steps(request: HttpRequest, code: str) -> HttpResponse:
    """Record one of the employer's own steps for many workers."""
    actor = request.actor
    rows = api.open_steps(actor, owners=["employer"]).filter(code=code)
    first = rows.first()
    if first is None:
        messages.info(request, _("Nothing of this kind is open any more."))
        return redirect("employer:workers-list")
    form = ProofForm(request.POST or None, kind=first.evidence_kind, results=api.results_of(code))
    refusals: list[str] = []
    if request.method == "POST":
        try:
            ids = chosen(request, "step")
            done, _answer = saved(
                request, form, lambda: [str(row.id) for row in api.complete_steps(ids, form.proof(), by=actor)]
            )
            if done:
                said = ngettext("Recorded for %(count)s worker.", "Recorded for %(count)s workers.", len(ids))
                messages.success(request, said % {"count": formatting.number(len(ids))})
                return redirect("employer:workers-list")
        except Refused as refused:
            refusals = [str(refused)]
    today = timezone.localdate()
    context = {
        "title": first.title_for(get_language() or "en"),
        "rows": [(row, name, (today - row.due_on).days) for row, name in with_names(list(rows[:500]))],
        "form": form,
        "refusals": refusals,
    }
    return render(request, "employer/workers/steps.html", context)


def show(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """One worker: the dates, the employer's own steps, and what can be reported.

    How the steps of others stand (an examination, a visa) is not the employer's to read: only how many are open.
    """
    row = api.placement(placement_id, request.actor)
    language = get_language() or "en"
    path = api.path(row)
    context = {
        "placement": row,
        "name": registry.names([row.person_id]).get(row.person_id),
        "steps": [
            {
                "step": step,
                "title": step.title_for(language),
                "label": STEP_STATES[step.state][0],
                "tone": STEP_STATES[step.state][1],
                "shown": shown(step.evidence),
                "mine": step.state == "ready",
            }
            for step in path
            if step.owner == "employer"
        ],
        "others": sum(step.owner != "employer" and step.state not in ("done", "skipped") for step in path),
        "abroad": row.state in ("departed", "arrived", "at_work"),
        "returned": returns.return_of(row.id, request.actor),
    }
    return render(request, "employer/workers/show.html", context)
