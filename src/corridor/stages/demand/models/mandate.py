from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row


class Mandate(Row):
    """An employer lets a licensed recruiter act in its name, for a term; either side ends it before."""

    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    licence = models.ForeignKey("demand.Licence", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField()
    given_by = models.UUIDField()
    given_at = models.DateTimeField(default=timezone.now)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="mandate_ends_after_start",
                violation_error_message=_("A mandate ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="mandate_end_complete",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["employer", "licence"], condition=Q(ended_at__isnull=True), name="mandate_not_ended"),
        ]
