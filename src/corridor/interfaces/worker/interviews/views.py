"""One interview on the phone: yes, another time, or no; and my side when it is recorded as missed."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.interviewing import row
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.words.interviews import OWN_SIDES, WISHES
from corridor.stages.selection import api


class KeyForm(SubmissionKeyMixin, KitForm):
    """A button with its key."""


class WishForm(SubmissionKeyMixin, KitForm):
    """When the worker would rather talk."""

    wish = forms.ChoiceField(
        label=gettext_lazy("When would you rather talk?"), choices=list(WISHES.items()), widget=forms.RadioSelect
    )


class SideForm(SubmissionKeyMixin, KitForm):
    """What happened, as the worker says it."""

    side = forms.ChoiceField(
        label=gettext_lazy("What happened?"), choices=list(OWN_SIDES.items()), widget=forms.RadioSelect
    )


def page(request: HttpRequest, interview_id: uuid.UUID) -> HttpResponse:
    """When, how and where; and what can be answered now."""
    found = api.interview(interview_id, request.actor)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    given: dict[str, Any] = {
        "confirm": KeyForm(request.POST if action == "confirm" else None),
        "decline": KeyForm(request.POST if action == "decline" else None),
        "ask": WishForm(request.POST if action == "ask" else None),
        "side": SideForm(request.POST if action == "side" else None),
    }
    if action in given:
        done = sent(request, given[action], lambda answers: _act(action, interview_id, answers, request))
        if done:
            messages.success(request, done)
            return redirect("worker:interviews-page", interview_id=interview_id)
        found = api.interview(interview_id, request.actor)
    running = found.round.state == "choosing"
    told = row(found, str(found.order.scheme.origin) if found.order.scheme else "")
    context = {
        "row": told,
        "side": OWN_SIDES.get(found.side, ""),
        "forms": given,
        "may_confirm": running and found.state == "invited" and not told["begun"],
        "may_decline": running and told["open"],
        "may_ask": running and found.state in ("invited", "confirmed", "missed"),
        "may_say": running and found.state == "missed",
    }
    wrong = any(form.errors for form in given.values())
    return render(request, "worker/interviews/page.html", context, status=422 if wrong else 200)


def _act(action: str, interview_id: uuid.UUID, answers: dict[str, Any], request: HttpRequest) -> str:
    by = request.actor
    if action == "confirm":
        api.confirm_interview(interview_id, by=by)
        return _("You have confirmed. Nothing else is needed until then.")
    if action == "ask":
        api.ask_other_time(interview_id, answers["wish"], by=by)
        return _("You have asked for another time. The employer sets one, and we tell you.")
    if action == "side":
        api.answer_missed(interview_id, answers["side"], by=by)
        return _("What you said stands beside what the employer said.")
    api.decline_interview(interview_id, by=by)
    return _("You have said no to the interview. It costs you nothing: you stay on the shortlist.")
