from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from corridor.foundation.database.models import Row


class OrderImport(Row):
    """What became of each row of an imported file: the three counts always add up.

    `refusals`: one entry a refused row, {"row", "column", "value", "reason", "mend"}; reason and mend are codes.
    `again` counts rows that an earlier import had brought (a part of imported and joined).
    """

    source = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200, blank=True)
    rows = models.PositiveIntegerField()
    imported = models.PositiveIntegerField()
    joined = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    again = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    employers = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list)
    imported_by = models.UUIDField()
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rows=F("imported") + F("joined") + F("refused")), name="order_import_adds_up"
            ),
        ]
