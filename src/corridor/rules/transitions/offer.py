"""An offer with its terms. The worker accepts or declines; declining and letting it lapse carry no penalty."""

from corridor.rules.transitions.machine import SYSTEM, WORKER, Machine, Transition, refusal

OFFER = Machine(
    name="offer",
    initial="made",
    states=("made", "accepted", "declined", "lapsed", "withdrawn"),
    transitions=(
        Transition(
            "accept",
            ("made",),
            "accepted",
            (WORKER,),
            ("terms_shown_in_own_language", "before_deadline"),
            "contracts.draft",
            7,
        ),
        Transition("decline", ("made",), "declined", (WORKER,)),
        Transition("lapse", ("made",), "lapsed", (SYSTEM,), ("deadline_passed",)),
        refusal("withdraw", ("made", "accepted"), "withdrawn", ("selection.decide",), (), WORKER, 30),
    ),
)
