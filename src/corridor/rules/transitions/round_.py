"""A selection round: tried, closed, decided, published. Its seed is committed before the inputs close.

A public value, announced before the inputs close and fixed after, is mixed into the draw.
"""

from corridor.rules.transitions.machine import EMPLOYER, FOUR_EYES, Machine, Transition, refusal

ROUND = Machine(
    name="round",
    initial="draft",
    states=("draft", "trial", "closed_inputs", "choosing", "decided", "published", "cancelled"),
    transitions=(
        Transition("try", ("draft",), "trial", ("selection.run_round",), ("register_without_conflict",)),
        Transition("revise", ("trial",), "draft", ("selection.run_round",)),
        Transition(
            "close_inputs",
            ("trial",),
            "closed_inputs",
            ("selection.run_round",),
            ("register_without_conflict", "seed_committed", "public_value_to_come"),
            "selection.decide",
            14,
        ),
        Transition(
            "send_shortlists",
            ("closed_inputs",),
            "choosing",
            ("selection.run_round",),
            ("public_value_agreed",),
            EMPLOYER,
            14,
        ),
        Transition(
            "decide",
            ("closed_inputs",),
            "decided",
            ("selection.decide",),
            ("public_value_agreed", "result_verified"),
            "selection.publish",
            7,
        ),
        Transition(
            "decide_from_choices",
            ("choosing",),
            "decided",
            ("selection.decide",),
            ("refusals_reasoned", "result_verified"),
            "selection.publish",
            7,
        ),
        Transition(
            "publish",
            ("decided",),
            "published",
            ("selection.publish",),
            (FOUR_EYES, "everyone_has_a_reason", "seed_revealed"),
        ),
        refusal(
            "cancel", ("draft", "trial", "closed_inputs", "choosing", "decided"), "cancelled", ("selection.decide",)
        ),
    ),
)
