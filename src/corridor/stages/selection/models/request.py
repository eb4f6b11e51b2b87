from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.crypto import decrypt_for
from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.transitions import ROSTER_REQUEST

EXTENSION, OCCUPATION = "extension", "occupation"
KINDS = (EXTENSION, OCCUPATION)


class RosterRequest(PersonRow):
    """A worker's wish to stay longer on the roster, or to be considered for another occupation.

    `occupation_code` is the ISCO-08 unit group that is wished for; `sealed_words`, the worker's reason, is encrypted
    with the person's key. `decider`, `reason` and `remedy` are the answer. Employers never see that it exists.
    """

    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    occupation_code = models.CharField(max_length=4, blank=True)
    sealed_words = models.BinaryField()
    state = models.CharField(max_length=10, default=ROSTER_REQUEST.initial)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField()
    answer_by = models.DateField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(state="asked"),
                name="rosterrequest_one_open",
                violation_error_message=_("Such a request is open already."),
            ),
            models.CheckConstraint(condition=Q(state__in=ROSTER_REQUEST.states), name="rosterrequest_state"),
            models.CheckConstraint(
                condition=(Q(kind=EXTENSION) & Q(occupation_code=""))
                | (Q(kind=OCCUPATION) & Q(occupation_code__regex=r"^\d{4}$")),
                name="rosterrequest_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~(Q(decider="") | Q(reason="") | Q(remedy="")),
                name="rosterrequest_refusal_explained",
                violation_error_message=_("A decision against a person names who decided, why, and what can be done."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "answer_by"], name="rosterrequest_clock"),
            models.Index(fields=["person"], name="rosterrequest_person"),
        ]

    @property
    def place(self) -> str:
        """Where the encrypted words belong: moved elsewhere they do not open."""
        return f"selection_rosterrequest.words:{self.id}"

    def words(self) -> str:
        """The worker's own words in plain text."""
        return decrypt_for(self.person_id, self.sealed_words, self.place)
