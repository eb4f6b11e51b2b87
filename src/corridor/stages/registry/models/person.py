from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect

from .fields import FILE, KEY, Declared


class Person(PersonRow):
    """A worker: the candidate sheet of the file, that is what a scheme or an employer may read (level 1).

    `name_key` holds the folded words of both names as the index reads them, `sound_key` their consonants.
    `office_id` is the scope of the office that registered the person. `alias_of` names the file kept when two were
    joined.
    """

    file_number = models.CharField(max_length=14, unique=True)
    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=420)
    sound_key = models.CharField(max_length=420, blank=True)
    occupation_code = models.CharField(max_length=4, blank=True)
    occupation_words = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=3, blank=True)
    available_from = models.DateField(null=True)
    available_until = models.DateField(null=True)
    office_id = models.UUIDField()
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    verified_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)
    alias_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    protect: ClassVar[Protect] = Protect(person="id", level=1)

    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "file_number": Declared("personal", "to be found and to sign in", FILE),
        "name": Declared("personal", "to know the person", FILE),
        "native_name": Declared("personal", "to write the name as the person does", FILE),
        "name_key": Declared("personal", "search by name", FILE),
        "sound_key": Declared("personal", "search by name across scripts", FILE),
        "occupation_code": Declared("personal", "matching with job orders", FILE),
        "occupation_words": Declared("personal", "the worker's own words beside the code", FILE),
        "language": Declared("personal", "messages and contracts in the person's language", FILE),
        "available_from": Declared("personal", "matching with seasons", FILE),
        "available_until": Declared("personal", "matching with seasons", FILE),
        "office_id": Declared("plain", "which office keeps the file", FILE),
        "registered_at": Declared("plain", "order of registration", FILE),
        "registered_by": Declared("plain", "who is answerable", FILE),
        "verified_at": Declared("plain", "whether papers were seen", FILE),
        "verified_by": Declared("plain", "who is answerable", FILE),
        "alias_of": Declared("plain", "one file after two were joined", FILE),
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office_id", "-registered_at", "-id"], name="person_office_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"), name="person_named", violation_error_message=_("A file needs a name.")
            ),
            models.CheckConstraint(
                condition=Q(occupation_code="") | Q(occupation_code__regex=r"^\d{4}$"), name="person_occupation"
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="person_verified_pair",
            ),
            models.CheckConstraint(
                condition=Q(available_until__isnull=True)
                | Q(available_from__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="person_available",
                violation_error_message=_("The last day that you are free lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(alias_of__isnull=True) | ~Q(alias_of=F("id")), name="person_no_alias_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.file_number
