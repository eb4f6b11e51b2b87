"""What workers are told when they are back, by message."""

from django.utils.translation import gettext_lazy as _

from corridor.foundation.outbox.messages import declare


def declare_all() -> None:
    """Declare the messages of this stage."""
    declare(
        "returns.welcome",
        subject=_("Welcome back"),
        body=_("Your return is recorded. Tell us in your file how the season went: it helps those who come after you."),
    )
    declare(
        "returns.confirmed",
        subject=_("Your season is complete"),
        body=_("Your season is complete. Until %(until)s the employer may call you back. You may always say no."),
    )
