"""The door of the stage contracts: the terms of work from promise to paper."""

from .document import document
from .events import ContractCancelled, ContractEnded, ContractVerified
from .models import Contract
from .money import Cost, costs
from .selectors import (
    ContractCheck,
    check,
    contract,
    contracts,
    counts,
    differences,
    promised_of,
    running,
    term_of,
    terms_of,
)
from .services.answer import accept_as_employer, accept_as_worker, decline, give_up, issue
from .services.common import may
from .services.decide import cancel, decider, verify
from .services.draft import draft
from .services.finish import end, raise_floors
from .services.terms import change_terms, restore

__all__ = [
    "Contract",
    "ContractCancelled",
    "ContractCheck",
    "ContractEnded",
    "ContractVerified",
    "Cost",
    "accept_as_employer",
    "accept_as_worker",
    "cancel",
    "change_terms",
    "check",
    "contract",
    "contracts",
    "costs",
    "counts",
    "decider",
    "decline",
    "differences",
    "document",
    "draft",
    "end",
    "give_up",
    "issue",
    "may",
    "promised_of",
    "raise_floors",
    "restore",
    "running",
    "term_of",
    "terms_of",
    "verify",
]
