from .coding import TitleDecision, title_decisions
from .decision import DECIDED
from .employer import Accommodation, Employer, Licence
from .imports import OrderImport
from .mandate import Mandate
from .order import CODED, CODINGS, JobOrder, Participant, next_numbers

__all__ = [
    "CODED",
    "CODINGS",
    "DECIDED",
    "Accommodation",
    "Employer",
    "JobOrder",
    "Licence",
    "Mandate",
    "OrderImport",
    "Participant",
    "TitleDecision",
    "next_numbers",
    "title_decisions",
]
