"""Interviews with the candidates of a shortlist: inviting several at once, another time, what came of each."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.interviewing import MISSED, PLAN, InviteForm, PlanForm, RecordForm, people_to_invite, row
from corridor.interfaces.kit.sending import sent
from corridor.stages.demand import api as demand
from corridor.stages.selection import api


class CallOffForm(SubmissionKeyMixin, KitForm):
    """A button with its key."""


def overview(request: HttpRequest, round_id: uuid.UUID, order_id: uuid.UUID) -> HttpResponse:
    """The schedule of one shortlist by time, and whom to invite next."""
    actor = request.actor
    order = demand.order(order_id, actor)
    sheets = api.shortlist(round_id, order_id, actor=actor)
    found = list(api.interviews(actor, round_id=round_id, order_id=order_id))
    own = [each for each in api.own_lists(actor) if (each.round_id, each.order_id) == (round_id, order_id)]
    last = own[0] if own else None
    choosing = last is not None and last.state == "choosing" and not last.answered
    people = people_to_invite(sheets, found)
    form = InviteForm(
        request.POST or None, people=people, countries=_countries(order), until=last.choose_by if last else None
    )
    if request.method == "POST":
        made = sent(request, form, lambda answers: _invite(round_id, order_id, answers, request))
        if made:
            said = ngettext(
                "%(count)s candidate is invited and told.", "%(count)s candidates are invited and told.", made
            )
            messages.success(request, said % {"count": formatting.number(made)})
            return redirect("employer:candidates-interviews", round_id=round_id, order_id=order_id)
    context = {
        "order": order,
        "round_id": round_id,
        "form": form if choosing and people else None,
        "rows": [row(each, _origin(order)) for each in found],
        "choosing": choosing,
    }
    return render(request, "employer/candidates/interviews.html", context, status=422 if form.errors else 200)


def _invited(count: int) -> str:
    said = ngettext("%(count)s candidate is invited and told.", "%(count)s candidates are invited and told.", count)
    return said % {"count": formatting.number(count)}


def _invite(round_id: uuid.UUID, order_id: uuid.UUID, answers: dict[str, Any], request: HttpRequest) -> int:
    people = [uuid.UUID(each) for each in answers["people"]]
    return len(api.invite(round_id, order_id, people, plan_of(answers), by=request.actor))


def plan_of(answers: dict[str, Any]) -> api.InterviewPlan:
    """The plan that a form gives."""
    return api.InterviewPlan(**{name: answers[name] for name in PLAN})


def _countries(order: demand.JobOrder) -> list[str]:
    return [country for country in (order.country, _origin(order)) if country]


def _origin(order: demand.JobOrder) -> str:
    return str(order.scheme.origin) if order.scheme else ""


def page(request: HttpRequest, interview_id: uuid.UUID) -> HttpResponse:
    """One interview: record what came of it, set another time, or call it off."""
    found = api.interview(interview_id, request.actor)
    order = demand.order(found.order_id, request.actor)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    told = {name: getattr(found, name) for name in PLAN}
    first = {"result": found.outcome or ("held" if found.state == "held" else ""), "reason": found.reason}
    forms: dict[str, Any] = {
        "record": RecordForm(request.POST if action == "record" else None, initial=first),
        "move": PlanForm(
            request.POST if action == "move" else None,
            initial=told,
            countries=_countries(order),
            until=found.round.choose_by,
        ),
        "call_off": CallOffForm(request.POST if action == "call_off" else None),
    }
    if action in forms:
        done = sent(request, forms[action], lambda answers: _act(action, found.id, answers, forms, request))
        if done:
            messages.success(request, done)
            return redirect("employer:candidates-interviews", round_id=found.round_id, order_id=found.order_id)
    told_row = row(found, _origin(order))
    context = {
        "row": told_row,
        "order": order,
        "forms": forms,
        "may_record": (told_row["open"] and told_row["begun"]) or found.state == "held",
        "may_move": told_row["open"] or found.state == "missed",
        "may_call_off": told_row["open"],
        "choosing": found.round.state == "choosing",
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "employer/candidates/interview.html", context, status=422 if wrong else 200)


def _act(
    action: str, interview_id: uuid.UUID, answers: dict[str, Any], forms: dict[str, Any], request: HttpRequest
) -> str:
    by = request.actor
    if action == "move":
        api.move_interview(interview_id, plan_of(answers), by=by)
        return _("The new time is set, and the worker is told.")
    if action == "call_off":
        api.cancel_interview(interview_id, by=by)
        return _("Called off. The worker is told and stays on the shortlist.")
    if answers["result"] == MISSED:
        api.miss_interview(interview_id, by=by)
        return _("Recorded. The worker is asked what happened; a missed interview alone is no refusal.")
    api.hold_interview(interview_id, outcome=forms["record"].outcome(), reason=answers["reason"], by=by)
    return _("Recorded. It stands beside the candidate when you answer the shortlist.")
