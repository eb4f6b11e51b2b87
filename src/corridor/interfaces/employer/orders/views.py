"""Asking for workers: the list of requests, one page to ask, and what became of a request."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit.counting import by_group
from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.pay import rows_of
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.wordings import undecided, words_of
from corridor.rules.terms import from_plain
from corridor.stages.demand import api as demand
from corridor.stages.selection import api as selection

from . import shown
from .forms import AskForm, answers_of, first_answers, seasons_for

PER_PAGE = 30
TOO_LOW = gettext_lazy(
    "Not sent: a term is below what the law or the standard contract asks. The list says which, and what is asked. "
    "Raise it and send again, or keep the request as a draft."
)
HIDDEN = gettext_lazy(
    "Not sent yet: words of your request may choose people by what may not count. The list says what to write instead. "
    "You may send the request as it is; then a person decides first, and it takes longer."
)
GROUPS = {
    "waiting": ("submitted", "verified", "approved"),
    "open": ("open", "filled"),
    "draft": ("draft",),
    "ended": ("closed", "refused", "withdrawn", "revoked"),
}


class ActForm(SubmissionKeyMixin, KitForm):
    """A button with its key."""


def orders(request: HttpRequest) -> HttpResponse:
    """The requests of the reader, by where they stand."""
    show = request.GET.get("show", "")
    rows = demand.orders(request.actor, state=GROUPS.get(show))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    rows_shown = [{"order": order, "balance": demand.balance(order)} for order in page]
    counts = by_group(demand.orders(request.actor), "state")
    chips = [
        (code, label, sum(counts[state] for state in GROUPS[code]) if code else counts.total())
        for code, label in (
            ("", _("All")),
            ("waiting", _("With the office")),
            ("open", pgettext("job orders", "Open")),
            ("draft", _("Drafts")),
            ("ended", _("Ended")),
        )
    ]
    return render(
        request, "employer/orders/orders.html", {"rows": rows_shown, "page": page, "chips": chips, "show": show}
    )


def new(request: HttpRequest) -> HttpResponse:
    """Ask for workers, on one page."""
    employer, licence = demand.employer_of(request.actor), _licence(request)
    if employer is None or "for" in request.GET:
        mandate = _mandate(request)
        if mandate is None:
            return redirect("employer:overview" if licence else "employer:overview-register")
        employer, licence = mandate.employer, mandate.licence
    season = next(iter(seasons_for(employer.country)), None)
    if request.method == "POST":
        form = AskForm(request.POST, country=employer.country)
    else:
        form = AskForm(initial=first_answers(season), country=employer.country)
    return _ask(request, form, employer, licence, None)


def change(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Change a draft."""
    order = demand.order(order_id, request.actor)
    if order.state != "draft":
        return redirect("employer:orders-order", order.id)
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, initial=answers_of(order), country=order.country)
    return _ask(request, form, order.employer, order.licence, order)


def _ask(
    request: HttpRequest,
    form: AskForm,
    employer: demand.Employer,
    licence: demand.Licence | None,
    order: demand.JobOrder | None,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "order": order, "currency": form.currency}
    if employer.organisation_id not in request.actor.organisations:
        context["in_name_of"] = employer.name
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, employer, licence, order, context)
        if saved is not None:
            return redirect("employer:orders-order", saved)
    least, source = shown.minimum_wage(form.country, "", timezone.localdate())
    context |= {"least": rows_of({"wage": least})[0][1] if least else "", "least_source": source}
    return render(request, "employer/orders/ask.html", context, status=422 if form.errors else 200)


def _save(
    request: HttpRequest,
    form: AskForm,
    employer: demand.Employer,
    licence: demand.Licence | None,
    order: demand.JobOrder | None,
    context: dict[str, Any],
) -> str | None:
    """The id of the order that was kept; None for a mere check, or when the verb refused."""
    action = request.POST.get("action", "check")
    record = form.record(employer, licence.id if licence else None)
    if action not in ("draft", "send", "send_so"):
        try:
            _look(request, record, context, order)
        except Refused as refused:
            form.add_error(None, str(refused))
        return None

    sending = action in ("send", "send_so")
    if sending and _look(request, record, context, order):
        form.add_error(None, TOO_LOW)
        return None
    if action == "send" and undecided(context["wordings"]):
        form.add_error(None, HIDDEN)
        return None

    def effect(_answers: dict[str, Any]) -> str:
        if order is None:
            kept = demand.draft_orders([record], by=request.actor)[0]
        else:
            kept = demand.change_order(order.id, record, by=request.actor)
        if sending:
            demand.submit([kept.id], by=request.actor)
        return str(kept.id)

    kept_id = sent(request, form, effect, said={"employer": str(employer.id)})
    if kept_id is not None:
        said = _("Your request is with the office now.") if sending else _("The draft is kept.")
        messages.success(request, said)
    return kept_id if kept_id is None else str(kept_id)


def _mandate(request: HttpRequest) -> demand.Mandate | None:
    """The mandate under which a recruiter asks: of the employer that the address names, else its only one."""
    held = [
        row
        for row in demand.mandates(request.actor, live=True)
        if row.licence.organisation_id in request.actor.organisations
    ]
    named = request.GET.get("for", "")
    if named:
        held = [row for row in held if str(row.employer_id) == named][:1]
    return held[0] if len(held) == 1 else None


def _look(
    request: HttpRequest, record: demand.JobOrderRecord, context: dict[str, Any], order: demand.JobOrder | None
) -> bool:
    """Set a request beside the law; whether a term of it lies below what the law or the standard contract asks."""
    kept = demand.wording_findings(order) if order else {}
    made, findings = demand.preview(record, by=request.actor)
    context |= {"checks": shown.checks(made, findings), "missing": demand.missing(made)}
    context["wordings"] = words_of(demand.hidden(made), kept)
    return shown.too_low(findings)


def _licence(request: HttpRequest) -> demand.Licence | None:
    return demand.licences(request.actor).filter(organisation_id__in=request.actor.organisations, state="valid").first()


def order(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """One request: where it stands, what was found, who decided what, and the balance of posts."""
    found = demand.order(order_id, request.actor)
    return render(request, "employer/orders/order.html", _context(request, found, ActForm()))


def _context(request: HttpRequest, found: demand.JobOrder, form: ActForm) -> dict[str, Any]:
    acting = demand.acting_orders(request.actor).filter(id=found.id).exists()
    return {
        "alternates": selection.alternate_counts(found, request.actor) if acting else None,
        "order": found,
        "form": form,
        "tiles": shown.balance_tiles(found),
        "checks": shown.checks(found, demand.findings(found)),
        "wordings": words_of(demand.hidden(found), demand.wording_findings(found)),
        "missing": demand.missing(found) if found.state == "draft" else [],
        "rows": rows_of(from_plain(found.terms)),
        "negative": found.state in ("draft", "refused", "revoked"),
        "may_close": found.state in ("approved", "open", "filled") and not found.reserved,
        "may_withdraw": found.state in ("draft", "submitted", "verified"),
    }


@require_POST
def act(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Send, withdraw or close one's request."""
    found = demand.order(order_id, request.actor)
    verbs = {
        "send": (lambda: _submit(found, request), _("Your request is with the office now.")),
        "withdraw": (lambda: demand.withdraw_order(found.id, by=request.actor), _("You took the request back.")),
        "close": (lambda: demand.close_order(found.id, by=request.actor), _("The request is closed.")),
    }
    verb, said = verbs.get(request.POST.get("action", ""), verbs["send"])
    form = ActForm(request.POST)
    if sent(request, form, lambda _answers: bool(verb())) is None:
        found.refresh_from_db()
        return render(request, "employer/orders/order.html", _context(request, found, form), status=409)
    messages.success(request, said)
    return redirect("employer:orders-order", found.id)


def _submit(found: demand.JobOrder, request: HttpRequest) -> Any:
    """Send a draft; not one with a term that is too low."""
    if shown.too_low(demand.findings(found)):
        raise Refused("below_floor", TOO_LOW)
    return demand.submit([found.id], by=request.actor)
