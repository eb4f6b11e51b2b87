"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.demand import api as demand

SHOWN = 5


def tasks(actor: Actor) -> list[Task]:
    """Requests that came back to be mended, and drafts that nobody has sent."""
    found = []
    for order in demand.orders(actor, state="draft")[:SHOWN]:
        url = reverse("employer:orders-order", args=[order.id])
        if order.reason:
            title = _("Mend your request %(number)s") % {"number": order.number}
            found.append(
                Task(title, order.reason, url, _("Read why"), order.remedy_until, _("came back"), "bad", order=10)
            )
        else:
            title = _("Send your request %(number)s") % {"number": order.number}
            found.append(Task(title, order.title, url, _("Open the draft"), tag=_("draft"), order=60))
    return found


def tiles(actor: Actor) -> list[Tile]:
    """Posts asked for, posts with a worker, and requests that wait for the office."""
    live = demand.orders(actor, state=["open", "filled"])
    sums = live.order_by().aggregate(posts=Sum("posts"), filled=Sum("filled"))
    posts, filled = sums["posts"] or 0, sums["filled"] or 0
    waiting = demand.orders(actor, state=["submitted", "verified", "approved"]).count()
    url = reverse("employer:orders")
    return [
        Tile(formatting.number(posts), _("posts approved"), f"{url}?show=open", order=10),
        Tile(formatting.number(filled), _("posts with a worker"), f"{url}?show=open", order=20),
        Tile(formatting.number(waiting), _("requests with the office"), f"{url}?show=waiting", order=30),
    ]
