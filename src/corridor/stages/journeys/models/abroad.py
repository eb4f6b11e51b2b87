from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from corridor.foundation.database.models import PersonRow, Protect

from .reach import REPORT_POLICY, ReportQuerySet

CHECK_IN_DAYS = (7, 30, 90)
ANSWERS = ("", "fine", "help", "skipped")
KINDS = ("help", "accident", "illness", "wages", "lodging", "conflict", "absence", "money", "other")
SAID_BY = ("worker", "employer", "office", "mission")


class CheckIn(PersonRow):
    """A question after 7, 30 and 90 days abroad that the worker may answer or skip; nothing follows from silence.

    On the level of the whole file: neither the employer nor the country of work reads the answers.
    """

    placement = models.ForeignKey("journeys.Placement", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    day = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    answer = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "day"], name="check_in_once"),
            models.CheckConstraint(condition=Q(day__in=CHECK_IN_DAYS), name="check_in_day"),
            models.CheckConstraint(
                condition=Q(answer="", at__isnull=True) | (Q(answer__in=ANSWERS[1:]) & Q(at__isnull=False)),
                name="check_in_answered_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=Q(answer=""), name="check_in_open")]


class Incident(PersonRow):
    """Something that happened abroad, as one side told it; without a placement the worker told it to their centre.

    An employer's report of an absence is shown to nobody before the worker has answered it or a counsellor has looked
    at it (principle 5). `shared`: the worker wants the authority and the mission to know (principle 3).
    """

    placement = models.ForeignKey("journeys.Placement", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    said_by = models.CharField(max_length=8)
    words = models.TextField(blank=True)
    on = models.DateField()
    reported_at = models.DateTimeField(default=timezone.now)
    reported_by = models.UUIDField()
    worker_side = models.TextField(blank=True)
    worker_side_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    shared = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.TextField(blank=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)
    policy: ClassVar[str] = REPORT_POLICY
    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="incident_kind"),
            models.CheckConstraint(condition=Q(said_by__in=SAID_BY), name="incident_said_by"),
            models.CheckConstraint(
                condition=Q(placement__isnull=False) | Q(said_by="worker", shared=False), name="incident_to_the_centre"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["placement", "-reported_at"], name="incident_placement")]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Leaving(PersonRow):
    """Why a placement ended early, each side in its own words (principle 4). It is erased on `lapses_on`.

    No history is kept of it, no event and no export carries it, and nothing reads it to decide about anybody.
    """

    placement = models.OneToOneField("journeys.Placement", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    worker_side = models.TextField()
    employer_side = models.TextField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.UUIDField()
    lapses_on = models.DateField()
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, history=False, deletable=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(worker_side="") & ~Q(employer_side=""), name="leaving_both_sides_asked")
        ]
        indexes: ClassVar = [models.Index(fields=["lapses_on"], name="leaving_lapses")]
