"""The worker's answer to an offer."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotAllowed
from corridor.foundation.events import publish as tell_stages
from corridor.foundation.scopes import access
from corridor.rules.transitions import APPLICATION, OFFER
from corridor.stages.demand import api as demand

from ..events import OfferAccepted
from ..models import Application, Offer, RecallRight
from .common import all_found, today
from .offering import end_offers

DAYS_AFTER_WORK = 30


def accept_offers(offer_ids: Sequence[uuid.UUID], *, by: Actor, shown_in: str = "") -> list[Offer]:
    """Accept offers: a worker their own (the system those of many). Fills the posts and opens the way to a contract.

    `shown_in` is the language in which the terms were read, by default the actor's. The destination's officers and the
    employer reach the candidate sheet from now on.
    """
    offers = _own(offer_ids, by)
    language = shown_in or by.language
    for offer in offers:
        facts = {"terms_shown_in_own_language"} if language else set()
        if offer.expires_on >= today():
            facts.add("before_deadline")
        offer.state = step(OFFER, offer.state, "accept", facts).target
        offer.application.state = step(APPLICATION, offer.application.state, "contract", {"offer_accepted"}).target
    ids = [offer.id for offer in offers]
    Offer.objects.filter(id__in=ids).update(
        state="accepted", answered_at=timezone.now(), answered_by=by.id, shown_language=language
    )
    Application.objects.filter(id__in=[o.application_id for o in offers]).update(state="contracted")
    RecallRight.objects.filter(id__in=[o.recall_right_id for o in offers if o.recall_right_id]).update(
        used_at=timezone.now()
    )
    _open_to_destination(offers)
    with acting(SYSTEM, gettext_noop("fill the posts of accepted offers")):
        demand.fill_posts(Counter(offer.order_id for offer in offers), by=SYSTEM)
    timeline.record_many(
        "selection.offer_accepted", by=by, entries=[(o, o.person_id, {"language": language}) for o in offers]
    )
    tell_stages(OfferAccepted(tuple(ids)))
    return offers


def decline_offers(offer_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Offer]:
    """Say no, without penalty: back on the roster, and the post goes to the next on the list."""
    offers = _own(offer_ids, by)
    for offer in offers:
        offer.state = step(OFFER, offer.state, "decline").target
        offer.application.state = step(APPLICATION, offer.application.state, "decline_offer").target
    end_offers(offers, "declined", by=by)
    return offers


def _own(offer_ids: Sequence[uuid.UUID], by: Actor) -> list[Offer]:
    """The offers, locked, if each belongs to the actor; the system may answer for the many of a demonstration."""
    by = by.within("own.offer")
    offers = list(
        Offer.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("application__scheme", "order", "employer")
        .filter(id__in=offer_ids)
        .order_by("id")
    )
    all_found(offers, offer_ids)
    if not by.wide and any(offer.person_id != by.person_id for offer in offers):
        raise NotAllowed("not_own", _("Only the worker answers an offer."))
    return offers


def _open_to_destination(offers: Sequence[Offer]) -> None:
    """Candidate sheets to the destination, and to the employer until 30 days after the work."""
    destinations: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    employers: dict[tuple[uuid.UUID, datetime], set[uuid.UUID]] = defaultdict(set)
    for offer in offers:
        destinations[offer.application.scheme.destination_scope_id].add(offer.person_id)
        last = offer.order.end + timedelta(days=DAYS_AFTER_WORK)
        until = timezone.make_aware(datetime.combine(last, time.max))
        employers[offer.employer.scope_id, until].add(offer.person_id)
    for scope, persons in destinations.items():
        access.give(sorted(persons), scope_id=scope, level=access.CANDIDATE, why="selection.offer_accepted")
    for (scope, until), persons in employers.items():
        access.give(
            sorted(persons), scope_id=scope, level=access.CANDIDATE, why="selection.offer_accepted", until=until
        )
