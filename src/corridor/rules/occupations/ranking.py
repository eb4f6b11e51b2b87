"""The ranked answer to a title: unit groups with confidences that say how often such an answer is right.

The confidence of the first group is a logistic curve over its lead in the evidence and the likeness of its nearest
known title, fitted on unseen titles (`./corridor bench occupations` prints how well it holds); a title known word for
word is nearly sure. What people decided about a title comes before what the tables say.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.rules.occupations.coder import MOST_LETTERS, Coder, Floats
from corridor.rules.occupations.tokens import tokens

# Logistic curve: constant, log odds of the evidence, likeness of the nearest title.
_CURVE = (-2.70, 0.215, 2.64)
_SAME = 0.9999
"""Likeness from which two titles have the same words."""
SAME_TITLE = 0.95
"""How often a title that is known word for word has a group that is known for it."""
SAME_GAIN = 3.0
DECIDED_GAIN = 6.0
"""What a decision about a title with the same words weighs, in log odds; a similar title by the square of likeness."""
_LEAST_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit group: how likely it is, from 0 to 1, and the known title nearest to the words, or ""."""

    code: str
    confidence: float
    matched: str


class Decisions:
    """What people decided: words and the unit group that they mean. Their order does not matter."""

    def __init__(self, decided: Iterable[tuple[str, str]] = (), synonyms: Mapping[str, str] | None = None) -> None:
        self._codes: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
        self._holders: dict[str, set[frozenset[str]]] = defaultdict(set)
        for text, code in decided:
            stems = frozenset(tokens(text[:MOST_LETTERS], synonyms))
            if stems:
                self._codes[stems][code] += 1
                for stem in stems:
                    self._holders[stem].add(stems)

    def of(self, stems: frozenset[str]) -> Counter[str]:
        """How often each group was decided for exactly these words."""
        return self._codes.get(stems, Counter())

    def near(self, stems: frozenset[str]) -> dict[str, float]:
        """Group -> likeness, from 0 to 1, of the nearest words that were decided to mean it."""
        found: dict[str, float] = {}
        for other in {other for stem in stems for other in self._holders.get(stem, ())}:
            likeness = len(stems & other) / math.sqrt(len(stems) * len(other))
            if likeness >= _LEAST_LIKENESS:
                most = self._codes[other].most_common()
                for code in (code for code, times in most if times == most[0][1]):
                    found[code] = max(found.get(code, 0.0), likeness)
        return found


def rank(text: str, coder: Coder, *, limit: int = 5, decisions: Decisions | None = None) -> list[Ranked]:
    """The unit groups that a title may mean, the likeliest first; an empty list when no part of it is known.

    Confidences fall from first to last and add up to 1 at most. The same question has the same answer.
    """
    evidence = coder.read(text)
    stems = frozenset(tokens(text[:MOST_LETTERS], coder.synonyms))
    if not coder.codes or not stems:
        return []
    scores = evidence.scores.copy()
    nearest = np.maximum.reduceat(evidence.likeness, coder.first)
    same = nearest >= _SAME
    scores[same] += np.float32(SAME_GAIN)
    place = {code: number for number, code in enumerate(coder.codes)}
    for code, likeness in (decisions.near(stems) if decisions else {}).items():
        if code in place:
            scores[place[code]] += np.float32(DECIDED_GAIN * likeness**2)
            nearest[place[code]] = max(nearest[place[code]], likeness)
    decided = Counter({place[c]: n for c, n in (decisions.of(stems) if decisions else Counter()).items() if c in place})
    if not scores.max() > 0 and not decided:
        return []
    # Sums of the evidence differ in their last digits between machines; groups that differ by less stand by their code.
    order = sorted(range(len(scores)), key=lambda g: (-decided[g], -round(float(scores[g]), 3), g))
    shares = np.exp(scores - scores.max()).astype(np.float64)
    shares /= shares.sum()
    first = _confidence(order[0], shares, nearest, same, decided)
    rest = max(1.0 - float(shares[order[0]]), 1e-9)
    answers = []
    most = first
    for group in order[:limit]:
        if group != order[0]:
            most = min(most, (1 - first) * float(shares[group]) / rest)
        answers.append(Ranked(coder.codes[group], round(most, 3), coder.nearest(group, evidence)))
    return [answer for answer in answers if answer.confidence > 0]


def _confidence(
    group: int,
    shares: NDArray[np.float64],
    nearest: Floats,
    same: NDArray[np.bool_],
    decided: Counter[int],
) -> float:
    if decided:
        times = decided.total()
        return decided[group] / times * times / (times + 0.25)
    if same[group]:
        return SAME_TITLE * float(shares[group] / shares[same].sum())
    share = min(max(float(shares[group]), 1e-6), 1 - 1e-6)
    constant, by_lead, by_likeness = _CURVE
    value = constant + by_lead * math.log(share / (1 - share)) + by_likeness * min(float(nearest[group]), 1.0)
    return 1 / (1 + math.exp(-value))
