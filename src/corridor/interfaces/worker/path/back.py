"""Back home: the return, how the season went, the next season."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.words import RECALL_FORCES, RECALL_SOURCES
from corridor.stages.returns import api

from .forms import InterviewForm, ReturnForm
from .views import mine


def returned(request: HttpRequest) -> HttpResponse:
    """Tell that I am back."""
    placement, actor = mine(request), request.actor
    form = ReturnForm(request.POST or None)
    if request.method == "POST":

        def effect() -> list[str]:
            day = form.cleaned_data["on"]
            return [str(row.id) for row in api.record_returns([placement.id], day, by=actor, channel="worker")]

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("Welcome back. Your return is recorded."))
            return redirect("worker:path-interview")
    context = {"form": form, "placement": placement, "told": api.return_of(placement.id, actor)}
    return render(request, "worker/path/return.html", context)


def interview(request: HttpRequest) -> HttpResponse:
    """Tell how the season went."""
    placement, actor = mine(request), request.actor
    told = api.interview_of(placement.id, actor)
    form = InterviewForm(request.POST or None)
    if request.method == "POST":
        done, _answer = saved(request, form, lambda: str(api.exit_interview(placement.id, form.answers(), by=actor).id))
        if done:
            messages.success(request, _("Thank you. It helps those who come after you."))
            return redirect("worker:path-season")
    return render(request, "worker/path/interview.html", {"form": form, "placement": placement, "told": told})


def season(request: HttpRequest) -> HttpResponse:
    """What I bring into the next season: the right to be called back, papers that still hold, what is left out."""
    placement, actor = mine(request), request.actor
    plan = api.plan(placement.person_id, actor)
    language = get_language() or "en"
    context = {
        "placement": placement,
        "plan": plan,
        "rights": [(right, RECALL_SOURCES[right.source], RECALL_FORCES[right.force]) for right in plan.rights],
        "valid": [(step.title_for(language), step.valid_until) for step in plan.still_valid],
        "told": api.return_of(placement.id, actor),
    }
    return render(request, "worker/path/season.html", context)
