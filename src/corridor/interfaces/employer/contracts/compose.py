"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.contracts import api

ORDER = 30


def tasks(actor: Actor) -> list[Task]:
    """Contracts to accept, and contracts that are held until a promise is put back."""
    if not actor.can("contracts.accept"):
        return []
    actor = actor.within("contracts.accept")
    count = api.counts(actor)
    url = reverse("employer:contracts-list")
    found = []
    if held := count.get("held", 0):
        said = ngettext("%(count)s contract is held", "%(count)s contracts are held", held)
        found.append(
            Task(
                title=said % {"count": formatting.number(held)},
                text=_("A clause is worse than what you promised. Restore it, and the contract goes on."),
                url=url,
                button=_("See what holds them"),
                tag=_("held"),
                tone="bad",
                order=ORDER - 10,
            )
        )
    if waiting := count.get("issued", 0) + count.get("worker_accepted", 0):
        said = ngettext("%(count)s contract waits for you", "%(count)s contracts wait for you", waiting)
        found.append(
            Task(
                title=said % {"count": formatting.number(waiting)},
                text=_("Read them and accept; several at once, if you like."),
                url=url,
                button=_("Answer the contracts"),
                order=ORDER,
            )
        )
    return found


def tiles(actor: Actor) -> list[Tile]:
    """How many contracts are verified."""
    if not actor.can("contracts.accept"):
        return []
    actor = actor.within("contracts.accept")
    count = api.counts(actor).get("verified", 0)
    url = f"{reverse('employer:contracts-list')}?show=verified"
    return [Tile(figure=formatting.number(count), label=_("verified contracts"), url=url, order=ORDER)]
