"""A chunk of workers as columns, read once and then forgotten but for what a round needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.engine.listed.terms import EVER, NEVER, Terms, bits
from corridor.rules.matching.market import Workers

UNBORN = -1  # no birth date in the file
TOP = 2**31 - 1


@dataclass(frozen=True)
class Files:
    """W workers. `first_work`: (W + 1,), the occupations of worker w that some order asks for stand in
    work[first_work[w]:first_work[w + 1]], each with its months; a wish without experience has 0.
    """

    first_work: Array  # int64
    work: Array  # int32
    work_months: Array  # int32
    all_months: Array  # int32
    languages: Array  # (W, languages) uint8
    skill_bits: Array
    training_bits: Array
    courses: Array  # (W,) int32
    born: Array  # (W,) int32, ordinal days
    free_from: Array
    free_until: Array
    document_until: Array
    measures: Array  # (W, measures) int32
    groups: Array  # (families, W) uint8


def files(workers: Workers, terms: Terms) -> Files:
    """Return the columns of these workers, of which only what the orders ask for."""
    first, work, months = _work(workers, terms)
    return Files(
        first_work=first,
        work=work,
        work_months=months,
        all_months=_capped(sum(row.values()) for row in workers.experience),
        languages=_languages(workers, terms),
        skill_bits=bits(workers.skills, terms.skills),
        training_bits=bits(workers.training, terms.training),
        courses=_capped(len(row) for row in workers.training),
        born=_days(workers.born, UNBORN),
        free_from=_days(workers.available_from, EVER),
        free_until=_days(workers.available_until, NEVER),
        document_until=_days(workers.document_until, EVER),
        measures=_measures(workers, terms),
        groups=_groups(workers, terms),
    )


def _work(workers: Workers, terms: Terms) -> tuple[Array, Array, Array]:
    first, work, months = [0], [], []
    known = terms.occupations
    for wished, done in zip(workers.occupations, workers.experience, strict=True):
        for code in wished.union(done):
            number = known.get(code)
            if number is not None and (code in wished or done.get(code, 0) != 0):
                work.append(number)
                months.append(min(done.get(code, 0), TOP))
        first.append(len(work))
    return np.array(first, np.int64), np.array(work, np.int32), np.array(months, np.int32)


def _languages(workers: Workers, terms: Terms) -> Array:
    found = np.zeros((len(workers.ids), max(1, len(terms.languages))), np.uint8)
    for w, row in enumerate(workers.languages):
        for name, level in row.items():
            if (number := terms.languages.get(name)) is not None:
                found[w, number] = level
    return found


def _measures(workers: Workers, terms: Terms) -> Array:
    found = np.zeros((len(workers.ids), max(1, len(terms.measures))), np.int32)
    for m, name in enumerate(terms.measures):
        found[:, m] = _capped(row.get(name, 0) for row in workers.measures)
    return found


def _groups(workers: Workers, terms: Terms) -> Array:
    """For each family the first reserve to whose group a worker belongs; the number behind the last for none."""
    found = np.zeros((max(1, len(terms.families)), len(workers.ids)), np.uint8)
    known: dict[frozenset[str], list[int]] = {}
    for w, own in enumerate(workers.groups):
        if own not in known:
            known[own] = [next((g for g, name in enumerate(f) if name in own), len(f)) for f in terms.families]
        if terms.families:
            found[:, w] = known[own]
    return found


def _days(days: Sequence[date | None], missing: int) -> Array:
    return np.fromiter((missing if day is None else day.toordinal() for day in days), np.int32, len(days))


def _capped(values: Iterable[int]) -> Array:
    return np.fromiter((min(value, TOP) for value in values), np.int32)
