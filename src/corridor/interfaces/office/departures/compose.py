"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.journeys import api
from corridor.stages.returns import api as returns

ORDER = 60


def tasks(actor: Actor) -> list[Task]:
    """Late arrivals, clearances to decide, steps past their day, returns to confirm."""
    if not actor.can("journeys.read"):
        return []
    actor = actor.within("journeys.read")
    today, found = timezone.localdate(), []
    if late := api.late_arrivals(actor, today).count():
        said = ngettext("%(count)s arrival is late", "%(count)s arrivals are late", late)
        text = _("They left more than 14 days ago, and nobody has confirmed that they arrived.")
        url, button = reverse("office:departures"), _("See who")
        found.append(Task(said % _count(late), text, url, button, tag=_("late"), tone="bad", order=5))
    asked = api.clearances(actor, states=["requested"]).exclude(requested_by=actor.id).count()
    if asked and actor.can("journeys.clear"):
        said = ngettext("%(count)s clearance to decide", "%(count)s clearances to decide", asked)
        text = _("The contracts are verified and the steps are done. You are the second pair of eyes.")
        url = reverse("office:departures-clearances")
        found.append(Task(said % _count(asked), text, url, _("Decide"), order=25))
    if actor.can("journeys.prepare"):
        found += _steps(actor)
    if actor.can("returns.confirm") and (waiting := returns.returns(actor, confirmed=False).count()):
        said = ngettext("%(count)s return to confirm", "%(count)s returns to confirm", waiting)
        text = _("Confirming gives the right to be called back, as the scheme says.")
        url = reverse("office:departures-returns")
        found.append(Task(said % _count(waiting), text, url, _("Confirm"), order=45))
    return found


def _steps(actor: Actor) -> list[Task]:
    late = sum(queue.late for queue in api.step_queues(actor, timezone.localdate()))
    if not late:
        return []
    said = ngettext("%(count)s step is past its day", "%(count)s steps are past their day", late)
    url, text = reverse("office:departures-steps"), _("Each holds up a departure.")
    return [Task(said % _count(late), text, url, _("See the steps"), tag=_("late"), tone="warn", order=35)]


def tiles(actor: Actor) -> list[Tile]:
    """How many are preparing, on the way, at work."""
    if not actor.can("journeys.read"):
        return []
    actor = actor.within("journeys.read")
    count, url = api.counts(actor), reverse("office:departures-list")
    shown = [
        ("preparing", _("prepare their journey"), count["preparing"] + count["cleared"]),
        ("departed", _("are on the way"), count["departed"]),
        ("abroad", _("work abroad"), count["arrived"] + count["at_work"]),
    ]
    return [
        Tile(formatting.number(number), label, f"{url}?show={show}", order=ORDER + n)
        for n, (show, label, number) in enumerate(shown)
    ]


def _count(number: int) -> dict[str, str]:
    return {"count": formatting.number(number)}
