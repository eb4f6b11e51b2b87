"""Approvals: queues with ages and checks, the page of a job order with what stands against it, and the decisions."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from corridor.foundation.accounts.actors import names_of
from corridor.foundation.database.context import Actor
from corridor.foundation.reference import countries, isco
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.counting import by_group
from corridor.interfaces.kit.findings import found, summary
from corridor.interfaces.kit.pay import cost_of, rows_of
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.wordings import undecided, words_of
from corridor.interfaces.kit.words import action_label
from corridor.rules.terms import from_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from . import filling
from .compose import QUEUES, waiting_days
from .forms import KeyForm, RefusalForm, StepForm

PER_PAGE = 50
MOST_AT_ONCE = 1000
SINCE = {state: since for _queue, state, since, _permission in QUEUES}
STEPS: dict[str, tuple[str, str, Callable[..., Any]]] = {
    "verify": ("submitted", "demand.verify", demand.verify),
    "approve": ("verified", "demand.approve", demand.approve),
    "open": ("approved", "demand.open", demand.open_orders),
}
REFUSALS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[..., Any]]] = {
    "return": (("submitted", "verified"), ("demand.verify", "demand.approve"), demand.return_order),
    "refuse": (("submitted", "verified"), ("demand.approve",), demand.refuse_order),
    "revoke": (("approved", "open", "filled"), ("demand.revoke",), demand.revoke_order),
}


def orders(request: HttpRequest) -> HttpResponse:
    """A queue, the longest wait first; or all orders by words."""
    actor = request.actor
    chips = [
        ("verify", _("To verify"), "submitted"),
        ("approve", _("To approve"), "verified"),
        ("open", _("To open"), "approved"),
        ("opened", pgettext("job orders", "Open"), "open"),
        ("all", _("All"), None),
    ]
    mine = next((queue for queue, _state, _since, permission in QUEUES if actor.can(permission)), "all")
    queue, words = request.GET.get("queue", mine), request.GET.get("q", "").strip()[:80]
    state = next((state for code, _label, state in chips if code == queue), None)
    rows, counts = demand.orders(actor, state=state), by_group(demand.orders(actor), "state")
    if words:
        rows = rows.filter(
            Q(number__iexact=words) | Q(title__icontains=words) | Q(employer__name__icontains=words)
        )  # fmt: skip
    since = SINCE.get(state or "")
    rows = rows.order_by(since, "id") if since else rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    step = next((code for code, (of, permission, _verb) in STEPS.items() if of == state and actor.can(permission)), "")
    context = {
        "rows": [_row(order, since) for order in page],
        "page": page,
        "chips": [(code, label, counts[state] if state else counts.total()) for code, label, state in chips],
        "queue": queue,
        "q": words,
        "step": step,
        "step_label": _batch_label(step),
        "form": KeyForm(),
        "worded": demand.worded(actor).count(),
    }
    return render(request, "office/orders/orders.html", context)


def _batch_label(step: str) -> str:
    labels = {"verify": _("Verify the ticked"), "approve": _("Approve the ticked"), "open": _("Open the ticked")}
    return labels.get(step, "")


def _row(order: demand.JobOrder, since: str | None) -> dict[str, Any]:
    tone, words = summary(order.findings)
    return {
        "order": order,
        "tone": tone,
        "words": words,
        "days": waiting_days(getattr(order, since)) if since else None,
    }


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """One step for all ticked orders: all of them, or none."""
    step = request.POST.get("action", "")
    if step not in STEPS:
        return redirect("office:orders")
    ids = [uuid.UUID(value) for value in request.POST.getlist("order") if _is_uuid(value)][:MOST_AT_ONCE]
    if not ids:
        messages.warning(request, _("Tick the job orders first."))
        return redirect(f"{reverse('office:orders')}?queue={step}")
    form = KeyForm(request.POST)
    verb = STEPS[step][2]
    body = sorted(map(str, ids))
    count = sent(request, form, lambda _answers: len(verb(ids, by=request.actor)), said={"orders": body})
    if count is None:
        for error in form.non_field_errors() or [_("Nothing was changed.")]:
            messages.error(request, error)
    else:
        messages.success(request, _done(step, count))
    return redirect(f"{reverse('office:orders')}?queue={step}")


def _done(action: str, count: int) -> str:
    """What a press has done to how many job orders."""
    if action == "verify":
        said = ngettext("One job order is verified.", "%(count)s job orders are verified.", count)
    elif action == "approve":
        said = ngettext("One job order is approved.", "%(count)s job orders are approved.", count)
    else:
        said = ngettext("One job order is open.", "%(count)s job orders are open.", count)
    return said % {"count": formatting.number(count)}


def _is_uuid(value: str) -> bool:
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True


def order(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """A job order with what stands against it, and what the reader may decide."""
    return render(request, "office/orders/order.html", _context(request, demand.order(order_id, request.actor)))


def _context(request: HttpRequest, order: demand.JobOrder, **forms: Any) -> dict[str, Any]:
    actor, language = request.actor, request.LANGUAGE_CODE
    findings = demand.findings(order)
    words = words_of(demand.hidden(order), demand.wording_findings(order))
    step = next(
        (code for code, (of, need, _verb) in STEPS.items() if of == order.state and _may(order, actor, need)), ""
    )
    others = demand.identical(order, actor).count() if step else 0
    protected = step == "approve" and any(finding.acknowledge for finding in findings)
    refusals = [
        (code, action_label("job_order", code))
        for code, (states, needs, _verb) in REFUSALS.items()
        if order.state in states and any(_may(order, actor, need) for need in needs)
    ]
    return {
        "order": order,
        "findings": [found(finding) for finding in findings if finding.kind != "missing"],
        "silent": [found(finding) for finding in findings if finding.kind == "missing"],
        "blocking": sum(1 for finding in findings if finding.blocking),
        "wordings": words,
        "undecided": undecided(words) if order.state in ("submitted", "verified") else 0,
        "may_word": _may(order, actor, "demand.verify"),
        "country": countries.name(order.country, language),
        "occupation": isco.title(order.occupation_code, language) if order.occupation_code else "",
        "rows": rows_of(from_plain(order.terms)),
        "cost": cost_of(from_plain(order.terms)),
        "balance": demand.balance(order),
        "participants": demand.participants(order.id),
        "history": _history(order),
        "prepared": step == "approve" and actor.id in (order.submitted_by, order.verified_by, order.drafted_by),
        "step": step,
        "step_label": action_label("job_order", step) if step else "",
        "others": others,
        "step_form": forms.get("step_form") or StepForm(protected=protected, others=others),
        "refusals": refusals,
        "refusal_form": forms.get("refusal_form") or RefusalForm(),
        "chosen": request.POST.get("action", "") if "refusal_form" in forms else "",
        "may_close": order.state in ("approved", "open", "filled")
        and _may(order, actor, "demand.close")
        and not order.reserved,
        "negative": bool(order.reason),
        "filling": filling.context(order, actor),
    }


def _may(order: demand.JobOrder, actor: Actor, permission: str) -> bool:
    """Whether the reader may take a step with this order: for its scheme, at origin or destination."""
    if order.scheme is None:
        return actor.can(permission)
    return agreements.may(order.scheme, actor, permission, destination=True)


def _history(order: demand.JobOrder) -> list[dict[str, Any]]:
    steps = [
        (_("Drafted"), order.drafted_by, order.drafted_at),
        (_("Sent"), order.submitted_by, order.submitted_at),
        (_("Verified"), order.verified_by, order.verified_at),
        (_("Approved"), order.approved_by, order.approved_at),
        (_("Opened"), order.opened_by, order.opened_at),
        (_("Closed"), order.closed_by, order.closed_at),
    ]
    names = names_of({by for _what, by, _at in steps if by})
    return [{"what": what, "by": names.get(by, ("", "")), "at": at} for what, by, at in steps if by and at]


@require_POST
def decide(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """One step, or a decision against the employer."""
    order = demand.order(order_id, request.actor)
    action = request.POST.get("action", "")
    if action in REFUSALS:
        return _refuse(request, order, action)
    if action == "close":
        form: Any = KeyForm(request.POST)
        if sent(request, form, lambda _answers: bool(demand.close_order(order.id, by=request.actor))) is not None:
            messages.success(request, _("The job order is closed."))
            return redirect("office:orders-order", order.id)
        return _again(request, order, step_form=form)
    return _step(request, order, action)


def _step(request: HttpRequest, order: demand.JobOrder, action: str) -> HttpResponse:
    if action not in STEPS:
        return redirect("office:orders-order", order.id)
    others = demand.identical(order, request.actor)
    protected = action == "approve" and any(finding.acknowledge for finding in demand.findings(order))
    form = StepForm(request.POST, protected=protected, others=others.count())

    def effect(answers: dict[str, Any]) -> int:
        ids = [order.id, *(others.values_list("id", flat=True)[:MOST_AT_ONCE] if answers.get("same") else [])]
        if action != "approve":
            return len(STEPS[action][2](ids, by=request.actor))
        given = {name: answers.get(name, "") for name in ("reason", "mitigation", "authority")}
        return len(demand.approve(ids, by=request.actor, acknowledgement=given))

    count = sent(request, form, effect)
    if count is None:
        return _again(request, order, step_form=form)
    messages.success(request, _done(action, count))
    return redirect(f"{reverse('office:orders')}?queue={action}")


def _refuse(request: HttpRequest, order: demand.JobOrder, action: str) -> HttpResponse:
    form, verb = RefusalForm(request.POST), REFUSALS[action][2]
    if sent(request, form, lambda answers: bool(verb(order.id, by=request.actor, **answers))) is None:
        return _again(request, order, refusal_form=form)
    messages.success(request, _("The employer reads your decision with the reason and what can be done."))
    return redirect("office:orders-order", order.id)


def _again(request: HttpRequest, order: demand.JobOrder, **forms: Any) -> HttpResponse:
    order.refresh_from_db()
    return render(request, "office/orders/order.html", _context(request, order, **forms), status=409)
