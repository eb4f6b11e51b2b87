"""What is said of a worker in the third person elsewhere, as workers read it of themselves: "you", never "the worker".

Each function answers like its namesake of the other tables and knows only the codes whose words differ.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from corridor.interfaces.kit.states import StateLabel, state_label
from corridor.interfaces.kit.words import guards, journeys, timeline

YOU = pgettext_lazy("whose turn it is", "you")

STATES: dict[tuple[str, str], Any] = {
    ("application", "offered"): pgettext_lazy("application", "You have an offer"),
    ("application", "contracted"): pgettext_lazy("application", "You have a contract"),
    ("contract", "worker_accepted"): pgettext_lazy("contract", "Accepted by you, waiting for the employer"),
    ("contract", "employer_accepted"): pgettext_lazy("contract", "Accepted by the employer, waiting for you"),
    ("interview", "invited"): pgettext_lazy("interview", "Waiting for your answer"),
    ("interview", "time_asked"): pgettext_lazy("interview", "You asked for another time"),
    ("offer", "made"): pgettext_lazy("offer", "Waiting for your answer"),
}
INCIDENTS: dict[str, Any] = {"absence": _("Your employer says that you do not come to work")}
VERBS: dict[str, Any] = {
    "registry.registered": _("Your file was opened."),
    "registry.completed": _("Your file was completed or corrected."),
    "registry.verified": _("Your file was compared with your papers and confirmed."),
    "registry.account_opened": _("An account was opened, so that you can read your file."),
    "registry.languages_set": _("Your languages were written down."),
    "registry.skills_set": _("Your skills were written down."),
    "registry.trainings_set": _("Your training was written down."),
    "registry.experience_set": _("The work that you have done so far was written down."),
    "registry.merged": _("Your file was joined with another one of yours."),
    "registry.held": _("Your file must be kept by law until further notice."),
    "registry.released": _("Your file need not be kept by law any more."),
    "registry.erasure_asked": _("You asked to have your file erased."),
    "registry.erasure_unasked": _("You took back the wish to have your file erased."),
    "selection.applied": _("An application for work was made for you."),
    "selection.ranked": _("It was written down which work you want most."),
    "selection.withdrawn": _("Your application was withdrawn."),
    "selection.admitted": _("Your application was checked: you are on the roster."),
    "selection.rejected": _("Your application was checked: a rule is not met."),
    "selection.shortlisted": _("You were put on an employer's shortlist."),
    "selection.interview_invited": _("You were invited to an interview."),
    "selection.interview_confirmed": _("You confirmed the interview."),
    "selection.interview_time_asked": _("You asked for another time for the interview."),
    "selection.interview_declined": _("You declined the interview, without penalty."),
    "selection.interview_answered": _("You said why the interview did not take place."),
    "selection.selected": _("You were chosen."),
    "selection.reserve": _("You were put on the reserve list."),
    "selection.not_selected": _("You were not chosen this time."),
    "selection.offered": _("You were offered work."),
    "selection.offer_accepted": _("You accepted the offer."),
    "selection.offer_declined": _("You declined the offer, without penalty."),
    "selection.released": _("The contract fell through; you are on the roster again."),
    "selection.recall_granted": _("You got a right to be called back."),
    "selection.recalled": _("You were called back."),
    "selection.recall_refused": _("The employer does not call you back, with a reason."),
    "selection.request_asked": _("You asked for a longer place on the roster, or for other work."),
    "selection.request_accepted": _("Your request about the roster was accepted."),
    "selection.request_refused": _("Your request about the roster was refused, with a reason."),
    "selection.request_withdrawn": _("You withdrew a request about the roster."),
    "selection.appealed": _("You appealed."),
    "selection.appeal_withdrawn": _("You withdrew the appeal."),
    "contracts.issued": _("The contract was sent to you and the employer."),
    "contracts.accepted_by_worker": _("You accepted the contract."),
    "contracts.declined": _("You declined the contract."),
    "contracts.given_up": _("You gave the contract up before the journey."),
    "journeys.step_refused": _("A step was decided against you, with reason and remedy."),
    "journeys.departed": _("You departed."),
    "journeys.arrived": _("You arrived."),
    "journeys.checked_in": _("You answered how things are."),
    "journeys.returned": _("You are back."),
    "journeys.withdrawn": _("You gave up this journey."),
}


def state(machine: str, value: str) -> StateLabel:
    """Label and tone of a state of the reader's own application, offer, contract or journey."""
    found = state_label(machine, value)
    return StateLabel(STATES.get((machine, str(value)), found.label), found.tone)


def verb(code: str) -> Any:
    """What happened with the reader's own file."""
    return VERBS.get(code) or timeline.verb(code)


def owner(code: str) -> Any:
    """Whose move it is."""
    return YOU if code == "worker" else guards.owner(code)


def step_owner(code: str) -> Any:
    """Whose step of the path it is."""
    return YOU if code == "worker" else journeys.STEP_OWNERS[code]


def incident(kind: str) -> Any:
    """What a report about the reader is about."""
    return INCIDENTS.get(kind) or journeys.INCIDENTS[kind]
