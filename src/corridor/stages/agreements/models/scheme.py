from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row
from corridor.rules.transitions import SCHEME_VERSION

CHANNELS = [
    ("state_to_state", _("From state to state")),
    ("licensed_agency", _("Through a licensed agency")),
    ("direct_hire", _("Directly by the employer")),
    ("named_offer", _("By an offer to a named person")),
    ("own_arranged", _("Arranged by the worker")),
    ("already_abroad", _("For people who are already abroad")),
]
LEGAL_BASES = [
    ("agreement", _("Agreement between states")),
    ("national_programme", _("National programme")),
    ("free_movement", _("Free-movement protocol")),
    ("none", _("No special legal basis")),
]


class Scheme(Row):
    """A programme in a corridor. Its rules are data in versions; the scheme itself is only what never changes.

    `scope` reaches the files of its applicants, `destination_scope` the candidate sheets of those with an offer there.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=2)
    destination = models.CharField(max_length=2)
    sector = models.CharField(max_length=80)
    channel = models.CharField(max_length=20, choices=CHANNELS)
    legal_basis = models.CharField(max_length=20, choices=LEGAL_BASES)
    authority_organisation_id = models.UUIDField(null=True)
    scope_id = models.UUIDField(unique=True)
    destination_scope_id = models.UUIDField(unique=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(legal_basis="agreement") | Q(agreement__isnull=False),
                name="scheme_names_its_agreement",
                violation_error_message=_("A scheme that rests on an agreement names the agreement."),
            )
        ]


class SchemeVersion(Row):
    """One version of a scheme's rules: a document (records.SchemeRules as JSON) with its SHA-256.

    Once submitted the document cannot change, and once published neither can it be taken back: a trigger refuses both
    (sql.py). Whoever publishes is none of those who wrote it.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=SCHEME_VERSION.initial)
    document = models.JSONField()
    document_hash = models.CharField(max_length=64)
    schema_version = models.PositiveSmallIntegerField()
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField(default=timezone.now)
    changed_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    returned_by = models.UUIDField(null=True)
    returned_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    return_remedy = models.TextField(blank=True)
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    effective_from = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_number"),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(state__in=["draft", "submitted"]),
                name="scheme_one_version_in_the_making",
                violation_error_message=_("A version of these rules is already being prepared."),
            ),
            models.CheckConstraint(condition=Q(state__in=SCHEME_VERSION.states), name="scheme_version_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "superseded"])
                | Q(published_by__isnull=False, published_at__isnull=False, effective_from__isnull=False),
                name="scheme_version_published_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | (~Q(published_by=F("drafted_by")) & ~Q(published_by=F("submitted_by"))),
                name="scheme_version_four_eyes",
                violation_error_message=_("Rules are published by somebody who did not write them."),
            ),
        ]
