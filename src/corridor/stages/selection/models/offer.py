from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.transitions import OFFER

from .reach import PartyQuerySet, policy


class Offer(PersonRow):
    """Work offered to one person with its terms as they stood that day. An answer of no costs nothing.

    `short` gives less time to answer than the scheme does, since the work begins soon.
    """

    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, null=True, related_name="+")
    recall_right = models.ForeignKey("selection.RecallRight", on_delete=models.PROTECT, null=True, related_name="+")
    terms = models.JSONField()
    state = models.CharField(max_length=12, default=OFFER.initial)
    expires_on = models.DateField()
    short = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    shown_language = models.CharField(max_length=5, blank=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = policy("selection_offer")
    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["made", "accepted"]),
                name="offer_one_live",
                violation_error_message=_("This person already has an offer."),
            ),
            models.CheckConstraint(condition=Q(state__in=OFFER.states), name="offer_state"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(shown_language=""), name="offer_shown_before_accepted"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~(Q(decider="") | Q(reason="") | Q(remedy="")),
                name="offer_withdrawal_explained",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="offer_person"),
            models.Index(fields=["order", "state"], name="offer_order"),
            models.Index(fields=["state", "expires_on"], name="offer_clock"),
        ]
