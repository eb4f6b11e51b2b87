from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.matching import JobReason
from corridor.rules.transitions import INTERVIEW

from .reach import OrderPartyQuerySet, policy

LIVE = ("invited", "confirmed", "time_asked")
WAYS = ("phone", "video", "place")
WISHES = ("morning", "afternoon", "evening", "other_day")
"""When a worker would rather talk."""
SIDES = ("not_called", "came", "could_not")
"""What a worker says of an interview that is recorded as missed."""
SUITABLE, NOT_SUITABLE = "suitable", "not_suitable"


class Interview(PersonRow):
    """A talk with a candidate of a shortlist, at a time on the wall of a place: `day` and `clock` in `zone` (IANA).

    It holds codes and `place` (a number to call, a link, an address): no notes, so that nothing that may not select can
    stand here. `language` is ISO 639-3. A `reason` (JobReason) goes with an outcome against the candidate.
    """

    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    clock = models.TimeField()
    zone = models.CharField(max_length=40)
    minutes = models.SmallIntegerField()
    way = models.CharField(max_length=8)
    place = models.CharField(max_length=200)
    language = models.CharField(max_length=3)
    state = models.CharField(max_length=12, default=INTERVIEW.initial)
    wish = models.CharField(max_length=12, blank=True)
    side = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=32, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = policy(
        "selection_interview",
        "(SELECT o.employer_id FROM demand_joborder o WHERE o.id = selection_interview.order_id)",
    )
    objects = OrderPartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "order", "application"],
                condition=Q(state__in=LIVE),
                name="interview_one_live",
                violation_error_message=_("This person is invited to an interview already."),
            ),
            models.CheckConstraint(condition=Q(state__in=INTERVIEW.states), name="interview_state"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="interview_way"),
            models.CheckConstraint(condition=Q(wish__in=["", *WISHES]), name="interview_wish"),
            models.CheckConstraint(condition=Q(side__in=["", *SIDES]), name="interview_side"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=240), name="interview_minutes"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state="held", outcome__in=[SUITABLE, NOT_SUITABLE]),
                name="interview_outcome_held",
            ),
            models.CheckConstraint(
                condition=Q(reason="") & ~Q(outcome=NOT_SUITABLE)
                | Q(outcome=NOT_SUITABLE, reason__in=[reason.value for reason in JobReason]),
                name="interview_outcome_reasoned",
                violation_error_message=_("An outcome against a candidate takes a reason about the work."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order", "day"], name="interview_order"),
            models.Index(fields=["person"], name="interview_person"),
        ]

    @property
    def begins_at(self) -> datetime:
        """The instant at which it begins."""
        return datetime.combine(self.day, self.clock, ZoneInfo(self.zone))
