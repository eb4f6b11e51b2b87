"""What a round gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.rules.matching.explain import Explanation
from corridor.rules.matching.priority import Key


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a round, by identifiers.

    `assignment`: worker -> order. `ranks`: (worker, order) -> position among the eligible applicants of that order, 1
    first. `cutoffs`: order -> the weakest placed key, absent while posts are free. `reserve_list`: order -> unplaced
    workers who asked for it, best first. `explanations`: one for each worker and each order asked for.
    """

    assignment: Mapping[str, str]
    ranks: Mapping[tuple[str, str], int]
    cutoffs: Mapping[str, Key]
    reserve_list: Mapping[str, tuple[str, ...]]
    explanations: Mapping[tuple[str, str], Explanation]
