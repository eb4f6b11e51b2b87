"""An employer's contracts: whose move each one is, what holds it, and the answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from corridor.foundation.documents import render as render_document
from corridor.interfaces.kit import words
from corridor.interfaces.kit.submit import attempt
from corridor.rules.terms import DifferenceKind, holds
from corridor.stages.contracts import api

PER_PAGE = 50
FILTERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "yours": (gettext_lazy("Your move"), ("issued", "worker_accepted", "held")),
    "worker": (gettext_lazy("The worker's move"), ("employer_accepted",)),
    "verify": (gettext_lazy("To be verified"), ("accepted",)),
    "verified": (gettext_lazy("Already verified"), ("verified",)),
    "over": (gettext_lazy("Ended or cancelled"), ("ended", "cancelled")),
}
ANSWERABLE = ("issued", "worker_accepted")


def contracts(request: HttpRequest) -> HttpResponse:
    """The list by whose move it is; several can be accepted at once."""
    rows = api.contracts(request.actor)
    count = api.counts(request.actor)
    chosen = request.GET.get("show", "yours")
    chosen = chosen if chosen in FILTERS else "yours"
    page = Paginator(rows.filter(state__in=FILTERS[chosen][1]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [listed(one) for one in page],
        "filters": [
            (key, label, sum(count.get(state, 0) for state in states), key == chosen)
            for key, (label, states) in FILTERS.items()
        ],
        "chosen": chosen,
        "answerable": any(one.state in ANSWERABLE for one in page),
    }
    return render(request, "employer/contracts/list.html", context)


def listed(one: api.Contract) -> dict[str, Any]:
    """A row of the list."""
    return {
        "contract": one,
        "move": _move(one),
        "days": (timezone.localdate() - one.state_since.date()).days,
        "answerable": one.state in ANSWERABLE,
    }


def _move(one: api.Contract) -> str:
    """Whose move it is, as the employer says it."""
    if one.state in ("held", "worker_accepted"):
        return _("you")
    if one.state == "issued":
        return _("you and the worker")
    return str(words.owner(one.turn)) if one.turn else ""


def accept(request: HttpRequest) -> HttpResponse:
    """Accept the chosen contracts, all or none."""
    ids = [uuid.UUID(text) for text in request.POST.getlist("contract") if _is_uuid(text)]
    if request.method == "POST" and ids:
        actor = request.actor
        done = ngettext("You have accepted %(count)s contract.", "You have accepted %(count)s contracts.", len(ids))
        attempt(
            request,
            lambda: [one.number for one in api.accept_as_employer(ids, by=actor)],
            done=done % {"count": len(ids)},
        )
    elif request.method == "POST":
        messages.error(request, _("Tick at least one contract."))
    back = request.POST.get("back", "")
    return redirect("employer:contracts-show", back) if _is_uuid(back) else redirect("employer:contracts-list")


def contract(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """One contract beside what was promised; what holds it first, each clause with its way back."""
    found = api.contract(contract_id, request.actor)
    told = api.differences(found)
    holding = sorted((one for one in told if holds([one])), key=lambda one: -one.severity)
    context = {
        "contract": found,
        "holding": [
            (one.clause, words.difference(one), words.severity(one.severity), _promise(one)) for one in holding
        ],
        "better": [words.difference(one) for one in told if one.kind is DifferenceKind.BETTER],
        "others": [words.difference(one) for one in told if one.kind is DifferenceKind.EQUAL],
        "answerable": found.state in ANSWERABLE,
        "improvements": [words.improved(one) for one in found.improvements],
    }
    return render(request, "employer/contracts/show.html", context)


def _promise(one: Any) -> str:
    return words.term(one.clause, one.before) or _("take it out")


def restore(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Put the promise back in place of one clause, or of all."""
    if request.method == "POST":
        actor, clause = request.actor, request.POST.get("clause", "")
        attempt(
            request,
            lambda: str(api.restore(contract_id, clauses=[clause] if clause else None, by=actor).state),
            done=_("What was promised stands in the contract again."),
        )
    return redirect("employer:contracts-show", contract_id)


def pdf(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """The contract on paper."""
    found = api.contract(contract_id, request.actor)
    value = api.document(found, address=request.build_absolute_uri(f"/{found.language}/verify/"))
    answer = HttpResponse(render_document(value, "pdf"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
