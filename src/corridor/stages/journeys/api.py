"""The only door of this stage."""

from .document import clearance_document, grouped
from .events import Arrived, Departed, PlacementEnded
from .evidence import FIT, UNFIT, results_of
from .models import CheckIn, Clearance, Incident, Leaving, Placement, Step
from .models.abroad import KINDS as INCIDENT_KINDS
from .path import CLEARANCE
from .selectors import (
    ARRIVAL_DAYS,
    StepQueue,
    TravelDay,
    Traveller,
    clearance_of,
    clearances,
    counts,
    departure_list,
    due_check_ins,
    incidents,
    late_arrivals,
    leaving_of,
    open_steps,
    path,
    placement,
    placements,
    placements_of,
    ready_for_clearance,
    step_queues,
    travel_days,
    travellers,
)
from .services.abroad import (
    NO_ANSWER,
    check_in,
    close_incident,
    lapse_leavings,
    leave,
    remind_check_ins,
    report_incident,
    report_to_centre,
    resume,
    review_incident,
    tell_side,
)
from .services.clear import clear, refuse_clearance, reissue_clearance, request_clearance, revoke_clearance
from .services.prepare import prepare
from .services.steps import complete_steps, may_record, refuse_step, reopen_step, skip_steps
from .services.stop import cancel, hold, lift_hold, withdraw
from .services.travel import arrive, depart, end, mark_returned, plan_travel, start_work
from .tokens import encode as _encode
from .tokens import public_key
from .verify import ClearanceCheck, verify_token, withdrawn_numbers


def token_of(clearance: Clearance) -> str:
    """The text of an issued clearance for a QR code."""
    return _encode(clearance.payload, bytes(clearance.signature))


__all__ = [
    "ARRIVAL_DAYS",
    "CLEARANCE",
    "FIT",
    "INCIDENT_KINDS",
    "NO_ANSWER",
    "UNFIT",
    "Arrived",
    "CheckIn",
    "Clearance",
    "ClearanceCheck",
    "Departed",
    "Incident",
    "Leaving",
    "Placement",
    "PlacementEnded",
    "Step",
    "StepQueue",
    "TravelDay",
    "Traveller",
    "arrive",
    "cancel",
    "check_in",
    "clear",
    "clearance_document",
    "clearance_of",
    "clearances",
    "close_incident",
    "complete_steps",
    "counts",
    "depart",
    "departure_list",
    "due_check_ins",
    "end",
    "grouped",
    "hold",
    "incidents",
    "lapse_leavings",
    "late_arrivals",
    "leave",
    "leaving_of",
    "lift_hold",
    "mark_returned",
    "may_record",
    "open_steps",
    "path",
    "placement",
    "placements",
    "placements_of",
    "plan_travel",
    "prepare",
    "public_key",
    "ready_for_clearance",
    "refuse_clearance",
    "refuse_step",
    "reissue_clearance",
    "remind_check_ins",
    "reopen_step",
    "report_incident",
    "report_to_centre",
    "request_clearance",
    "results_of",
    "resume",
    "review_incident",
    "revoke_clearance",
    "skip_steps",
    "start_work",
    "step_queues",
    "tell_side",
    "token_of",
    "travel_days",
    "travellers",
    "verify_token",
    "withdraw",
    "withdrawn_numbers",
]
