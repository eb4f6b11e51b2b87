from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.models import Row


class Season(Row):
    """A time of work under a version of a scheme, with the posts that the states agreed.

    `quota` may be used from the start. `reserve` are further posts, agreed but held back; `released` of them are open
    too (`limit` in all).
    """

    scheme = models.ForeignKey("agreements.Scheme", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("agreements.SchemeVersion", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    quota = models.PositiveIntegerField()
    reserve = models.PositiveIntegerField(default=0)
    released = models.PositiveIntegerField(default=0)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="season_once",
                violation_error_message=_("The scheme has a season of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="season_ends_after_start",
                violation_error_message=_("A season ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(quota__gt=0),
                name="season_quota",
                violation_error_message=_("The quota is at least one post."),
            ),
            models.CheckConstraint(
                condition=Q(released__lte=F("reserve")),
                name="season_released_within_reserve",
                violation_error_message=_("No more posts can be released than the reserve holds."),
            ),
        ]

    @property
    def limit(self) -> int:
        """Posts that job orders may use now."""
        return self.quota + self.released
