"""What an employer reports, and what workers together say of the employer."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.saving import saved
from corridor.stages.demand import api as demand
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns

from .forms import ReplyForm, ReportForm


def report(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    """Write down what happened. The worker reads it and is heard; the report alone changes nothing."""
    actor = request.actor
    row = api.placement(placement_id, actor)
    form = ReportForm(request.POST or None)
    if request.method == "POST":

        def effect() -> str:
            given = {name: form.cleaned_data[name] for name in ("kind", "words", "on")}
            return str(api.report_incident(placement_id, **given, by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("Your report is kept. A counsellor hears the worker, and calls you."))
            return redirect("employer:workers-show", placement_id)
    context = {"form": form, "placement": row, "name": registry.names([row.person_id]).get(row.person_id)}
    return render(request, "employer/workers/report.html", context)


def rating(request: HttpRequest) -> HttpResponse:
    """The pooled rating, and the employer's answer to it."""
    actor = request.actor
    employer = demand.employer_of(actor)
    if employer is None:
        raise NotFound("no_such_employer", _("There is no such page, or you may not see it."))
    form = ReplyForm(request.POST or None)
    if request.method == "POST":
        done, _answer = saved(
            request, form, lambda: str(returns.reply_to_rating(form.cleaned_data["words"], by=actor).id)
        )
        if done:
            messages.success(request, _("Your answer stands beside the rating."))
            return redirect("employer:workers-rating")
    found = returns.rating_of(employer.id)
    context = {
        "form": form,
        "rating": found,
        "mean": formatting.number(round(found.mean, 1)) if found.mean is not None else "",
        "again": formatting.percent(found.again) if found.again is not None else "",
        "least": returns.LEAST_RATINGS,
    }
    return render(request, "employer/workers/rating.html", context)
