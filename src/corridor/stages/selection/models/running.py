from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row

ACTIONS = ("try", "close_inputs", "decide")
OUTCOMES = ("", "done", "failed", "stopped")


class RoundRun(Row):
    """A step of a round in which so many take part that it is taken as a job. It holds no person.

    `needs` is the memory in bytes that the step takes at most, stated before it starts. `told` is why it failed, in the
    language of who asked for it.
    """

    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=16)
    workers = models.IntegerField()
    needs = models.BigIntegerField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    stop_asked_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True)
    told = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(ended_at__isnull=True),
                name="roundrun_one_at_a_time",
                violation_error_message=_("A step of this round is being taken already."),
            ),
            models.CheckConstraint(condition=Q(action__in=ACTIONS), name="roundrun_action"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="roundrun_ended",
            ),
        ]


class RunStep(Row):
    """What a run has come to. Rows are added beside the transaction of the run, so that it can be followed."""

    run = models.ForeignKey("selection.RoundRun", on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)
