from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row


class DatedRule(Row):
    """What a country's law says from a day on, and since when we know it: both times are kept, nothing is overwritten.

    `valid_from` to `valid_until` (its last day, None for open) is the time in which it binds. `recorded_at` to
    `withdrawn_at` is the time in which this row was our knowledge. `occupation` is the beginning of an ISCO-08 code, ""
    for all; `clause` a code of rules.terms or ""; `value` a plain term, or {"years": 18} for an age.
    """

    KINDS: ClassVar = [
        ("wage_floor", _("Least wage by law")),
        ("collective_wage", _("Least wage by collective agreement")),
        ("hours_week_max", _("Most hours of work in a week")),
        ("clause_floor", _("Other least term of work")),
        ("fee_ceiling", _("Most that a worker may be charged")),
        ("minimum_age", _("Least age for the work")),
        ("protected_occupation", _("Occupation that is not recruited abroad actively")),
    ]
    kind = models.CharField(max_length=24, choices=KINDS)
    country = models.CharField(max_length=2)
    occupation = models.CharField(max_length=4, blank=True)
    clause = models.CharField(max_length=40, blank=True)
    value = models.JSONField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=300)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="dated_rule_ends_after_start",
                violation_error_message=_("A rule cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="dated_rule_source",
                violation_error_message=_("A rule of law names its source."),
            ),
            ExclusionConstraint(
                name="dated_rule_one_at_a_time",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    ("occupation", RangeOperators.EQUAL),
                    ("clause", RangeOperators.EQUAL),
                    (
                        Func(F("valid_from"), F("valid_until"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=_("Two rules of one kind cannot bind on the same day."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["country", "kind"], name="dated_rule_country")]
