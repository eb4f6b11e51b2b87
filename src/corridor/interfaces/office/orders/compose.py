"""What this journey gives to the first page of its door (see kit/compose.py)."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.demand import api as demand
from corridor.stages.selection import api as selection

QUEUES = (
    ("verify", "submitted", "submitted_at", "demand.verify"),
    ("approve", "verified", "verified_at", "demand.approve"),
    ("open", "approved", "approved_at", "demand.open"),
)
"""Queue, state of its orders, since when they wait, and who may move them on."""
LATE_DAYS = 14
SHOWN = 5


def waiting_days(since: datetime | None) -> int:
    """Whole days since an instant; 0 for None."""
    return max((timezone.now() - since).days, 0) if since else 0


def tasks(actor: Actor) -> list[Task]:
    """Queues of the actor's that hold something, with the age of the oldest; occupations in doubt; posts to fill."""
    if not actor.can("demand.read"):
        return []
    replacing = _free_posts(actor)
    actor = actor.within("demand.read")
    titles = {
        "verify": _("Verify job orders"),
        "approve": _("Approve job orders"),
        "open": _("Open approved job orders"),
    }
    found = replacing
    for queue, state, since, permission in QUEUES:
        rows = demand.orders(actor, state=state).order_by(since)
        count = rows.count() if actor.can(permission) else 0
        if count:
            days = waiting_days(getattr(rows[0], since))
            told = {"count": formatting.number(count), "days": formatting.days_long(days)}
            text = _("%(count)s wait, the oldest for %(days)s.") % told
            late = _("late") if days > LATE_DAYS else ""
            url = f"{reverse('office:orders')}?queue={queue}"
            found.append(
                Task(titles[queue], text, url, _("Open the queue"), tag=late, tone="bad" if late else "", order=20)
            )
    doubtful = demand.doubtful(actor).count()
    if doubtful:
        said = ngettext("%(count)s job order waits for a person.", "%(count)s job orders wait for a person.", doubtful)
        text = said % {"count": formatting.number(doubtful)}
        found.append(Task(_("Confirm occupations"), text, reverse("office:orders-coding"), _("Begin"), order=40))
    worded = demand.worded(actor).count()
    if worded:
        said = ngettext("%(count)s job order waits for a person.", "%(count)s job orders wait for a person.", worded)
        text = said % {"count": formatting.number(worded)}
        found.append(Task(_("Decide on words"), text, reverse("office:orders-wording"), _("Begin"), order=30))
    return found


def _free_posts(actor: Actor) -> list[Task]:
    """Open orders with free posts whose list has somebody who could start: one press away from their offers."""
    if not actor.can("selection.offer"):
        return []
    found = []
    for each in selection.open_vacancies(actor.within("selection.offer"))[:SHOWN]:
        free, ready = each.free, len(each.ready)
        told = ngettext("%(count)s post is free", "%(count)s posts are free", free)
        stand = ngettext("%(count)s alternate is ready", "%(count)s alternates are ready", ready)
        counts = (told % {"count": formatting.number(free)}, stand % {"count": formatting.number(ready)})
        named = f"\u2068{each.order.number}\u2069 \u2068{each.order.title}\u2069"
        url = f"{reverse('office:orders-order', args=[each.order.id])}#filling"
        text = " · ".join((named, *counts))
        found.append(Task(_("Offer free posts to the next on the list"), text, url, _("Open the order"), order=15))
    return found


def tiles(actor: Actor) -> list[Tile]:
    """Job orders that wait for a decision, and posts that are open."""
    if not actor.can("demand.read"):
        return []
    actor = actor.within("demand.read")
    waiting = demand.orders(actor, state=["submitted", "verified"]).count()
    opened = demand.orders(actor, state="open")
    free = sum(
        posts - reserved - filled for posts, reserved, filled in opened.values_list("posts", "reserved", "filled")
    )
    url = reverse("office:orders")
    return [
        Tile(formatting.number(waiting), _("job orders wait for a decision"), url, order=20),
        Tile(formatting.number(free), _("free posts in open job orders"), f"{url}?queue=opened", order=30),
    ]
