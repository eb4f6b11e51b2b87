from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row
from corridor.rules.transitions import ROUND

METHODS = ("employer_choice", "commission", "points", "draw")
LISTED = ("employer_choice", "commission")
"""Methods in which employers answer shortlists; in a commission's round a second member confirms each answer."""


class Round(Row):
    """One selection over job orders of a season. It holds no person: who took part stands in RoundInput.

    `sealed_seed` is the seed of the draw, encrypted from the opening on; `seed` is its plain text and stays empty until
    the round is published. `commitment` is its SHA-256, shown before the inputs close. `orders` are the job orders as
    frozen when the inputs closed, `ceilings` what stands over them (services/ceilings.py), `inputs_hash` the hash of
    all inputs (docs/round-file.md). `sealed_key` gives the workers' codes and is never shown. `public_source` of
    `public_day` is announced at the opening; its value is entered by two people (`first_value`, then `public_value`)
    after the inputs closed, and mixed into the draw. `bands` count the candidates of a published round by occupation
    and points (rules.matching.chance.Band, as lists).
    """

    scheme = models.ForeignKey("agreements.Scheme", on_delete=models.PROTECT, related_name="+")
    season = models.ForeignKey("agreements.Season", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("agreements.SchemeVersion", on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=16)
    order_ids = models.JSONField()
    state = models.CharField(max_length=16, default=ROUND.initial)
    sealed_seed = models.BinaryField()
    seed = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64)
    sealed_key = models.BinaryField(null=True)
    public_source = models.CharField(max_length=200, blank=True)
    public_day = models.DateField(null=True)
    first_value = models.CharField(max_length=200, blank=True)
    first_value_at = models.DateTimeField(null=True)
    first_value_by = models.UUIDField(null=True)
    public_value = models.CharField(max_length=200, blank=True)
    public_value_at = models.DateTimeField(null=True)
    public_value_by = models.UUIDField(null=True)
    per_post = models.SmallIntegerField(default=0)
    register = models.JSONField()
    orders = models.JSONField(default=list)
    ceilings = models.JSONField(default=list)
    inputs_hash = models.CharField(max_length=64, blank=True)
    trial = models.JSONField(null=True)
    summary = models.JSONField(null=True)
    bands = models.JSONField(default=list)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.UUIDField()
    tried_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    choose_by = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    remedy = models.CharField(max_length=300, blank=True)

    @property
    def by_choice(self) -> bool:
        """Whether employers choose from shortlists."""
        return self.method in LISTED

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ROUND.states), name="round_state"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="round_method"),
            models.CheckConstraint(
                condition=(Q(state="published") & ~Q(seed="")) | (~Q(state="published") & Q(seed="")),
                name="round_seed_hidden",
                violation_error_message=_("The seed of the draw is shown when the round is published, not before."),
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("decided_by")),
                name="round_four_eyes",
                violation_error_message=_("Somebody other than who decided the round must publish it."),
            ),
            models.CheckConstraint(
                condition=Q(public_value="")
                | (Q(public_value=F("first_value")) & ~Q(public_value_by=F("first_value_by"))),
                name="round_value_by_two",
                violation_error_message=_("Two people must enter the same public value."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "trial", "cancelled"]) | ~Q(inputs_hash=""),
                name="round_inputs_frozen",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "-opened_at"], name="round_scheme")]
