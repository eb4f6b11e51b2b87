"""A contract that falls through gives its post back, and the worker keeps their place on the roster."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.i18n import activate_for
from corridor.stages.selection import api as selection

from ..models import Contract

LONGEST = 200


def give_back(contract: Contract) -> None:
    """Undo the offer of a cancelled or declined contract, in the same transaction; the system does it.

    Decider, reason and remedy go with it in the words that the worker will read.
    """
    with activate_for(contract.language):
        words = {
            "decider": contract.cancel_decider or _("The worker"),
            "reason": contract.cancel_reason or _("The worker declined the contract."),
            "remedy": contract.cancel_remedy or _("The worker stays on the roster and can be offered other work."),
        }
    with acting(SYSTEM, gettext_noop("give back the posts of contracts that fell through")):
        selection.release([contract.offer_id], by=SYSTEM, **{name: said[:LONGEST] for name, said in words.items()})
