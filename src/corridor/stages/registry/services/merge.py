"""Joining two files of one person, and parting them again."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.events import publish

from ..events import Merged
from ..models import Merge, Person
from .common import lock


def merge(kept: uuid.UUID, other: uuid.UUID, *, by: Actor) -> Person:
    """Make `other` an alias of `kept`: the file of `kept` shows both, search answers with `kept`.

    Nothing is moved or lost, so that `unmerge` restores the two as they were.
    """
    by = by.within("registry.merge")
    if kept == other:
        raise Refused("same_file", _("This is the same file. Choose another one."), field="other")
    first, second = lock([kept, other], by=by)
    if first.alias_of_id or second.alias_of_id:
        raise Refused(
            "joined_already", _("One of the two is joined with a file already. Part them first."), field="other"
        )
    if Person.objects.filter(alias_of_id=other).exists():
        raise Refused("has_aliases", _("Another file is joined to this one. Keep this one instead."), field="other")
    row = Merge.objects.create(person=first, other_id=second.id, at=timezone.now(), by=by.id)
    second.alias_of = first
    second.save(update_fields=["alias_of"])
    _record("registry.merged", row, by)
    publish(Merged(first.id, second.id))
    return first


def unmerge(other: uuid.UUID, *, by: Actor) -> Person:
    """Part a file from the one it was joined to; both are as before."""
    by = by.within("registry.merge")
    second = lock([other], by=by)[0]
    row = Merge.objects.visible_to(by).select_for_update().filter(other_id=other, undone_at__isnull=True).first()
    if row is None:
        raise NotFound("not_joined", _("This file is joined with no other."))
    row.undone_at, row.undone_by = timezone.now(), by.id
    row.save(update_fields=["undone_at", "undone_by"])
    second.alias_of = None
    second.save(update_fields=["alias_of"])
    _record("registry.unmerged", row, by)
    return second


def _record(verb: str, row: Merge, by: Actor) -> None:
    timeline.record_many(
        verb,
        by=by,
        entries=[
            (row, row.person_id, {"other": row.other_id}),
            (row, row.other_id, {"other": row.person_id}),
        ],
    )
