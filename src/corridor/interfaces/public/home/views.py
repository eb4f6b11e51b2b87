"""Pages for anybody: no sign-in, no cookie, the language in the address."""

import uuid
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.accounts.models import Office
from corridor.foundation.database.errors import NotFound
from corridor.foundation.reference import countries
from corridor.interfaces.kit.caching import kept

from .compose import needs

PER_PAGE = 10
MISSIONS = 40
OPEN_TO_ALL = ("service", "mission")
"""Kinds of organisation whose offices receive the public."""


@kept
def home(request: HttpRequest) -> HttpResponse:
    """The need chosen, not a department."""
    return render(request, "public/home/home.html", {"needs": needs()})


@kept
def help_near(request: HttpRequest) -> HttpResponse:
    """Offices of employment services by country and town; `q` looks for a town or an office."""
    wanted = request.GET.get("q", "").strip()[:80]
    page = Paginator(_offices("service", wanted), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "public/home/help.html", {"offices": _with_country(page), "page": page, "q": wanted})


@kept
def centre(request: HttpRequest, office_id: uuid.UUID) -> HttpResponse:
    """One office: where it is, when it is open, how to call it."""
    office = (
        Office.objects.filter(id=office_id, organisation__kind__in=OPEN_TO_ALL).select_related("organisation").first()
    )
    if office is None:
        raise NotFound("no_such_office", _("There is no such office. Look at the list."))
    return render(request, "public/home/centre.html", {"office": office})


def _with_country(offices: Iterable[Office]) -> list[tuple[str, Office]]:
    language = get_language() or "en"
    known = {office.country for office in offices if countries.exists(office.country)}
    names = {code: countries.name(code, language) for code in known}
    return [(names.get(office.country, "–"), office) for office in offices]


def _offices(kind: str, wanted: str = "") -> QuerySet[Office]:
    offices = Office.objects.filter(organisation__kind=kind).select_related("organisation")
    if wanted:
        offices = offices.filter(
            Q(town__icontains=wanted)
            | Q(name__icontains=wanted)
            | Q(address__icontains=wanted)
            | Q(organisation__name__icontains=wanted)
        )
    return offices.order_by("country", "town", "name", "id")


@kept
def abroad(request: HttpRequest) -> HttpResponse:
    """What somebody who works abroad can do now."""
    missions = _with_country(_offices("mission")[:MISSIONS])
    context = {"missions": missions, "worker_sign_in": reverse("kit:worker-number")}
    return render(request, "public/home/abroad.html", context)


@kept
def back(request: HttpRequest) -> HttpResponse:
    """What somebody who has come back can do."""
    return render(request, "public/home/back.html", {"worker_sign_in": reverse("kit:worker-number")})


@kept
def employ(request: HttpRequest) -> HttpResponse:
    """What a scheme asks of an employer, and what it gives."""
    return render(request, "public/home/employ.html")


@kept
def about(request: HttpRequest) -> HttpResponse:
    """What Corridor is and who answers for it."""
    return render(request, "public/home/about.html")


@kept
def privacy(request: HttpRequest) -> HttpResponse:
    """What is recorded, who can read it, and the rights of the person."""
    return render(request, "public/home/privacy.html")


@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages can be used, and what to do where they cannot."""
    return render(request, "public/home/accessibility.html")
