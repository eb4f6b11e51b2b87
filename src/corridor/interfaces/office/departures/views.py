"""Departures and arrivals: what is late, who leaves when, the list to print, recording and planning."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.chosen import chosen, day_in, named
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.submit import why_not
from corridor.interfaces.kit.words.journeys import INCIDENTS, SAID_BY, STEP_OWNERS
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns

from .forms import DayForm, PlanForm

PER_PAGE, LATE_SHOWN = 50, 20
OPEN = ("preparing", "cleared")
SHOWN: dict[str, tuple[Any, tuple[str, ...]]] = {
    "preparing": (gettext_lazy("Preparing"), ("preparing",)),
    "cleared": (gettext_lazy("Ready to leave"), ("cleared",)),
    "departed": (gettext_lazy("On the way"), ("departed",)),
    "abroad": (gettext_lazy("Arrived and at work"), ("arrived", "at_work")),
    "over": (gettext_lazy("Work ended"), ("ended", "left", "returned")),
    "cancelled": (gettext_lazy("Did not depart"), ("cancelled",)),
}


def overview(request: HttpRequest) -> HttpResponse:
    """What is late first, then the next departures, the steps by owner, clearances and returns."""
    actor, today = request.actor, timezone.localdate()
    late = api.late_arrivals(actor, today)
    queues = api.step_queues(actor, today)
    asked = api.clearances(actor, states=["requested"]).count()
    ready = api.ready_for_clearance(actor).count()
    context = {
        "late": [
            (row, name, (today - row.departed_on).days if row.departed_on else 0)
            for row, name in with_names(list(late[:LATE_SHOWN]))
        ],
        "late_count": late.count(),
        "days": [(day, (day.on - today).days) for day in api.travel_days(actor, since=today)][:12],
        "owners": _by_owner(queues),
        "counts": _filters(request, ""),
        "asked": asked,
        "ready": ready,
        "to_confirm": returns.returns(actor, confirmed=False).count() if actor.can("returns.read") else None,
        "reports": [(row, INCIDENTS[row.kind], SAID_BY[row.said_by]) for row in api.incidents(actor)[:10]],
        "decide": asked if actor.can("journeys.clear") else 0,
        "prepare": actor.can("journeys.prepare"),
    }
    return render(request, "office/departures/overview.html", context)


def _by_owner(queues: Sequence[api.StepQueue]) -> list[tuple[Any, int, int]]:
    """(owner in words, open steps, of these past their day)."""
    totals: dict[str, list[int]] = {}
    for queue in queues:
        total = totals.setdefault(queue.owner, [0, 0])
        total[0] += queue.ready
        total[1] += queue.late
    return [(STEP_OWNERS[owner], ready, late) for owner, (ready, late) in totals.items()]


def with_names(rows: list[Any]) -> list[tuple[Any, registry.PersonName]]:
    """Rows with the names of their persons."""
    return named(rows, registry.names([row.person_id for row in rows]))


def _filters(request: HttpRequest, current: str) -> list[tuple[str, Any, int, bool]]:
    count = api.counts(request.actor)
    return [
        (key, label, sum(count[state] for state in states), key == current) for key, (label, states) in SHOWN.items()
    ]


def listed(request: HttpRequest) -> HttpResponse:
    """All workers at one point of the way."""
    show = request.GET.get("show", "preparing")
    show = show if show in SHOWN else "preparing"
    rows = api.placements(request.actor, states=SHOWN[show][1])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": _filters(request, show), "page": page, "rows": with_names(list(page)), "show": show}
    return render(request, "office/departures/list.html", context)


def day(request: HttpRequest, on: str) -> HttpResponse:
    """The departure list of a day, to print and to tick off."""
    return _day(request, on, DayForm(initial={"on": day_in(on)}))


def _day(request: HttpRequest, on: str, form: DayForm, refusals: Sequence[str] = ()) -> HttpResponse:
    leaves = day_in(on)
    lines = api.departure_list(request.actor, leaves)
    context = {
        "on": leaves,
        "lines": lines,
        "form": form,
        "refusals": refusals,
        "open": sum(line.placement.state in OPEN for line in lines),
        "ready": sum(line.placement.state == "cleared" for line in lines),
        "may_depart": request.actor.can("journeys.travel"),
    }
    return render(request, "office/departures/day.html", context)


def depart(request: HttpRequest, on: str) -> HttpResponse:
    """Record that the ticked workers have left."""
    form, actor = DayForm(request.POST), request.actor
    try:
        ids = chosen(request, "placement")
    except Refused as refused:
        return _day(request, on, form, [str(refused)])
    done, _answer = saved(
        request, form, lambda: [str(row.id) for row in api.depart(ids, form.cleaned_data["on"], by=actor)]
    )
    if not done:
        return _day(request, on, form)
    said = ngettext("%(count)s worker has left.", "%(count)s workers have left.", len(ids))
    messages.success(request, said % {"count": formatting.number(len(ids))})
    return redirect("office:departures-day", on)


def plan(request: HttpRequest) -> HttpResponse:
    """Set the day and the meeting point of workers who leave together."""
    actor = request.actor
    rows = api.placements(actor, states=OPEN)
    wanted = request.GET.get("day", "")
    if wanted:
        rows = rows.filter(travel_on=day_in(wanted))
    form = PlanForm(request.POST or None, initial={"on": day_in(wanted) if wanted else None})
    refusals: list[str] = []
    if request.method == "POST":
        try:
            ids = chosen(request, "placement")
            done, _answer = saved(request, form, lambda: _planned(ids, form, actor))
            if done:
                messages.success(request, _("The departure is planned, and the workers are told."))
                return redirect("office:departures-day", form.cleaned_data["on"].isoformat())
        except Refused as refused:
            refusals = why_not(refused)
    page = Paginator(rows, 200).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": with_names(list(page)), "wanted": wanted, "refusals": refusals}
    return render(request, "office/departures/plan.html", context)


def _planned(ids: list[Any], form: PlanForm, actor: Any) -> list[str]:
    given = form.cleaned_data
    return [str(r.id) for r in api.plan_travel(ids, given["on"], by=actor, meeting_point=given["meeting_point"])]
