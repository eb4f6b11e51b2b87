"""An employer's standing with the programme; a bar has a term and an end."""

from corridor.rules.transitions.machine import EMPLOYER, FOUR_EYES, Machine, Transition, refusal

EMPLOYER_STANDING = Machine(
    name="employer",
    initial="applied",
    states=("applied", "refused", "verified", "conditional", "suspended", "barred"),
    transitions=(
        Transition("verify", ("applied",), "verified", ("demand.verify_employer",), ("identity_seen",), EMPLOYER),
        refusal(
            "verify_with_conditions",
            ("applied",),
            "conditional",
            ("demand.verify_employer",),
            ("identity_seen", "conditions_named"),
            EMPLOYER,
            60,
        ),
        refusal("refuse", ("applied",), "refused", ("demand.verify_employer",), (), EMPLOYER, 30),
        Transition("apply_again", ("refused",), "applied", (EMPLOYER,), (), "demand.verify_employer", 30),
        refusal(
            "impose_conditions",
            ("verified",),
            "conditional",
            ("demand.supervise",),
            ("conditions_named",),
            EMPLOYER,
            60,
        ),
        Transition("lift_conditions", ("conditional",), "verified", ("demand.supervise",), ("conditions_met",)),
        refusal("suspend", ("verified", "conditional"), "suspended", ("demand.supervise",), (), EMPLOYER, 30),
        Transition("reinstate", ("suspended",), "verified", ("demand.supervise",), (FOUR_EYES,)),
        refusal(
            "bar",
            ("verified", "conditional", "suspended"),
            "barred",
            ("demand.bar",),
            (FOUR_EYES, "term_named"),
            EMPLOYER,
            30,
        ),
        Transition(
            "end_bar",
            ("barred",),
            "applied",
            ("demand.bar",),
            ("term_over_or_appeal_upheld",),
            "demand.verify_employer",
        ),
    ),
)
