"""Organisations and their offices."""

import uuid
from typing import Any

from babel.core import get_global
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.models import Account, Office, Organisation
from corridor.foundation.database.errors import NotFound
from corridor.foundation.reference import countries
from corridor.interfaces.kit.sending import sent

from .forms import OfficeForm, OrganisationForm

PER_PAGE = 50


def _number(model: Any) -> Any:
    """How many rows of the model belong to an organisation, as one subquery."""
    rows = model.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return Coalesce(Subquery(rows.annotate(n=Count("*")).values("n")), 0)


def _country(code: str) -> str:
    return countries.name(code, get_language() or "en") if countries.exists(code) else "–"


def _zone(country: str) -> str:
    """The time zone that a new office likely has: that of the country's last office, or the country's only one."""
    last = Office.objects.filter(country=country).exclude(time_zone="UTC").order_by("-pk").first()
    if last is not None:
        return last.time_zone
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if len(zones) == 1 else "UTC"


def listing(request: HttpRequest) -> HttpResponse:
    """Organisations by name, each with its offices and accounts counted; a chip chooses the kind."""
    kind, wanted = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:80]
    rows = Organisation.objects.order_by("name", "id")
    if kind:
        rows = rows.filter(kind=kind)
    if wanted:
        rows = rows.filter(name__icontains=wanted)
    rows = rows.annotate(offices=_number(Office), accounts=_number(Account))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [(organisation, _country(organisation.country)) for organisation in page],
        "page": page,
        "kind": kind,
        "q": wanted,
        "kinds": Organisation.KINDS,
    }
    return render(request, "office/administration/organisations.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Enter an organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST":
        made = sent(request, form, lambda answers: str(manage.create_organisation(**answers, by=request.actor).id))
        if made:
            messages.success(request, _("The organisation is entered. Open its offices next."))
            return redirect("office:administration-organisation", organisation_id=uuid.UUID(made))
    return render(request, "office/administration/organisation_new.html", {"form": form})


def page(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One organisation: its offices, and a form for another one."""
    organisation = Organisation.objects.filter(id=organisation_id).first()
    if organisation is None:
        raise NotFound("no_such_organisation", _("There is no such organisation."))
    form = OfficeForm(request.POST or None, initial={"time_zone": _zone(organisation.country)})
    if request.method == "POST" and sent(
        request, form, lambda answers: str(manage.create_office(organisation, **answers, by=request.actor).id)
    ):
        messages.success(request, _("The office is open. People find it on the first page."))
        return redirect("office:administration-organisation", organisation_id=organisation_id)
    context = {
        "organisation": organisation,
        "country": _country(organisation.country),
        "offices": Office.objects.filter(organisation=organisation).order_by("name"),
        "accounts": Account.objects.filter(organisation=organisation).count(),
        "form": form,
    }
    return render(request, "office/administration/organisation.html", context)
