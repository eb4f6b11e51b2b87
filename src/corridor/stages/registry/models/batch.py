from typing import ClassVar

from django.db import models

from corridor.foundation.database.models import Protect, Row


class ImportBatch(Row):
    """One file of workers that an office sent in: the same bytes are answered with the same report.

    The report may quote what stands in the file, so it is sealed with the key of the house.
    """

    office_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.UUIDField()
    rows = models.IntegerField()
    accepted = models.IntegerField()
    known = models.IntegerField()
    report = models.BinaryField()
    protect: ClassVar[Protect] = Protect(append_only=True, history=False)
    policy: ClassVar[str] = "((SELECT corridor.wide()) OR office_id = ANY ((SELECT corridor.scope_ids())::uuid[]))"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office_id", "sha256"], name="import_once")]
        indexes: ClassVar = [models.Index(fields=["office_id", "-at"], name="import_office")]


class ImportDraft(Row):
    """A file that was checked and waits to be accepted; sealed with the key of the house, gone when accepted."""

    office_id = models.UUIDField()
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.UUIDField()
    protect: ClassVar[Protect] = Protect(append_only=True, deletable=True, history=False)
    policy: ClassVar[str] = ImportBatch.policy
