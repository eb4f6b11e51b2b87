"""Coding a job title that brings a code of another classification; titles alone are ranked (`ranking.rank`).

Each unit group brings phrases: its title, and the words that people say. A phrase is compared with the title by its
words, rare ones weighing more. The confidence is a logistic curve over how well the best phrase fits and how far the
next group is behind. Its coefficients were fitted on the titles of ESCO occupations in English and Spanish, whose unit
group is known; on plainer titles it is cautious (tests/foundation/reference/test_coding_figures.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corridor.rules.occupations.tokens import tokens


class Why(StrEnum):
    """What an answer rests on."""

    WORDS = "words"  # the title alone
    CROSSWALK = "crosswalk"  # the code of another classification alone
    BOTH = "both"
    DECIDED = "decided"  # a person, about the same words


@dataclass(frozen=True, slots=True)
class Coded:
    """One possible unit group. `words` are the stems that title and group share."""

    code: str
    confidence: float
    why: Why
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a unit group. `title` is True for the official title, which says less than a job title does."""

    code: str
    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """Phrases made ready for coding; build it once with `candidates` and keep it."""

    synonyms: Mapping[str, str]
    phrases: list[tuple[str, frozenset[str], float, float]]  # code, stems, their weight, weight of the phrase
    weights: Mapping[str, float]
    by_word: Mapping[str, list[int]]
    unseen: float
    codes: frozenset[str] = field(default=frozenset())


_TITLE_WEIGHT = 0.95
# Share of the title's weight that must be met, against share of the phrase's weight.
_RECALL_PART = 0.6
# Logistic curve: constant, fit of the best phrase, lead over the next group, all words met.
_CURVE = (-3.52, 4.26, 2.69, 0.48)
_CROSSWALK_ALONE = 0.75  # what one group of a crosswalk is right when the title says nothing
_OUTSIDE = 0.2  # what is left of a fit outside the groups of the crosswalk
# The same where the title has a word of this group alone: a beekeeper is one, whatever the other code says.
_OWN_WORD = 0.9

# How much better a group outside the crosswalk must fit than those inside before the two contradict each other.
_CONTRADICTION = 0.25


def candidates(phrases: Iterable[Phrase], synonyms: Mapping[str, str] | None = None) -> Candidates:
    """Make phrases ready. `synonyms` maps folded words (or two with a space between) to the words of the phrases."""
    replaced = dict(synonyms or {})
    entries = [(phrase, frozenset(tokens(phrase.text, replaced))) for phrase in phrases]
    entries = [(phrase, stems) for phrase, stems in entries if stems]
    groups: dict[str, set[str]] = defaultdict(set)
    for phrase, stems in entries:
        for stem in stems:
            groups[stem].add(phrase.code)
    codes = frozenset(phrase.code for phrase, _stems in entries)
    weights = {stem: math.log(1 + len(codes) / len(found)) for stem, found in groups.items()}
    by_word: dict[str, list[int]] = defaultdict(list)
    ready = []
    for number, (phrase, stems) in enumerate(entries):
        weight = sum(weights[stem] for stem in stems)
        ready.append((phrase.code, stems, weight, _TITLE_WEIGHT if phrase.title else 1.0))
        for stem in stems:
            by_word[stem].append(number)
    return Candidates(replaced, ready, weights, by_word, math.log(1 + len(codes)) * 0.7, codes)


def code(
    title: str,
    groups: Candidates,
    *,
    soc: str = "",
    crosswalk: Mapping[str, Mapping[str, float]] | None = None,
    limit: int = 5,
) -> list[Coded]:
    """The unit groups a job title may mean, most likely first; an empty list when nothing is known.

    `soc` is a code of another classification (SOC-2010; an added `.00` is ignored); `crosswalk` gives for each such
    code the unit groups and the share of each (they add up to 1). Where title and crosswalk contradict each other, no
    confidence is above one half. Confidences are from 0 to 1 and add up to 1 at most.
    """
    fits = _fits(title, groups)
    prior = (crosswalk or {}).get(soc.split(".")[0].strip(), {})
    if not fits:
        alone = [Coded(group, round(_CROSSWALK_ALONE * share, 3), Why.CROSSWALK, ()) for group, share in prior.items()]
        return sorted(alone, key=_rank)[:limit]
    most = 1.0
    if prior:
        clearest = max(fits, key=lambda group: (fits[group][0], group))
        best_inside = max((fits[group][0] for group in prior if group in fits), default=0.0)
        if clearest not in prior and fits[clearest][0] > best_inside + _CONTRADICTION:
            most = 0.5
        top = max(prior.values())
        for group in {*fits, *prior}:
            fit, common = fits.get(group, (0.0, frozenset()))
            outside = _OWN_WORD if fit > 0.9 and _has_own_word(common, groups) else _OUTSIDE
            weight = 0.6 + 0.4 * prior[group] / top if group in prior else outside
            fits[group] = (fit * weight + (0.25 * prior[group] if group in prior else 0.0), common)
    return _ranked(fits, prior, groups, title, most)[:limit]


def _fits(title: str, groups: Candidates) -> dict[str, tuple[float, frozenset[str]]]:
    """Group -> (how well its best phrase fits, from 0 to 1; the stems in common)."""
    wanted = frozenset(tokens(title, groups.synonyms))
    total = sum(groups.weights.get(stem, groups.unseen) for stem in wanted)
    found: dict[str, tuple[float, frozenset[str]]] = {}
    if not total:
        return found
    for number in {number for stem in wanted for number in groups.by_word.get(stem, ())}:
        group, stems, weight, worth = groups.phrases[number]
        common = wanted & stems
        met = sum(groups.weights[stem] for stem in common)
        fit = worth / (_RECALL_PART * total / met + (1 - _RECALL_PART) * weight / met)
        if fit > found.get(group, (0.0, common))[0]:
            found[group] = (fit, common)
    return found


def _has_own_word(common: frozenset[str], groups: Candidates) -> bool:
    return any(len({groups.phrases[number][0] for number in groups.by_word[stem]}) == 1 for stem in common)


def _ranked(
    fits: Mapping[str, tuple[float, frozenset[str]]],
    prior: Mapping[str, float],
    groups: Candidates,
    title: str,
    most: float,
) -> list[Coded]:
    order = sorted(fits, key=lambda group: (-fits[group][0], group))
    best = fits[order[0]][0]
    second = fits[order[1]][0] if len(order) > 1 else 0.0
    wanted = frozenset(tokens(title, groups.synonyms))
    whole = float(wanted == fits[order[0]][1])
    constant, by_fit, by_lead, by_whole = _CURVE
    first = 1 / (1 + math.exp(-(constant + by_fit * min(best, 1.0) + by_lead * (best - second) + by_whole * whole)))
    first = min(first, most)
    others = sum(fits[group][0] ** 4 for group in order[1:]) or 1.0
    result = []
    for group in order:
        fit, common = fits[group]
        confidence = first if group == order[0] else min(first, (1 - first) * fit**4 / others)
        why = Why.WORDS if group not in prior else Why.BOTH if common else Why.CROSSWALK
        result.append(Coded(group, round(confidence, 3), why, tuple(sorted(common))))
    return result


def _rank(coded: Coded) -> tuple[float, str]:
    return (-coded.confidence, coded.code)
