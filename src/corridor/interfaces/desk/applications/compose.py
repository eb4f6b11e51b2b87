"""What this journey gives to the first page of its door (see kit/compose.py)."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit.compose import Action, Panel, Task, Tile
from corridor.interfaces.kit.interviewing import row
from corridor.interfaces.kit.words import clause, owner
from corridor.stages.contracts import api as contracts
from corridor.stages.selection import api

MOST = 10
TALKS = ("invited", "confirmed", "time_asked", "held", "missed")


def panels(person_id: uuid.UUID, actor: Actor) -> list[Panel]:
    """The person's applications and offers, the way to apply for them, and their contracts."""
    return [*_applications(person_id, actor), *_contracts(person_id, actor)]


def _contracts(person_id: uuid.UUID, actor: Actor) -> list[Panel]:
    """Where each contract stands, and the paper to read through together."""
    if not actor.can("contracts.read_person"):
        return []
    actor = actor.within("contracts.read_person")
    found = contracts.contracts(actor, person_id=person_id).order_by("-drafted_at")[:MOST]
    rows = [(one, owner(one.turn) if one.turn else "", [clause(code) for code in one.held_clauses]) for one in found]
    return [Panel(_("Contracts"), "desk/applications/contracts.html", {"rows": rows}, 40, "contracts")] if rows else []


def _applications(person_id: uuid.UUID, actor: Actor) -> list[Panel]:
    if not actor.can("selection.read_person"):
        return []
    actor = actor.within("selection.read_person")
    context = {
        "person_id": person_id,
        "applications": api.applications_of(person_id, actor),
        "offers": list(api.offers(actor).filter(person_id=person_id)[:MOST]),
        "rights": list(api.recall_rights(actor, live=True).filter(person_id=person_id)),
        "interviews": [row(each) for each in api.interviews(actor, state=TALKS).filter(person_id=person_id)],
        "may_apply": actor.can("selection.apply_for"),
    }
    return [Panel(_("Applications and offers"), "desk/applications/panel.html", context, 30, "applications")]


def actions(person_id: uuid.UUID, actor: Actor) -> list[Action]:
    """Applying for the person."""
    if not actor.can("selection.apply_for"):
        return []
    return [Action(_("Apply for this person"), reverse("desk:applications-apply", args=[person_id]), "list", order=50)]


def tasks(actor: Actor) -> list[Task]:
    """Offers and interviews of the office's people that come soon and have no answer: a call may help."""
    if not actor.can("selection.read_person"):
        return []
    actor = actor.within("selection.read_person")
    return [*_offers(actor), *_talks(actor)]


def _talks(actor: Actor) -> list[Task]:
    """Invitations without an answer in the next days, and missed ones of which the worker was not heard."""
    soon = timezone.localdate() + timedelta(days=3)
    found = api.interviews(actor, state=("invited", "missed")).filter(round__state="choosing", day__lte=soon, side="")
    titles = {
        "invited": _("An invitation to an interview waits for an answer"),
        "missed": _("An interview is recorded as missed; the worker was not heard yet"),
    }
    return [
        Task(
            titles[each.state],
            each.person.name,
            f"{reverse('desk:person-file', args=[each.person_id])}#applications",
            _("Open"),
            due=each.day,
            order=22,
        )
        for each in found[:MOST]
    ]


def _offers(actor: Actor) -> list[Task]:
    soon = timezone.localdate() + timedelta(days=3)
    found = api.offers(actor, state="made").filter(expires_on__lte=soon).order_by("expires_on")[:MOST]
    return [
        Task(
            _("An offer waits for an answer"),
            row.person.name,
            reverse("desk:applications-page", kwargs={"application_id": row.application_id}),
            _("Open"),
            due=row.expires_on,
            order=20,
        )
        for row in found
    ]


def tiles(actor: Actor) -> list[Tile]:
    """People with a rule that is not met and time to appeal, when there are any."""
    if not actor.can("selection.read_person"):
        return []
    actor = actor.within("selection.read_person")
    today = timezone.localdate()
    open_time = api.applications(actor, state=["ineligible", "not_selected"]).filter(appeal_until__gte=today)
    count = open_time.count()
    return [Tile(count, _("people can still appeal a decision"), order=60)] if count else []
