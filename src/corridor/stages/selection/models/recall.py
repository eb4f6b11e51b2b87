from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.matching import Force, Source

from .reach import PartyQuerySet, policy


class RecallRight(PersonRow):
    """A worker may be called back by an employer until a day: where the right comes from, and what it obliges to.

    `from_placement` is the placement that earned it (its stage lies above, so only the id). `refusal` is the
    job-related reason (JobReason) with which an employer declined to call this person back.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10)
    force = models.CharField(max_length=4)
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.UUIDField()
    until = models.DateField()
    from_placement = models.UUIDField(null=True, unique=True)
    used_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_by = models.UUIDField(null=True)
    refusal = models.CharField(max_length=32, blank=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = policy("selection_recallright")
    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(source__in=[s.value for s in Source]), name="recall_source"),
            models.CheckConstraint(condition=Q(force__in=[f.value for f in Force]), name="recall_force"),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refusal=""), name="recall_refusal_reasoned"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["employer", "until"], name="recall_employer"),
            models.Index(fields=["person"], name="recall_person"),
        ]
