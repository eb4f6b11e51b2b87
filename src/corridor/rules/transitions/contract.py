"""A contract: held while any clause is worse than promised (principle 1), accepted by both sides, then verified."""

from corridor.rules.transitions.machine import EMPLOYER, FOUR_EYES, WORKER, Machine, Transition, refusal

NOTHING_WORSE = "nothing_worse"

CONTRACT = Machine(
    name="contract",
    initial="drafted",
    states=(
        "drafted",
        "held",
        "issued",
        "worker_accepted",
        "employer_accepted",
        "accepted",
        "verified",
        "cancelled",
        "ended",
    ),
    transitions=(
        Transition("issue", ("drafted",), "issued", ("contracts.draft",), (NOTHING_WORSE,), WORKER, 14),
        # Not a decision against a person: the difference itself is the reason, and restoring the clause ends it.
        Transition(
            "hold",
            ("drafted", "issued", "worker_accepted", "employer_accepted", "accepted"),
            "held",
            ("contracts.draft", "contracts.verify"),
            ("differences_listed",),
            EMPLOYER,
            14,
        ),
        Transition(
            "restore", ("held",), "drafted", ("contracts.draft", EMPLOYER), (NOTHING_WORSE,), "contracts.draft", 7
        ),
        # Other terms, none of them worse: what was sent and accepted before was another contract.
        Transition(
            "revise",
            ("drafted", "issued", "worker_accepted", "employer_accepted", "accepted"),
            "drafted",
            ("contracts.draft", "contracts.verify"),
            (NOTHING_WORSE,),
            "contracts.draft",
            7,
        ),
        Transition(
            "accept_as_worker",
            ("issued",),
            "worker_accepted",
            (WORKER,),
            (NOTHING_WORSE, "terms_shown_in_own_language"),
            EMPLOYER,
            14,
        ),
        Transition("accept_as_employer", ("issued",), "employer_accepted", (EMPLOYER,), (NOTHING_WORSE,), WORKER, 14),
        Transition(
            "complete_as_worker",
            ("employer_accepted",),
            "accepted",
            (WORKER,),
            (NOTHING_WORSE, "terms_shown_in_own_language"),
            "contracts.verify",
            14,
        ),
        Transition(
            "complete_as_employer",
            ("worker_accepted",),
            "accepted",
            (EMPLOYER,),
            (NOTHING_WORSE,),
            "contracts.verify",
            14,
        ),
        Transition(
            "verify", ("accepted",), "verified", ("contracts.verify",), (FOUR_EYES, NOTHING_WORSE, "copy_with_worker")
        ),
        # A running contract only ever improves; a higher legal floor applies from its date (principle 15).
        Transition("improve", ("verified",), "verified", ("contracts.verify",), (NOTHING_WORSE, "worker_told")),
        Transition("decline", ("issued", "employer_accepted"), "cancelled", (WORKER,)),
        # Before the journey: nobody is held to a contract whose work has not begun, and nothing follows from it.
        Transition("give_up", ("worker_accepted", "accepted", "verified"), "cancelled", (WORKER,)),
        refusal(
            "cancel",
            ("drafted", "held", "issued", "worker_accepted", "employer_accepted", "accepted", "verified"),
            "cancelled",
            ("contracts.cancel",),
            (),
            WORKER,
            30,
        ),
        Transition("end", ("verified",), "ended", ("contracts.end", EMPLOYER, WORKER), ("term_over",)),
        Transition("end_early", ("verified",), "ended", ("contracts.end", EMPLOYER, WORKER), ("both_sides_asked",)),
    ),
)
