"""Who may see a person is rows. A scope is opaque here; the stage that makes it knows what it stands for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from corridor.foundation.database.models import PersonQuerySet, Protect, Row

CANDIDATE, FILE = 1, 2


class Scope(Row):
    """An office, a scheme, an employer, a referral or a person's own file, as a reach over persons.

    `subject_id` is the thing it stands for; `owner_id` the organisation that controls it (a handover changes this one
    row).
    """

    KINDS: ClassVar = ["office", "scheme", "destination", "employer", "referral", "own"]
    kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    owner_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="scope_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["office", "scheme", "destination", "employer", "referral", "own"]),
                name="scope_kind",
            ),
        ]


class AccessQuerySet(PersonQuerySet):
    def live(self) -> "AccessQuerySet":
        """Access that has not ended."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()))


class PersonAccess(Row):
    """One scope reaches one person at a level, until a time, for a reason.

    Levels: 1 the candidate sheet (name, skills, applications), 2 the whole file. Written only through
    `scopes.access`, whose database functions refuse to widen a reach that the caller does not have.
    """

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    level = models.SmallIntegerField()
    until = models.DateTimeField(null=True)
    why = models.CharField(max_length=40)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1, append_only=True)
    policy: ClassVar[str] = "((SELECT corridor.wide()) OR scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]))"
    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "person_id"], name="access_once"),
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="access_level"),
        ]
        indexes: ClassVar = [models.Index(fields=["person_id"], name="access_person")]
