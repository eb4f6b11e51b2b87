"""Why somebody opened a file, as its owner reads it: a sentence part for each purpose that a page or a verb names.

The read log keeps the purpose in English, as it was written that day; a purpose of an older release is found here, too.
What is not known gets general words: neither a code nor a foreign language reaches the reader.
"""

from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Any] = {
    # selection
    "look through the roster": _("look through the roster"),
    "check new applications": _("check new applications"),
    "open a round": _("prepare a selection round"),
    "take a step of a selection round": _("take a step of a selection round"),
    "follow a selection round": _("follow a selection round"),
    "follow the selection rounds": _("follow the selection rounds"),
    "cancel a selection round": _("cancel a selection round"),
    "read the results of a round": _("read the results of a round"),
    "follow the offers": _("follow the offers"),
    "withdraw an offer": _("withdraw an offer"),
    "end offers whose last day is over": _("end offers whose last day is over"),
    "hear an appeal": _("hear an appeal"),
    "hear appeals": _("hear appeals"),
    "lodge an appeal on a person's behalf": _("lodge an appeal for you"),
    "apply for work on a person's behalf": _("apply for work for you"),
    "explain an application to the person": _("explain your application to you"),
    "look at the own shortlists": _("look at the own shortlists"),
    "choose among the candidates of a shortlist": _("choose among the candidates of a shortlist"),
    "call workers back": _("call workers back"),
    "refuse to call a worker back": _("decide about calling you back"),
    # contracts
    "work through the queue of contracts": _("work through the contracts that wait"),
    "see where each contract stands": _("see where each contract stands"),
    "send or verify contracts": _("send or verify contracts"),
    "examine a contract": _("examine your contract"),
    "change a contract": _("change a contract"),
    "cancel a contract": _("cancel a contract"),
    "restore a clause": _("restore a clause of the contract"),
    "restore a clause of a contract": _("restore a clause of the contract"),
    "bring a new law to contracts": _("bring a new law to contracts"),
    "accept contracts as employer": _("answer contracts as employer"),
    "read a contract as employer": _("read your contract as employer"),
    "read a contract as a paper": _("print your contract"),
    "keep a copy of a contract": _("keep a copy of your contract"),
    "read a contract through with the person": _("read your contract with you"),
    # the journey
    "see the situation": _("see what is late"),
    "see where each request stands": _("see where each request stands"),
    "see a request for workers": _("see a request for workers"),
    # registering
    "fetch rows to mend": _("mend a list of workers"),
    "read an import's account": _("read how an import went"),
    "send a sign-in code": _("send you a sign-in code"),
    "check a sign-in code": _("check your sign-in code"),
    "demonstration": _("set up this demonstration"),
}
STAFF: dict[str, Any] = {
    "lodge an appeal on a person's behalf": _("lodge an appeal for the person"),
    "apply for work on a person's behalf": _("apply for work for the person"),
    "explain an application to the person": _("explain an application to the person"),
    "refuse to call a worker back": _("decide about calling the worker back"),
    "examine a contract": _("examine a contract"),
    "read a contract as employer": _("read a contract as employer"),
    "read a contract as a paper": _("print a contract"),
    "keep a copy of a contract": _("keep a copy of a contract"),
    "read a contract through with the person": _("read the contract with the person"),
    "send a sign-in code": _("send a sign-in code"),
    "check a sign-in code": _("check a sign-in code"),
}
"""Where the worker is spoken to, the words for somebody else who reads the list."""
GENERAL = _("work on matters of the programme")
JOB = _("do what was asked for in the background")


def reason(why: str) -> Any:
    """The words of a purpose in the active language."""
    if why in REASONS:
        return REASONS[why]
    if why.startswith("job "):
        return JOB
    told = gettext(why) if why else ""
    known = told and (told != why or (get_language() or "en").startswith("en"))
    return told if known and " " in why else GENERAL


def reason_for_staff(why: str) -> Any:
    """The same for staff, who read of a third person."""
    return STAFF.get(why) or reason(why)
