"""Job titles to ISCO-08 unit groups, ranked: one table of evidence made from all titles that a group is known by.

How likely a group is, given a title, is added up over the title's features: its words, its pairs of neighbouring words,
and runs of letters. A feature speaks for a group by how much likelier it is among the group's titles than among all
groups' (naive Bayes with classes of equal weight, so that a group of few titles is not outvoted). What a group's own
titles do not show is borrowed from the groups beside it in the tree of the classification (shrinkage towards minor and
sub-major group), and, with less weight, from what is said about the group in sentences. To this comes the likeness of
the nearest known title. Why so, and how well: docs/adr/0016-ranked-occupation-coder.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corridor.rules.identity.letters import words
from corridor.rules.occupations.slips import Vocabulary
from corridor.rules.occupations.tokens import tokens

Floats = NDArray[np.float32]

MOST_LETTERS = 200
"""Longer titles are cut: a title is a line, not a page."""
RUN_LENGTHS = (3, 4, 5)
NEAREST = 4.0
"""What the nearest known title weighs: so many units of log odds where it is the same."""
SLIP = 0.7
"""What a word with a slip weighs beside one without."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title that a unit group is known by, in one language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse table: row r has the columns `columns[starts[r]:starts[r + 1]]` and as many values."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: Floats

    def added(self, rows: Mapping[int, float], width: int) -> Floats:
        """The sum of some rows, each times its weight, as a row with all columns."""
        total = np.zeros(width, dtype=np.float32)
        for row, weight in rows.items():
            part = slice(self.starts[row], self.starts[row + 1])
            total[self.columns[part]] += self.values[part] * np.float32(weight)
        return total


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a title shows.

    `scores`: log odds, one a group. `likeness`: from 0 to 1, one a known title.
    """

    scores: Floats
    likeness: Floats


@dataclass(frozen=True, slots=True)
class Coder:
    """The titles of one language made ready. Build it once with `build`; it is never changed.

    The titles stand by group: those of `codes[g]` from `first[g]` on. `speaks` is feature by group, `holders` feature
    by title; `rarity` is a word's weight, 0 for the other features.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    first: NDArray[np.int64]
    features: Mapping[str, int]
    speaks: Rows
    holders: Rows
    rarity: Floats
    synonyms: Mapping[str, str]
    vocabulary: Vocabulary = field(repr=False)

    def read(self, text: str) -> Evidence:
        """What a title shows for each group; a title without a known word or run of letters shows nothing."""
        text = text[:MOST_LETTERS]
        stems = list(dict.fromkeys(tokens(text, self.synonyms)))
        met, unknown = self._met(stems)
        others = {
            place: 1.0
            for name in (*pair_features(stems), *run_features(text))
            if (place := self.features.get(name)) is not None
        }
        scores = self.speaks.added({**met, **others}, len(self.codes))
        squares = sum((float(self.rarity[word]) * weight) ** 2 for word, weight in met.items())
        length = float(np.sqrt(squares + unknown * self._unseen() ** 2)) or 1.0
        alike = {word: float(self.rarity[word]) * weight / length for word, weight in met.items()}
        likeness = self.holders.added(alike, len(self.titles))
        if self.codes:
            scores += np.float32(NEAREST) * np.maximum.reduceat(likeness, self.first)
        return Evidence(scores, likeness)

    def known(self, text: str) -> float:
        """The part of a title's words that some title has, from 0 to 1, without slips."""
        stems = set(tokens(text[:MOST_LETTERS], self.synonyms))
        return sum(stem in self.features for stem in stems) / len(stems) if stems else 0.0

    def nearest(self, group: int, evidence: Evidence) -> str:
        """The known title of a group that is nearest; empty where none shares a word."""
        end = self.first[group + 1] if group + 1 < len(self.first) else len(self.titles)
        part = evidence.likeness[self.first[group] : end]
        best = int(np.argmax(part))
        return self.titles[int(self.first[group]) + best] if part[best] > 0 else ""

    def _met(self, stems: Sequence[str]) -> tuple[dict[int, float], float]:
        """Known words by place with their weight, and how many are unknown, a slip counting by what it lacks."""
        met: dict[int, float] = {}
        unknown = 0.0
        for stem in stems:
            place = self.features.get(stem)
            if place is not None:
                met[place] = 1.0
                continue
            near = self.vocabulary.near(stem)
            unknown += 1.0 - SLIP if near else 1.0
            for word, _slips in near:
                met.setdefault(self.features[word], SLIP / len(near))
        return met, unknown

    def _unseen(self) -> float:
        """The weight of a word that no title has: that of one with a single title, lowered for slips."""
        return 0.7 * float(np.log1p(len(self.codes)))


def pair_features(stems: Sequence[str]) -> list[str]:
    """The pairs of neighbouring words, as features."""
    return [f"{one} {other}" for one, other in pairwise(stems)]


def run_features(text: str) -> list[str]:
    """The runs of letters in a title's words, beginnings and ends marked, as features."""
    return list(dict.fromkeys(run for word in words(text) for run in _runs(word)))


@lru_cache(maxsize=8192)
def _runs(word: str) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(
        "#" + marked[place : place + length] for length in RUN_LENGTHS for place in range(len(marked) - length + 1)
    )
