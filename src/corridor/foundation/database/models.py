"""The shapes all tables share, and the two tables of the foundation's own: submission keys and persons' keys."""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from .context import Actor, current, note_read
from .keys import uuid7


@dataclass(frozen=True)
class Protect:
    """How the database guards a table; `protect.apply()` makes it so and `protect --check` proves it.

    person: the column with the person's id, None for tables without persons. level: the least PersonAccess level that
    sees a row (1 candidate sheet, 2 file). optional: rows may lack a person (such rows are open to every signed
    context). append_only: the application may insert and read, never change. deletable: it may delete. history: row
    history by trigger. sealed: the application may insert only; reading goes through owner-defined functions.
    """

    person: str | None = None
    level: int = 2
    optional: bool = False
    append_only: bool = False
    deletable: bool = False
    history: bool = True
    sealed: bool = False


class Row(models.Model):
    """Every table: a UUIDv7 key made by the server."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    protect: ClassVar[Protect] = Protect()

    class Meta:
        abstract = True


class PersonQuerySet(models.QuerySet):
    """First wall: every read of persons starts here. The second wall is row security."""

    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """Rows of the persons that the actor's scopes reach at this table's level."""
        from django.apps import apps  # the access table lies higher in the foundation: named by label, as keys are

        if actor.wide:
            return self
        protect = self.model.protect
        access = (
            apps.get_model("scopes", "PersonAccess")
            .objects.live()
            .filter(scope_id__in=list(actor.scopes), level__gte=protect.level)
        )
        return self.filter(models.Exists(access.filter(person_id=models.OuterRef(str(protect.person)))))


class PersonRow(Row):
    """A row about a person. The subclass names the person's column in `protect`; loading a row notes the read."""

    protect: ClassVar[Protect] = Protect(person="person_id")
    objects = PersonQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str, field_names: Any, values: Any) -> Any:
        row = super().from_db(db, field_names, values)
        if current() is not None and cls.protect.person is not None:
            note_read([row.__dict__.get(cls.protect.person)])
        return row


class Submission(models.Model):
    """One accepted submission: the same key with the same body gets the same answer, however often it comes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor_id = models.UUIDField()
    key = models.UUIDField()
    body_hash = models.BinaryField(max_length=32)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    protect = Protect(history=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="submission_once")]


class PersonKey(models.Model):
    """The key that encrypts one person's special fields, itself wrapped by the master key.

    Destroying it erases them.
    """

    person_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    protect = Protect(person="person_id", level=1, history=False)
    objects = PersonQuerySet.as_manager()


def as_uuid(value: str | uuid.UUID) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
