from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.transitions import APPLICATION

LIVE = ("applied", "on_roster", "shortlisted", "selected", "reserve", "not_selected", "offered")
NEGATIVE = ("ineligible", "not_selected")


class Application(PersonRow):
    """One person's wish for one scheme. The state lives here, never on the person.

    `ranking` holds ids of job orders, best first; empty means any work of the scheme. `failures` are the rules of the
    scheme that were not met. `decider`, `reason` and `remedy` belong to the last decision against the person.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey("agreements.Scheme", on_delete=models.PROTECT, related_name="+")
    season = models.ForeignKey("agreements.Season", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey("agreements.SchemeVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default=APPLICATION.initial)
    applied_at = models.DateTimeField(default=timezone.now)
    applied_by = models.UUIDField()
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.UUIDField(null=True)
    roster_until = models.DateField(null=True)
    ranking = models.JSONField(default=list)
    failures = models.JSONField(default=list)
    last_round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, null=True, related_name="+")
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    appeal_until = models.DateField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "scheme"],
                condition=Q(state__in=LIVE),
                name="application_one_live",
                violation_error_message=_("This person already has an application for this scheme."),
            ),
            models.CheckConstraint(condition=Q(state__in=APPLICATION.states), name="application_state"),
            models.CheckConstraint(
                condition=~Q(state="on_roster") | Q(roster_until__isnull=False), name="application_roster_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NEGATIVE) | ~(Q(decider="") | Q(reason="") | Q(remedy="")),
                name="application_decision_explained",
                violation_error_message=_("A decision against a person names who decided, why, and what can be done."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scheme", "state"], name="application_scheme"),
            models.Index(fields=["person"], name="application_person"),
        ]
