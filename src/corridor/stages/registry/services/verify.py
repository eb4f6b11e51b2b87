"""Confirming that files match the persons and their papers."""

import uuid
from collections.abc import Sequence

from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor

from ..models import Person
from .common import lock


def verify(person_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Person]:
    """Mark files as verified; those verified already stay as they are."""
    by = by.within("registry.verify")
    persons = lock(person_ids, by=by)
    fresh = [person for person in persons if person.verified_at is None]
    now = timezone.now()
    Person.objects.filter(id__in=[person.id for person in fresh]).update(verified_at=now, verified_by=by.id)
    for person in fresh:
        person.verified_at, person.verified_by = now, by.id
    timeline.record_many("registry.verified", by=by, entries=[(person, person.id, {}) for person in fresh])
    return persons
