"""Tables of the stage, one noun a file."""

from .appeal import Appeal
from .application import Application
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
