"""Making offers: to the chosen, to the next on the reserve list; withdrawing one; letting time run out."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.events import publish as tell_stages
from corridor.rules.matching import NextStep, Reason
from corridor.rules.transitions import APPLICATION, OFFER
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from ..alternates import chosen_waiting, in_rounds
from ..events import OfferEnded
from ..models import Application, Offer, RecallRight, Round, RoundResult
from .ceilings import Room, keep_under
from .common import MISSING, all_found, tell, today


@dataclass(frozen=True)
class Place:
    """Which order an application is offered, and why: by which round, or by which recall right."""

    order_id: uuid.UUID
    round_id: uuid.UUID | None = None
    right: RecallRight | None = None


def make_offers(
    application_ids: Sequence[uuid.UUID] | None = None, *, round_id: uuid.UUID | None = None, by: Actor
) -> list[Offer]:
    """Offer the work that these chosen workers (or all chosen in a round) obtained, with its terms as they stand.

    Reserves the posts; Refused as a whole when an order has too few left.
    """
    by = by.within("selection.offer")
    wanted = Q(state="selected")
    if round_id is not None:
        wanted &= Q(last_round_id=round_id)
    if application_ids is not None:
        wanted &= Q(id__in=application_ids)
    elif round_id is None:
        raise Refused("nobody_named", _("Say whom the offers are for."))
    rows = _locked(wanted, by)
    if application_ids is not None and {row.id for row in rows} != set(application_ids):
        raise Refused("not_chosen", _("One of these people is no longer waiting for an offer. Look at the list again."))
    last = {row.id: row.last_round_id for row in rows}
    obtained = {
        row.application_id: row
        for row in RoundResult.objects.visible_to(by).filter(
            application_id__in=list(last), reason=Reason.OBTAINED, round__state="published"
        )
        if row.round_id == last[row.application_id]  # whoever declined the work of an earlier round is chosen anew
    }
    places = {row.id: Place(obtained[row.id].order_id, obtained[row.id].round_id) for row in rows if row.id in obtained}
    return write_offers([row for row in rows if row.id in places], places, by=by)


def offer_reserve(round_id: uuid.UUID, *, by: Actor) -> list[Offer]:
    """Offer the free posts of a round to the next on each reserve list, best rank first; a person gets one offer.

    Where somebody waits for several orders, the order that they wanted most comes first. Posts of those whom a round
    chose and who have no offer yet, and of orders in a round that runs, are not given.
    """
    by = by.within("selection.offer")
    round_ = _published(round_id, by)
    rows = {row.id: row for row in _locked(Q(state="reserve", last_round_id=round_id), by)}
    asked = {uuid.UUID(order) for order in round_.order_ids} - chosen_waiting(round_.order_ids, by)
    asked -= {uuid.UUID(order) for order in in_rounds({round_.season_id})[1]}
    balances = demand.balances(sorted(asked))
    waiting = list(
        RoundResult.objects.visible_to(by)
        .filter(round=round_, application_id__in=list(rows), next_step=NextStep.STAY_ON_RESERVE_LIST, rank__gt=0)
        .order_by("rank", "wish", "lot")
    )
    places: dict[uuid.UUID, Place] = {}
    room = Room.under(balances, [row.person_id for row in waiting])
    if room:
        places = _next_under(waiting, {order: balance.free for order, balance in balances.items()}, room)
    for order_id, balance in balances.items() if not room else ():
        places.update(_next_on_list(waiting, order_id, balance.free, places))
    return write_offers([rows[key] for key in places], places, by=by)


def _next_on_list(
    waiting: Sequence[RoundResult], order_id: uuid.UUID, free: int, taken: Mapping[uuid.UUID, Place]
) -> dict[uuid.UUID, Place]:
    listed = [row for row in waiting if row.order_id == order_id and row.application_id not in taken]
    return {row.application_id: Place(order_id, row.round_id) for row in listed[:free]}


def _next_under(waiting: Sequence[RoundResult], free: dict[uuid.UUID, int], room: Room) -> dict[uuid.UUID, Place]:
    """Under ceilings over several lists whoever stands highest comes first: by recall right, points and lot."""
    found: dict[uuid.UUID, Place] = {}
    for row in sorted(waiting, key=lambda row: (-row.tier, -(row.points or 0), row.lot or 0, row.wish)):
        able = row.application_id not in found and free.get(row.order_id, 0) > 0
        if able and room.take(row.order_id, row.person_id) is None:
            found[row.application_id] = Place(row.order_id, row.round_id)
            free[row.order_id] -= 1
    return found


def write_offers(
    rows: Sequence[Application], places: Mapping[uuid.UUID, Place], *, days: int | None = None, by: Actor
) -> list[Offer]:
    """The offers of locked applications, one for each; posts are reserved first, so that two rounds cannot give one.

    `days` to answer make the offers short ones, where the scheme gives more.
    """
    if not rows:
        return []
    keep_under([(places[row.id].order_id, row.person_id) for row in rows])
    demand.reserve_posts(Counter(places[row.id].order_id for row in rows), by=by)
    orders = {order.id: order for order in demand.orders(by).filter(id__in={p.order_id for p in places.values()})}
    offers = []
    for row in rows:
        place = places[row.id]
        order = orders[place.order_id]
        row.state = step(APPLICATION, row.state, "offer", {"post_free"}).target
        usual = agreements.rules_of(row.version).offer_days
        given = usual if days is None else min(days, usual)
        offers.append(
            Offer(
                application=row,
                person_id=row.person_id,
                order=order,
                employer_id=order.employer_id,
                round_id=place.round_id,
                recall_right=place.right,
                terms=order.terms,
                expires_on=today() + timedelta(days=given),
                short=given < usual,
                made_by=by.id,
            )
        )
    Offer.objects.bulk_create(offers, batch_size=1000)
    Application.objects.filter(id__in=[row.id for row in rows]).update(state="offered")
    timeline.record_many(
        "selection.offered", by=by, entries=[(o, o.person_id, {"order": o.order.number}) for o in offers]
    )
    for code, short in (("selection.offer", False), ("selection.offer_short", True)):
        told = [(o.person_id, {"last_day": o.expires_on.isoformat()}) for o in offers if o.short is short]
        tell(code, told, by=by)
    return offers


def withdraw_offer(offer_id: uuid.UUID, *, decider: str, reason: str, remedy: str, by: Actor) -> Offer:
    """Take back an offer that is not answered yet: a decision against the person, with decider, reason and remedy."""
    by = by.within("selection.decide")
    offer = _offers(Q(id=offer_id), by).first()
    if offer is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(offer.application.scheme, by)
    if offer.state == "accepted":
        raise Refused("offer_accepted", _("The worker has accepted. Cancel the contract instead, with its reason."))
    given = {"decider_named": decider, "reason_given": reason, "remedy_named": remedy}
    facts = {fact for fact, words in given.items() if words.strip()}
    offer.state = step(OFFER, offer.state, "withdraw", facts).target
    application = offer.application
    application.state = step(APPLICATION, application.state, "withdraw_offer", facts).target
    offer.decider, offer.reason, offer.remedy = decider, reason, remedy
    offer.answered_at, offer.answered_by = timezone.now(), by.id
    offer.save(update_fields=["state", "decider", "reason", "remedy", "answered_at", "answered_by"])
    application.save(update_fields=["state"])
    demand.release_posts({offer.order_id: 1}, by=by)
    timeline.record("selection.offer_withdrawn", by=by, subject=offer, person_id=offer.person_id)
    tell("selection.offer_withdrawn", [(offer.person_id, {})], by=by)
    tell_stages(OfferEnded((offer.id,)))
    return offer


def release(offer_ids: Sequence[uuid.UUID], *, decider: str, reason: str, remedy: str, by: Actor) -> list[Offer]:
    """Undo accepted offers whose contract was cancelled: the posts are free, the people are on the roster again.

    Called by the stage that keeps contracts, which has checked who may cancel one.
    """
    offers = list(_offers(Q(id__in=offer_ids), by))
    all_found(offers, offer_ids)
    facts = {"decider_named", "reason_given", "remedy_named"}
    now = timezone.now()
    for offer in offers:
        offer.state = step(OFFER, offer.state, "withdraw", facts).target
        offer.application.state = step(APPLICATION, offer.application.state, "release", {"contract_cancelled"}).target
        offer.decider, offer.reason, offer.remedy = decider, reason, remedy
        offer.answered_at, offer.answered_by = now, by.id
    Offer.objects.bulk_update(offers, ["state", "decider", "reason", "remedy", "answered_at", "answered_by"])
    back_to_roster([offer.application for offer in offers])
    RecallRight.objects.filter(id__in=[o.recall_right_id for o in offers if o.recall_right_id]).update(used_at=None)
    demand.unfill_posts(Counter(offer.order_id for offer in offers), by=by)
    timeline.record_many("selection.released", by=by, entries=[(o, o.person_id, {}) for o in offers])
    tell_stages(OfferEnded(tuple(offer.id for offer in offers)))
    return offers


def lapse_offers(day: date | None = None, *, by: Actor) -> int:
    """End every offer whose last day to answer is over by `day`. No penalty: the people are on the roster again."""
    by = by.within("selection.offer")
    late = (day or today()) - timedelta(days=1)
    offers = list(_offers(Q(state="made", expires_on__lte=late), by))
    for offer in offers:
        offer.state = step(OFFER, offer.state, "lapse", {"deadline_passed"}).target
        offer.application.state = step(APPLICATION, offer.application.state, "lapse_offer", {"deadline_passed"}).target
    end_offers(offers, "lapsed", by=by)
    tell("selection.offer_lapsed", [(offer.person_id, {}) for offer in offers], by=by)
    return len(offers)


def end_offers(offers: Sequence[Offer], state: str, *, by: Actor) -> None:
    """Write that these locked offers ended without work: posts free, people on the roster."""
    if not offers:
        return
    Offer.objects.filter(id__in=[offer.id for offer in offers]).update(
        state=state, answered_at=timezone.now(), answered_by=by.id
    )
    back_to_roster([offer.application for offer in offers])
    _still_chosen([offer.application_id for offer in offers], by)
    demand.release_posts(Counter(offer.order_id for offer in offers), by=by)
    timeline.record_many(f"selection.offer_{state}", by=by, entries=[(o, o.person_id, {}) for o in offers])
    tell_stages(OfferEnded(tuple(offer.id for offer in offers)))


def _still_chosen(application_ids: Sequence[uuid.UUID], by: Actor) -> None:
    """Whom a later round chose while an alternate's offer waited is chosen: a no to the one costs not the other."""
    had = Offer.objects.filter(application_id=OuterRef("application_id"), round_id=OuterRef("round_id"))
    later = RoundResult.objects.visible_to(by).filter(
        ~Exists(had),
        application_id__in=application_ids,
        application__last_round_id=F("round_id"),
        round__state="published",
        reason=Reason.OBTAINED,
    )
    rows = list(Application.objects.filter(id__in=[row.application_id for row in later]))
    for row in rows:
        row.state = step(APPLICATION, row.state, "select", {"round_published"}).target
    Application.objects.bulk_update(rows, ["state"])
    timeline.record_many("selection.selected", by=by, entries=[(row, row.person_id, {}) for row in rows])
    tell("selection.selected", [(row.person_id, {}) for row in rows], by=by)


def back_to_roster(applications: Sequence[Application]) -> None:
    """On the roster again, with at least the validity of today (who was called back may have none yet)."""
    ids = [row.id for row in applications]
    Application.objects.filter(id__in=ids, roster_until__isnull=True).update(roster_until=today() + timedelta(days=365))
    Application.objects.filter(id__in=ids).update(state="on_roster")


def _published(round_id: uuid.UUID, by: Actor) -> Round:
    row = Round.objects.select_related("scheme").filter(id=round_id, state="published").first()
    if row is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(row.scheme, by)
    return row


def _locked(wanted: Q, by: Actor) -> list[Application]:
    rows = list(
        Application.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("scheme", "version")
        .filter(wanted)
        .order_by("id")
    )
    for scheme in {row.scheme_id: row.scheme for row in rows}.values():
        agreements.in_charge(scheme, by)
    return rows


def _offers(wanted: Q, by: Actor) -> Any:
    return (
        Offer.objects.visible_to(by)
        .select_for_update(of=("self", "application"))
        .select_related("application__scheme", "order", "employer")
        .filter(wanted)
        .order_by("id")
    )
