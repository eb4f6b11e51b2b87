"""The licence of a recruiter, as the public looks it up."""

from corridor.rules.transitions.machine import FOUR_EYES, SYSTEM, Machine, Transition, refusal

LICENCE = Machine(
    name="licence",
    initial="applied",
    states=("applied", "refused", "valid", "suspended", "expired", "cancelled"),
    transitions=(
        Transition("grant", ("applied",), "valid", ("demand.license",), (FOUR_EYES, "bond_lodged"), "recruiter"),
        refusal("refuse", ("applied",), "refused", ("demand.license",), (), "recruiter", 30),
        Transition("apply_again", ("refused",), "applied", ("recruiter",), (), "demand.license", 60),
        refusal("suspend", ("valid",), "suspended", ("demand.supervise",), (), "recruiter", 30),
        Transition("reinstate", ("suspended",), "valid", ("demand.supervise",), (FOUR_EYES, "term_running")),
        Transition("expire", ("valid", "suspended"), "expired", (SYSTEM,), ("term_over",), "recruiter"),
        Transition("renew", ("valid", "expired"), "valid", ("demand.license",), (FOUR_EYES, "bond_lodged")),
        refusal(
            "cancel", ("valid", "suspended", "expired"), "cancelled", ("demand.license",), (FOUR_EYES,), "recruiter", 30
        ),
    ),
)
