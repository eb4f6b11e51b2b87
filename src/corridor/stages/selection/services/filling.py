"""The everyday way: fill one open job order. A round over this order alone, opened and tried at one press."""

import uuid
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.stages.demand import api as demand

from ..models import Round
from .common import today
from .opening import open_round, try_round


def fill_order(order_id: uuid.UUID, *, source: str, by: Actor) -> Round:
    """Open a round over one order by the scheme's method and try it; the draw is sealed as in any other round.

    The public value is of tomorrow, from the source that the scheme's last round announced, or from `source`.
    """
    by = by.within("selection.run_round")
    order = demand.order(order_id, by)
    if order.season_id is None:
        raise Refused("order_without_scheme", _("This job order belongs to no season of a scheme."))
    if not demand.balance(order).free:
        raise Refused(
            "no_post_free", _("No post of this job order is free now. Somebody else may just have offered it.")
        )
    before = Round.objects.filter(scheme_id=order.scheme_id).exclude(public_source="").order_by("-opened_at").first()
    named = before.public_source if before else source
    round_ = open_round(order.season_id, [order.id], source=named, source_day=today() + timedelta(days=1), by=by)
    try_round(round_.id, by=by)
    round_.refresh_from_db()
    return round_
