"""Counts of groups through the stages of a round, hidden so that no small number can be found (principle 16).

A group with a count from 1 to k-1 at any stage is hidden at every stage, and with it the smallest other groups, until
two or more are hidden and at each stage nobody or at least k of them. Hidden groups are then alike to a reader: all
that can be known are their sums, and the sums can be divided among them in more than one way. A stage whose total is
below k is withheld altogether, in every dimension. A difference between two counts that are both shown (12
eligible, 11 chosen) is not a count of this table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.rules.fairness.shares import SMALLEST_SHOWN

Counts = Mapping[str, Mapping[str, int]]
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Funnel:
    """`cells` are by (group, stage), `totals` by stage; None where a number is hidden."""

    groups: tuple[str, ...]
    stages: tuple[str, ...]
    cells: Mapping[Cell, int | None]
    totals: Mapping[str, int | None]


def funnels(
    dimensions: Mapping[str, Counts],
    stages: Sequence[str],
    within: Mapping[str, str],
    k: int = SMALLEST_SHOWN,
) -> dict[str, Funnel]:
    """One table for each dimension (sex, district ...) of the same people, so that none gives away another.

    `dimensions` maps a dimension to its groups, each with its count at every stage. `within` names the earlier stage of
    which a stage is a part. Raises ValueError on a negative count, on a stage that is larger than the one it is part
    of, or on dimensions that do not add up to the same people.
    """
    totals = _checked(dimensions, stages, within, k)
    withheld = {stage for stage in stages if 0 < totals[stage] < k}
    open_stages = [stage for stage in stages if stage not in withheld]
    shown = {stage: None if stage in withheld else totals[stage] for stage in stages}
    found = {}
    for name, counts in dimensions.items():
        hidden = _hidden(counts, open_stages, k)
        if hidden is None:
            found[name] = Funnel((), tuple(stages), {}, shown)
            continue
        cells: dict[Cell, int | None] = {}
        for stage in stages:
            nobody = not _some(counts, hidden, stage)
            for group, row in counts.items():
                if stage in withheld:  # a zero that the stage before tells stays
                    shown_zero = stage in within and cells[group, within[stage]] == 0
                    cells[group, stage] = 0 if shown_zero else None
                else:
                    cells[group, stage] = None if group in hidden and not nobody else row[stage]
        found[name] = Funnel(tuple(counts), tuple(stages), cells, shown)
    return found


def _hidden(counts: Counts, stages: Sequence[str], k: int) -> set[str] | None:
    """The groups to hide; None where every group is so small that their names tell their counts."""
    hidden = {group for group, row in counts.items() if any(0 < row[stage] < k for stage in stages)}
    others = sorted(
        (group for group in counts if group not in hidden and any(counts[group].values())),
        key=lambda group: ([counts[group][stage] for stage in stages], group),
    )
    while hidden and not _covered(counts, hidden, stages, k):
        if not others:
            return None
        hidden.add(others.pop(0))
    return hidden


def _covered(counts: Counts, hidden: set[str], stages: Sequence[str], k: int) -> bool:
    sums = [_some(counts, hidden, stage) for stage in stages]
    # More people than groups at first: with one each, everybody could count them.
    return len(hidden) >= 2 and sums[0] > len(hidden) and all(each == 0 or each >= k for each in sums)


def _some(counts: Counts, groups: set[str], stage: str) -> int:
    return sum(counts[group][stage] for group in groups)


def _checked(
    dimensions: Mapping[str, Counts], stages: Sequence[str], within: Mapping[str, str], k: int
) -> dict[str, int]:
    if k < 1:
        raise ValueError("k must be at least 1")
    sums = [{stage: sum(row[stage] for row in counts.values()) for stage in stages} for counts in dimensions.values()]
    if any(each != sums[0] for each in sums):
        raise ValueError("the dimensions count different people")
    for counts in dimensions.values():
        for row in counts.values():
            if any(row[stage] < 0 for stage in stages):
                raise ValueError("counts must not be negative")
            if any(row[part] > row[whole] for part, whole in within.items()):
                raise ValueError("a stage is larger than the one it is part of")
    return sums[0] if sums else dict.fromkeys(stages, 0)
