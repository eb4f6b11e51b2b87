"""The index behind `isco.search`: words of titles and phrases, in three languages, found in spite of small slips.

A query is compared with each phrase by its words; rare words weigh more. The best phrase of a group gives its fit, a
title counts a little more than a phrase, and the reader's language a little more than the others. What the words fit
less than wholly, the ranked coder (`occupations`) adds: it knows which words speak for which group, and loaded tables.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corridor.foundation.i18n import supported
from corridor.foundation.reference import isco, occupations
from corridor.foundation.reference.synonyms import synonyms
from corridor.foundation.reference.words import words
from corridor.rules.occupations import MOST_LETTERS, Vocabulary, tokens

_PHRASE, _OTHER_LANGUAGE, _GROUP_ABOVE = 0.97, 0.97, 0.5
_PREFIX, _SLIP = 0.85, 0.75
_LEAST_SCORE = 0.25
_LEAST_OF_BEST = 0.45
"""Hits below this part of the best one would only distract."""
_MOST_PREFIXED = 60
_RANKED, _MOST_RANKED = 0.9, 8
"""What the confidence of the ranked coder is worth beside a fit, and how many of its answers are looked at."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    language: str
    stems: frozenset[str]
    weight: float
    worth: float


@dataclass(frozen=True, slots=True)
class _Index:
    phrases: list[_Phrase]
    weights: dict[str, float]
    by_stem: dict[str, list[int]]
    vocabulary: Vocabulary


def find(text: str, language: str, limit: int) -> list[tuple[str, float]]:
    """(code, score) of the best unit groups."""
    if text.strip().isdigit() and text.strip().isascii():
        return [(code, 1.0) for code in isco.unit_groups() if code.startswith(text.strip())][:limit]
    wanted = list(dict.fromkeys(tokens(text[:MOST_LETTERS], synonyms())))[:8]
    if not wanted:
        return []
    scores = _scores(wanted, supported(language))
    for answer in occupations.rank(text, language, limit=_MOST_RANKED):
        fit = scores.get(answer.code, 0.0)
        scores[answer.code] = fit + max(0.0, 1.0 - fit) * _RANKED * answer.confidence
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    least = max(_LEAST_SCORE, ranked[0][1] * _LEAST_OF_BEST) if ranked else 0.0
    return [(code, round(min(1.0, score), 4)) for code, score in ranked if score >= least][:limit]


def _scores(wanted: list[str], language: str) -> dict[str, float]:
    index = _index()
    met: dict[int, dict[str, float]] = defaultdict(dict)
    total = 0.0
    for number, word in enumerate(wanted):
        found = _meant(word, last=number == len(wanted) - 1)
        total += max((index.weights[stem] for stem, _likeness in found), default=_unseen())
        for stem, likeness in found:
            value = likeness * index.weights[stem]
            for place in index.by_stem[stem]:
                met[place][word] = max(met[place].get(word, 0.0), value)
    scores: dict[str, float] = {}
    for place, values in met.items():
        phrase = index.phrases[place]
        common = sum(values.values())
        fit = phrase.worth * common / (0.65 * max(total, common) + 0.35 * max(phrase.weight, common))
        fit *= 1.0 if phrase.language == language else _OTHER_LANGUAGE
        scores[phrase.code] = max(scores.get(phrase.code, 0.0), fit)
    return scores


def _meant(word: str, last: bool) -> list[tuple[str, float]]:
    """(stem of the index, likeness) that a word may mean: itself; else longer words it begins; else near ones."""
    index = _index()
    found = [(word, 1.0)] if word in index.weights else []
    if last and len(word) >= 3:
        longer = [stem for stem in index.vocabulary.beginning(word) if stem != word][:_MOST_PREFIXED]
        found += [(stem, _PREFIX * (0.6 + 0.4 * len(word) / len(stem))) for stem in longer]
    return found or _near(word)


def _near(word: str) -> list[tuple[str, float]]:
    """Stems within a slip or two of a word, and those that begin so where nothing else fits."""
    vocabulary = _index().vocabulary
    near = [(stem, _SLIP * (1 - 0.15 * (slips - 1))) for stem, slips in vocabulary.near(word)]
    if near or len(word) < 3:
        return near
    return [(stem, _PREFIX * 0.8) for stem in vocabulary.beginning(word)][:_MOST_PREFIXED]


def _unseen() -> float:
    return 0.8 * math.log(1 + len(isco.unit_groups()))


@lru_cache(maxsize=1)
def _index() -> _Index:
    texts = list(_texts())
    found: dict[str, set[str]] = defaultdict(set)
    for code, _language, stems, _worth in texts:
        for stem in stems:
            found[stem].add(code)
    count = len(isco.unit_groups())
    weights = {stem: math.log(1 + count / len(codes)) for stem, codes in found.items()}
    by_stem: dict[str, list[int]] = defaultdict(list)
    phrases = []
    for number, (code, language, stems, worth) in enumerate(texts):
        phrases.append(_Phrase(code, language, stems, sum(weights[stem] for stem in stems), worth))
        for stem in stems:
            by_stem[stem].append(number)
    return _Index(phrases, weights, by_stem, Vocabulary(weights))


def _texts() -> Iterable[tuple[str, str, frozenset[str], float]]:
    """(unit group, language, stems, worth) of its titles, its phrases, and the titles of the groups above it."""
    for code in isco.unit_groups():
        group = isco.groups()[code]
        for language, title in group.titles.items():
            above = [isco.groups()[parent].titles[language] for parent in isco.parents(code)[1:]]
            texts = [(title, 1.0), *((phrase, _PHRASE) for phrase in words(language)[code])]
            for text, worth in [*texts, *((text, _GROUP_ABOVE) for text in above)]:
                stems = frozenset(tokens(text, synonyms()))
                if stems:
                    yield code, language, stems, worth
