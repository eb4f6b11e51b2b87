from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row


class Agreement(Row):
    """What two states agreed: a treaty, a memorandum, a protocol. `code` is unique and short: CO-ES-2001."""

    KINDS: ClassVar = [
        ("treaty", _("Treaty")),
        ("memorandum", _("Memorandum of understanding")),
        ("protocol", _("Protocol or arrangement")),
        ("free_movement", _("Free-movement agreement")),
        ("programme", _("National programme")),
    ]
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    origin = models.CharField(max_length=2)
    destination = models.CharField(max_length=2)
    kind = models.CharField(max_length=16, choices=KINDS)
    signed_on = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(in_force_from__isnull=True) | Q(until__gte=F("in_force_from")),
                name="agreement_ends_after_start",
                violation_error_message=_("An agreement cannot end before it is in force."),
            )
        ]
