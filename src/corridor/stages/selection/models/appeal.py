from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.crypto import decrypt_for
from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.transitions import APPEAL


class Appeal(PersonRow):
    """A worker's own words against a decision, heard by somebody else. Employers never see that it exists.

    `about` is "admission" or "selection"; `sealed_words` is encrypted with the person's key.
    """

    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("selection.Round", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=10)
    sealed_words = models.BinaryField()
    state = models.CharField(max_length=12, default=APPEAL.initial)
    lodged_at = models.DateTimeField(default=timezone.now)
    lodged_by = models.UUIDField()
    answer_by = models.DateField()
    heard_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["lodged", "under_review"]),
                name="appeal_one_open",
                violation_error_message=_("An appeal against this decision is already open."),
            ),
            models.CheckConstraint(condition=Q(state__in=APPEAL.states), name="appeal_state"),
            models.CheckConstraint(condition=Q(about__in=["admission", "selection"]), name="appeal_about"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "answer_by"], name="appeal_clock")]

    @property
    def place(self) -> str:
        """Where the encrypted words belong: moved elsewhere they do not open."""
        return f"selection_appeal.words:{self.id}"

    def words(self) -> str:
        """The worker's own words in plain text."""
        return decrypt_for(self.person_id, self.sealed_words, self.place)
