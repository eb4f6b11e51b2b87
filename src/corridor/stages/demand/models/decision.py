from django.db import models
from django.db.models import Q


class Decided(models.Model):
    """The last negative decision about a row, complete as principle 9 asks; empty when the row was never refused.

    `remedy_until` is the last day on which the remedy can be used.
    """

    decider = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    remedy_until = models.DateField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def refused_is_complete(negative: list[str], name: str) -> models.CheckConstraint:
    """A row in one of the `negative` states names decider, reason and remedy."""
    return models.CheckConstraint(
        condition=~Q(state__in=negative) | ~(Q(decider="") | Q(reason="") | Q(remedy="")), name=name
    )


DECIDED = ("decider", "reason", "remedy", "remedy_until", "decided_by", "decided_at")
