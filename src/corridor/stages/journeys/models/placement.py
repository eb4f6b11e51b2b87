from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.transitions import PLACEMENT

from .reach import PLACEMENT_POLICY, PlacementQuerySet


class Placement(PersonRow):
    """One person's season of work under one contract, from the first step of the path to the return.

    `starts_on` and `ends_on` are the contract's days, `travel_on` the day on which the group leaves. `path_complete_at`
    is set when nothing but the clearance stands before departure. `held_...` is a stop before departure that protects
    the worker, who may lift it. Why a placement ended early is in Leaving.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey("agreements.Scheme", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("agreements.SchemeVersion", on_delete=models.PROTECT, related_name="+")
    employer_scope_id = models.UUIDField()
    scheme_scope_id = models.UUIDField()
    destination_scope_id = models.UUIDField()
    state = models.CharField(max_length=12, default=PLACEMENT.initial)
    returning = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    travel_on = models.DateField(null=True)
    meeting_point = models.CharField(max_length=200, blank=True)
    prepared_at = models.DateTimeField(default=timezone.now)
    prepared_by = models.UUIDField()
    path_complete_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    departed_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    held_reason = models.CharField(max_length=500, blank=True)
    held_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    remedy_until = models.DateField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.UUIDField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = PLACEMENT_POLICY
    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=~Q(state="cancelled"),
                name="placement_one_live",
                violation_error_message=_("This contract has a placement already."),
            ),
            models.CheckConstraint(condition=Q(state__in=PLACEMENT.states), name="placement_state"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
                violation_error_message=_("Work cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True)
                | Q(departed_on__isnull=True)
                | Q(arrived_on__gte=F("departed_on")),
                name="placement_arrives_after_departure",
                violation_error_message=_("Nobody arrives before they depart."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(arrived_on__isnull=True) | Q(ended_on__gte=F("arrived_on")),
                name="placement_ends_after_arrival",
                violation_error_message=_("Work cannot end before the worker arrives."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "cleared", "cancelled"]) | Q(departed_on__isnull=False),
                name="placement_abroad_has_departed",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | (Q(held_by__isnull=False) & ~Q(held_reason="")),
                name="placement_held_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, state="cancelled"),
                name="placement_cancelled_by_whom",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-starts_on"], name="placement_person"),
            models.Index(fields=["scheme", "state"], name="placement_scheme"),
            models.Index(fields=["employer", "state"], name="placement_employer"),
            models.Index(fields=["travel_on"], name="placement_travel"),
        ]
