"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Milestone, Task
from corridor.interfaces.kit.pay import cost_of
from corridor.rules.terms import from_plain
from corridor.stages.selection import api


def tasks(actor: Actor) -> list[Task]:
    """Offers that wait for an answer."""
    if not actor.can("own.offer"):
        return []
    actor = actor.within("own.offer")
    return [
        Task(
            _("Read your offer and answer"),
            f"{row.order.title}, {row.order.town or row.employer.name}. {_cost(row)}.",
            reverse("worker:offers-page", kwargs={"offer_id": row.id}),
            _("Open my offer"),
            due=row.expires_on,
            order=10,
        )
        for row in api.offers(actor, state="made")
    ]


def _cost(row: api.Offer) -> str:
    return str(cost_of(from_plain(row.terms), you=True).words)


def milestones(actor: Actor) -> list[Milestone]:
    """The newest offer."""
    row = api.offers(actor).first() if actor.can("own.offer") else None
    if row is None:
        return [Milestone(_("Offer"), order=40)]
    url = reverse("worker:offers-page", kwargs={"offer_id": row.id})
    if row.state == "made":
        note = _("answer by %(day)s") % {"day": formatting.day(row.expires_on)}
        return [Milestone(_("Offer"), note, "now", order=40, url=url)]
    if row.state == "accepted":
        day = row.answered_at.date() if row.answered_at else None
        return [Milestone(_("Offer accepted"), row.employer.name, "done", order=40, on=day, url=url)]
    return [Milestone(_("Offer"), order=40)]
