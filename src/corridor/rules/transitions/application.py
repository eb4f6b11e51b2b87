"""An application: one person's wish for one scheme, from applying to a contract. Declining an offer costs nothing."""

from corridor.rules.transitions.machine import SYSTEM, WORKER, Machine, Transition, refusal

_WAITING = ("applied", "on_roster", "shortlisted", "selected", "reserve", "not_selected", "offered")

APPLICATION = Machine(
    name="application",
    initial="applied",
    states=(
        "applied",
        "ineligible",
        "on_roster",
        "shortlisted",
        "selected",
        "reserve",
        "not_selected",
        "offered",
        "contracted",
        "withdrawn",
        "expired",
    ),
    transitions=(
        Transition("admit", ("applied",), "on_roster", ("selection.assess",), ("eligible",), "selection.run_round"),
        refusal("reject", ("applied",), "ineligible", ("selection.assess",), next_owner=WORKER, clock_days=30),
        # A recall right enters at the selection: no new ranking, only that the right lives and the checks still hold.
        Transition(
            "recall",
            ("applied", "on_roster"),
            "selected",
            ("selection.recall",),
            ("eligible", "recall_right_live"),
            "selection.offer",
            14,
        ),
        Transition("shortlist", ("on_roster",), "shortlisted", ("selection.run_round",), ("eligible",), "employer", 14),
        Transition(
            "select",
            ("on_roster", "shortlisted"),
            "selected",
            ("selection.decide",),
            ("round_published",),
            "selection.offer",
            14,
        ),
        Transition(
            "keep_in_reserve",
            ("on_roster", "shortlisted"),
            "reserve",
            ("selection.decide",),
            ("round_published", "rank_given"),
            "selection.offer",
        ),
        refusal(
            "not_select",
            ("on_roster", "shortlisted", "reserve"),
            "not_selected",
            ("selection.decide",),
            ("round_published", "rank_given"),
            WORKER,
            30,
        ),
        Transition(
            "return_to_roster", ("not_selected", "reserve", "shortlisted"), "on_roster", (SYSTEM,), ("roster_valid",)
        ),
        Transition("offer", ("selected", "reserve"), "offered", ("selection.offer",), ("post_free",), WORKER, 7),
        Transition("decline_offer", ("offered",), "on_roster", (WORKER,), (), "selection.run_round"),
        Transition("lapse_offer", ("offered",), "on_roster", (SYSTEM,), ("deadline_passed",), "selection.run_round"),
        refusal(
            "withdraw_offer", ("offered", "selected"), "on_roster", ("selection.decide",), (), "selection.run_round"
        ),
        Transition("contract", ("offered",), "contracted", (SYSTEM,), ("offer_accepted",), "contracts.draft", 7),
        # The contract fell through by nobody's wish or the employer's: the person keeps their place on the roster.
        Transition("release", ("contracted",), "on_roster", (SYSTEM,), ("contract_cancelled",), "selection.run_round"),
        Transition("grant_appeal", ("ineligible",), "on_roster", ("selection.review",), ("appeal_upheld",)),
        Transition("place_on_appeal", ("not_selected",), "reserve", ("selection.review",), ("appeal_upheld",)),
        Transition("withdraw", _WAITING, "withdrawn", (WORKER,)),
        Transition(
            "expire", ("on_roster", "not_selected", "reserve"), "expired", (SYSTEM,), ("warned", "deadline_passed")
        ),
        Transition("extend", ("expired",), "on_roster", ("selection.assess",), ("eligible",), "selection.run_round"),
    ),
)
