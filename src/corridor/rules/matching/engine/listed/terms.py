"""What the orders of a round need, as columns: names become numbers, sets bits, and limits of age birthdays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.market import AgeLimit, Orders, Weight

WORD = 64
NEVER = 2**31 - 1  # a day after all days
EVER = -1  # a day before all days
MEASURE = {"experience_months": 0, "all_experience_months": 1, "language_level": 2, "skills": 3, "training": 4}
OTHER = len(MEASURE)  # further criteria are read from Workers.measures, each from a column of its own
UNCAPPED = 2**31 - 1


@dataclass(frozen=True)
class Terms:
    """J orders. `names` of occupations, languages, skills, courses and employers give the numbers in the columns.

    `limited` says that a limit of age applies; then somebody must be born up to `born_until` and after `born_after`.
    `families` are the distinct tuples of reserved groups; order j has family[j], and kept[first_group[j] + g] posts for
    group g of it (the group behind the last is everybody else).
    """

    orders: Orders
    register: tuple[Weight, ...]
    occupations: Mapping[str, int]
    languages: Mapping[str, int]
    skills: Mapping[str, int]
    training: Mapping[str, int]
    employers: Mapping[str, int]
    criteria: Array  # (R,) int32: a number of MEASURE, or OTHER + column of Workers.measures
    measures: tuple[str, ...]
    weights: Array  # (R, 2) int64: points, full at
    occupation: Array  # (J,) int32
    months: Array  # (J,) int32
    start: Array  # (J,) int32, ordinal days
    end: Array  # (J,) int32
    limited: Array  # (J,) bool
    born_until: Array  # (J,) int32
    born_after: Array  # (J,) int32
    first_language: Array  # (J + 1,) int64
    language: Array  # int32
    level: Array  # uint8
    skill_bits: Array  # (J, words) uint64
    training_bits: Array  # (J, words) uint64
    employer: Array  # (J,) int32
    posts: Array  # (J,) int32
    families: tuple[tuple[str, ...], ...]
    family: Array  # (J,) int32
    first_group: Array  # (J,) int64
    kept: Array  # int32
    cap: Array  # int32
    by_occupation: tuple[Array, ...]  # for each occupation its orders


def terms(orders: Orders, register: Sequence[Weight]) -> Terms:
    """Return the columns of these orders."""
    occupations = _numbers(orders.occupations)
    languages = _numbers(name for row in orders.languages for name in row)
    skills = _numbers(name for row in orders.skills for name in row)
    training = _numbers(name for row in orders.training for name in row)
    employers = _numbers(orders.employers)
    measures = tuple(dict.fromkeys(weight.criterion for weight in register if weight.criterion not in MEASURE))
    needed = [sorted(row.items()) for row in orders.languages]
    occupation = _ints(occupations[code] for code in orders.occupations)
    families, family, first_group, kept = _reserves(orders)
    limits = list(zip(orders.minimum_age, orders.maximum_age, orders.start, strict=True))
    return Terms(
        orders=orders,
        register=tuple(register),
        occupations=occupations,
        languages=languages,
        skills=skills,
        training=training,
        employers=employers,
        criteria=_ints(
            MEASURE[w.criterion] if w.criterion in MEASURE else OTHER + measures.index(w.criterion) for w in register
        ),
        measures=measures,
        weights=np.array([[w.points, w.full_at] for w in register], np.int64).reshape(-1, 2),
        occupation=occupation,
        months=_ints(orders.experience_months),
        start=_ints(day.toordinal() for day in orders.start),
        end=_ints(day.toordinal() for day in orders.end),
        limited=np.array([bool(low or high) for low, high, _ in limits], np.bool_),
        born_until=_ints(_latest(low, start, 0) if low else NEVER for low, _, start in limits),
        born_after=_ints(_latest(high, start, 1) if high else EVER for _, high, start in limits),
        first_language=np.concatenate([[0], np.cumsum([len(row) for row in needed])]).astype(np.int64),
        language=_ints(languages[name] for row in needed for name, _ in row),
        level=np.array([level for row in needed for _, level in row], np.uint8),
        skill_bits=bits(orders.skills, skills),
        training_bits=bits(orders.training, training),
        employer=_ints(employers[name] for name in orders.employers),
        posts=_ints(orders.posts),
        families=families,
        family=family,
        first_group=first_group,
        kept=kept,
        cap=np.full(len(kept), UNCAPPED, np.int32),
        by_occupation=tuple(np.flatnonzero(occupation == code) for code in range(len(occupations))),
    )


def bits(rows: Sequence[frozenset[str]], numbers: Mapping[str, int]) -> Array:
    """Return (rows, words) uint64 with a bit for each name that has a number; other names are left out."""
    words = max(1, -(-len(numbers) // WORD))
    found = np.zeros((len(rows), words), np.uint64)
    known: dict[frozenset[str], Array] = {}
    for n, row in enumerate(rows):
        if row not in known:
            own = [0] * words
            for name in row:
                if (number := numbers.get(name)) is not None:
                    own[number // WORD] |= 1 << number % WORD
            known[row] = np.array(own, np.uint64)
        found[n] = known[row]
    return found


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(dict.fromkeys(names))}


def _ints(values: Iterable[int]) -> Array:
    return np.fromiter(values, np.int32)


def _latest(limit: AgeLimit, start: date, more: int) -> int:
    """The last birthday on which somebody has `limit.years` + `more` full years at `start`.

    Somebody born on 29 February comes of age on 1 March in common years (corridor.rules.matching.age_on).
    """
    year = start.year - limit.years - more
    try:
        return start.replace(year=year).toordinal()
    except ValueError:  # 29 February of a common year
        return date(year, 3, 1).toordinal() - 1


def _reserves(orders: Orders) -> tuple[tuple[tuple[str, ...], ...], Array, Array, Array]:
    families: dict[tuple[str, ...], int] = {}
    family, first = [], []
    kept: list[int] = []
    for row in orders.reserves:
        family.append(families.setdefault(tuple(reserve.group for reserve in row), len(families)) if row else -1)
        first.append(len(kept))
        kept += [*(reserve.posts for reserve in row), 0] if row else []
    return tuple(families), _ints(family), np.array(first, np.int64), _ints([*kept, 0])
