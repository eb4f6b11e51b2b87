"""A clearance: an optional step of a scheme, one live for a verified contract or a listed exemption (principle 8)."""

from corridor.rules.transitions.machine import FOUR_EYES, WORKER, Machine, Transition, refusal

CLEARANCE = Machine(
    name="clearance",
    initial="requested",
    states=("requested", "issued", "refused", "revoked", "reissued"),
    transitions=(
        Transition(
            "issue",
            ("requested",),
            "issued",
            ("journeys.clear",),
            (FOUR_EYES, "contract_verified_or_exempt", "no_other_live"),
            WORKER,
        ),
        refusal("refuse", ("requested",), "refused", ("journeys.clear",), (), WORKER, 30),
        refusal("revoke", ("issued",), "revoked", ("journeys.clear",), (FOUR_EYES,), WORKER, 30),
        # The paper is replaced (lost, new passport); its successor is a clearance of its own, issued with this step.
        Transition("reissue", ("issued",), "reissued", ("journeys.clear",), ("successor_named",)),
        Transition(
            "request_again", ("refused", "revoked"), "requested", (WORKER, "journeys.prepare"), (), "journeys.clear", 7
        ),
    ),
)
