"""What workers are told on the way, by message."""

from django.utils.translation import gettext_lazy as _

from corridor.foundation.outbox.messages import declare


def declare_all() -> None:
    """Declare the messages of this stage."""
    declare(
        "journeys.path_made",
        subject=_("Your steps before departure"),
        body=_("Your contract is verified. Work starts on %(starts)s. Your steps before departure are in your file."),
    )
    declare(
        "journeys.clearance_issued",
        subject=_("Your clearance is here"),
        body=_("Your clearance is issued. It is valid until %(until)s, for every journey. You find it in your file."),
    )
    declare(
        "journeys.travel_planned",
        subject=_("Your day of departure"),
        body=_("You leave on %(day)s. Meeting point: %(place)s"),
    )
    declare(
        "journeys.held",
        subject=_("Your departure is on hold"),
        body=_("Your departure is on hold to protect you. Your file says why. You may lift the hold there."),
    )
    declare(
        "journeys.check_in_due",
        subject=_("How are you?"),
        body=_("You have been abroad for %(day)s days. Tell us in your file how you are. You may also skip this."),
    )
