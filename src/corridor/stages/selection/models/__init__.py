"""Tables of the stage, one noun a file."""

from .appeal import Appeal
from .application import Application
from .interview import Interview
from .offer import Offer
from .recall import RecallRight
from .request import RosterRequest
from .result import RoundInput, RoundResult, Shortlisted
from .round_ import Round
from .roundfile import RoundFile
from .running import RoundRun, RunStep

__all__ = [
    "Appeal",
    "Application",
    "Interview",
    "Offer",
    "RecallRight",
    "RosterRequest",
    "Round",
    "RoundFile",
    "RoundInput",
    "RoundResult",
    "RoundRun",
    "RunStep",
    "Shortlisted",
]
