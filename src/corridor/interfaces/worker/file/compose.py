"""What this journey gives to the first page of its door (see kit/compose.py)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit.compose import Milestone, Task
from corridor.stages.registry import api

SOON = timedelta(days=183)


def tasks(actor: Actor) -> list[Task]:
    """What the file lacks so that work can be found."""
    found = _own(actor)
    if found is None or found.details is None:
        return []
    wanted: list[Task] = []
    passports = [row.valid_until for row in found.documents if row.kind == "passport" and row.valid_until]
    if not found.details.phone:
        wanted.append(
            Task(
                _("Write down your phone"),
                _("Without it we cannot tell you of an offer."),
                reverse("worker:file-details"),
                _("Add my phone"),
                order=60,
            )
        )
    if not passports:
        wanted.append(
            Task(
                _("Add your passport"),
                _("For most work abroad you need one that lasts the whole season."),
                reverse("worker:file-document"),
                _("Add my passport"),
                order=70,
            )
        )
    elif max(passports) < timezone.localdate() + SOON:
        wanted.append(
            Task(
                _("Renew your passport"),
                _("It ends soon. Add the new one when you have it."),
                reverse("worker:file-document"),
                _("Add my new passport"),
                due=max(passports),
                tone="warn",
                order=65,
            )
        )
    return wanted


def milestones(actor: Actor) -> list[Milestone]:
    """The beginning of the way: registered."""
    found = _own(actor)
    if found is None:
        return []
    on = timezone.localtime(found.person.registered_at).date()
    return [
        Milestone(
            pgettext_lazy("milestone", "Registered"),
            state="done",
            on=on,
            order=10,
            url=reverse("worker:file-home"),
            link=_("my file"),
        )
    ]


def _own(actor: Actor) -> api.PersonFile | None:
    return api.person(actor.person_id, by=actor) if actor.person_id else None
