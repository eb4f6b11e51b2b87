"""The worker's first page: the one thing to do now, the whole way, and help."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Office
from corridor.interfaces.kit.compose import Milestone, Task, collect
from corridor.stages.registry import api as registry

from ..applications import compose as applications
from ..contracts import compose as contracts
from ..file import compose as file
from ..interviews import compose as interviews
from ..offers import compose as offers
from ..path import compose as path

JOURNEYS = [file, applications, interviews, offers, contracts, path]
SOON_DAYS = 7
APPLIED = 20  # the place of the application on the way; what a season brings comes after it
REACHED = ("done", "now", "late")


@dataclass(frozen=True)
class Help:
    """A tile of help: where it leads, its icon, its words."""

    url: str
    icon: str
    title: Any
    words: Any = ""


def home(request: HttpRequest) -> HttpResponse:
    """What to do now comes from the journeys of this door; their first task is the page's only filled button."""
    tasks: list[Task] = collect(JOURNEYS, "tasks", request.actor)
    way, before = this_season(collect(JOURNEYS, "milestones", request.actor))
    office = _office(request)
    context = {
        "task": tasks[0] if tasks else None,
        "others": tasks[1:],
        "days_left": _days_left(tasks[0]) if tasks else None,
        "soon": SOON_DAYS,
        "way": way,
        "before": before,
        "now": _position(way),
        "office": office,
        "help": _help(),
    }
    return render(request, "worker/home/home.html", context)


def this_season(stops: Sequence[Milestone]) -> tuple[list[Milestone], list[Milestone]]:
    """The way of the season asked for now, and the stops of an earlier one.

    Whoever is called back has a new application and offer while contract and journey still tell of last season: what
    lies before the day of the application is shown apart, and its stop on the way is still to come.
    """
    asked = next((stop.on for stop in stops if stop.order == APPLIED and stop.on), None)
    before = [stop for stop in stops if asked and stop.order > APPLIED and stop.on and stop.on < asked]
    way = [Milestone(stop.title, order=stop.order) if stop in before else stop for stop in stops]
    return way, before


def _days_left(task: Task) -> int | None:
    return (task.due - timezone.localdate()).days if task.due else None


def _position(way: Sequence[Milestone]) -> int:
    """The number of the stop at which the worker is: the first that is open, counted from 1."""
    for number, stop in enumerate(way, start=1):
        if stop.state != "done":
            return number
    return len(way)


def _office(request: HttpRequest) -> Office | None:
    """The office that keeps the worker's file, to ask a counsellor."""
    person = registry.people(request.actor).filter(id=request.actor.person_id).first()
    return Office.objects.filter(scope_id=person.office_id).first() if person else None


def _help() -> list[Help]:
    """Where help is."""
    wanted = [
        Help("worker:path-report", "alert", _("Something is wrong"), _("Pay, lodging, money asked for, anything")),
        Help("worker:file-opened", "eye", _("Who opened my file"), _("Name, office and reason")),
        Help("public:home-help", "pin", _("Find help near me"), _("Offices, towns and telephone numbers")),
    ]
    return [Help(url, tile.icon, tile.title, tile.words) for tile in wanted if (url := _url(tile.url))]


def _url(view: str) -> str:
    """The address of a page, empty where it is not part of this installation."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
