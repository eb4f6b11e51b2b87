"""Contracts for programme officers and labour attachés: queues with ages, each clause with its floor and its source."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.foundation.documents import render as render_document
from corridor.interfaces.kit import words
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.submit import attempt
from corridor.interfaces.kit.words import costs as cost_words
from corridor.rules.terms import CLAUSES, Difference, DifferenceKind, Severity, holds
from corridor.rules.transitions import CONTRACT
from corridor.stages.contracts import api

from .forms import CancelForm, ClauseForm, LawForm

PER_PAGE = 50
QUEUES: dict[str, tuple[Any, tuple[str, ...], str]] = {
    "held": (gettext_lazy("Held"), ("held",), ""),
    "send": (gettext_lazy("To send"), ("drafted",), "issue"),
    "worker": (gettext_lazy("Waiting for the worker"), ("issued", "employer_accepted"), ""),
    "employer": (gettext_lazy("Waiting for the employer"), ("worker_accepted",), ""),
    "verify": (gettext_lazy("To verify"), ("accepted",), "verify"),
    "verified": (gettext_lazy("Already verified"), ("verified",), ""),
    "over": (gettext_lazy("Ended or cancelled"), ("ended", "cancelled"), ""),
}
"""Queue -> label, states, and the action that can be taken for many at once."""
NEEDS = {"issue": "contracts.draft", "verify": "contracts.verify"}


def first_queue(actor: Actor) -> str:
    """The queue where this actor's work lies."""
    return "verify" if actor.can("contracts.verify") and not actor.can("contracts.draft") else "held"


def contracts(request: HttpRequest) -> HttpResponse:
    """One queue, the longest waiting first; the held ones by severity."""
    actor = request.actor
    chosen = request.GET.get("queue", "")
    chosen = chosen if chosen in QUEUES else first_queue(actor)
    _label, states, action = QUEUES[chosen]
    rows: QuerySet[api.Contract] = api.contracts(actor).filter(state__in=states)
    if chosen == "held":
        rows = rows.order_by("-severity", "state_since", "id")
    if wanted := request.GET.get("q", "").strip()[:40]:
        rows = rows.filter(number__icontains=wanted) | rows.filter(employer__name__icontains=wanted)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    count = api.counts(actor)
    context = {
        "page": page,
        "rows": [_listed(one) for one in page],
        "queues": [
            (key, label, sum(count.get(state, 0) for state in wanted_states), key == chosen)
            for key, (label, wanted_states, _action) in QUEUES.items()
        ],
        "chosen": chosen,
        "q": wanted,
        "all": action == "issue" or request.GET.get("all") == "1",
        "action": action if action and actor.can(NEEDS[action]) else "",
        "may_raise": actor.can("contracts.verify"),
        "button": words.action_label("contract", action) if action else "",
    }
    return render(request, "office/contracts/list.html", context)


def _listed(one: api.Contract) -> dict[str, Any]:
    return {
        "contract": one,
        "move": _move(one),
        "days": (timezone.localdate() - one.state_since.date()).days,
        "late": bool(one.due_on and one.due_on < timezone.localdate() and one.turn),
        "severity": words.severity(Severity(one.severity)),
        "better": sum(told["kind"] == "better" for told in one.differences),
        "clauses": [words.clause(code) for code in one.held_clauses[:3]],
        "more": max(len(one.held_clauses) - 3, 0),
    }


def _move(one: api.Contract) -> str:
    """Whose move it is; a contract that was just sent waits for both answers."""
    if one.state == "issued":
        return _("the worker and the employer")
    if one.state == "accepted":
        return _("the labour attaché")
    return str(words.owner(one.turn)) if one.turn else ""


def act(request: HttpRequest) -> HttpResponse:
    """Send or verify the chosen contracts, all or none."""
    actor, action = request.actor, request.POST.get("action", "")
    ids = [uuid.UUID(text) for text in request.POST.getlist("contract") if _is_uuid(text)]
    verbs: dict[str, tuple[Callable[..., Sequence[api.Contract]], str]] = {
        "issue": (
            api.issue,
            ngettext("%(count)s contract was sent.", "%(count)s contracts were sent.", len(ids)),
        ),
        "verify": (
            api.verify,
            ngettext("%(count)s contract is verified.", "%(count)s contracts are verified.", len(ids)),
        ),
    }
    if action in verbs and ids:
        verb, done = verbs[action]
        attempt(request, lambda: [one.number for one in verb(ids, by=actor)], done=done % {"count": len(ids)})
    elif request.method == "POST":
        messages.warning(request, _("Choose at least one contract first."))
    back = request.POST.get("back", "")
    if _is_uuid(back):
        return redirect("office:contracts-show", back)
    answer = redirect("office:contracts-list")
    queue = next((key for key, (_label, _states, act) in QUEUES.items() if act == action), "held")
    answer["Location"] += f"?queue={queue}"
    return answer


def contract(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """One contract: what holds it with severity, every clause with the source of its floor, the money, the buttons."""
    found, actor = api.contract(contract_id, request.actor), request.actor
    told = api.differences(found)
    actions = {row.action for row in CONTRACT.actions(found.state, lambda code: api.may(code, found, actor))}
    costs = api.costs(found)
    context = {
        "contract": found,
        "holding": [_row(found, one) for one in sorted(told, key=lambda one: -one.severity) if holds([one])],
        "better": [_row(found, one) for one in told if one.kind is DifferenceKind.BETTER],
        "others": [_row(found, one) for one in told if one.kind is DifferenceKind.EQUAL],
        "figures": cost_words.rows(costs),
        "improvements": [words.improved(one) for one in found.improvements],
        "move": _move(found),
        "may_change": bool(actions & {"hold", "revise", "improve"} or "restore" in actions),
        "may_restore": "restore" in actions and actor.can("contracts.draft"),
        "may_cancel": "cancel" in actions,
        "next": next((action for action in ("issue", "verify") if action in actions), ""),
        "next_label": next((words.action_label("contract", a) for a in ("issue", "verify") if a in actions), ""),
        "days": (timezone.localdate() - found.state_since.date()).days,
    }
    return render(request, "office/contracts/show.html", context)


def _row(found: api.Contract, one: Difference) -> dict[str, Any]:
    """A clause: promised and now, how grave, and which law stands behind the floor."""
    said = words.difference(one)
    source = found.sources.get(one.clause, "") if one.source == "law" else ""
    return {
        "code": one.clause,
        "clause": said.clause,
        "before": said.before,
        "after": said.after,
        "change": said.change,
        "severity": said.severity,
        "severity_words": words.severity(one.severity),
        "kind": words.KINDS[one.kind],
        "note": f"{said.note} ({source})" if source else said.note,
    }


def change(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Choose a clause, then say what it shall say. What is worse holds the contract, and the page says so before."""
    found, actor = api.contract(contract_id, request.actor), request.actor
    code = request.GET.get("clause", "")
    if code not in CLAUSES:
        rows = [(key, words.clause(key), words.plain_term(key, found.terms.get(key))) for key in CLAUSES]
        return render(request, "office/contracts/clauses.html", {"contract": found, "rows": rows})
    term, promised = api.term_of(found, code), api.promised_of(found, code)
    form = ClauseForm(code, term, promised, request.POST or None)
    if request.method == "POST":
        state = sent(
            request, form, lambda _answers: str(api.change_terms(contract_id, {code: form.plain()}, by=actor).state)
        )
        if state:
            _tell_change(request, state)
            return redirect("office:contracts-show", contract_id)
    context = {
        "contract": found,
        "form": form,
        "clause": words.clause(code),
        "now": words.term(code, term),
        "promised": words.term(code, promised),
        "source": found.sources.get(code, ""),
    }
    return render(request, "office/contracts/change.html", context, status=422 if form.errors else 200)


def _tell_change(request: HttpRequest, state: str) -> None:
    if state == "held":
        messages.warning(request, _("The contract is held: a clause is worse than what was promised."))
    elif state == "verified":
        messages.success(request, _("The contract became better, and the worker is told."))
    else:
        messages.success(request, _("The terms are changed. Send the contract, so that both sides answer anew."))


def law(request: HttpRequest) -> HttpResponse:
    """Lift running contracts to a higher law (principle 15): nothing falls, and each worker is told."""
    actor = request.actor
    form = LawForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST":
        answer = sent(
            request,
            form,
            lambda answers: {"risen": len(api.raise_floors(answers["country"], answers["day"], by=actor))},
        )
        if answer is not None:
            said = ngettext(
                "%(count)s contract became better, and its worker is told.",
                "%(count)s contracts became better, and their workers are told.",
                answer["risen"],
            )
            none = _("No contract is below the law of that day.")
            messages.success(request, said % {"count": answer["risen"]} if answer["risen"] else none)
            return redirect("office:contracts-list")
    return render(request, "office/contracts/law.html", {"form": form}, status=422 if form.errors else 200)


def restore(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Put back what was promised: one clause, or all."""
    if request.method == "POST":
        actor, clause = request.actor, request.POST.get("clause", "")
        attempt(
            request,
            lambda: str(api.restore(contract_id, clauses=[clause] if clause else None, by=actor).state),
            done=_("What was promised stands in the contract again."),
        )
    return redirect("office:contracts-show", contract_id)


def cancel(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Cancel with decider, reason and remedy, filled in from the scheme's rules as far as they say."""
    found, actor = api.contract(contract_id, request.actor), request.actor
    decider = api.decider(found)
    language = found.language or get_language() or "en"
    initial = {
        "decider": decider.body_for(language),
        "remedy": decider.remedy_for(language),
        "remedy_days": decider.remedy_days or 30,
    }
    form = CancelForm(request.POST or None, initial=initial)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.cancel(contract_id, **answers, by=actor).state)
    ):
        messages.success(request, _("The contract is cancelled, and the worker is told. The post is free again."))
        return redirect("office:contracts-show", contract_id)
    context = {"contract": found, "form": form}
    return render(request, "office/contracts/cancel.html", context, status=422 if form.errors else 200)


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
