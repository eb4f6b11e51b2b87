"""Steps before departure: what is open, by whose move, and recording many at once."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound, Refused
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.chosen import chosen
from corridor.interfaces.kit.proof import ProofForm
from corridor.interfaces.kit.saving import saved
from corridor.interfaces.kit.words.journeys import STEP_OWNERS
from corridor.stages.journeys import api

from .forms import RefusalForm
from .views import with_names

PER_PAGE = 200


def overview(request: HttpRequest) -> HttpResponse:
    """Each kind of step with how many wait, by the most urgent."""
    actor, language = request.actor, get_language() or "en"
    queues = [
        {
            "queue": queue,
            "title": title(queue.title, language, queue.code),
            "owner": STEP_OWNERS[queue.owner],
            "mine": _recordable(queue.owner, queue.code, actor),
            "days": (timezone.localdate() - queue.earliest).days,
        }
        for queue in api.step_queues(actor, timezone.localdate())
    ]
    return render(request, "office/departures/steps.html", {"queues": queues})


def title(titles: dict[str, str], language: str, code: str) -> str:
    """The title of a step in a language, else in English, else its code."""
    return titles.get(language) or titles.get("en") or code


def _recordable(owner: str, code: str, actor: Any) -> bool:
    """Whether this reader may record steps of the owner."""
    if code == api.CLEARANCE or owner == "employer":
        return False
    return actor.can("journeys.prepare") or (owner == "destination" and actor.can("journeys.destination"))


def batch(request: HttpRequest, code: str) -> HttpResponse:
    """Record one kind of step for many workers, with what was shown."""
    actor = request.actor
    rows = api.open_steps(actor).filter(code=code)
    first = rows.first()
    if first is None:
        messages.info(request, _("Nothing of this kind is open any more."))
        return redirect("office:departures-steps")
    if not _recordable(first.owner, code, actor):
        raise NotFound("step_not_found", _("There is no such page, or you may not see it."))
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
                return redirect("office:departures-batch", code)
        except Refused as refused:
            refusals = [str(refused)]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": first.title_for(get_language() or "en"),
        "owner": STEP_OWNERS[first.owner],
        "code": code,
        "page": page,
        "rows": [(row, name, (timezone.localdate() - row.due_on).days) for row, name in with_names(list(page))],
        "form": form,
        "refusals": refusals,
    }
    return render(request, "office/departures/batch.html", context)


def refuse(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Record that a step was decided against the worker."""
    actor = request.actor
    step = api.open_steps(actor).filter(id=step_id).first()
    if step is None:
        raise NotFound("step_not_found", _("There is no such step, or you may not see it."))
    form = RefusalForm(request.POST or None, named=bool(step.decision))
    if request.method == "POST":

        def effect() -> str:
            given = form.cleaned_data
            asked = {name: given[name] for name in ("reason", "decider", "remedy", "remedy_days")}
            return str(api.refuse_step(step_id, **asked, by=actor).id)

        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("The decision is recorded, and the worker reads it with the remedy."))
            return redirect("office:departures-placement", step.placement_id)
    context = {
        "form": form,
        "heading": _("Refused: %(step)s") % {"step": step.title_for(get_language() or "en")},
        "placement_id": step.placement_id,
        "lead": _("Write down a decision that somebody has taken against the worker. They read every word of it."),
        "words": _("Record the refusal"),
    }
    return render(request, "office/departures/refuse.html", context)
