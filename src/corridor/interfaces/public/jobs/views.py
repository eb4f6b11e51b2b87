"""Finding work that an authority has checked, without an account."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound
from corridor.foundation.reference import countries, isco
from corridor.interfaces.kit.caching import kept
from corridor.stages.demand import api as demand

from . import shown

PER_PAGE = 10
NEAR = 0.6
"""Occupations that the words may mean count from this likeness on."""


@kept
def jobs(request: HttpRequest) -> HttpResponse:
    """Open jobs by words of any language, and by country."""
    language = get_language() or "en"
    wanted, country = request.GET.get("q", "").strip()[:80], request.GET.get("country", "")[:2]
    codes = [hit.code for hit in isco.search(wanted, language) if hit.score >= NEAR] if wanted else []
    rows = demand.public_orders(words=wanted, codes=codes, country=country)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    known = [(code, countries.name(code, language)) for code in demand.countries_with_open_orders()]
    context = {
        "cards": [shown.card(order) for order in page],
        "page": page,
        "q": wanted,
        "country": country,
        "countries": sorted(known, key=lambda choice: choice[1]),
    }
    return render(request, "public/jobs/jobs.html", context)


@kept
def job(request: HttpRequest, number: str) -> HttpResponse:
    """One job: what it pays, what it costs, who checked it."""
    found = demand.order_by_number(number)
    if found is None:
        raise NotFound("no_such_job", _("There is no job with this number. Look at the number again."))
    if found.number != number:
        return redirect("public:jobs-job", found.number)
    worker = request.actor.person_id is not None
    context = {
        **shown.page(found),
        "apply_url": _worker_door() if worker else f"{reverse('kit:worker-number')}?next={_worker_door()}",
        "open": found.state == "open",
    }
    context["json_ld"] = mark_safe(context["json_ld"])  # noqa: S308 - escaped by json_ld()
    return render(request, "public/jobs/job.html", context)


def _worker_door() -> str:
    return f"/{get_language() or 'en'}/worker/"
