"""Erasing a file, and holding it back from erasure by law."""

import uuid

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Account
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor, current
from corridor.foundation.database.errors import Refused
from corridor.foundation.events import publish

from ..events import Erased
from ..models import Details, Person
from .common import lock, own_or

REASONS = {
    "asked": _("The person asked for it."),
    "ended": _("The time for keeping it is over."),
    "mistake": _("The file was made by mistake."),
}


def hold(person_id: uuid.UUID, on: bool, *, by: Actor) -> None:
    """Set or lift the legal hold, under which a file cannot be erased."""
    by = by.within("registry.erase")
    person = lock([person_id], by=by)[0]
    Details.objects.filter(person_id=person_id).update(legal_hold=on)
    timeline.record("registry.held" if on else "registry.released", by=by, subject=person, person_id=person_id)


def ask_erasure(person_id: uuid.UUID, asked: bool, *, by: Actor) -> None:
    """The person asks to be erased, or takes the wish back; the office answers. Asking again keeps the first day."""
    by = own_or(by, person_id, "registry.complete")
    person = lock([person_id], by=by)[0]
    details = Details.objects.select_for_update().get(person_id=person_id)
    if bool(details.erasure_asked_at) == asked:
        return
    details.erasure_asked_at = timezone.now() if asked else None
    details.save(update_fields=["erasure_asked_at"])
    verb = "registry.erasure_asked" if asked else "registry.erasure_unasked"
    timeline.record(verb, by=by, subject=person, person_id=person_id)


def erase(person_id: uuid.UUID, reason: str, *, by: Actor) -> int:
    """Remove every row about the person and destroy the key of what was sealed; return the number of rows.

    `reason` is one of REASONS. Files joined to this one go with it. Other stages hear Erased first.
    """
    by = by.within("registry.erase")
    if reason not in REASONS:
        raise Refused("reason", _("Choose why the file is erased."), field="reason")
    person = lock([person_id], by=by)[0]
    if person.alias_of_id:
        raise Refused("joined_already", _("This file is joined to another one. Part them first, or erase that one."))
    joined = Person.objects.visible_to(by).filter(Q(id=person_id) | Q(alias_of_id=person_id))
    ids = list(joined.order_by("alias_of_id").values_list("id", flat=True))
    if Details.objects.filter(person_id__in=ids, legal_hold=True).exists():
        raise Refused("legal_hold", _("This file must be kept by law for now. Ask who set the hold to lift it."))
    publish(Erased(tuple(ids)))
    _close_accounts(ids)
    removed = 0
    with connection.cursor() as cursor:
        for each in ids:
            cursor.execute("SELECT corridor.erase_person(%s, %s)", [each, reason])
            removed += cursor.fetchone()[0]
    frame = current()
    if frame is not None:
        frame.read.difference_update(ids)  # the read log must not name them anew
    return removed


def _close_accounts(person_ids: list[uuid.UUID]) -> None:
    for account in Account.objects.filter(person_id__in=person_ids):
        account.login, account.name = f"erased:{account.id}", ""
        account.person_id, account.is_active = None, False
        account.save(update_fields=["login", "name", "person_id", "is_active"])
