"""Returns to confirm, with which workers get the right to be called back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.chosen import chosen
from corridor.interfaces.kit.submit import attempt, why_not
from corridor.stages.returns import api

from .views import with_names

MOST = 200


def queue(request: HttpRequest) -> HttpResponse:
    """Returns that wait, and workers whose return nobody has recorded."""
    actor = request.actor
    waiting, awaited = api.returns(actor, confirmed=False), api.awaited(actor)
    context = {
        "rows": [(row, name, api.CHANNELS[row.channel]) for row, name in with_names(list(waiting[:MOST]))],
        "count": waiting.count(),
        "awaited": with_names(list(awaited[:MOST])),
        "awaited_count": awaited.count(),
        "may_confirm": actor.can("returns.confirm"),
    }
    return render(request, "office/departures/returns.html", context)


def confirm(request: HttpRequest) -> HttpResponse:
    """Confirm the ticked returns."""
    actor = request.actor
    try:
        ids = chosen(request, "placement")
        said = ngettext("%(count)s season is complete.", "%(count)s seasons are complete.", len(ids))
        done = said % {"count": formatting.number(len(ids))} + " " + _("The rights to be called back are granted.")
        attempt(request, lambda: [str(row.id) for row in api.confirm(ids, by=actor)], done=done)
    except Refused as refused:
        for sentence in why_not(refused):
            messages.error(request, sentence)
    return redirect("office:departures-returns")
