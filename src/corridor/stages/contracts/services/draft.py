"""Drafting contracts from accepted offers."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from babel.languages import get_official_languages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import Refused
from corridor.foundation.i18n import is_supported, supported
from corridor.foundation.reference import languages
from corridor.rules.terms import Bound, Term, Terms, to_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.selection import api as selection

from .. import messages
from ..models import Contract
from ..numbers import check_code, next_numbers
from ..promise import compared, draft_terms, floor_of, floor_to_plain, stated
from .common import DIFFERENCES_LISTED, comparison, entries, take

DRAFT_DAYS = 7


def draft_accepted(happened: selection.OfferAccepted) -> None:
    """Draft the contracts of offers that were just accepted, in the same transaction, by the system itself."""
    with acting(SYSTEM, gettext_noop("draft contracts of accepted offers")):
        draft(happened.offer_ids, by=SYSTEM)


def draft(offer_ids: Iterable[uuid.UUID], *, by: Actor) -> list[Contract]:
    """Draft one contract an accepted offer: the terms of the job order, completed by the standard contract and the law.

    The floor, law on the first day of work included, is stored with it; what falls below it holds the contract at once.
    Raises Refused for an offer that is not accepted. An offer that has a live contract is left alone; the answer holds
    the new contracts only.
    """
    by = by.within("contracts.draft")
    wanted = list(dict.fromkeys(offer_ids))
    live = Contract.objects.filter(offer_id__in=wanted).exclude(state="cancelled")
    there = set(live.values_list("offer_id", flat=True))
    offers = _accepted([one for one in wanted if one not in there], by)
    floors = _Floors()
    contracts = [_draft(offer, floors, by) for offer in offers]
    numbers = next_numbers([(one.scheme.destination, one.starts_on.year) for one in contracts])
    for contract, number in zip(contracts, numbers, strict=True):
        contract.number = number
    held = [one for one in contracts if comparison(one).holding]
    for contract in held:
        take(contract, "hold", {DIFFERENCES_LISTED}, by=by)
    Contract.objects.bulk_create(contracts, batch_size=500)
    timeline.record_many("contracts.drafted", by=by, entries=entries(contracts))
    timeline.record_many("contracts.held", by=by, entries=entries(held))
    messages.tell("held", held, by=by)
    return contracts


def _accepted(ids: list[uuid.UUID], by: Actor) -> list[Any]:
    rows = selection.offers(by).filter(id__in=ids)
    found = {
        offer.id: offer
        for offer in rows.select_related("application__version", "application__scheme", "order", "employer", "person")
    }
    if len(found) != len(ids) or any(offer.state != "accepted" for offer in found.values()):
        raise Refused("offer_not_accepted", _("A contract is made from an offer that the worker has accepted."))
    return [found[one] for one in ids]


def _draft(offer: Any, floors: "_Floors", by: Actor) -> Contract:
    """One contract, not saved yet and without its number."""
    application, order, employer = offer.application, offer.order, offer.employer
    bounds, sources = floors.of(offer)
    terms = draft_terms(bounds)
    found = compared(terms, bounds)
    language, second = languages_of(offer.person, order.country)
    return Contract(
        check_code=check_code(),
        offer=offer,
        person=offer.person,
        application=application,
        order=order,
        employer=employer,
        scheme=application.scheme,
        version=application.version,
        employer_scope_id=employer.scope_id,
        scheme_scope_id=application.scheme.scope_id,
        destination_scope_id=application.scheme.destination_scope_id,
        terms=to_plain(terms),
        floor=floor_to_plain(bounds),
        sources=sources,
        differences=found.plain(),
        severity=found.severity,
        held_clauses=found.clauses,
        due_on=timezone.localdate() + timedelta(days=DRAFT_DAYS),
        starts_on=order.start,
        ends_on=order.end,
        language=language,
        second_language=second,
        drafted_by=by.id,
    )


class _Floors:
    """Floors by what they rest on, so that a batch reads the law of a country and a version once each."""

    def __init__(self) -> None:
        self._laws: dict[str, agreements.Law] = {}
        self._standards: dict[uuid.UUID, Terms] = {}

    def of(self, offer: Any) -> tuple[dict[str, tuple[Bound, ...]], dict[str, str]]:
        """The bounds of an offer's contract, and the source of each clause of law."""
        order, version = offer.order, offer.application.version
        if order.country not in self._laws:
            self._laws[order.country] = agreements.law_of(order.country)
        if version.id not in self._standards:
            self._standards[version.id] = stated(agreements.rules_of(version).standard_terms)
        law = self._laws[order.country]
        asked = order.occupation_code, order.start
        described = {**described_by(order, offer.employer), **stated(order.terms)}
        bounds = floor_of(law.terms(*asked), self._standards[version.id], described, stated(offer.terms))
        return bounds, law.sources(*asked)


def described_by(order: Any, employer: Any) -> dict[str, Term]:
    """The clauses that a job order says outside its terms: parties, place, dates and work."""
    place = ", ".join(dict.fromkeys(part for part in (order.workplace, order.town, order.region) if part))
    said = {
        "employer": employer.name,
        "workplace": place,
        "start": order.start,
        "end": order.end,
        "occupation": order.occupation_code,
        "duties": order.duties,
    }
    return {code: Term(value) for code, value in said.items() if value}


def languages_of(person: Any, country: str) -> tuple[str, str]:
    """The worker's language, and that of the country of work where it is another one ("" when it is the same)."""
    own = supported(two_letters(person.language))
    there = supported(destination_language(country))
    return own, there if there != own else ""


def two_letters(language: str) -> str:
    """A language of the reference (ISO 639-3) as the screens name it; "" for none."""
    if len(language) == 3 and languages.exists(language):
        return languages.iso639_1(language) or ""
    return language


def destination_language(country: str) -> str:
    """The first official language of a country that the screens speak, else English."""
    official = get_official_languages(country, de_facto=True)
    return next((code for code in official if is_supported(code)), "")
