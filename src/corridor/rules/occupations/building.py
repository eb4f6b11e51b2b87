"""Making a `Coder` from titles and sentences: counting features by group, and turning counts into evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corridor.rules.occupations.coder import MOST_LETTERS, Coder, Floats, Rows, Title, pair_features, run_features
from corridor.rules.occupations.slips import Vocabulary
from corridor.rules.occupations.tokens import tokens

OWN, MINOR, SUB_MAJOR = 0.8, 0.1, 0.05
"""The parts of a feature's likelihood that come from a group's own titles, from those of its minor group and of its
sub-major group; what is left comes from all groups."""
WORD, PAIR, RUN = 1.0, 0.2, 0.02
"""What a word weighs, a pair of words, a run of letters."""
SENTENCES, IN_SENTENCES = 1.0, 0.1
"""What a word weighs for being in the sentences about a group; and the part of its likelihood that they give."""
_LEAST_TITLES_OF_RUN = 2
_LEAST_VALUE = 0.01
_CHUNK = 4096

Places = NDArray[np.int64]


def build(titles: Iterable[Title], sentences: Iterable[Title] = (), synonyms: Mapping[str, str] | None = None) -> Coder:
    """Make titles ready. `sentences` say what the groups do; `synonyms` maps a folded word, or two, to others.

    Time and memory: 35,000 titles of 436 groups take some seconds and about 50 MiB.
    """
    replaced = dict(synonyms or {})
    entries = [(title, _stems(title.text, replaced)) for title in sorted(set(titles), key=lambda t: (t.code, t.text))]
    entries = [(title, stems) for title, stems in entries if stems]
    codes = tuple(sorted({title.code for title, _stems_ in entries}))
    group = {code: place for place, code in enumerate(codes)}
    groups = np.array([group[title.code] for title, _stems_ in entries], dtype=np.int64)
    features, word_count, pair_count, by_title = _features(entries)
    owners = np.repeat(np.arange(len(entries)), [len(places) for places in by_title])
    flat = np.array([place for places in by_title for place in places], dtype=np.int64)
    said = _said(sentences, group, features, word_count, replaced)
    weights = np.full(len(features), RUN, dtype=np.float32)
    weights[: word_count + pair_count], weights[:word_count] = PAIR, WORD
    speaks, spread = _evidence(flat, groups[owners] if len(flat) else flat, codes, groups, weights, said)
    rarity = np.zeros(len(features), dtype=np.float32)
    rarity[:word_count] = np.log1p(len(codes) / np.maximum(spread[:word_count], 1))
    words_only = flat < word_count
    return Coder(
        codes=codes,
        titles=tuple(title.text for title, _stems_ in entries),
        first=np.searchsorted(groups, np.arange(len(codes))),
        features=features,
        speaks=speaks,
        holders=_holders(flat[words_only], owners[words_only], rarity, len(entries)),
        rarity=rarity,
        synonyms=replaced,
        vocabulary=Vocabulary(list(features)[:word_count]),
    )


def _stems(text: str, synonyms: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(tokens(text[:MOST_LETTERS], synonyms)))


def _features(entries: Sequence[tuple[Title, list[str]]]) -> tuple[dict[str, int], int, int, list[list[int]]]:
    """Features by place (words, then pairs, then runs), how many words and pairs, and the places of each title."""
    runs = [run_features(title.text[:MOST_LETTERS]) for title, _stems_ in entries]
    times = Counter(run for found in runs for run in found)
    features: dict[str, int] = {}
    for _title, stems in entries:
        for stem in stems:
            features.setdefault(stem, len(features))
    word_count = len(features)
    for _title, stems in entries:
        for pair in pair_features(stems):
            features.setdefault(pair, len(features))
    pair_count = len(features) - word_count
    for run in (run for run, count in times.items() if count >= _LEAST_TITLES_OF_RUN):
        features[run] = len(features)
    by_title = [
        [features[name] for name in (*stems, *pair_features(stems), *found) if name in features]
        for (_title, stems), found in zip(entries, runs, strict=True)
    ]
    return features, word_count, pair_count, by_title


def _said(
    sentences: Iterable[Title],
    group: Mapping[str, int],
    features: Mapping[str, int],
    words: int,
    synonyms: Mapping[str, str],
) -> Floats:
    """Word by group: the part of the group's texts that have the word. All zero where nothing is said."""
    counts = np.zeros((words, len(group)), dtype=np.float32)
    texts = np.zeros(len(group), dtype=np.float32)
    for sentence in sentences:
        place = group.get(sentence.code)
        if place is None:
            continue
        texts[place] += 1
        found = {features[stem] for stem in tokens(sentence.text, synonyms) if features.get(stem, words) < words}
        counts[list(found), place] += 1
    return np.asarray(counts / np.maximum(texts, 1), dtype=np.float32)


def _evidence(
    features: Places, owners: Places, codes: Sequence[str], groups: Places, weights: Floats, said: Floats
) -> tuple[Rows, Places]:
    """Feature by group, how much the feature speaks for the group; and in how many groups each feature is."""
    width = len(codes)
    titles = np.maximum(np.bincount(groups, minlength=width), 1).astype(np.float32)
    minor, sub_major = _average_over([code[:3] for code in codes]), _average_over([code[:2] for code in codes])
    order = np.argsort(features, kind="stable")
    features, owners = features[order], owners[order]
    starts, columns, values, spread = [np.zeros(1, dtype=np.int64)], [], [], []
    for begin, end in _chunks(len(weights)):
        part = slice(*np.searchsorted(features, (begin, end)))
        keys = (features[part] - begin) * width + owners[part]
        counts = np.bincount(keys, minlength=(end - begin) * width).reshape(end - begin, width)
        spread.append((counts > 0).sum(axis=1))
        own = counts.astype(np.float32) / titles
        mixed = OWN * own + MINOR * (own @ minor) + SUB_MAJOR * (own @ sub_major)
        common = np.maximum(own.mean(axis=1, keepdims=True), np.float32(1e-9)) * (1 - OWN - MINOR - SUB_MAJOR)
        value = np.log1p(mixed / common) * weights[begin:end, None]
        if begin < len(said):
            value[: len(said) - begin] += SENTENCES * _from_sentences(said[begin:end])
        row, column = np.nonzero(value > _LEAST_VALUE)
        starts.append(starts[-1][-1] + np.cumsum(np.bincount(row, minlength=end - begin)))
        columns.append(column.astype(np.int32))
        values.append(value[row, column].astype(np.float32))
    return _rows(starts, columns, values), np.concatenate([np.zeros(0, dtype=np.int64), *spread])


def _from_sentences(said: Floats) -> Floats:
    common = np.maximum(said.mean(axis=1, keepdims=True), np.float32(1e-9))
    return np.asarray(np.log1p(IN_SENTENCES * said / ((1 - IN_SENTENCES) * common)), dtype=np.float32)


def _average_over(parents: Sequence[str]) -> Floats:
    """Group by group: what gives each group the average of the groups with the same parent."""
    same = np.array([[one == other for other in parents] for one in parents], dtype=np.float32)
    return np.asarray(same / np.maximum(same.sum(axis=0, keepdims=True), 1), dtype=np.float32)


def _holders(features: Places, titles: Places, rarity: Floats, count: int) -> Rows:
    """Word by title: the word's share of the title's length, so that a sum over words is a cosine."""
    length = np.sqrt(np.bincount(titles, weights=rarity[features] ** 2, minlength=count))
    order = np.lexsort((titles, features))
    features, titles = features[order], titles[order]
    values = (rarity[features] / length[titles]).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(features, minlength=len(rarity)))]).astype(np.int64)
    return Rows(starts, titles.astype(np.int32), values)


def _rows(starts: Sequence[Places], columns: Sequence[NDArray[np.int32]], values: Sequence[Floats]) -> Rows:
    empty_columns, empty_values = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
    return Rows(
        np.concatenate(starts).astype(np.int64),
        np.concatenate([empty_columns, *columns]),
        np.concatenate([empty_values, *values]),
    )


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    """Bounds of parts small enough to stand in memory with all groups beside each other."""
    return ((begin, min(begin + _CHUNK, count)) for begin in range(0, count, _CHUNK))
