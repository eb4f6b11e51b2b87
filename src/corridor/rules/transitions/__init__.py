"""State machines of the stages: pure tables of state, action, guards, target, who may, next owner, clock."""

from corridor.rules.transitions.appeal import APPEAL
from corridor.rules.transitions.application import APPLICATION
from corridor.rules.transitions.clearance import CLEARANCE
from corridor.rules.transitions.contract import CONTRACT
from corridor.rules.transitions.employer import EMPLOYER_STANDING
from corridor.rules.transitions.interview import INTERVIEW
from corridor.rules.transitions.job_order import JOB_ORDER
from corridor.rules.transitions.licence import LICENCE
from corridor.rules.transitions.machine import (
    NEGATIVE_GUARDS,
    Machine,
    MachineInvalid,
    RefusalCode,
    Transition,
    TransitionRefused,
    refusal,
)
from corridor.rules.transitions.offer import OFFER
from corridor.rules.transitions.placement import PLACEMENT
from corridor.rules.transitions.roster_request import ROSTER_REQUEST
from corridor.rules.transitions.round_ import ROUND
from corridor.rules.transitions.scheme_version import SCHEME_VERSION

MACHINES: dict[str, Machine] = {
    machine.name: machine
    for machine in (
        APPEAL,
        APPLICATION,
        CLEARANCE,
        CONTRACT,
        EMPLOYER_STANDING,
        INTERVIEW,
        JOB_ORDER,
        LICENCE,
        OFFER,
        PLACEMENT,
        ROSTER_REQUEST,
        ROUND,
        SCHEME_VERSION,
    )
}

__all__ = [
    "APPEAL",
    "APPLICATION",
    "CLEARANCE",
    "CONTRACT",
    "EMPLOYER_STANDING",
    "INTERVIEW",
    "JOB_ORDER",
    "LICENCE",
    "MACHINES",
    "NEGATIVE_GUARDS",
    "OFFER",
    "PLACEMENT",
    "ROSTER_REQUEST",
    "ROUND",
    "SCHEME_VERSION",
    "Machine",
    "MachineInvalid",
    "RefusalCode",
    "Transition",
    "TransitionRefused",
    "refusal",
]
