from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect

from .fields import FILE, KEY, PERSON, Declared


class Document(PersonRow):
    """A paper of the person. Its number is sealed with the person's key; `number_index` finds an equal one.

    A number is never unique across files: two offices may both hold it, and a merge is decided by people.
    """

    KINDS: ClassVar = ["passport", "national_id", "residence", "driving", "birth", "other"]
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    number = models.BinaryField()
    number_index = models.BinaryField(max_length=32)
    country = models.CharField(max_length=2)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    file_id = models.UUIDField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, deletable=True)

    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "person": PERSON,
        "kind": Declared("personal", "papers for travel", FILE),
        "number": Declared("special", "papers for travel; sealed", FILE),
        "number_index": Declared("special", "finding a file by an equal number", FILE),
        "country": Declared("personal", "papers for travel", FILE),
        "issued_on": Declared("personal", "papers for travel", FILE),
        "valid_until": Declared("personal", "whether the paper lasts for the season", FILE),
        "file_id": Declared("special", "a picture of the paper, sealed", FILE),
    }

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["number_index"], name="document_number"),
            models.Index(fields=["person"], name="document_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["passport", "national_id", "residence", "driving", "birth", "other"]),
                name="document_kind",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("issued_on")),
                name="document_dates",
                violation_error_message=_("The document ends before it begins. Look at both dates again."),
            ),
        ]
