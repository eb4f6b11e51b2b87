"""The shortlists of the employer: what each candidate can do, and one answer for each."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.reference import isco, languages
from corridor.interfaces.kit import words
from corridor.interfaces.kit.interviewing import row as row_of
from corridor.interfaces.kit.sending import sent
from corridor.rules.matching import JobReason
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

from .forms import ChoiceForm


def overview(request: HttpRequest) -> HttpResponse:
    """Each job order's shortlist: waiting for an answer first."""
    return render(request, "employer/candidates/list.html", {"lists": api.own_lists(request.actor)})


def choose(request: HttpRequest, round_id: uuid.UUID, order_id: uuid.UUID) -> HttpResponse:
    """One shortlist as a table; every candidate gets a place or a reason about the work, and all are sent together."""
    order = demand.order(order_id, request.actor)
    sheets = api.shortlist(round_id, order_id, actor=request.actor)
    answered = bool(sheets) and sheets[0].answered
    form = ChoiceForm(request.POST or None, sheets=sheets, found=_outcomes(request, round_id, order_id))
    if (
        request.method == "POST"
        and not answered
        and sent(request, form, lambda _answers: _send(request, form, round_id, order_id))
    ):
        messages.success(request, _("Sent. The programme tells you the result when the round is published."))
        return redirect("employer:candidates-choose", round_id=round_id, order_id=order_id)
    talks = {
        each.application_id: row_of(each)
        for each in api.interviews(request.actor, round_id=round_id, order_id=order_id)
    }
    context = {
        "order": order,
        "round_id": round_id,
        "interviews": len(talks),
        "free": demand.balance(order).free,
        "rows": [
            {**told(sheet), "field": form[form.name(sheet)], "talk": talks.get(sheet.application_id)}
            for sheet in sheets
        ],
        "form": form,
        "answered": answered,
        "own_list": next((each for each in api.own_lists(request.actor) if each.order_id == order_id), None),
    }
    return render(request, "employer/candidates/choose.html", context)


def _outcomes(request: HttpRequest, round_id: uuid.UUID, order_id: uuid.UUID) -> dict[Any, str]:
    """Reasons that interviews gave, by application: the form begins with them."""
    held = api.interviews(request.actor, round_id=round_id, order_id=order_id, state="held")
    return {each.application_id: each.reason for each in held if each.reason}


def _send(request: HttpRequest, form: ChoiceForm, round_id: uuid.UUID, order_id: uuid.UUID) -> int:
    picks, refusals = form.choice()
    return len(api.choose(round_id, order_id, picks, refusals, by=request.actor))


def told(sheet: api.CandidateSheet) -> dict[str, Any]:
    """A candidate sheet in words."""
    language = get_language() or "en"
    return {
        "sheet": sheet,
        "experience": [
            (isco.title(code, language) if isco.is_unit_group(code) else code, words.months(months))
            for code, months in sorted(sheet.experience.items(), key=lambda pair: -pair[1])
            if months
        ],
        "languages": [
            (languages.name(code, language), words.LEVELS[level])
            for code, level in sorted(sheet.languages.items(), key=lambda pair: -pair[1])
        ],
        "skills": [registry.SKILLS.get(code, code) for code in sheet.skills],
        "training": [registry.TRAININGS.get(code, code) for code in sheet.training],
        "refusal": words.JOB_REASONS[JobReason(sheet.refusal)] if sheet.refusal else "",
    }
