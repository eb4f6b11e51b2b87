"""How much memory a round will take, before anything is read."""

from __future__ import annotations

A_WORKER = 260
A_PAIR = 110
A_CRITERION = 4
A_FAILURE = 420
AT_LEAST = 200 * 2**20


def need(workers: int, pairs: int, criteria: int, failing: int = 0) -> int:
    """Return the bytes that a round takes at most beside what the process holds already: columns, sort and reasons.

    `failing`: how many of the pairs will fail a rule; all of them in the worst case. Measured figures, rounded up
    (tests/rules/matching/engine/listed).
    """
    return AT_LEAST + workers * A_WORKER + pairs * (A_PAIR + criteria * A_CRITERION) + failing * A_FAILURE
