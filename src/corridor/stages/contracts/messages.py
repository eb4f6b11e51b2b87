"""What workers are told about their contract, in their own language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.outbox.deliver import send_many
from corridor.foundation.outbox.messages import declare

from .models import Contract


def declare_messages() -> None:
    """Register the words of every message; called once at start-up."""
    declare(
        "contracts.issued",
        subject=_("Your contract %(number)s is ready"),
        body=_(
            "Your contract %(number)s is ready. Read it in your language, then accept it or decline "
            "it. Declining costs you nothing."
        ),
    )
    declare(
        "contracts.held",
        subject=_("Your contract %(number)s is held"),
        body=_(
            "Your contract %(number)s said something worse than you were promised. We hold it until "
            "that is put right. You need to do nothing."
        ),
    )
    declare(
        "contracts.verified",
        subject=_("Your contract %(number)s is verified"),
        body=_(
            "Your contract %(number)s holds what you were promised, and both sides have accepted "
            "it. Your copy is in your file."
        ),
    )
    declare(
        "contracts.cancelled",
        subject=_("Your contract %(number)s is cancelled"),
        body=_(
            "Your contract %(number)s is cancelled. Who decided, why, and what you can do against "
            "it stand in your file."
        ),
    )
    declare(
        "contracts.raised",
        subject=_("Your contract %(number)s gets better"),
        body=_(
            "The law gives you more than your contract %(number)s said. The better terms hold from "
            "their day on, and you need to do nothing."
        ),
    )


def tell(code: str, contracts: Iterable[Contract], *, by: Actor, **params: Any) -> int:
    """One message to the worker of each contract; returns how many."""
    to = [(one.person_id, one.language, {"number": one.number, **params}) for one in contracts]
    return send_many(f"contracts.{code}", by=by, to=to)
