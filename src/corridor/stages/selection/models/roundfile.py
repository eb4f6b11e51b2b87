from typing import ClassVar

from django.db import models
from django.utils import timezone

from corridor.foundation.database.models import Protect, Row

PUBLIC, AUDITOR = "public", "auditor"


class RoundFile(Row):
    """A file of a published round (docs/round-file.md): for everybody, or for auditors. Its hash is published.

    It holds no person: workers stand in it under the codes of the round. `withheld` are reserve groups too small to be
    named in the public file.
    """

    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    workers = models.IntegerField()
    results = models.BigIntegerField()
    withheld = models.JSONField(default=list)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField()
    protect: ClassVar[Protect] = Protect(append_only=True, history=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind"], name="roundfile_once"),
            models.CheckConstraint(condition=models.Q(kind__in=[PUBLIC, AUDITOR]), name="roundfile_kind"),
        ]
