"""An order's strict priority among eligible workers: recall right, then points, then lot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridor.rules.matching.market import Force, RecallClaim


class Key(NamedTuple):
    """Compared as a tuple; greater goes first. `drawn` is minus the position in the draw, so that a small lot wins."""

    tier: int
    points: int
    drawn: int


def recall_pairs(claims: Sequence[RecallClaim]) -> frozenset[tuple[str, str]]:
    """Return the (worker, employer) pairs that stand above points: rights whose force is `must`."""
    return frozenset((claim.worker, claim.employer) for claim in claims if claim.force is Force.MUST)


def counted_group(groups: frozenset[str], counted: Sequence[str]) -> str | None:
    """Return the one group for which a worker counts at an order: the first of the `counted` that fits, or None.

    Counting once keeps an order's choice free of contradictions, so that a stable result always exists.
    """
    return next((group for group in counted if group in groups), None)
