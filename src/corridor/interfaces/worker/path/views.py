"""The worker's journey: the steps and whose they are, the clearance, arriving, giving up."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound
from corridor.foundation.documents import render as render_document
from corridor.interfaces.kit.renderers.html import qr_svg
from corridor.interfaces.kit.submit import attempt
from corridor.interfaces.kit.words import you
from corridor.interfaces.kit.words.journeys import STEP_STATES, shown
from corridor.stages.journeys import api
from corridor.stages.returns import api as returns

from .compose import newest
from .forms import StepForm

MARKS = {"done": "done", "skipped": "done", "ready": "now", "refused": "late", "waiting": ""}


@dataclass(frozen=True)
class Line:
    """A step as the worker reads it."""

    step: api.Step
    title: str
    owner: Any
    label: Any
    tone: str
    mark: str
    shown: str
    late: bool
    mine: bool


def lines_of(placement: api.Placement) -> list[Line]:
    """The path in the reader's language."""
    language, today = get_language() or "en", timezone.localdate()
    found = []
    for step in api.path(placement):
        label, tone = STEP_STATES[step.state]
        line = Line(
            step=step,
            title=step.title_for(language),
            owner=you.step_owner(step.owner),
            label=label,
            tone=tone,
            mark=MARKS[step.state],
            shown=shown(step.evidence),
            late=step.state == "ready" and step.due_on < today,
            mine=step.owner == "worker" and step.state == "ready",
        )
        found.append(line)
    return found


def mine(request: HttpRequest) -> api.Placement:
    """The newest placement of the worker; NotFound before the first."""
    placement = newest(request.actor)
    if placement is None:
        raise NotFound("placement_not_found", _("You have no journey yet. It begins when your contract is verified."))
    return placement


def show(request: HttpRequest) -> HttpResponse:
    """Where I stand, whose step is next, and what I can do."""
    placement = newest(request.actor)
    if placement is None:
        return render(request, "worker/path/none.html")
    earlier = [row for row in api.placements_of(placement.person_id, request.actor) if row.id != placement.id]
    context = {
        "placement": placement,
        "lines": lines_of(placement),
        "paper": _paper(request, placement),
        "open": placement.state in ("preparing", "cleared"),
        "abroad": placement.state in ("departed", "arrived", "at_work"),
        "leaving": api.leaving_of(placement.id, request.actor),
        "returned": returns.return_of(placement.id, request.actor),
        "earlier": earlier,
    }
    return render(request, "worker/path/show.html", context)


def _paper(request: HttpRequest, placement: api.Placement) -> dict[str, Any] | None:
    """The newest clearance with its code to scan and to read out."""
    paper = api.clearance_of(placement.id, request.actor)
    if paper is None:
        return None
    found: dict[str, Any] = {"clearance": paper}
    found["over"] = paper.valid_until < timezone.localdate()
    if paper.state == "issued" and not found["over"]:
        token = api.token_of(paper)
        found |= {"qr": qr_svg(f"{_address(request)}{token}/"), "typed": api.grouped(token)}
    return found


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("public:verify"))


def _issued(request: HttpRequest) -> api.Clearance:
    paper = api.clearance_of(mine(request).id, request.actor)
    if paper is None or paper.state != "issued":
        raise NotFound("clearance_not_found", _("You have no clearance yet."))
    return paper


def clearance(request: HttpRequest) -> HttpResponse:
    """The clearance as it is printed."""
    value = api.clearance_document(_issued(request), address=_address(request))
    return render(request, "worker/path/clearance.html", {"paper": render_document(value, "html").decode()})


def clearance_pdf(request: HttpRequest) -> HttpResponse:
    """The same value on paper."""
    value = api.clearance_document(_issued(request), address=_address(request))
    answer = HttpResponse(render_document(value, "pdf"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{value.number}.pdf"'
    return answer


def step(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Say that a step of mine is done."""
    placement = mine(request)
    found = next((line for line in lines_of(placement) if line.step.id == step_id), None)
    if found is None or not found.mine:
        raise NotFound("step_not_found", _("There is no such step, or it is not yours."))
    form = StepForm(request.POST or None, kind=found.step.evidence_kind)
    if request.method == "POST" and form.is_valid():
        proof, actor = form.proof(), request.actor
        if attempt(
            request,
            lambda: [str(row.id) for row in api.complete_steps([step_id], proof, by=actor)],
            done=_("Thank you. This step is done."),
        ):
            return redirect("worker:path-show")
    return render(request, "worker/path/step.html", {"line": found, "form": form})


def again(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Ask for a refused step to be looked at again."""
    actor = request.actor
    done = _("The step is open again. Your centre helps you with it.")
    attempt(request, lambda: str(api.reopen_step(step_id, by=actor).id), done=done)
    return redirect("worker:path-show")


def arrived(request: HttpRequest) -> HttpResponse:
    """I have arrived: today."""
    placement, actor = mine(request), request.actor
    attempt(
        request,
        lambda: [str(row.id) for row in api.arrive([placement.id], timezone.localdate(), by=actor)],
        done=_("Good that you have arrived. We ask you after a week how you are."),
    )
    return redirect("worker:path-show")


def lift(request: HttpRequest) -> HttpResponse:
    """Lift the hold on my departure."""
    placement, actor = mine(request), request.actor
    attempt(
        request,
        lambda: str(api.lift_hold(placement.id, by=actor).id),
        done=_("Your departure may go on. You can still tell us when something is wrong."),
    )
    return redirect("worker:path-show")


def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then give up this journey."""
    placement, actor = mine(request), request.actor
    if request.method == "POST":
        done = _("You have given up this journey. Nothing is held against you.")
        attempt(request, lambda: str(api.withdraw(placement.id, by=actor).id), done=done)
        return redirect("worker:home")
    return render(request, "worker/path/withdraw.html", {"placement": placement})
