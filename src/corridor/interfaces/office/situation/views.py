"""The first page of the office: what is late today, and the season so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from . import compose


def situation(request: HttpRequest) -> HttpResponse:
    """Figures, tasks and the funnel. An administrator without counts begins with the administration."""
    actor = request.actor
    if not actor.can("office.situation"):
        return redirect("office:administration")
    found = compose.seasons(actor)
    season = compose.chosen(found, request.GET.get("season", ""))
    context = {
        "tiles": compose.tiles(actor),
        "tasks": compose.tasks(actor),
        "counts_only": all(one.startswith("office.") or one == "selection.audit" for one in actor.permissions),
        "seasons": found,
        "season": season,
        "funnel": compose.funnel(season, actor) if season else None,
    }
    return render(request, "office/situation/situation.html", context)
