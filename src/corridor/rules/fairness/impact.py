"""Rates of selection by group: their 95 % intervals, and the adverse-impact ratio with its four-fifths rule.

The ratio of a group is its rate divided by the highest rate of any group. Below four fifths it is a sign to look at,
by the Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D); it is no proof in either
direction, and few people make any rate uncertain, which is why the intervals stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from corridor.rules.fairness.funnel import Funnel

FOUR_FIFTHS = Fraction(4, 5)
FOUR_FIFTHS_SOURCE = "29 CFR 1607.4(D)"
_Z = 1.959963984540054  # the 97.5 % point of the normal distribution


@dataclass(frozen=True, slots=True)
class Rate:
    """One group: `share` of those `of` the stage before, its interval, and its ratio to the highest; None if hidden."""

    group: str
    count: int | None
    of: int | None
    share: Fraction | None
    low: float | None
    high: float | None
    ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class Impact:
    """The lowest rate against the highest. `apart` is true where their intervals do not touch."""

    lowest: str
    highest: str
    ratio: Fraction
    apart: bool

    @property
    def adverse(self) -> bool:
        """True below four fifths."""
        return self.ratio < FOUR_FIFTHS


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score (Wilson 1927), without continuity correction.

    Raises ValueError unless 0 <= count <= of and of > 0.
    """
    if of <= 0 or not 0 <= count <= of:
        raise ValueError("a share needs people, and no more of them than there are")
    share, square = count / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def rates(table: Funnel, stage: str, of: str) -> tuple[Rate, ...]:
    """The rate of every group at a stage among those `of` an earlier one, from the numbers that are shown.

    The group "" (not given) has a rate and no ratio: it is nobody's group.
    """
    found = []
    for group in table.groups:
        count, base = table.cells[group, stage], table.cells[group, of]
        if count is None or not base:
            found.append(Rate(group, count, base, None, None, None, None))
        else:
            found.append(Rate(group, count, base, Fraction(count, base), *wilson(count, base), None))
    highest = max((rate.share for rate in found if rate.group and rate.share is not None), default=None)
    if not highest:
        return tuple(found)
    return tuple(
        rate
        if not rate.group or rate.share is None
        else Rate(rate.group, rate.count, rate.of, rate.share, rate.low, rate.high, rate.share / highest)
        for rate in found
    )


def impact(found: Sequence[Rate]) -> Impact | None:
    """The lowest rate against the highest; None with fewer than two known groups or where nobody was selected."""
    known = [(rate.ratio, rate) for rate in found if rate.ratio is not None]
    if len(known) < 2:
        return None
    least, lowest = min(known, key=lambda pair: (pair[0], pair[1].group))
    _one, highest = max(known, key=lambda pair: (pair[0], pair[1].group != lowest.group, pair[1].group))
    apart = lowest.high is not None and highest.low is not None and lowest.high < highest.low
    return Impact(lowest.group, highest.group, least, apart)
