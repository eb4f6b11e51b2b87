from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row
from corridor.rules.transitions import EMPLOYER_STANDING, LICENCE

from .decision import Decided, refused_is_complete


class Employer(Decided, Row):
    """An enterprise that asks for workers, and its standing with the programme. No person is named here.

    `scope` is its reach over persons, filled by shortlists and offers. `identity` says what was seen when it was
    verified; `conditions` what it must still meet. `source` and `source_ref` say which file brought it.
    """

    name = models.CharField(max_length=200)
    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    scope = models.OneToOneField("scopes.Scope", on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    registration_number = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    town = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, default=EMPLOYER_STANDING.initial)
    identity = models.CharField(max_length=300, blank=True)
    conditions = models.TextField(blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_ref = models.CharField(max_length=200, blank=True)
    registered_by = models.UUIDField()
    registered_at = models.DateTimeField(default=timezone.now)
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    barred_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=EMPLOYER_STANDING.states), name="employer_state"),
            refused_is_complete(["refused", "conditional", "suspended", "barred"], "employer_refusal_complete"),
            models.UniqueConstraint(
                fields=["country", "registration_number"],
                condition=~Q(registration_number=""),
                name="employer_registration_once",
                violation_error_message=_("An employer with this registration number is here already."),
            ),
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=~Q(source_ref=""), name="employer_source_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "registered_at"], name="employer_queue")]


class Licence(Decided, Row):
    """The licence of a recruiter, as the public looks it up. Granted by somebody who did not record it."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    authority = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default=LICENCE.initial)
    valid_from = models.DateField()
    valid_until = models.DateField()
    bond = models.CharField(max_length=200, blank=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "number"],
                name="licence_number_once",
                violation_error_message=_("A licence with this number is here already."),
            ),
            models.CheckConstraint(condition=Q(state__in=LICENCE.states), name="licence_state"),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")),
                name="licence_ends_after_start",
                violation_error_message=_("A licence ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("recorded_by")),
                name="licence_four_eyes",
                violation_error_message=_("A licence is granted by somebody who did not record it."),
            ),
            refused_is_complete(["refused", "suspended", "cancelled"], "licence_refusal_complete"),
        ]


class Accommodation(Row):
    """Housing that an employer offers: how many places, and when it was last checked on site."""

    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=300)
    places = models.PositiveIntegerField()
    checked_on = models.DateField(null=True)
    checked_by = models.UUIDField(null=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(places__gt=0), name="accommodation_places"),
        ]
