"""Employers: who asks to take part, who may, and the decisions on their standing."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from corridor.foundation.accounts.actors import names_of
from corridor.foundation.reference import countries
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.counting import by_group
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.states import state_label
from corridor.interfaces.kit.words import action_label
from corridor.rules.transitions import EMPLOYER_STANDING
from corridor.stages.demand import api as demand

from .forms import EmployerForm, KeyForm, RefusalForm, VerifyForm

PER_PAGE = 50
MOST_AT_ONCE = 1000
AGAINST: dict[str, tuple[str, Callable[..., Any]]] = {
    "refuse": ("demand.verify_employer", demand.refuse_employer),
    "impose_conditions": ("demand.supervise", demand.impose_conditions),
    "suspend": ("demand.supervise", demand.suspend_employer),
    "bar": ("demand.bar", demand.bar_employer),
}
FOR: dict[str, tuple[str, Callable[..., Any]]] = {
    "lift_conditions": ("demand.supervise", demand.lift_conditions),
    "reinstate": ("demand.supervise", demand.reinstate_employer),
}


def employers(request: HttpRequest) -> HttpResponse:
    """The list by standing and by words."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:80]
    rows = demand.employers(request.actor, state=state or None)
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Q(town__icontains=words) | Q(registration_number__iexact=words)
        )  # fmt: skip
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counted = demand.orders(request.actor).filter(employer_id__in=[row.id for row in page]).order_by()
    orders = dict(counted.values_list("employer_id").annotate(count=Count("id")))
    counts = by_group(demand.employers(request.actor), "state")
    standings = [(code, state_label("employer", code).label, counts[code]) for code in EMPLOYER_STANDING.states]
    context = {
        "rows": [{"employer": row, "orders": orders.get(row.id, 0)} for row in page],
        "page": page,
        "chips": [("", _("All"), counts.total()), *standings],
        "state": state,
        "q": words,
        "may_verify": request.actor.can("demand.verify_employer"),
        "batch": state == "applied" and request.actor.can("demand.verify_employer"),
        "form": VerifyForm(),
    }
    return render(request, "office/employers/employers.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Register an employer in the office."""
    form = EmployerForm(request.POST if request.method == "POST" else None)

    def effect(answers: dict[str, Any]) -> str:
        record = demand.EmployerRecord(name=answers.pop("enterprise"), **answers)
        return str(demand.register_employers([record], by=request.actor)[0].id)

    if request.method == "POST":
        made = sent(request, form, effect)
        if made is not None:
            messages.success(request, _("The employer is registered."))
            return redirect("office:employers-employer", made)
    return render(request, "office/employers/new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Verify all ticked employers on one proof: all of them, or none."""
    ids = [value for value in request.POST.getlist("employer") if len(value) == 36][:MOST_AT_ONCE]
    form = VerifyForm(request.POST)
    if not ids:
        messages.warning(request, _("Tick the employers first."))
    else:
        keys = [uuid.UUID(value) for value in ids]
        count = sent(request, form, lambda answers: len(demand.verify_employers(keys, by=request.actor, **answers)),
                     said={"employers": sorted(ids)})  # fmt: skip
        if count is None:
            for error in [error for errors in form.errors.values() for error in errors]:
                messages.error(request, error)
        else:
            said = ngettext("One employer is verified.", "%(count)s employers are verified.", count)
            messages.success(request, said % {"count": formatting.number(count)})
    return redirect(f"{reverse('office:employers')}?state=applied")


def employer(request: HttpRequest, employer_id: uuid.UUID) -> HttpResponse:
    """An employer with its orders, its housing, and what may be decided."""
    found = demand.employer(employer_id, request.actor)
    return render(request, "office/employers/employer.html", _context(request, found))


def _context(request: HttpRequest, found: demand.Employer, **forms: Any) -> dict[str, Any]:
    actor = request.actor
    open_actions = {row.action for row in EMPLOYER_STANDING.actions(found.state, actor.can)}
    against = [
        (code, action_label("employer", code))
        for code, (need, _verb) in AGAINST.items()
        if code in open_actions and actor.can(need)
    ]
    helpful = [
        (code, action_label("employer", code))
        for code, (need, _verb) in FOR.items()
        if code in open_actions and actor.can(need)
    ]
    codes = {code for code, _label in against}
    kinds = {"conditions": "impose_conditions" in codes, "term": "bar" in codes}
    names = names_of({found.verified_by} if found.verified_by else set())
    return {
        "employer": found,
        "country": countries.name(found.country, request.LANGUAGE_CODE),
        "orders": demand.orders(actor).filter(employer_id=found.id)[:20],
        "housing": demand.accommodations(found.id),
        "verifier": names.get(found.verified_by, ("", "")) if found.verified_by else ("", ""),
        "may_verify": "verify" in open_actions,
        "verify_form": forms.get("verify_form") or VerifyForm(),
        "against": against,
        "helpful": helpful,
        "refusal_form": forms.get("refusal_form") or RefusalForm(**kinds),
        "chosen": "refusal_form" in forms,
        "problem_form": forms.get("problem_form"),
    }


@require_POST
def decide(request: HttpRequest, employer_id: uuid.UUID) -> HttpResponse:
    """One decision on an employer's standing."""
    found, action = demand.employer(employer_id, request.actor), request.POST.get("action", "")
    form: Any
    if action in AGAINST:
        form = RefusalForm(request.POST, conditions=action == "impose_conditions", term=action == "bar")
        if action == "bar":
            form.fields["until"].required = True
        done = sent(request, form, lambda answers: bool(AGAINST[action][1](found.id, by=request.actor, **answers)))
        name = "refusal_form"
    elif action in FOR:
        form, name = KeyForm(request.POST), "problem_form"
        done = sent(request, form, lambda _answers: bool(FOR[action][1](found.id, by=request.actor)))
    else:
        form, name = VerifyForm(request.POST), "verify_form"
        done = sent(request, form, lambda answers: bool(demand.verify_employer(found.id, by=request.actor, **answers)))
    if done is None:
        found = demand.employer(employer_id, request.actor)
        page = _context(request, found, **{name: form})
        return render(request, "office/employers/employer.html", page, status=409)
    messages.success(request, _("Your decision is recorded, and the employer can read it."))
    return redirect("office:employers-employer", found.id)
