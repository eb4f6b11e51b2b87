from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import PersonRow, Protect
from corridor.rules.transitions import CLEARANCE

from .reach import PART_POLICY, PartQuerySet


class Clearance(PersonRow):
    """A signed statement that a worker leaves under a verified contract: an optional step of a scheme (principle 8).

    It lasts as long as the contract and serves for any number of journeys. `payload` is the text that was signed
    (tokens.py), `signature` Ed25519 over it. One is live for a contract; a trigger refuses one whose contract is not
    verified (sql.py). A lost or outdated paper is reissued: the new row names the one it `replaces`.
    """

    placement = models.ForeignKey("journeys.Placement", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=CLEARANCE.initial)
    payload = models.TextField(blank=True)
    signature = models.BinaryField(max_length=64, default=b"")
    valid_until = models.DateField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by = models.UUIDField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    remedy_until = models.DateField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = PART_POLICY
    objects = PartQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=["requested", "issued"]),
                name="clearance_one_live",
                violation_error_message=_("This contract has a clearance already, or one is asked for."),
            ),
            models.CheckConstraint(condition=Q(state__in=CLEARANCE.states), name="clearance_state"),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | (~Q(payload="") & ~Q(signature=b"") & Q(issued_at__isnull=False) & Q(issued_by__isnull=False)),
                name="clearance_issued_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | ~Q(issued_by=models.F("requested_by")),
                name="clearance_four_eyes",
                violation_error_message=_("A clearance is issued by somebody who did not ask for it."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "revoked"])
                | (~Q(decider="") & ~Q(reason="") & ~Q(remedy="") & Q(decided_at__isnull=False)),
                name="clearance_refused_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-requested_at"], name="clearance_person")]
