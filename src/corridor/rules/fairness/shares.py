"""Shares by group for screens and publications, with small numbers hidden (principle 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

SMALLEST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Share:
    """One group. `count` and `share` (of the total) are None where they are hidden."""

    group: str
    count: int | None
    share: Fraction | None

    @property
    def hidden(self) -> bool:
        """True where the number may not be shown."""
        return self.count is None


@dataclass(frozen=True, slots=True)
class Shares:
    """The groups in the order given, and their total: None where it is hidden."""

    rows: tuple[Share, ...]
    total: int | None


def shares(counts: Mapping[str, int], k: int = SMALLEST_SHOWN) -> Shares:
    """Counts and shares of groups, hiding each count from 1 to k-1 and what would give it away by subtraction.

    The hidden counts are always two or more and together at least k, or the total is hidden too. A count of 0 is
    shown: that nobody of a group was chosen is what a fairness table is for.

    Raises ValueError on a negative count or k below 1.
    """
    if k < 1 or any(count < 0 for count in counts.values()):
        raise ValueError("counts must not be negative, and k must be at least 1")
    total = sum(counts.values())
    hidden = {group for group, count in counts.items() if 0 < count < k}
    # The smallest of the others go with them until a subtraction from the total says too little to matter.
    others = sorted((count, group) for group, count in counts.items() if count >= k)
    while hidden and others and (len(hidden) < 2 or sum(counts[group] for group in hidden) < k):
        hidden.add(others.pop(0)[1])
    total_hidden = bool(hidden) and (len(hidden) < 2 or sum(counts[group] for group in hidden) < k)
    rows = []
    for group, count in counts.items():
        shown = None if group in hidden else count
        known = shown is not None and total > 0 and not total_hidden
        rows.append(Share(group, shown, Fraction(count, total) if known else None))
    return Shares(tuple(rows), None if total_hidden else total)
