"""An interview with a candidate of a shortlist. Saying no costs nothing, and a missed interview is no refusal."""

from corridor.rules.transitions.machine import EMPLOYER, SYSTEM, WORKER, Machine, Transition

_HOST = ("selection.choose", "selection.run_round")
_OPEN = ("invited", "confirmed", "time_asked")

INTERVIEW = Machine(
    name="interview",
    initial="invited",
    states=("invited", "confirmed", "time_asked", "declined", "held", "missed", "cancelled"),
    transitions=(
        Transition("confirm", ("invited",), "confirmed", (WORKER,), ("time_to_come",)),
        # Whoever missed one may ask for another: the employer's word alone ends nothing.
        Transition("ask_time", ("invited", "confirmed", "missed"), "time_asked", (WORKER,), (), EMPLOYER),
        Transition("move", (*_OPEN, "missed"), "invited", _HOST, ("in_good_time",), WORKER),
        Transition("decline", _OPEN, "declined", (WORKER,)),
        Transition("hold", _OPEN, "held", _HOST, ("time_come",)),
        Transition("miss", ("invited", "confirmed"), "missed", _HOST, ("time_come",), WORKER),
        Transition("call_off", _OPEN, "cancelled", (*_HOST, SYSTEM)),
    ),
)
