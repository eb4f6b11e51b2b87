"""Replacing on the same day: free posts of one order go to the next on its published list, at one press.

Nobody chooses who: the list does. Declining costs nothing, and neither does not answering an offer of one day.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.rules.transitions import APPLICATION
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from ..alternates import RULE, Alternate, chosen_waiting, in_rounds, last_round, vacancy
from ..models import Application, Offer, Round
from .assessing import plain_failures
from .ceilings import Room, keep_under
from .common import MISSING, tell, today
from .offering import Place, write_offers

NOBODY = _("Nobody on the reserve list could start now. Fill the order by a new round.")
SHORT_DAYS = 1
"""A short offer can be answered until the end of the next day."""
SOON_DAYS = 14
"""Offers may be short when work begins within so many days, or has begun."""


def may_be_short(order: Any) -> bool:
    """Whether the posts of an order are so urgent that one day to answer may be set."""
    return bool(order.start <= today() + timedelta(days=SOON_DAYS))


def offer_next(order_id: uuid.UUID, *, short: bool = False, by: Actor) -> list[Offer]:
    """Offer every free post of an order to the next alternates who could start, as the published list and reserves say.

    `short` gives until tomorrow to answer instead of the scheme's days; who lets it lapse keeps the place on the list,
    after those not asked yet. Whoever is passed over because a rule is not met is told which, once, and keeps the
    place.
    """
    by = by.within("selection.offer")
    order = demand.order(order_id, by)
    if order.scheme is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(order.scheme, by)
    round_ = _lock_list(order)
    order.refresh_from_db()
    if short and not may_be_short(order):
        raise Refused(
            "not_soon", _("The work does not begin within two weeks. Give the scheme's days to answer the offer.")
        )
    if str(order.id) in in_rounds({order.season_id})[1]:
        raise Refused(
            "orders_in_round",
            format_lazy(
                _("Already in a round that runs: {numbers}. Publish or cancel that round first."), numbers=order.number
            ),
        )
    if chosen_waiting([order.id], by):
        raise Refused("chosen_first", _("Those whom the last round chose have no offer yet. Make their offers first."))
    found = vacancy(order, by)
    if not found.free:
        raise Refused(
            "no_post_free", _("No post of this job order is free now. Somebody else may just have offered it.")
        )
    room = Room.under([order.id], [each.person.id for each in found.ready])
    taken = [each for each in found.ready if room.take(order.id, each.person.id) is None][: found.free]
    if not taken:
        keep_under([(order.id, each.person.id) for each in found.ready[:1]])
        raise Refused("nobody_ready", NOBODY)
    rows = _waiting([each.application_id for each in taken], by)
    for row in rows:
        _to_reserve(row)
    Application.objects.filter(id__in=[row.id for row in rows]).update(failures=[])
    places = {row.id: Place(order.id, round_.id) for row in rows}
    offers = write_offers(rows, places, days=SHORT_DAYS if short else None, by=by)
    _tell_passed_over(found.alternates, [each for each in taken if not each.kept], order, by)
    timeline.record("selection.replaced", by=by, subject=order, offers=len(offers), short=short)
    return offers


def _lock_list(order: Any) -> Round:
    """The round whose list counts, locked: two officers who replace at once come one after the other."""
    last = last_round(order.id)
    if last is None:
        raise Refused("nobody_ready", NOBODY)
    return Round.objects.select_for_update(of=("self",)).get(id=last.id)


def _waiting(ids: Sequence[uuid.UUID], by: Actor) -> list[Application]:
    """The applications, locked, in the order of the list."""
    rows = Application.objects.visible_to(by).select_for_update(of=("self",)).select_related("scheme", "version")
    found = {row.id: row for row in rows.filter(id__in=ids).order_by("id")}
    return [found[key] for key in ids]


def _to_reserve(row: Application) -> None:
    """Back to the earlier list for who takes part in a later round meanwhile: its rank was published and stands."""
    if row.state in ("not_selected", "shortlisted"):
        row.state = step(APPLICATION, row.state, "return_to_roster", {"roster_valid"}).target
    if row.state == "on_roster":
        row.state = step(APPLICATION, row.state, "keep_in_reserve", {"round_published", "rank_given"}).target


def _tell_passed_over(alternates: Sequence[Alternate], taken: Sequence[Alternate], order: Any, by: Actor) -> None:
    """Tell whoever stands before somebody taken by rank and does not meet a rule today."""
    before = alternates[: max((alternates.index(each) for each in taken), default=0)]
    blocked = [each for each in before if each.hindrance == RULE]
    rows = {row.id: row for row in _waiting([each.application_id for each in blocked], by)}
    for each in blocked:
        rows[each.application_id].failures = plain_failures(each.missing)
    Application.objects.bulk_update(list(rows.values()), ["failures"], batch_size=500)
    tell(
        "selection.alternate_blocked",
        [(each.person.id, {}) for each in blocked],
        keys=[f"selection.alternate_blocked:{order.id}:{each.application_id}" for each in blocked],
        by=by,
    )
