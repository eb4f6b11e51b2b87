"""Occupations: job titles coded to ISCO-08 with a confidence, from titles given as plain data."""

from corridor.rules.occupations.building import build
from corridor.rules.occupations.coder import MOST_LETTERS, Coder, Title
from corridor.rules.occupations.coding import Candidates, Coded, Phrase, Why, candidates, code
from corridor.rules.occupations.ranking import Decisions, Ranked, rank
from corridor.rules.occupations.slips import Vocabulary
from corridor.rules.occupations.stored import open_stored, save
from corridor.rules.occupations.tokens import distance_within, stem, tokens

__all__ = [
    "MOST_LETTERS",
    "Candidates",
    "Coded",
    "Coder",
    "Decisions",
    "Phrase",
    "Ranked",
    "Title",
    "Vocabulary",
    "Why",
    "build",
    "candidates",
    "code",
    "distance_within",
    "open_stored",
    "rank",
    "save",
    "stem",
    "tokens",
]
