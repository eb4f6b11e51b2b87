"""Taking a step of a state machine in the words of an error that a person may meet."""

from collections.abc import Set

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused
from corridor.rules.transitions import Machine, RefusalCode, Transition, TransitionRefused


class StepRefused(Refused):
    """The machine has no such step now. `missing` lists the guards (facts) that were not established."""

    def __init__(self, refused: TransitionRefused) -> None:
        if refused.code is RefusalCode.GUARD_MISSING:
            message = _("Something is still missing before this step can be taken.")
        else:
            message = _("This was changed in the meantime, and the step is no longer open. Look at it again.")
        super().__init__(refused.code.value, message)
        self.machine = refused.machine
        self.state = refused.state
        self.action = refused.action
        self.missing = refused.missing_guards


def step(machine: Machine, state: str, action: str, facts: Set[str] = frozenset()) -> Transition:
    """The transition for `action` from `state` under the established `facts`; raises StepRefused."""
    try:
        return machine.step(state, action, facts)
    except TransitionRefused as refused:
        raise StepRefused(refused) from refused
