"""Reads. Job orders hold no persons; an employer and a recruiter see their own, the public what was opened."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from corridor.foundation.database.context import Actor
from corridor.rules.identity import fold

from .decisions import no_such_employer, no_such_licence, no_such_order
from .models import (
    WAITING,
    Accommodation,
    Employer,
    JobOrder,
    Licence,
    Mandate,
    OrderImport,
    Participant,
    WordingFinding,
)
from .services.mandates import live_on
from .services.posts import Balance, balance

PUBLISHED = ("open", "filled", "closed")
"""States in which an order is, or was, everybody's to read."""


def orders(
    actor: Actor,
    *,
    state: str | Sequence[str] | None = None,
    scheme_id: uuid.UUID | None = None,
    season_id: uuid.UUID | None = None,
) -> QuerySet[JobOrder]:
    """The job orders that the actor may read, with employer and licence, newest first."""
    rows = JobOrder.objects.select_related("employer", "licence", "scheme", "season").order_by("-id")
    if actor.wide or actor.can("demand.read"):
        pass
    elif actor.can("demand.order"):
        own = Q(employer__organisation_id__in=actor.organisations)
        rows = rows.filter(own | Q(licence__organisation_id__in=actor.organisations))
    else:
        rows = rows.filter(state__in=PUBLISHED)
    if state is not None:
        rows = rows.filter(state__in=[state] if isinstance(state, str) else state)
    if scheme_id is not None:
        rows = rows.filter(scheme_id=scheme_id)
    return rows if season_id is None else rows.filter(season_id=season_id)


def acting_orders(actor: Actor) -> QuerySet[JobOrder]:
    """The orders for which the actor answers: its employer's, and those it placed as a recruiter under a mandate."""
    held = mandates(actor, live=True).filter(employer_id=OuterRef("employer_id"), licence_id=OuterRef("licence_id"))
    own = Q(employer__organisation_id__in=actor.organisations)
    return JobOrder.objects.filter(own | Q(licence__organisation_id__in=actor.organisations) & Exists(held))


def order(order_id: uuid.UUID, actor: Actor) -> JobOrder:
    """One order; NotFound when there is none or the actor may not read it."""
    found = orders(actor).filter(id=order_id).first()
    if found is None:
        raise no_such_order()
    return found


def public_orders(
    *,
    words: str = "",
    codes: Sequence[str] = (),
    occupation: str = "",
    country: str = "",
    scheme_id: uuid.UUID | None = None,
) -> QuerySet[JobOrder]:
    """Open orders for everybody: those that hold all `words`, or whose occupation is one of `codes`.

    `occupation` is the beginning of an ISCO-08 code.
    """
    rows = JobOrder.objects.filter(state="open").select_related("employer", "licence", "scheme", "season__version")
    said = Q()
    for word in words.split()[:6]:
        said &= (
            Q(title__icontains=word) | Q(duties__icontains=word) | Q(town__icontains=word)
            | Q(region__icontains=word) | Q(employer__name__icontains=word)
        )  # fmt: skip
    if words.strip():
        rows = rows.filter(said | Q(occupation_code__in=codes))
    if occupation:
        rows = rows.filter(occupation_code__startswith=occupation)
    if country:
        rows = rows.filter(country=country)
    if scheme_id is not None:
        rows = rows.filter(scheme_id=scheme_id)
    return rows.order_by("-opened_at", "-id")


def countries_with_open_orders() -> list[str]:
    """ISO 3166 codes of the countries in which an order is open."""
    return list(JobOrder.objects.filter(state="open").values_list("country", flat=True).distinct().order_by("country"))


def identical(order: JobOrder, actor: Actor) -> QuerySet[JobOrder]:
    """Other orders in the same state that ask the same of the rules: same work, country, season, terms and findings."""
    same = {name: getattr(order, name) for name in _SAME}
    return orders(actor, state=order.state).filter(**same).exclude(id=order.id)


_SAME = ("occupation_code", "coding", "country", "scheme_id", "season_id", "terms", "minimum_age", "findings")


def doubtful_titles(actor: Actor) -> QuerySet[JobOrder, dict[str, Any]]:
    """Titles whose occupation waits for a person, with the number of orders of each, the most frequent first."""
    rows = doubtful(actor).order_by().values("title", "occupation_code")
    return rows.annotate(orders=Count("id"), confidence=Max("coding_confidence")).order_by("-orders", "title")


def order_by_number(number: str) -> JobOrder | None:
    """A published order by its number, as somebody types it (spaces and small letters do not matter)."""
    plain = "".join(number.split()).upper()
    rows = JobOrder.objects.select_related("employer", "licence", "scheme", "season__version")
    return rows.filter(number=plain, state__in=(*PUBLISHED, "revoked")).first()


def numbers_of(ids: Sequence[uuid.UUID]) -> list[tuple[str, str]]:
    """Numbers and titles of job orders, by number: what stands on public pages, whatever has become of the orders."""
    return list(JobOrder.objects.filter(id__in=list(ids)).order_by("number").values_list("number", "title"))


def balances(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Balance]:
    """The balances of orders."""
    rows = JobOrder.objects.filter(id__in=ids).only("id", "posts", "reserved", "filled")
    return {row.id: balance(row) for row in rows}


def participants(order_id: uuid.UUID) -> list[Participant]:
    """The employers that take part in an order, by name."""
    rows = Participant.objects.filter(order_id=order_id).select_related("employer")
    return list(rows.order_by("employer__name", "id"))


def doubtful(actor: Actor) -> QuerySet[JobOrder]:
    """Orders of the actor's schemes, or of none, whose occupation waits for a person; longest first."""
    if not actor.can("demand.code"):
        return JobOrder.objects.none()
    waiting = JobOrder.objects.filter(coding__in=["none", "doubtful"], state__in=["draft", "submitted"])
    if not actor.wide:
        mine = actor.scopes_for("demand.code")
        own = Q(scheme__scope_id__in=mine) | Q(scheme__destination_scope_id__in=mine)
        waiting = waiting.filter(own | Q(scheme__isnull=True))
    return waiting.select_related("employer").order_by("id")


def worded(actor: Actor) -> QuerySet[JobOrder]:
    """Orders of the actor's schemes, or of none, with words that wait for a person; longest first."""
    if not actor.can("demand.verify"):
        return JobOrder.objects.none()
    found = WordingFinding.objects.filter(order_id=OuterRef("id"), state=WAITING)
    waiting = JobOrder.objects.filter(Exists(found), state__in=["submitted", "verified"])
    if not actor.wide:
        mine = actor.scopes_for("demand.verify")
        own = Q(scheme__scope_id__in=mine) | Q(scheme__destination_scope_id__in=mine)
        waiting = waiting.filter(own | Q(scheme__isnull=True))
    return waiting.select_related("employer", "scheme").order_by("submitted_at", "id")


def same_words(order: JobOrder, keys: Sequence[str], actor: Actor) -> QuerySet[JobOrder]:
    """Other orders of the actor's that wait for a person with the very same words, and with no others."""
    rows = WordingFinding.objects.filter(order_id=OuterRef("id"), state=WAITING)
    found = worded(actor).exclude(id=order.id).exclude(Exists(rows.exclude(key__in=keys)))
    for key in keys:
        found = found.filter(Exists(rows.filter(key=key)))
    return found


def wording_findings(order: JobOrder) -> dict[str, WordingFinding]:
    """What was found in the texts of an order, ever, by the key of the words."""
    return {row.key: row for row in WordingFinding.objects.filter(order_id=order.id)}


def employers(actor: Actor | None = None, *, state: str | Sequence[str] | None = None) -> QuerySet[Employer]:
    """The employers that the actor may read: all for an office, one's own otherwise.

    Without an actor all: for stages that ask in their own verbs. A door always names its actor.
    """
    rows = Employer.objects.select_related("organisation").order_by("name", "id")
    if actor is not None and not (actor.wide or actor.can("demand.read")):
        rows = rows.filter(organisation_id__in=actor.organisations) if actor.can("demand.order") else rows.none()
    return rows if state is None else rows.filter(state__in=[state] if isinstance(state, str) else state)


def employer(employer_id: uuid.UUID, actor: Actor | None = None) -> Employer:
    """One employer; NotFound when there is none or the actor may not read it (see employers)."""
    found = employers(actor).filter(id=employer_id).first()
    if found is None:
        raise no_such_employer()
    return found


def employers_of(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Employer]:
    """Employers by id, for stages above that hold their ids."""
    return {row.id: row for row in Employer.objects.filter(id__in=ids)}


def employer_of(actor: Actor) -> Employer | None:
    """The employer for whose organisation the actor acts."""
    return Employer.objects.filter(organisation_id__in=actor.organisations).order_by("id").first()


def accommodations(employer_id: uuid.UUID) -> list[Accommodation]:
    return list(Accommodation.objects.filter(employer_id=employer_id).order_by("id"))


def licences(actor: Actor | None = None) -> QuerySet[Licence]:
    """Licences for an office; a recruiter's own otherwise; all without an actor (see employers)."""
    rows = Licence.objects.select_related("organisation").order_by("name", "number")
    if actor is None or actor.wide or actor.can("demand.read") or actor.can("demand.license"):
        return rows
    return rows.filter(organisation_id__in=actor.organisations)


def licence(licence_id: uuid.UUID, actor: Actor) -> Licence:
    found = licences(actor).filter(id=licence_id).first()
    if found is None:
        raise no_such_licence()
    return found


def mandates(actor: Actor, *, live: bool = False) -> QuerySet[Mandate]:
    """Mandates, newest first: all for an office, otherwise those that one's employer gave or one's licence holds.

    `live`: only those under which the recruiter may act today.
    """
    rows = Mandate.objects.select_related("employer", "licence").order_by("-id")
    if not (actor.wide or actor.can("demand.read")):
        own = Q(employer__organisation_id__in=actor.organisations) | Q(licence__organisation_id__in=actor.organisations)
        rows = rows.filter(own) if actor.can("demand.order") else rows.none()
    if live:
        today = timezone.localdate()
        valid = {"licence__state": "valid", "licence__valid_from__lte": today, "licence__valid_until__gte": today}
        rows = rows.filter(id__in=live_on(today).values("id"), **valid)
    return rows


@dataclass(frozen=True, slots=True)
class PublicLicence:
    """What everybody may know of a licence. `standing`: valid, not_valid or ended."""

    number: str
    name: str
    country: str
    authority: str
    state: str
    valid_from: date
    valid_until: date
    standing: str


def check_agency(words: str, *, limit: int = 10) -> list[PublicLicence]:
    """Licences whose number is `words`, or whose name holds them; those that were never granted are not shown."""
    plain = " ".join(words.split())
    if len(plain) < 3:
        return []
    shown = Licence.objects.exclude(state__in=["applied", "refused"])
    rows = list(shown.filter(number__iexact=plain)[:limit])
    if not rows:
        wanted = fold(plain)
        near = shown.filter(name__icontains=plain.split()[0]).order_by("name", "number")[:200]
        rows = [row for row in near if wanted in fold(row.name)][:limit]
    return [_public(row) for row in rows]


def _public(row: Licence) -> PublicLicence:
    today = timezone.localdate()
    fields: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("number", "name", "country", "authority", "state", "valid_from", "valid_until")
    }
    if row.state == "valid" and row.valid_from <= today <= row.valid_until:
        return PublicLicence(**fields, standing="valid")
    ended = row.state in ("expired", "valid")
    return PublicLicence(**fields, standing="ended" if ended else "not_valid")


def imports(actor: Actor) -> QuerySet[OrderImport]:
    """Imports of job orders, newest first."""
    rows = OrderImport.objects.order_by("-started_at")
    return rows if actor.wide or actor.can("demand.read") else rows.none()
