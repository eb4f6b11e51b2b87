from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.models import PersonQuerySet, PersonRow, Protect
from corridor.stages.journeys import api as journeys

CHANNELS: dict[str, object] = {
    "centre": _("At a service centre"),
    "consulate": _("At a consulate"),
    "border": _("On arrival at the border"),
    "phone": _("By telephone or message"),
    "worker": _("By the worker, in the file"),
}


class ReturnQuerySet(PersonQuerySet):
    """First wall: a return is seen by those who see its placement."""

    def visible_to(self, actor: Actor) -> "ReturnQuerySet":
        return self if actor.wide else self.filter(placement__in=journeys.placements(actor).order_by().values("id"))


class Return(PersonRow):
    """That a worker is back after a placement, or lawfully stays abroad: both complete the season (principle 4).

    `confirmed_...` is when the right to be called back was granted, where the scheme knows one.
    """

    placement = models.OneToOneField("journeys.Placement", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    channel = models.CharField(max_length=10)
    stays = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    policy: ClassVar[str] = "EXISTS (SELECT FROM journeys_placement p WHERE p.id = placement_id)"
    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=list(CHANNELS)), name="return_channel"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="return_confirmed_by_whom",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["recorded_at"], condition=Q(confirmed_at__isnull=True), name="return_to_confirm")
        ]
