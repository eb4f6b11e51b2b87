from typing import ClassVar

from django.db import models
from django.db.models import Q

from corridor.foundation.database.models import PersonRow, Protect

from .fields import FILE, KEY, PERSON, Declared


class Details(PersonRow):
    """What only those who hold the whole file see (level 2), one row a person.

    Phone, e-mail and next of kin are sealed with the person's key; `phone_index` finds an equal number. Birth, sex and
    district are plain because legal age limits and published reserves are counted from them, and stand at level 2, out
    of an employer's reach. `legal_hold` keeps the file from erasure.
    """

    person = models.OneToOneField("registry.Person", on_delete=models.PROTECT, related_name="+")
    birth = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    nationality = models.CharField(max_length=2, blank=True)
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True, max_length=32)
    email = models.BinaryField(null=True)
    district = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=120, blank=True)
    next_of_kin = models.BinaryField(null=True)
    legal_hold = models.BooleanField(default=False)
    erasure_asked_at = models.DateTimeField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)

    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "person": PERSON,
        "birth": Declared("special", "legal age limits; ISO 8601, perhaps partial", FILE),
        "sex": Declared("special", "published reserves and statistics, never selection (principle 6)", FILE),
        "nationality": Declared("special", "papers for travel", FILE),
        "phone": Declared("special", "messages to the person; sealed", FILE),
        "phone_index": Declared("special", "finding a file by an equal number", FILE),
        "email": Declared("special", "messages to the person; sealed", FILE),
        "district": Declared("personal", "published reserves and statistics", FILE),
        "town": Declared("personal", "reaching the person", FILE),
        "next_of_kin": Declared("special", "an emergency; sealed", FILE),
        "legal_hold": Declared("plain", "erasure is held back by law", FILE),
        "erasure_asked_at": Declared("plain", "when the person asked to be erased", FILE),
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["phone_index"], name="details_phone")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(birth="") | Q(birth__regex=r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
                name="details_birth",
            ),
            models.CheckConstraint(condition=Q(sex__in=["", "F", "M", "X"]), name="details_sex"),
            models.CheckConstraint(
                condition=Q(phone__isnull=True, phone_index__isnull=True)
                | Q(phone__isnull=False, phone_index__isnull=False),
                name="details_phone_pair",
            ),
        ]
