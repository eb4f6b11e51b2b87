from typing import ClassVar

from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row
from corridor.rules.transitions import JOB_ORDER

from .decision import Decided, refused_is_complete

CODINGS = [
    ("none", _("No occupation found")),
    ("doubtful", _("Occupation doubtful")),
    ("sure", _("Occupation found from the title")),
    ("confirmed", _("Occupation confirmed by a person")),
]
CODED = ("sure", "confirmed")
"""Only with one of these is the wage floor of the occupation known, so that an order can be verified."""


class JobOrder(Decided, Row):
    """An employer's request for workers, with the terms that it promises and a balance of posts.

    `terms` are plain terms (rules.terms); `findings` is what the last check found (checks.Finding as JSON).
    `languages` maps ISO 639-3 codes to CEFR levels. `reserved` posts have an offer out, `filled` ones a worker.
    """

    number = models.CharField(max_length=20, unique=True)
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    licence = models.ForeignKey("demand.Licence", on_delete=models.PROTECT, null=True, related_name="+")
    scheme = models.ForeignKey("agreements.Scheme", on_delete=models.PROTECT, null=True, related_name="+")
    season = models.ForeignKey("agreements.Season", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    duties = models.TextField(blank=True)
    occupation_code = models.CharField(max_length=4, blank=True)
    coding = models.CharField(max_length=10, default="none", choices=CODINGS)
    coding_confidence = models.DecimalField(max_digits=4, decimal_places=3, default=0)
    posts = models.PositiveIntegerField()
    start = models.DateField()
    end = models.DateField()
    workplace = models.CharField(max_length=300)
    town = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2)
    terms = models.JSONField(default=dict)
    experience_months = models.PositiveSmallIntegerField(default=0)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    languages = models.JSONField(default=dict)
    skills = models.JSONField(default=list)
    training = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=JOB_ORDER.initial)
    findings = models.JSONField(default=list)
    reserved = models.PositiveIntegerField(default=0)
    filled = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=40, blank=True)
    source_ref = models.CharField(max_length=200, blank=True)
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    acknowledgement = models.JSONField(null=True)
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=JOB_ORDER.states), name="order_state"),
            models.CheckConstraint(condition=Q(coding__in=[code for code, _words in CODINGS]), name="order_coding"),
            models.CheckConstraint(
                condition=Q(posts__gt=0),
                name="order_posts",
                violation_error_message=_("A job order asks for at least one worker."),
            ),
            models.CheckConstraint(
                condition=Q(posts__gte=F("reserved") + F("filled")),
                name="order_balance",
                violation_error_message=_("No more posts can be given than the job order has."),
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="order_ends_after_start",
                violation_error_message=_("The work ends after it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(state="filled") | Q(posts=F("filled")), name="order_filled_has_no_post_left"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("verified_by")) & ~Q(approved_by=F("submitted_by"))),
                name="order_four_eyes",
                violation_error_message=_("A job order is approved by somebody who neither sent nor verified it."),
            ),
            refused_is_complete(["refused", "revoked"], "order_refusal_complete"),
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=~Q(source_ref=""), name="order_source_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"], name="order_queue"),
            models.Index(fields=["employer", "state"], name="order_employer"),
            models.Index(fields=["season", "state"], name="order_season"),
            models.Index(fields=["coding"], condition=Q(coding__in=["none", "doubtful"]), name="order_doubtful"),
        ]


class Participant(Row):
    """An employer that takes part in another's job order (a member farm of an association), with its share of posts."""

    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    posts = models.PositiveIntegerField(default=0)
    source_ref = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "source_ref"], name="participant_source_once"),
        ]


def next_numbers(count: int) -> list[str]:
    """Fresh numbers of job orders, unique for ever; a number that is not used leaves a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('demand_order_number') FROM generate_series(1, %s)", [count])
        return [f"JO-{number:06d}" for (number,) in cursor.fetchall()]
