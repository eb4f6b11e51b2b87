from .coding import TitleDecision, title_decisions
from .decision import DECIDED
from .employer import Accommodation, Employer, Licence
from .imports import OrderImport
from .mandate import Mandate
from .order import CODED, CODINGS, JobOrder, Participant, next_numbers
from .wording import ALLOWED, REWORDED, SENT_BACK, WAITING, WordingFinding

__all__ = [
    "ALLOWED",
    "CODED",
    "CODINGS",
    "DECIDED",
    "REWORDED",
    "SENT_BACK",
    "WAITING",
    "Accommodation",
    "Employer",
    "JobOrder",
    "Licence",
    "Mandate",
    "OrderImport",
    "Participant",
    "TitleDecision",
    "WordingFinding",
    "next_numbers",
    "title_decisions",
]
