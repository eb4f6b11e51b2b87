"""Points from 0 to 10 000 by a published register. They read the file and the work, never the worker's own ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corridor.rules.matching.market import Orders, Weight, Workers


@dataclass(frozen=True, slots=True)
class Component:
    """What one criterion gave: `points` of `out_of`, for `value` where `full_at` would have given all."""

    criterion: str
    points: int
    out_of: int
    value: int
    full_at: int


@dataclass(frozen=True, slots=True)
class Score:
    """Total points (the sum of the components, 0..10 000) of one worker for one order."""

    total: int
    components: tuple[Component, ...]


def _experience_months(workers: Workers, orders: Orders, w: int, o: int) -> int:
    return workers.experience[w].get(orders.occupations[o], 0)


def _all_experience_months(workers: Workers, orders: Orders, w: int, o: int) -> int:
    return sum(workers.experience[w].values())


def _language_level(workers: Workers, orders: Orders, w: int, o: int) -> int:
    """The lowest level (0..6) among the languages the order names; 0 if it names none."""
    return min((workers.languages[w].get(language, 0) for language in orders.languages[o]), default=0)


def _skills(workers: Workers, orders: Orders, w: int, o: int) -> int:
    return len(workers.skills[w] & orders.skills[o])


def _training(workers: Workers, orders: Orders, w: int, o: int) -> int:
    return len(workers.training[w])


Measure = Callable[[Workers, Orders, int, int], int]

# What a register may count from the columns; other criteria are read by name from Workers.measures.
MEASURES: Mapping[str, Measure] = {
    "experience_months": _experience_months,
    "all_experience_months": _all_experience_months,
    "language_level": _language_level,
    "skills": _skills,
    "training": _training,
}


def score(workers: Workers, orders: Orders, w: int, o: int, register: Sequence[Weight]) -> Score:
    """Return the points of worker `w` for order `o`: each criterion in proportion, rounded down, never below 0."""
    components = []
    for weight in register:
        measure = MEASURES.get(weight.criterion)
        value = measure(workers, orders, w, o) if measure else workers.measures[w].get(weight.criterion, 0)
        value = max(0, value)
        given = weight.points * min(value, weight.full_at) // weight.full_at
        components.append(Component(weight.criterion, given, weight.points, value, weight.full_at))
    return Score(sum(component.points for component in components), tuple(components))
