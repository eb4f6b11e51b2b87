"""Occupations: job titles coded to ISCO-08 with a confidence, from phrases given as plain data."""

from corridor.rules.occupations.coding import Candidates, Coded, Phrase, Why, candidates, code
from corridor.rules.occupations.tokens import distance_within, stem, tokens

__all__ = ["Candidates", "Coded", "Phrase", "Why", "candidates", "code", "distance_within", "stem", "tokens"]
