"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.journeys import api

ORDER = 50


def tasks(actor: Actor) -> list[Task]:
    """Arrivals to confirm, steps of the employer's, seasons that are over."""
    if not actor.can("journeys.receive"):
        return []
    actor = actor.within("journeys.receive")
    today, url, found = timezone.localdate(), reverse("employer:workers-list"), []
    if away := api.counts(actor)["departed"]:
        late = api.late_arrivals(actor, today).count()
        said = ngettext("%(count)s worker is on the way", "%(count)s workers are on the way", away)
        text = _("Confirm the arrival of the group with one click as soon as they are here.")
        tag, tone = (_("late"), "bad") if late else ("", "")
        found.append(Task(said % _count(away), text, url, _("Confirm the arrival"), tag=tag, tone=tone, order=15))
    queues = [queue for queue in api.step_queues(actor, today) if queue.owner == "employer"]
    if waiting := sum(queue.ready for queue in queues):
        said = ngettext("%(count)s step waits for you", "%(count)s steps wait for you", waiting)
        text = _("Insurance, tickets and the like: without them your workers cannot leave.")
        late = sum(queue.late for queue in queues)
        tag, tone = (_("late"), "warn") if late else ("", "")
        due = min(queue.earliest for queue in queues)
        found.append(Task(said % _count(waiting), text, url, _("Record your steps"), due, tag, tone, order=25))
    if over := api.placements(actor, states=["at_work"]).filter(ends_on__lte=today).count():
        said = ngettext("%(count)s contract is over", "%(count)s contracts are over", over)
        text = _("Record the end of work, so that your workers can go home and be called back.")
        found.append(Task(said % _count(over), text, reverse("employer:workers-end"), _("Record the end"), order=35))
    return found


def tiles(actor: Actor) -> list[Tile]:
    """Who comes and who works here."""
    if not actor.can("journeys.receive"):
        return []
    actor = actor.within("journeys.receive")
    count, url = api.counts(actor), reverse("employer:workers-list")
    coming = count["preparing"] + count["cleared"] + count["departed"]
    here = count["arrived"] + count["at_work"]
    return [
        Tile(formatting.number(coming), _("workers are coming"), f"{url}?show=coming", order=ORDER),
        Tile(formatting.number(here), _("workers are here"), f"{url}?show=work", order=ORDER + 1),
    ]


def _count(number: int) -> dict[str, str]:
    return {"count": formatting.number(number)}
