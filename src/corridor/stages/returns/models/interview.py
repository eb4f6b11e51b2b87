from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from corridor.foundation.database.models import PersonRow, Protect, Row


class ExitInterview(PersonRow):
    """What a worker says of a season. The employer never reads one; it counts in a pool of many from `counts_from`.

    On the level of the whole file. Nothing reads it to decide about the worker (principle 11).
    """

    placement = models.OneToOneField("journeys.Placement", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    rating = models.PositiveSmallIntegerField()
    again = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    counts_from = models.DateField()
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="interview_rating")
        ]
        indexes: ClassVar = [models.Index(fields=["employer", "counts_from"], name="interview_employer")]


class RatingReply(Row):
    """What an employer answers to its rating, shown beside it. It names no worker."""

    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["employer", "-at"], name="rating_reply_employer")]
