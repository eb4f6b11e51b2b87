"""The states of every machine: a label and a tone each.

The context of a message is the machine, since in many languages its word agrees with what it is said of.
"""

from typing import Any

from django.utils.translation import pgettext_lazy

STATES: dict[str, dict[str, tuple[Any, str]]] = {
    "appeal": {
        "lodged": (pgettext_lazy("appeal", "Lodged"), "info"),
        "under_review": (pgettext_lazy("appeal", "Being heard"), "warn"),
        "upheld": (pgettext_lazy("appeal", "Upheld"), "good"),
        "dismissed": (pgettext_lazy("appeal", "Dismissed"), "bad"),
        "passed_on": (pgettext_lazy("appeal", "Passed on to the body that decided"), "info"),
        "withdrawn": (pgettext_lazy("appeal", "Withdrawn"), ""),
    },
    "application": {
        "applied": (pgettext_lazy("application", "Applied"), "info"),
        "ineligible": (pgettext_lazy("application", "A rule is not met"), "bad"),
        "on_roster": (pgettext_lazy("application", "On the roster"), "info"),
        "shortlisted": (pgettext_lazy("application", "On the employer's shortlist"), "brand"),
        "selected": (pgettext_lazy("application", "Chosen"), "good"),
        "reserve": (pgettext_lazy("application", "On the reserve list"), "warn"),
        "not_selected": (pgettext_lazy("application", "Not chosen this time"), ""),
        "offered": (pgettext_lazy("application", "Has an offer"), "brand"),
        "contracted": (pgettext_lazy("application", "Has a contract"), "good"),
        "withdrawn": (pgettext_lazy("application", "Withdrawn"), ""),
        "expired": (pgettext_lazy("application", "Expired"), ""),
    },
    "clearance": {
        "requested": (pgettext_lazy("clearance", "Requested"), "info"),
        "issued": (pgettext_lazy("clearance", "Issued"), "good"),
        "refused": (pgettext_lazy("clearance", "Refused"), "bad"),
        "revoked": (pgettext_lazy("clearance", "Revoked"), "bad"),
        "reissued": (pgettext_lazy("clearance", "Replaced by a new one"), ""),
    },
    "contract": {
        "drafted": (pgettext_lazy("contract", "Being prepared"), ""),
        "held": (pgettext_lazy("contract", "Held: a clause is worse than promised"), "bad"),
        "issued": (pgettext_lazy("contract", "Waiting for both answers"), "info"),
        "worker_accepted": (pgettext_lazy("contract", "Accepted by the worker, waiting for the employer"), "info"),
        "employer_accepted": (pgettext_lazy("contract", "Accepted by the employer, waiting for the worker"), "info"),
        "accepted": (pgettext_lazy("contract", "Accepted by both"), "brand"),
        "verified": (pgettext_lazy("contract", "Verified"), "good"),
        "cancelled": (pgettext_lazy("contract", "Cancelled"), "bad"),
        "ended": (pgettext_lazy("contract", "Ended"), ""),
    },
    "employer": {
        "applied": (pgettext_lazy("employer", "Asks to take part"), "info"),
        "refused": (pgettext_lazy("employer", "Refused"), "bad"),
        "verified": (pgettext_lazy("employer", "Verified"), "good"),
        "conditional": (pgettext_lazy("employer", "Verified with conditions"), "warn"),
        "suspended": (pgettext_lazy("employer", "Suspended"), "bad"),
        "barred": (pgettext_lazy("employer", "Barred for a time"), "bad"),
    },
    "interview": {
        "invited": (pgettext_lazy("interview", "Invited, no answer yet"), "info"),
        "confirmed": (pgettext_lazy("interview", "Confirmed"), "good"),
        "time_asked": (pgettext_lazy("interview", "The worker asks for another time"), "warn"),
        "declined": (pgettext_lazy("interview", "Declined, without consequence"), ""),
        "held": (pgettext_lazy("interview", "Took place"), "good"),
        "missed": (pgettext_lazy("interview", "Did not take place"), "warn"),
        "cancelled": (pgettext_lazy("interview", "Cancelled"), ""),
    },
    "job_order": {
        "draft": (pgettext_lazy("job_order", "Draft"), ""),
        "submitted": (pgettext_lazy("job_order", "Sent, to be verified"), "info"),
        "verified": (pgettext_lazy("job_order", "Verified, to be approved"), "info"),
        "approved": (pgettext_lazy("job_order", "Approved"), "good"),
        "open": (pgettext_lazy("job_order", "Open for workers"), "good"),
        "filled": (pgettext_lazy("job_order", "All posts are filled"), "brand"),
        "closed": (pgettext_lazy("job_order", "Closed"), ""),
        "refused": (pgettext_lazy("job_order", "Refused"), "bad"),
        "withdrawn": (pgettext_lazy("job_order", "Withdrawn by the employer"), ""),
        "revoked": (pgettext_lazy("job_order", "Revoked"), "bad"),
    },
    "licence": {
        "applied": (pgettext_lazy("licence", "Applied for"), "info"),
        "refused": (pgettext_lazy("licence", "Refused"), "bad"),
        "valid": (pgettext_lazy("licence", "Valid"), "good"),
        "suspended": (pgettext_lazy("licence", "Suspended"), "bad"),
        "expired": (pgettext_lazy("licence", "Expired"), "warn"),
        "cancelled": (pgettext_lazy("licence", "Cancelled"), "bad"),
    },
    "offer": {
        "made": (pgettext_lazy("offer", "Waiting for the worker's answer"), "brand"),
        "accepted": (pgettext_lazy("offer", "Accepted"), "good"),
        "declined": (pgettext_lazy("offer", "Declined, without consequence"), ""),
        "lapsed": (pgettext_lazy("offer", "Not answered in time, without consequence"), ""),
        "withdrawn": (pgettext_lazy("offer", "Withdrawn"), "bad"),
    },
    "placement": {
        "preparing": (pgettext_lazy("placement", "Preparing the journey"), "info"),
        "cleared": (pgettext_lazy("placement", "Ready to leave"), "good"),
        "departed": (pgettext_lazy("placement", "On the way"), "info"),
        "arrived": (pgettext_lazy("placement", "Arrived"), "info"),
        "at_work": (pgettext_lazy("placement", "At work"), "good"),
        "ended": (pgettext_lazy("placement", "Work ended"), ""),
        "left": (pgettext_lazy("placement", "Left before the end"), "warn"),
        "returned": (pgettext_lazy("placement", "Returned"), "good"),
        "cancelled": (pgettext_lazy("placement", "Did not depart"), ""),
    },
    "roster_request": {
        "asked": (pgettext_lazy("request", "Waits for an answer"), "info"),
        "accepted": (pgettext_lazy("request", "Accepted"), "good"),
        "refused": (pgettext_lazy("request", "Refused"), "bad"),
        "withdrawn": (pgettext_lazy("request", "Withdrawn"), ""),
    },
    "round": {
        "draft": (pgettext_lazy("round", "Being prepared"), ""),
        "trial": (pgettext_lazy("round", "Trial run, nothing counts yet"), "info"),
        "closed_inputs": (pgettext_lazy("round", "Closed to changes"), "info"),
        "choosing": (pgettext_lazy("round", "Employers are choosing"), "warn"),
        "decided": (pgettext_lazy("round", "Decided, to be published"), "brand"),
        "published": (pgettext_lazy("round", "Published"), "good"),
        "cancelled": (pgettext_lazy("round", "Cancelled"), "bad"),
    },
    "scheme_version": {
        "draft": (pgettext_lazy("scheme_version", "Draft"), ""),
        "submitted": (pgettext_lazy("scheme_version", "Sent, to be published"), "info"),
        "published": (pgettext_lazy("scheme_version", "In force"), "good"),
        "superseded": (pgettext_lazy("scheme_version", "Replaced by a newer version"), ""),
    },
}
"""machine -> state -> (label, tone of kit.states.TONES)."""
