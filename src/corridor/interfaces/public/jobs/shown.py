"""A job as anybody reads it: the wage of a month, what it costs, who checked it, and the same for search engines."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.accounts.actors import names_of
from corridor.foundation.reference import cefr, countries, currencies, isco, languages
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.pay import Cost, Pay, cost_of, pay_of, rows_of
from corridor.rules.fees import INTERNATIONAL_SOURCE
from corridor.rules.terms import Term, from_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

_UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH"}


@dataclass(frozen=True)
class Card:
    """A job in a list."""

    order: demand.JobOrder
    place: str
    occupation: str
    pay: Pay
    cost: Cost
    free: int


def card(order: demand.JobOrder) -> Card:
    """The facts that decide whether somebody opens the job."""
    terms = from_plain(order.terms)
    return Card(
        order, place(order), _occupation(order), pay_of(terms), cost_of(terms, you=True), demand.balance(order).free
    )


def place(order: demand.JobOrder) -> str:
    """Town, region and country in the reader's language."""
    parts = [order.town, order.region, countries.name(order.country, get_language() or "en")]
    return ", ".join(part for part in parts if part)


def _occupation(order: demand.JobOrder) -> str:
    return isco.title(order.occupation_code, get_language() or "en") if order.occupation_code else ""


def page(order: demand.JobOrder) -> dict[str, Any]:
    """Everything on the page of a job."""
    terms = from_plain(order.terms)
    pay = pay_of(terms)
    return {
        "order": order,
        "card": Card(
            order, place(order), _occupation(order), pay, cost_of(terms, you=True), demand.balance(order).free
        ),
        "home": _home_currency(order, pay),
        "rows": rows_of(terms, you=True),
        "figures": figures(order, terms),
        "needs": _needs(order),
        "checked": _checked(order),
        "json_ld": json_ld(order, terms),
    }


def _home_currency(order: demand.JobOrder, pay: Pay) -> dict[str, Any] | None:
    """The wage of a month in the currency of the country of origin, with the day of the rate."""
    if order.scheme is None or pay.gross is None:
        return None
    from babel.numbers import get_territory_currencies

    held = get_territory_currencies(order.scheme.origin)
    if not held or held[0] == pay.currency:
        return None
    try:
        rate = currencies.rate(pay.currency, held[0], timezone.localdate())
    except (currencies.RateMissing, KeyError):
        return None
    return {"amount": (pay.gross * rate.value).quantize(Decimal(1)), "currency": held[0], "on": rate.on}


def figures(order: demand.JobOrder, terms: dict[str, Term]) -> list[tuple[Any, Any, str]]:
    """What this job asks of the worker, what scheme and law allow, and the standard: side by side (principle 10)."""
    fee = terms.get("recruitment_costs_worker")
    asked = _amount(fee)
    origin = order.scheme.origin if order.scheme else ""
    laws = [agreements.law_of(country) for country in (order.country, origin) if country]
    ceilings = [found for law in laws if (found := law.fee_ceiling("recruitment", order.start)) is not None]
    lowest = min(ceilings, key=lambda found: Decimal(str(found.term.value)), default=None)
    scheme = _scheme_terms(order).get("recruitment_costs_worker")
    return [
        (_("This job asks"), asked, ""),
        (_("The scheme allows"), _amount(scheme) if scheme else _("nothing is written"), _scheme_code(order)),
        (_("The law allows"), _amount(lowest.term) if lowest else _("no limit is recorded"), _source(lowest)),
        (_("International standard"), _("nothing"), INTERNATIONAL_SOURCE),
    ]


def _amount(term: Term | None) -> str:
    if term is None or not term.value:
        return _("nothing")
    return formatting.money(Decimal(str(term.value)), term.currency)


def _source(found: Any) -> str:
    return found.source if found else ""


def _scheme_terms(order: demand.JobOrder) -> dict[str, Term]:
    if order.season is None:
        return {}
    return from_plain(agreements.rules_of(order.season.version).standard_terms)


def _scheme_code(order: demand.JobOrder) -> str:
    return order.scheme.code if order.scheme else ""


def _needs(order: demand.JobOrder) -> list[str]:
    """What the worker must bring, in words."""
    found = []
    if order.experience_months:
        told = {"months": formatting.number(order.experience_months)}
        found.append(_("%(months)s months of experience in this work") % told)
    for code, level in order.languages.items():
        name = languages.name(code, get_language() or "en")
        found.append(f"{name}: {cefr.label(level)}")
    return [*found, *order.training]


@dataclass(frozen=True)
class Checked:
    """One look at the order: by which body, and when."""

    what: Any
    body: str
    on: date


def _checked(order: demand.JobOrder) -> list[Checked]:
    steps = [
        (_("Terms checked against the law"), order.verified_by, order.verified_at),
        (_("Approved"), order.approved_by, order.approved_at),
    ]
    bodies = names_of({by for _what, by, _at in steps if by})
    return [
        Checked(what, bodies.get(by, ("", ""))[1] or _("an authority"), timezone.localtime(at).date())
        for what, by, at in steps
        if by and at
    ]


def json_ld(order: demand.JobOrder, terms: dict[str, Term]) -> str:
    """schema.org JobPosting, for search engines; safe inside a script element."""
    wage = terms.get("wage")
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": order.title,
        "description": order.duties or order.title,
        "identifier": {"@type": "PropertyValue", "name": "Corridor", "value": order.number},
        "datePosted": order.opened_at.date().isoformat() if order.opened_at else "",
        "validThrough": order.start.isoformat(),
        "jobStartDate": order.start.isoformat(),
        "employmentType": "TEMPORARY",
        "hiringOrganization": {"@type": "Organization", "name": order.employer.name},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": order.town,
                "addressRegion": order.region,
                "addressCountry": order.country,
            },
        },
        "totalJobOpenings": order.posts,
        "directApply": False,
        "occupationalCategory": order.occupation_code,
    }
    if wage is not None and wage.period is not None and wage.period.value in _UNITS:
        unit = _UNITS[wage.period.value]
        value = {"@type": "QuantitativeValue", "value": float(str(wage.value)), "unitText": unit}
        found["baseSalary"] = {"@type": "MonetaryAmount", "currency": wage.currency, "value": value}
    text = json.dumps(found, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
