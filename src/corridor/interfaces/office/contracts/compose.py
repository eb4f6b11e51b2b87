"""What this journey gives to the first page of its door (see kit/compose.py)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.contracts import api

from .views import QUEUES

ORDER = 60


def tasks(actor: Actor) -> list[Task]:
    """The queues that wait for this actor: contracts held, to send, to verify."""
    if not actor.can("contracts.read"):
        return []
    actor = actor.within("contracts.read")
    count = api.counts(actor)
    found = []
    if (number := count.get("held", 0)) and actor.can("contracts.draft"):
        said = ngettext("%(count)s contract is held", "%(count)s contracts are held", number)
        text = _("A clause is worse than promised. The employer restores it, or you do.")
        found.append(_task("held", said, number, text, _("See what holds them"), ORDER - 20, tag=_("held"), tone="bad"))
    if (number := count.get("drafted", 0)) and actor.can("contracts.draft"):
        said = ngettext("%(count)s contract to send", "%(count)s contracts to send", number)
        text = _("Drafted from accepted offers; worker and employer wait for them.")
        found.append(_task("send", said, number, text, _("Look and send"), ORDER))
    if (number := count.get("accepted", 0)) and actor.can("contracts.verify"):
        said = ngettext("%(count)s contract to verify", "%(count)s contracts to verify", number)
        text = _("Both sides have accepted. Nobody leaves before you have looked.")
        found.append(_task("verify", said, number, text, _("Look and verify"), ORDER))
    return found


def _task(queue: str, said: str, number: int, text: str, button: str, order: int, **more: Any) -> Task:
    return Task(
        title=said % {"count": formatting.number(number)},
        text=text,
        url=f"{reverse('office:contracts-list')}?queue={queue}",
        button=button,
        order=order,
        **more,
    )


def tiles(actor: Actor) -> list[Tile]:
    """Contracts held and verified."""
    if not actor.can("contracts.read"):
        return []
    actor = actor.within("contracts.read")
    count, url = api.counts(actor), reverse("office:contracts-list")
    shown = [("verified", _("verified contracts"), ""), ("held", _("contracts held"), "bad")]
    return [
        Tile(
            figure=formatting.number(sum(count.get(state, 0) for state in QUEUES[queue][1])),
            label=label,
            url=f"{url}?queue={queue}",
            tone=tone if count.get(queue, 0) else "",
            order=ORDER,
        )
        for queue, label, tone in shown
    ]
