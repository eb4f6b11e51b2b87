"""The only door of the registry: what other stages and the screens may call."""

from .codes import BASES, DOCUMENT_KINDS, PURPOSES, SEXES, SKILLS, TRAININGS, Purpose
from .events import Erased, Merged, Registered
from .models import Document, Person
from .problems import problem
from .records import ConsentRecord, DocumentRecord, ExperienceRecord, PersonChange, PersonRecord, read
from .selectors import (
    CandidateColumns,
    Card,
    OpenDetails,
    OpenDocument,
    PersonFile,
    PersonName,
    PurposeAnswer,
    Waiting,
    asked_erasure,
    candidate_columns,
    cards,
    consents_given,
    districts,
    names,
    number_of,
    office_list,
    papers_ending,
    people,
    person,
    waiting,
    without_code,
)
from .services.abilities import set_experience, set_languages, set_skills, set_trainings
from .services.accounts import open_accounts
from .services.common import no_such_person
from .services.complete import complete
from .services.consents import record_consents
from .services.documents import add_documents, remove_document
from .services.erase import REASONS as ERASE_REASONS
from .services.erase import ask_erasure, erase, hold
from .services.find import Found, PossibleDuplicate, exists_elsewhere, find, phone_of, possible_duplicates
from .services.importing import (
    ImportReport,
    RowError,
    accept_draft,
    batches,
    draft,
    import_workers,
    keep_draft,
    mending,
    report_of,
    template,
)
from .services.merge import merge, unmerge
from .services.register import register, register_one
from .services.slip import slip
from .services.verify import verify

__all__ = [
    "BASES",
    "DOCUMENT_KINDS",
    "ERASE_REASONS",
    "PURPOSES",
    "SEXES",
    "SKILLS",
    "TRAININGS",
    "CandidateColumns",
    "Card",
    "ConsentRecord",
    "Document",
    "DocumentRecord",
    "Erased",
    "ExperienceRecord",
    "Found",
    "ImportReport",
    "Merged",
    "OpenDetails",
    "OpenDocument",
    "Person",
    "PersonChange",
    "PersonFile",
    "PersonName",
    "PersonRecord",
    "PossibleDuplicate",
    "Purpose",
    "PurposeAnswer",
    "Registered",
    "RowError",
    "Waiting",
    "accept_draft",
    "add_documents",
    "ask_erasure",
    "asked_erasure",
    "batches",
    "candidate_columns",
    "cards",
    "complete",
    "consents_given",
    "districts",
    "draft",
    "erase",
    "exists_elsewhere",
    "find",
    "hold",
    "import_workers",
    "keep_draft",
    "mending",
    "merge",
    "names",
    "no_such_person",
    "number_of",
    "office_list",
    "open_accounts",
    "papers_ending",
    "people",
    "person",
    "phone_of",
    "possible_duplicates",
    "problem",
    "read",
    "record_consents",
    "register",
    "register_one",
    "remove_document",
    "report_of",
    "set_experience",
    "set_languages",
    "set_skills",
    "set_trainings",
    "slip",
    "template",
    "unmerge",
    "verify",
    "waiting",
    "without_code",
]
