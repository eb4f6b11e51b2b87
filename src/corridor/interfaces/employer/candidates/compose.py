"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.selection import api

MOST = 10


def tasks(actor: Actor) -> list[Task]:
    """Interviews and shortlists that wait for an answer."""
    if not actor.can("selection.choose"):
        return []
    actor = actor.within("selection.choose")
    return [*_talks(actor), *_lists(actor)]


def _talks(actor: Actor) -> list[Task]:
    """Interviews that need the employer: another time is asked for, or what came of one is not recorded."""
    found = []
    for each in api.interviews(actor, state=("invited", "confirmed", "time_asked")).filter(round__state="choosing"):
        asked, over = each.state == "time_asked", each.begins_at <= timezone.now()
        if asked or over:
            title = _("Set another time for an interview") if asked else _("Record what came of an interview")
            url = reverse("employer:candidates-interview", kwargs={"interview_id": each.id})
            found.append(Task(title, _apart(each.order.number, each.person.name), url, _("Open"), order=8))
    return found[:MOST]


def _lists(actor: Actor) -> list[Task]:
    return [
        Task(
            _("Choose your workers"),
            _apart(each.order_number, each.order_title, _candidates(each.candidates)),
            reverse("employer:candidates-choose", kwargs={"round_id": each.round_id, "order_id": each.order_id}),
            _("Open the candidates"),
            due=each.choose_by,
            order=10,
        )
        for each in api.own_lists(actor)
        if not each.answered and each.state == "choosing"
    ]


def tiles(actor: Actor) -> list[Tile]:
    """How many candidates wait, how many offers are out, how many workers can be called back."""
    if not actor.can("selection.choose"):
        return []
    actor = actor.within("selection.choose")
    waiting = sum(each.candidates for each in api.own_lists(actor) if not each.answered and each.state == "choosing")
    open_ = api.offers(actor, state="made").count()
    rights = api.recall_rights(actor, live=True).count()
    return [
        Tile(waiting, _("candidates wait for your choice"), reverse("employer:candidates-list"), order=20),
        Tile(open_, _("offers wait for the worker's answer"), f"{reverse('employer:orders')}?show=open", order=30),
        Tile(rights, _("workers can be called back"), reverse("employer:candidates-recall"), order=60),
    ]


def _apart(*parts: str) -> str:
    """Parts of a line, each with a direction of its own (U+2068, U+2069), so that an Arabic line keeps their order."""
    return " · ".join(f"\u2068{part}\u2069" for part in parts)


def _candidates(count: int) -> str:
    return ngettext("%(count)s candidate", "%(count)s candidates", count) % {"count": count}
