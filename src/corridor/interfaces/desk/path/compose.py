"""What this journey gives to the first page of its door and to the whole file of a person (see kit/compose.py)."""

import uuid

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Panel, Task, Tile
from corridor.interfaces.kit.words.journeys import STEP_OWNERS
from corridor.stages.journeys import api
from corridor.stages.returns import api as returns


def panels(person_id: uuid.UUID, actor: Actor) -> list[Panel]:
    """The person's journeys with the step that is next."""
    if not actor.can("journeys.follow"):
        return []
    actor = actor.within("journeys.follow")
    rows = []
    for placement in api.placements_of(person_id, actor):
        path = api.path(placement) if placement.state in ("preparing", "cleared") else []
        following = next((step for step in path if step.state in ("refused", "ready")), None)
        told = ""
        if following is not None:
            named = following.title_for(get_language() or "en")
            told = _("Next: %(step)s (%(who)s)") % {"step": named, "who": STEP_OWNERS[following.owner]}
        rows.append((placement, told))
    return [Panel(_("Journeys"), "desk/path/panel.html", {"rows": rows}, 50, "journeys")]


def tasks(actor: Actor) -> list[Task]:
    """Calls for help first, then reports to look at, then people who may be back."""
    found = []
    if actor.can("journeys.follow"):
        url = reverse("desk:path-reports")
        for row in api.incidents(actor).filter(kind="help")[:5]:
            text, to = _("Call them today. Only this office knows."), reverse("desk:path-report", args=[row.id])
            found.append(Task(_("A worker asks for help"), text, to, _("Open"), tag=_("help"), tone="bad", order=1))
        if others := api.incidents(actor).exclude(kind="help").count():
            said = ngettext("%(count)s report is open", "%(count)s reports are open", others)
            text = _("From workers abroad and from employers.")
            title = said % {"count": formatting.number(others)}
            found.append(Task(title, text, url, _("See the reports"), order=10))
    if actor.can("returns.receive") and (away := returns.awaited(actor).count()):
        said = ngettext("%(count)s worker may be back", "%(count)s workers may be back", away)
        text = _("Their work has ended, and nobody has recorded the return.")
        title, url = said % {"count": formatting.number(away)}, reverse("desk:path-returns")
        found.append(Task(title, text, url, _("See who"), order=40))
    return found


def tiles(actor: Actor) -> list[Tile]:
    """How many of this office's people are abroad."""
    if not actor.can("journeys.follow"):
        return []
    actor = actor.within("journeys.follow")
    count = api.counts(actor)
    abroad = count["departed"] + count["arrived"] + count["at_work"]
    return [Tile(abroad, _("are abroad now"), order=70)]
