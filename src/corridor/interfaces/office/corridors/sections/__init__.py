"""The parts of a scheme's rules as forms: how each is filled from the document, and what it writes back."""

from .base import Part, RowList, Section, SectionForm
from .basics import BASICS
from .clocks import CLOCKS
from .deciders import DECIDERS
from .path import PATH
from .register import REGISTER
from .terms import CLAUSE_GROUPS, OF_ONE_JOB, PAYS, TERMS

_ALL = (BASICS, REGISTER, TERMS, PAYS, PATH, DECIDERS, CLOCKS)
SECTIONS: dict[str, Section] = {section.code: section for section in _ALL}
"""In the order in which a scheme is set up."""
SECTION_OF_PART: dict[str, Section] = {part: section for section in _ALL for part in section.parts}

__all__ = ["CLAUSE_GROUPS", "OF_ONE_JOB", "SECTIONS", "SECTION_OF_PART", "Part", "RowList", "Section", "SectionForm"]
