"""An appeal against a decision of the programme, heard by somebody other than who decided."""

from corridor.rules.transitions.machine import NEGATIVE_GUARDS, WORKER, Machine, Transition, refusal

APPEAL = Machine(
    name="appeal",
    initial="lodged",
    states=("lodged", "under_review", "upheld", "dismissed", "passed_on", "withdrawn"),
    transitions=(
        Transition(
            "take_up", ("lodged",), "under_review", ("selection.review",), ("other_decider",), "selection.review", 30
        ),
        # The decision was another body's (a consulate, an employer): the person is told whose remedy it is.
        Transition("pass_on", ("lodged",), "passed_on", ("selection.review",), NEGATIVE_GUARDS, WORKER, 30),
        Transition("uphold", ("under_review",), "upheld", ("selection.review",), ("other_decider", "reason_given")),
        refusal("dismiss", ("under_review",), "dismissed", ("selection.review",), ("other_decider",), WORKER, 30),
        Transition("withdraw", ("lodged", "under_review"), "withdrawn", (WORKER,)),
    ),
)
