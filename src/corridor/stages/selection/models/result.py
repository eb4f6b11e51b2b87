from typing import ClassVar

from django.db import models
from django.db.models import Q

from corridor.foundation.database.models import PersonRow, Protect

from .reach import OrderPartyQuerySet, policy


class RoundInput(PersonRow):
    """What a round read of one application, frozen when its inputs closed.

    `code` is the worker's name in the files of the round. `columns` is the row of the market (facts about the work,
    reserve groups), `ranking` the order ids that the worker gave, `strata` what only the figures by sex and district
    use. Of the whole file, so level 2.
    """

    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=19, blank=True)
    columns = models.JSONField()
    ranking = models.JSONField(default=list)
    recalls = models.JSONField(default=list)
    strata = models.JSONField(default=dict)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, append_only=True, history=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "application"], name="roundinput_once"),
            models.UniqueConstraint(fields=["round", "code"], condition=~Q(code=""), name="roundinput_code"),
        ]


class RoundResult(PersonRow):
    """The answer to "why?" for one application and one order that it asked for. Written once, with the decision.

    Points run from 0 to 10,000; `lot` is the place in the draw, 1 first; `rank` 0 means not ranked. `failures` and
    `components` are lists of lists, in the order of the fields of rules.matching.Failure and Component. `ceiling` is
    the one that stood in the way: kind, name, posts.
    A nation's round writes millions of rows: each index here serves a question, and keys get none of their own.
    """

    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, related_name="+", db_index=False)
    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+", db_index=False)
    wish = models.SmallIntegerField()
    eligible = models.BooleanField()
    rank = models.IntegerField(default=0)
    applicants = models.IntegerField(default=0)
    tier = models.SmallIntegerField(default=0)
    points = models.IntegerField(null=True)
    lot = models.IntegerField(null=True)
    cutoff_points = models.IntegerField(null=True)
    cutoff_lot = models.IntegerField(null=True)
    reason = models.CharField(max_length=24)
    next_step = models.CharField(max_length=24)
    components = models.JSONField(default=list)
    failures = models.JSONField(default=list)
    refusal = models.CharField(max_length=32, blank=True)
    ceiling = models.JSONField(null=True)
    decider = models.CharField(max_length=200)
    remedy = models.CharField(max_length=300)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, append_only=True, history=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "application", "order"], name="roundresult_once"),
            models.CheckConstraint(
                condition=~(Q(reason="") | Q(next_step="") | Q(decider="") | Q(remedy="")),
                name="roundresult_explained",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["application"], name="roundresult_application"),
            models.Index(fields=["round", "order", "rank"], name="roundresult_rank"),
        ]


class Shortlisted(PersonRow):
    """A candidate on the list that an employer answers: `pick` 1 is the best; a refusal is a code of JobReason."""

    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField()
    pick = models.IntegerField(null=True)
    refusal = models.CharField(max_length=32, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = policy(
        "selection_shortlisted",
        "(SELECT o.employer_id FROM demand_joborder o WHERE o.id = selection_shortlisted.order_id)",
    )
    objects = OrderPartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "order", "application"], name="shortlisted_once"),
            models.CheckConstraint(condition=Q(pick__isnull=True) | Q(refusal=""), name="shortlisted_one_answer"),
        ]
        indexes: ClassVar = [models.Index(fields=["order"], name="shortlisted_order")]
