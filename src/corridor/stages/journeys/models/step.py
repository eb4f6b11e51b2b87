from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from corridor.foundation.database.models import PersonRow, Protect

from .reach import PART_POLICY, PartQuerySet

STATES = ("waiting", "ready", "done", "skipped", "refused")
OWNERS = ("worker", "office", "employer", "destination", "provider")


class Step(PersonRow):
    """One step of a placement's path, as the version of the scheme asked for it when the path was made.

    waiting: another step comes first (`after`, codes of the same path). ready: the owner's move. skipped: not needed
    again, or optional and left out. refused: decided against, with decider, reason and remedy. `decision` is a code of
    the scheme's deciders, `decider` the body's own words once it has decided. `evidence` holds what was shown in codes
    and dates; of a medical examination nothing but fit or unfit (principle 7). `carried` was proved in an earlier
    season and still holds.
    """

    placement = models.ForeignKey("journeys.Placement", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    title = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=12)
    decision = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    after = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    evidence_kind = models.CharField(max_length=12, blank=True)
    validity_days = models.PositiveIntegerField(null=True)
    before_departure = models.BooleanField(default=True)
    optional = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default="waiting")
    due_on = models.DateField()
    evidence = models.JSONField(default=dict, blank=True)
    valid_until = models.DateField(null=True)
    carried = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    remedy_until = models.DateField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = PART_POLICY
    objects = PartQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "code"], name="step_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="step_state"),
            models.CheckConstraint(condition=Q(owner__in=OWNERS), name="step_owner"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False, done_by__isnull=False), name="step_done_by_whom"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(decider="") & ~Q(reason="") & ~Q(remedy="")),
                name="step_refused_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "code"], name="step_person")]

    def title_for(self, language: str) -> str:
        """The title in a language, else in English, else in any."""
        return str(self.title.get(language) or self.title.get("en") or next(iter(self.title.values()), self.code))
