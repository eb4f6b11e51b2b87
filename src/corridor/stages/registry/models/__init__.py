"""The tables of a worker's file."""

from .batch import ImportBatch, ImportDraft
from .can import Experience, LanguageSkill, Skill, Training
from .consent import Consent
from .details import Details
from .document import Document
from .merge import Merge
from .person import Person

__all__ = [
    "Consent",
    "Details",
    "Document",
    "Experience",
    "ImportBatch",
    "ImportDraft",
    "LanguageSkill",
    "Merge",
    "Person",
    "Skill",
    "Training",
]
