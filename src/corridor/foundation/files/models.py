from typing import ClassVar

from django.db import models

from corridor.foundation.database.models import PersonRow, Protect


class StoredFile(PersonRow):
    """A file kept encrypted under the hash of its bytes; of a person, with that person's key, else with the house's."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    person_id = models.UUIDField(null=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, optional=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person_id"], name="file_person")]
