"""Writing the business timeline, in the same transaction as what it tells."""

import uuid
from collections.abc import Iterable
from typing import Any

from corridor.foundation.database.context import Actor

from .models import TimelineEvent


def record(verb: str, *, by: Actor, subject: Any, person_id: uuid.UUID | None = None, **codes: Any) -> TimelineEvent:
    """One event.

    `verb` is `stage.done` (registry.registered); `subject` a model instance; `codes` are codes and ids, never names.
    """
    return record_many(verb, by=by, entries=[(subject, person_id, codes)])[0]


def record_many(
    verb: str, *, by: Actor, entries: Iterable[tuple[Any, uuid.UUID | None, dict[str, Any]]]
) -> list[TimelineEvent]:
    """Many events of one verb in one statement: (subject, person id or None, codes) each."""
    events = [
        TimelineEvent(
            verb=verb,
            actor_id=by.id,
            actor_kind=by.kind,
            roles=list(by.roles),
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            person_id=person_id,
            codes={key: str(value) if isinstance(value, uuid.UUID) else value for key, value in codes.items()},
        )
        for subject, person_id, codes in entries
    ]
    return TimelineEvent.objects.bulk_create(events, batch_size=1000)


def of_person(person_id: uuid.UUID, *, actor: Actor) -> list[TimelineEvent]:
    """The person's timeline, newest first."""
    return list(TimelineEvent.objects.visible_to(actor).filter(person_id=person_id).order_by("-at", "-id"))


def of_subject(subject_id: uuid.UUID) -> list[TimelineEvent]:
    """A thing's timeline, newest first; row security hides events of persons out of reach."""
    return list(TimelineEvent.objects.filter(subject_id=subject_id).order_by("-at", "-id"))
