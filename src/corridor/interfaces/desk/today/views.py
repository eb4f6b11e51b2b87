"""What waits at this office, and who came last."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.compose import collect
from corridor.stages.registry import api

from ..composed import JOURNEYS
from ..people import lines, office_of
from . import compose
from .compose import SOON_DAYS

NEWEST, PAGE = 10, 50
LISTS: dict[str, Any] = {
    "confirm": _("Files to confirm"),
    "code": _("Work to be coded"),
    "ending": _("Passports that end soon"),
    "erasure": _("Wishes to be erased"),
    "account": _("Files without an account"),
}
FIGURES = {
    "confirm": "unverified",
    "code": "uncoded",
    "ending": "ending",
    "erasure": "erasure",
    "account": "without_account",
}
"""Each list's count among what waits (registry.Waiting)."""
ACTIONS: dict[str, tuple[Any, str, str]] = {
    "confirm": (_("Look at the papers"), "desk:person-file", "registry.verify"),
    "code": (_("Code the work"), "desk:person-work", "registry.complete"),
    "ending": (_("Add the new one"), "desk:person-document", "registry.complete"),
    "erasure": (_("Answer the wish"), "desk:person-erase", "registry.erase"),
    "account": (_("Open the file"), "desk:person-file", "registry.find"),
}
"""What each list is for: words, the page where it is done, and who may."""


def today(request: HttpRequest) -> HttpResponse:
    """Tiles and tasks of all journeys of the desk, and the newest files."""
    newest = list(api.office_list(request.actor)[:NEWEST])
    context = {
        "office": office_of(request.actor),
        "tasks": collect(JOURNEYS, "tasks", request.actor),
        "tiles": collect(JOURNEYS, "tiles", request.actor),
        "lines": lines(newest, request.actor),
    }
    return render(request, "desk/today/today.html", context)


def waiting(request: HttpRequest, what: str) -> HttpResponse:
    """One list of files that wait for something, oldest first."""
    if what not in LISTS:
        what = "confirm"
    day, counts = timezone.localdate(), compose.waiting(request.actor)
    rows = {
        "confirm": lambda: api.office_list(request.actor, verified=False),
        "code": lambda: api.without_code(request.actor),
        "ending": lambda: api.papers_ending(request.actor, today=day, until=day + timedelta(days=SOON_DAYS)),
        "erasure": lambda: api.asked_erasure(request.actor),
        "account": lambda: api.office_list(request.actor, with_account=False),
    }[what]()
    label, page_name, permission = ACTIONS[what]
    page = Paginator(rows.order_by("registered_at", "id"), PAGE).get_page(request.GET.get("page"))
    context = {
        "what": what,
        "title": LISTS[what],
        "lists": [(code, label, getattr(counts, FIGURES[code])) for code, label in LISTS.items()],
        "page": page,
        "action": label if request.actor.can(permission) else "",
        "action_page": page_name,
        "lines": lines(page.object_list, request.actor),
    }
    return render(request, "desk/today/waiting.html", context)
