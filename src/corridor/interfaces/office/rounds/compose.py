"""What this journey gives to the first page of its door (see kit/compose.py)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.selection import api

from .views import offer_steps, steps_of

NEWEST = 20


def tiles(actor: Actor) -> list[Tile]:
    """The roster and the open offers."""
    if not actor.can("selection.read"):
        return []
    actor = actor.within("selection.read")
    summary = api.workers_summary(actor)
    roster, offers = reverse("office:rounds-roster"), reverse("office:rounds-offers")
    return [
        Tile(summary.states["on_roster"], _("workers on the roster"), f"{roster}?state=on_roster", order=30),
        Tile(summary.offers_open, _("offers wait for an answer"), f"{offers}?state=made", order=40),
    ]


def tasks(actor: Actor) -> list[Task]:
    """New applications, the next step of each round, appeals."""
    return list(_tasks(actor))


def _tasks(actor: Actor) -> Iterator[Task]:
    if actor.can("selection.assess"):
        new = api.state_counts(actor)["applied"]
        if new:
            text = ngettext("%(count)s person waits.", "%(count)s people wait.", new) % {"count": new}
            yield Task(_("Check new applications"), text, reverse("office:rounds-list"), _("Open the list"), order=30)
    running = api.rounds(actor).exclude(state="cancelled").filter(season__ends_on__gte=timezone.localdate())
    for row in running[:NEWEST]:
        forward = [step for step in [*steps_of(row, actor), *offer_steps(row, actor)] if step.forward]
        if len(row.order_ids) == 1:  # the task of its one order says more (orders/compose.py)
            forward = [step for step in forward if step.action != "offer_reserve"]
        if forward:
            title = _("Selection round of %(day)s") % {"day": formatting.day(row.opened_at.date())}
            text = f"{row.scheme.name}, {row.season.code}"
            url = reverse("office:rounds-round", kwargs={"round_id": row.id})
            yield Task(title, text, url, forward[0].label, order=20)
    if actor.can("selection.offer"):
        late = api.offers(actor, state="made").filter(expires_on__lt=timezone.localdate()).count()
        if late:
            text = ngettext("%(count)s offer", "%(count)s offers", late) % {"count": late}
            url = reverse("office:rounds-offers")
            yield Task(_("End offers past their last day"), text, url, _("Open the list"), order=25)
    if actor.can("selection.assess"):
        waiting = api.requests(actor, state="asked")
        if count := waiting.count():
            text = ngettext("%(count)s person waits.", "%(count)s people wait.", count) % {"count": count}
            url, due = reverse("office:rounds-requests"), waiting[0].answer_by
            yield Task(_("Answer requests about the roster"), text, url, _("Open the list"), due=due, order=28)
    if actor.can("selection.review"):
        for appeal in api.appeals(actor, state=["lodged", "under_review"])[:NEWEST]:
            url = reverse("office:rounds-appeal", kwargs={"appeal_id": appeal.id})
            yield Task(
                _("Hear an appeal"), appeal.application.scheme.name, url, _("Open"), due=appeal.answer_by, order=10
            )
