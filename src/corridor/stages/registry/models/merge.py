from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from corridor.foundation.database.models import PersonRow, Protect

from .fields import FILE, KEY, PERSON, Declared

_PROOF = Declared("plain", "a join can be undone", FILE)


class Merge(PersonRow):
    """Two files of one person joined: `other` became an alias of `person`, until undone."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    other_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)

    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "person": PERSON,
        "other_id": _PROOF,
        "at": _PROOF,
        "by": _PROOF,
        "undone_at": _PROOF,
        "undone_by": _PROOF,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["other_id"], condition=Q(undone_at__isnull=True), name="merge_once"),
            models.CheckConstraint(condition=~Q(person=F("other_id")), name="merge_two"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_pair",
            ),
        ]
