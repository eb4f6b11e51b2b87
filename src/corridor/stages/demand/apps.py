from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from corridor.foundation.outbox.messages import declare

MESSAGES = {
    "demand.licence_ending": (
        _("Your licence ends soon"),
        _("Your licence %(number)s ends on %(last_day)s. Ask the authority that gave it to renew it before that day."),
    ),
    "demand.licence_ended": (
        _("Your licence has ended"),
        _(
            "Your licence %(number)s ended on %(last_day)s. You can place no new job orders under it. "
            "Ask the authority that gave it to renew it."
        ),
    ),
}


class DemandConfig(AppConfig):
    """Declares the messages and the daily work of the stage."""

    name = "corridor.stages.demand"
    label = "demand"

    def ready(self) -> None:
        from . import daily  # noqa: F401  registers its job

        for code, (subject, body) in MESSAGES.items():
            declare(code, subject=subject, body=body)
