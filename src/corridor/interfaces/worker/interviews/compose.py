"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task
from corridor.stages.selection import api

STATES = ("invited", "confirmed", "missed")


def tasks(actor: Actor) -> list[Task]:
    """Invitations to answer, interviews to come, and those of which only the employer has spoken."""
    if not actor.can("own.apply"):
        return []
    rows = api.interviews(actor.within("own.apply"), state=STATES).filter(round__state="choosing")
    return [_task(row) for row in rows if not (row.state == "missed" and row.side)]


def _task(row: api.Interview) -> Task:
    titles = {
        "invited": (_("Answer the invitation to an interview"), _("Answer"), 12),
        "confirmed": (_("Your interview"), _("See how and where"), 20),
        "missed": (_("Say why the interview did not take place"), _("Say it"), 12),
    }
    title, button, order = titles[row.state]
    text = f"{row.order.employer.name}. {formatting.moment(row.begins_at, row.zone)}"
    url = reverse("worker:interviews-page", kwargs={"interview_id": row.id})
    return Task(title, text, url, button, due=row.day if row.state != "missed" else None, order=order)
