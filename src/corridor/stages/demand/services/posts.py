"""The balance of posts. Called by the stages that make offers, in their transaction and under their permission.

The rows are locked before they are counted: of two who want the last post at once, the second is told that it is gone.
A CHECK of the table holds the same rule.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import SYSTEM, Actor
from corridor.foundation.database.errors import Refused
from corridor.rules.transitions import JOB_ORDER

from ..models import JobOrder
from .orders import locked


@dataclass(frozen=True, slots=True)
class Balance:
    """Posts of an order: in all, with an offer out, with a worker, and free."""

    posts: int
    reserved: int
    filled: int

    @property
    def free(self) -> int:
        return self.posts - self.reserved - self.filled


def balance(order: JobOrder) -> Balance:
    return Balance(order.posts, order.reserved, order.filled)


def reserve_posts(counts: Mapping[uuid.UUID, int], *, by: Actor) -> list[JobOrder]:
    """Set posts aside for offers; refused when an order is not open or has fewer free."""

    def reserve(order: JobOrder, count: int) -> None:
        if order.state != "open":
            raise Refused(
                "order_not_open", _("Job order %(number)s is not open. No offer can be made."), number=order.number
            )
        free = balance(order).free
        if count > free:
            raise Refused(
                "no_post_left",
                _("Job order %(number)s has %(free)s posts left. Somebody else may just have taken the last one."),
                number=order.number,
                free=free,
            )
        order.reserved += count

    return _change("demand.posts_reserved", counts, reserve, by)


def release_posts(counts: Mapping[uuid.UUID, int], *, by: Actor) -> list[JobOrder]:
    """Give back posts whose offers were declined, lapsed or withdrawn."""

    def release(order: JobOrder, count: int) -> None:
        _require(order, order.reserved, count)
        order.reserved -= count

    return _change("demand.posts_released", counts, release, by)


def fill_posts(counts: Mapping[uuid.UUID, int], *, by: Actor) -> list[JobOrder]:
    """Turn reserved posts into filled ones: the offers were accepted. An order without a post left becomes filled."""

    def fill(order: JobOrder, count: int) -> None:
        _require(order, order.reserved, count)
        order.reserved -= count
        order.filled += count
        if order.state == "open" and order.filled == order.posts:
            order.state = step(JOB_ORDER, order.state, "fill", {"no_post_left"}).target

    return _change("demand.posts_filled", counts, fill, by)


def unfill_posts(counts: Mapping[uuid.UUID, int], *, by: Actor) -> list[JobOrder]:
    """Give back filled posts: somebody left before the work began. A filled order opens again."""

    def unfill(order: JobOrder, count: int) -> None:
        _require(order, order.filled, count)
        order.filled -= count
        if order.state == "filled":
            order.state = step(JOB_ORDER, order.state, "reopen", {"post_free"}).target

    return _change("demand.posts_unfilled", counts, unfill, by)


def _require(order: JobOrder, held: int, count: int) -> None:
    if count > held:
        raise Refused(
            "posts_not_held",
            _("Job order %(number)s does not hold so many posts. Look at its balance again."),
            number=order.number,
        )


def _change(
    verb: str, counts: Mapping[uuid.UUID, int], change: Callable[[JobOrder, int], None], by: Actor
) -> list[JobOrder]:
    wanted = {order_id: count for order_id, count in counts.items() if count}
    if any(count < 0 for count in wanted.values()):
        raise ValueError("a count of posts is never negative")
    orders = locked(list(wanted))
    before = {order.id: order.state for order in orders}
    for order in orders:
        change(order, wanted[order.id])
    JobOrder.objects.bulk_update(orders, ["reserved", "filled", "state"], batch_size=500)
    timeline.record_many(
        verb, by=by, entries=[(order, None, {"number": order.number, "posts": wanted[order.id]}) for order in orders]
    )
    turned = [order for order in orders if order.state != before[order.id]]
    timeline.record_many(
        "demand.order_turned", by=SYSTEM, entries=[(order, None, {"state": order.state}) for order in turned]
    )
    return orders
