from typing import ClassVar

from django.db import models
from django.db.models import Q

from corridor.foundation.database.models import PersonRow, Protect

from .fields import FILE, KEY, PERSON, Declared

_PROOF = Declared("personal", "proof of what was asked and answered", FILE)


class Consent(PersonRow):
    """One answer to one purpose; the latest of a purpose counts, the earlier ones stay.

    `text_hash` and `text_language` say which words the person was shown; `witness` is the account that asked.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30)
    basis = models.CharField(max_length=12)
    given = models.BooleanField()
    text_hash = models.CharField(max_length=64)
    text_language = models.CharField(max_length=5)
    channel = models.CharField(max_length=8)
    witness = models.UUIDField()
    at = models.DateTimeField()
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, append_only=True)

    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "person": PERSON,
        "purpose": _PROOF,
        "basis": _PROOF,
        "given": _PROOF,
        "text_hash": _PROOF,
        "text_language": _PROOF,
        "channel": _PROOF,
        "witness": _PROOF,
        "at": _PROOF,
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "-at"], name="consent_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(basis="consent"), name="consent_only_where_free"),
            models.CheckConstraint(condition=Q(channel__in=["screen", "paper", "phone"]), name="consent_channel"),
        ]
