"""A worker's request about their place on the roster: to stay longer, or to be considered for other work."""

from corridor.rules.transitions.machine import WORKER, Machine, Transition, refusal

ROSTER_REQUEST = Machine(
    name="roster_request",
    initial="asked",
    states=("asked", "accepted", "refused", "withdrawn"),
    transitions=(
        Transition("accept", ("asked",), "accepted", ("selection.assess",), ("eligible",), "selection.run_round"),
        refusal("refuse", ("asked",), "refused", ("selection.assess",)),
        Transition("withdraw", ("asked",), "withdrawn", (WORKER,)),
    ),
)
