from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from corridor.foundation.database.models import Row
from corridor.rules.fairness import LAW, NOT_MEANT, RESERVE

WAITING, ALLOWED, SENT_BACK, REWORDED = "waiting", "allowed", "sent_back", "reworded"
STATES = (WAITING, ALLOWED, SENT_BACK, REWORDED)


class WordingFinding(Row):
    """Words of a job order that may hide a criterion, and what a person decided about them.

    `key` stands for field, criterion and the words with those around them: the same words in another order have the
    same key, and words that were written anew have another. `excerpt` is the phrase with its surroundings, in which
    it begins at `start`. Allowed words name their ground; a law or a reserve is quoted in `basis`.
    """

    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    criterion = models.CharField(max_length=30)
    phrase = models.TextField()
    excerpt = models.TextField()
    start = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=16)
    state = models.CharField(max_length=10, default=WAITING)
    ground = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="wording_state"),
            models.CheckConstraint(
                condition=~Q(state=ALLOWED)
                | Q(ground=NOT_MEANT, decided_by__isnull=False)
                | (Q(ground__in=[RESERVE, LAW], decided_by__isnull=False) & ~Q(basis="")),
                name="wording_allowed_on_a_ground",
            ),
            models.UniqueConstraint(fields=["order", "key"], name="wording_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order"], condition=Q(state=WAITING), name="wording_queue"),
        ]
