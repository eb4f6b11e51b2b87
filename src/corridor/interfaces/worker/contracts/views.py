"""A worker's contracts: what was promised and what stands now, clause by clause, and the answer."""

import uuid
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.accounts.models import Office
from corridor.foundation.documents import render as render_document
from corridor.foundation.i18n import endonym
from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.pay import cost_of, pay_of
from corridor.interfaces.kit.submit import attempt
from corridor.interfaces.kit.words import costs as cost_words
from corridor.rules.terms import DifferenceKind
from corridor.rules.transitions import CONTRACT
from corridor.stages.contracts import api

HEAVIEST_FIRST = (
    DifferenceKind.WORSE,
    DifferenceKind.MISSING,
    DifferenceKind.INCOMPARABLE,
    DifferenceKind.BETTER,
    DifferenceKind.EQUAL,
)


def contracts(request: HttpRequest) -> HttpResponse:
    """All contracts of the worker; with one only, that one."""
    found = list(api.contracts(request.actor).order_by("-drafted_at"))
    if len(found) == 1:
        return redirect("worker:contracts-show", found[0].id)
    return render(request, "worker/contracts/list.html", {"contracts": found})


def contract(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """One contract, first what to do now, then the money, then every clause, then the answer."""
    found = api.contract(contract_id, request.actor)
    told, terms = api.differences(found), api.terms_of(found)
    context = {
        "contract": found,
        **_answers(request, found),
        "counts": _counts(told),
        "changed": [words.difference(one) for one in _sorted(told) if one.kind is not DifferenceKind.EQUAL],
        "same": [words.difference(one) for one in told if one.kind is DifferenceKind.EQUAL],
        "improvements": [words.improved(one) for one in found.improvements],
        "figures": cost_words.rows(api.costs(found)),
        "pay": pay_of(terms),
        "cost": cost_of(terms, you=True),
        "office": Office.objects.filter(scope_id=found.person.office_id).first(),
    }
    return render(request, "worker/contracts/show.html", context)


def accept(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Accept, having read the terms in the language of the page."""
    actor, language = request.actor, get_language() or ""
    if request.method == "POST":

        def effect() -> str:
            return str(api.accept_as_worker([contract_id], language=language, by=actor)[0].state)

        attempt(request, effect, done=_("You have accepted the contract. Your copy stays here."))
    return redirect("worker:contracts-show", contract_id)


def decline(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then decline. No reason is asked."""
    found = api.contract(contract_id, request.actor)
    if request.method == "POST":
        actor = request.actor
        attempt(
            request,
            lambda: str(api.decline(contract_id, by=actor).state),
            done=_("You have declined the contract. You stay on the roster, and nothing is held against you."),
        )
        return redirect("worker:contracts-show", contract_id)
    return render(request, "worker/contracts/decline.html", {"contract": found})


def paper(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """The contract as it is printed."""
    found = api.contract(contract_id, request.actor)
    shown = render_document(_document(request, found), "html").decode()
    return render(request, "worker/contracts/paper.html", {"contract": found, "paper": shown})


def pdf(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """The same value on paper."""
    found = api.contract(contract_id, request.actor)
    answer = HttpResponse(render_document(_document(request, found), "pdf"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer


def _document(request: HttpRequest, found: api.Contract) -> Any:
    return api.document(found, address=request.build_absolute_uri(f"/{found.language}/verify/"))


def _answers(request: HttpRequest, found: api.Contract) -> dict[str, Any]:
    """What the worker can do now, and whether the page speaks the language of the contract."""
    actions = {row.action for row in CONTRACT.actions(found.state, lambda code: code == "worker")}
    own = found.language == get_language()
    return {
        "may_accept": bool(actions & {"accept_as_worker", "complete_as_worker"}),
        "may_decline": "decline" in actions,
        "own_language": own,
        "own_url": translate_url(request.get_full_path(), found.language),
        "own_name": endonym(found.language),
    }


def _counts(told: list[Any]) -> list[tuple[str, str]]:
    """The traffic lights of the whole contract, in words: (tone, "25 clauses as promised")."""
    count = Counter(one.kind for one in told)
    worse = count[DifferenceKind.WORSE] + count[DifferenceKind.MISSING]
    said = [
        ("bad", worse, _("worse than promised or missing")),
        ("warn", count[DifferenceKind.INCOMPARABLE], _("must be looked at")),
        ("good", count[DifferenceKind.BETTER], _("better than promised")),
        ("good", count[DifferenceKind.EQUAL], _("as promised")),
    ]
    return [(tone, f"{formatting.number(number)} {label}") for tone, number, label in said if number]


def _sorted(told: list[Any]) -> list[Any]:
    return sorted(told, key=lambda one: (HEAVIEST_FIRST.index(one.kind), -one.severity))


def contract_url(found: api.Contract) -> str:
    return reverse("worker:contracts-show", args=[found.id])
