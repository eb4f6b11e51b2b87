"""A placement: one person's season of work, from preparing to return.

One that ends early is "left", with each side's reasons asked for; the record has no other effect (principle 4).
"""

from corridor.rules.transitions.machine import EMPLOYER, SYSTEM, WORKER, Machine, Transition, refusal

PLACEMENT = Machine(
    name="placement",
    initial="preparing",
    states=("preparing", "cleared", "departed", "arrived", "at_work", "ended", "left", "returned", "cancelled"),
    transitions=(
        Transition(
            "clear",
            ("preparing",),
            "cleared",
            ("journeys.clear",),
            ("path_complete", "contract_verified"),
            "journeys.travel",
        ),
        refusal("reopen_path", ("cleared",), "preparing", ("journeys.clear",), (), "journeys.clear", 14),
        Transition("depart", ("cleared",), "departed", ("journeys.travel", WORKER), ("path_complete",), EMPLOYER, 14),
        Transition("arrive", ("departed",), "arrived", ("journeys.receive", EMPLOYER, WORKER), (), EMPLOYER, 14),
        Transition("start_work", ("arrived",), "at_work", ("journeys.receive", EMPLOYER, WORKER)),
        Transition("end", ("at_work",), "ended", ("journeys.end", EMPLOYER, WORKER), (), "returns.receive"),
        Transition(
            "leave",
            ("arrived", "at_work"),
            "left",
            ("journeys.end", WORKER),
            ("both_sides_asked",),
            "returns.receive",
        ),
        Transition("resume", ("left",), "at_work", ("journeys.end",), ("worker_agrees",)),
        # After twelve months nothing tells an early end from any other (principle 4).
        Transition("lapse", ("left",), "ended", (SYSTEM,), ("term_over",), "returns.receive"),
        Transition("return", ("departed", "arrived", "ended", "left"), "returned", ("returns.receive", WORKER)),
        Transition("withdraw", ("preparing", "cleared"), "cancelled", (WORKER,)),
        refusal("cancel", ("preparing", "cleared"), "cancelled", ("journeys.cancel",), (), WORKER, 30),
    ),
)
