"""What is still missing for a step, whose move it is, and why a step is refused."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.rules.transitions import RefusalCode, TransitionRefused

GUARDS: dict[str, Any] = {
    "decider_named": _("Say who decides: the authority or the person."),
    "reason_given": _("Give the reason."),
    "remedy_named": _("Say what the person can do against this decision."),
    "four_eyes": _("A second person must look at this: somebody other than who prepared it."),
    "other_decider": _("Somebody other than who took the decision must hear the appeal."),
    "eligible": _("The person does not meet every rule yet."),
    "recall_right_live": _("There is no live recall right."),
    "round_published": _("The round is not published yet."),
    "rank_given": _("The person's rank is missing."),
    "roster_valid": _("The roster is no longer valid."),
    "post_free": _("There is no free post."),
    "deadline_passed": _("The time to answer is not over yet."),
    "offer_accepted": _("The worker has not accepted the offer."),
    "contract_cancelled": _("The contract is not cancelled."),
    "appeal_upheld": _("No appeal was upheld."),
    "warned": _("The person was not warned in time."),
    "contract_verified_or_exempt": _("The contract is not verified, and no listed exemption applies."),
    "no_other_live": _("The person already has a valid clearance for this contract."),
    "successor_named": _("The new clearance that replaces this one is missing."),
    "nothing_worse": _("A clause is worse than what was promised. Restore it first."),
    "differences_listed": _("Nothing in the contract is worse than what was promised."),
    "terms_shown_in_own_language": _("The worker must first see the terms in their own language."),
    "copy_with_worker": _("The worker does not have a copy yet."),
    "worker_told": _("The worker was not told yet."),
    "term_over": _("The term is not over yet."),
    "both_sides_asked": _("Ask both the worker and the employer for their reasons first."),
    "identity_seen": _("Proof of who the employer is has not been seen."),
    "conditions_named": _("Name the conditions."),
    "conditions_met": _("The conditions are not met yet."),
    "term_named": _("Say until when it lasts."),
    "term_over_or_appeal_upheld": _("The term is not over, and no appeal was upheld."),
    "complete": _("Some answers are missing."),
    "employer_in_good_standing": _("The employer is not verified, or is suspended or barred."),
    "nothing_below_floor": _("A term is below what the law or the standard contract asks."),
    "quota_free": _("The quota has no room for these posts."),
    "no_post_left": _("There are still free posts."),
    "no_offer_open": _("Some workers still have an open offer."),
    "bond_lodged": _("The bond that the law asks for is not lodged."),
    "term_running": _("The licence is past its term."),
    "before_deadline": _("The time to answer is over."),
    "path_complete": _("Some steps before departure are still open."),
    "contract_verified": _("The contract is not verified yet."),
    "worker_agrees": _("The worker has not agreed."),
    "register_without_conflict": _("A criterion is one that may not select people."),
    "seed_committed": _("The seal of the draw is not published yet."),
    "public_value_to_come": _(
        "No public value of a day to come is announced for the draw. Cancel the round and open a new one."
    ),
    "public_value_agreed": _("Two people have not entered the same public value yet."),
    "result_verified": _("The result has not passed the second check."),
    "refusals_reasoned": _("Some refusals have no job-related reason."),
    "everyone_has_a_reason": _("Some people have no reason yet."),
    "seed_revealed": _("The seed of the draw is not shown yet."),
    "time_to_come": _("The time of the interview is over."),
    "in_good_time": _("Give the worker at least a day: choose a later time."),
    "time_come": _("The interview has not begun yet."),
    "successor_published": _("No newer version is published."),
}
"""guard -> what to do, or what is not so yet."""

REFUSALS: dict[RefusalCode, Any] = {
    RefusalCode.UNKNOWN_STATE: _("This has no known state. Tell your administrator."),
    RefusalCode.UNKNOWN_ACTION: _("There is no such step."),
    RefusalCode.NOT_FROM_HERE: _("This step is not possible now. Open the page again to see how it stands."),
    RefusalCode.GUARD_MISSING: _("Something is still missing for this step."),
}
"""Why the table has no such step now."""

OWNERS: dict[str, Any] = {
    "worker": _("the worker"),
    "employer": _("the employer"),
    "recruiter": _("the recruiter"),
    "system": _("Corridor itself"),
    "selection": _("the selection office"),
    "contracts": _("the contracts office"),
    "demand": _("the office for employers"),
    "journeys": _("the departures office"),
    "returns": _("the service centre for returnees"),
    "agreements": _("the scheme's office"),
}
"""Whose move it is: an actor, or the stage of a permission."""


def guard(code: str) -> Any:
    """The sentence of a guard that is not established."""
    return GUARDS[code]


def owner(code: str) -> Any:
    """Whose move it is, from `Transition.next_owner`: "worker", or a permission such as "selection.offer"."""
    return OWNERS[code.partition(".")[0]]


def refused(error: TransitionRefused) -> list[str]:
    """Sentences for a refused step: each guard that is missing, or why the step is not there."""
    if error.missing_guards:
        return [str(GUARDS[code]) for code in error.missing_guards]
    return [str(REFUSALS[error.code])]
