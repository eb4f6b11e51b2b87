"""Words of interviews: how one talks, when one would rather, what came of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WAYS: dict[str, Any] = {
    "phone": _("By telephone"),
    "video": _("By video"),
    "place": pgettext_lazy("interview", "In person"),
}
WISHES: dict[str, Any] = {
    "morning": _("In the morning"),
    "afternoon": _("In the afternoon"),
    "evening": _("In the evening"),
    "other_day": _("On another day"),
}
OUTCOMES: dict[str, Any] = {
    "suitable": _("Suits the work"),
    "not_suitable": _("Does not suit the work"),
}
SIDES: dict[str, Any] = {
    "not_called": _("Nobody called, or nobody was there"),
    "came": _("The worker was there"),
    "could_not": _("The worker could not, for a good reason"),
}
OWN_SIDES: dict[str, Any] = {
    "not_called": _("Nobody called me, or nobody was there"),
    "came": _("I was there"),
    "could_not": _("I could not, for a good reason"),
}
"""The same as workers say it of themselves."""
