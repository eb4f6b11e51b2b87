"""A job order: the employer's request for workers, with a balance of posts, from draft to closed."""

from corridor.rules.transitions.machine import EMPLOYER, FOUR_EYES, SYSTEM, Machine, Transition, refusal

JOB_ORDER = Machine(
    name="job_order",
    initial="draft",
    states=(
        "draft",
        "submitted",
        "verified",
        "approved",
        "open",
        "filled",
        "closed",
        "refused",
        "withdrawn",
        "revoked",
    ),
    transitions=(
        Transition("submit", ("draft",), "submitted", (EMPLOYER, "demand.submit"), ("complete",), "demand.verify", 14),
        Transition(
            "verify",
            ("submitted",),
            "verified",
            ("demand.verify",),
            ("employer_in_good_standing", "nothing_below_floor"),
            "demand.approve",
            14,
        ),
        refusal("return", ("submitted", "verified"), "draft", ("demand.verify", "demand.approve"), (), EMPLOYER, 30),
        refusal("refuse", ("submitted", "verified"), "refused", ("demand.approve",), (), EMPLOYER, 30),
        Transition(
            "approve",
            ("verified",),
            "approved",
            ("demand.approve",),
            (FOUR_EYES, "quota_free", "nothing_below_floor"),
            "demand.open",
            7,
        ),
        Transition("open", ("approved",), "open", ("demand.open",), (), "selection.run_round"),
        Transition("fill", ("open",), "filled", (SYSTEM,), ("no_post_left",)),
        Transition("reopen", ("filled",), "open", (SYSTEM,), ("post_free",), "selection.run_round"),
        Transition(
            "close", ("approved", "open", "filled"), "closed", (EMPLOYER, "demand.close", SYSTEM), ("no_offer_open",)
        ),
        Transition("withdraw", ("draft", "submitted", "verified"), "withdrawn", (EMPLOYER,)),
        refusal("revoke", ("approved", "open", "filled"), "revoked", ("demand.revoke",), (), EMPLOYER, 30),
    ),
)
