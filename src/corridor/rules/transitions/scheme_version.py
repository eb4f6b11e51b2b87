"""A version of a scheme's rules: published by a second person, then immutable until superseded."""

from corridor.rules.transitions.machine import FOUR_EYES, SYSTEM, Machine, Transition, refusal

SCHEME_VERSION = Machine(
    name="scheme_version",
    initial="draft",
    states=("draft", "submitted", "published", "superseded"),
    transitions=(
        Transition(
            "submit",
            ("draft",),
            "submitted",
            ("agreements.draft",),
            ("complete", "register_without_conflict"),
            "agreements.publish",
            14,
        ),
        refusal("return", ("submitted",), "draft", ("agreements.publish",), (), "agreements.draft", 14),
        Transition(
            "publish", ("submitted",), "published", ("agreements.publish",), (FOUR_EYES, "register_without_conflict")
        ),
        Transition("supersede", ("published",), "superseded", (SYSTEM,), ("successor_published",)),
    ),
)
