"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Milestone, Task
from corridor.interfaces.kit.words import you
from corridor.stages.contracts import api

from .views import contract_url

ORDER = 40
WAITING = ("issued", "employer_accepted")


def tasks(actor: Actor) -> list[Task]:
    """A contract that waits for the worker's answer."""
    found = []
    for one in api.contracts(actor):
        if one.state in WAITING:
            found.append(
                Task(
                    title=_("Read your contract and answer"),
                    text=_("%(employer)s, %(place)s. Declining costs you nothing.")
                    % {"employer": one.employer.name, "place": one.order.town or one.order.workplace},
                    url=contract_url(one),
                    button=_("Open my contract"),
                    due=one.due_on,
                    order=ORDER - 20,
                )
            )
    return found


def milestones(actor: Actor) -> list[Milestone]:
    """The contract on the worker's way: what it waits for, or the day on which it was verified."""
    live = [one for one in api.contracts(actor).order_by("-drafted_at") if one.state != "cancelled"]
    if not live:
        return [Milestone(title=_("Contract"), order=ORDER)]
    one = live[0]
    done = one.state in ("verified", "ended")
    on = one.verified_at.date() if one.verified_at else None
    return [
        Milestone(
            title=_("Contract"),
            note=_note(one),
            state="done" if done else "late" if one.state == "held" else "now",
            order=ORDER,
            on=on,
            url=contract_url(one),
            link=_("Open my contract"),
        )
    ]


def _note(one: api.Contract) -> str:
    if one.state == "held":
        return _("We hold it until a clause is put right. You need to do nothing.")
    if one.state == "verified":
        return _("Verified: it holds what you were promised.")
    if one.state == "ended":
        return _("Ended on %(day)s.") % {"day": formatting.day(one.ended_on)} if one.ended_on else ""
    return _("It waits for %(who)s.") % {"who": you.owner(one.turn)} if one.turn else ""
