"""The assignment with the greatest total value, exact, for markets of a screen's size. Plain Python.

Workers come in one at a time; each time the best chain of moves is made that starts with the newcomer and ends at a
free post, with somebody left out, or with the newcomer left out (successive shortest paths: Ahuja, Magnanti and Orlin
1993, ch. 9). The best assignment of all but one worker and of all differ by one such chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def best_assignment(posts: Sequence[int], values: Sequence[Mapping[int, int]]) -> list[int | None]:
    """Return, for each worker, the order obtained or None; `values[w][o]` (not negative) is what w brings at order o.

    Time: workers x (everybody placed x orders + orders squared), at worst times orders.
    """
    held: list[set[int]] = [set() for _ in posts]
    obtained: list[int | None] = [None] * len(values)
    for newcomer in range(len(values)):
        _insert(newcomer, posts, values, held, obtained)
    return obtained


def _insert(
    newcomer: int,
    posts: Sequence[int],
    values: Sequence[Mapping[int, int]],
    held: list[set[int]],
    obtained: list[int | None],
) -> None:
    gain = dict(values[newcomer])  # the most that is gained by chains that bring one more to an order
    came: dict[int, tuple[int, int | None]] = dict.fromkeys(gain, (newcomer, None))
    moves = _moves(values, held)
    waiting = list(gain)
    while waiting:
        order = waiting.pop(0)
        if len(held[order]) < posts[order]:
            continue  # a free post ends the chain: going on could not bring more
        for target, (worker, change) in moves[order].items():
            if gain[order] + change > gain.get(target, -1):
                gain[target] = gain[order] + change
                came[target] = (worker, order)
                if target not in waiting:
                    waiting.append(target)
    best, end, leaver = 0, None, None
    for order in sorted(gain):
        if len(held[order]) < posts[order]:
            candidate, out = gain[order], None
        elif held[order]:
            out = min(held[order], key=lambda worker: (values[worker][order], worker))
            candidate = gain[order] - values[out][order]
        else:
            continue  # an order without posts
        if candidate > best:
            best, end, leaver = candidate, order, out
    if end is not None:
        _make(end, leaver, came, held, obtained)


def _moves(values: Sequence[Mapping[int, int]], held: Sequence[set[int]]) -> list[dict[int, tuple[int, int]]]:
    """For each order and each other order: who moves there at the least loss, and what it changes."""
    found: list[dict[int, tuple[int, int]]] = []
    for order, workers in enumerate(held):
        best: dict[int, tuple[int, int]] = {}
        for worker in sorted(workers):
            here = values[worker][order]
            for target, there in values[worker].items():
                if target != order and (target not in best or there - here > best[target][1]):
                    best[target] = (worker, there - here)
        found.append(best)
    return found


def _make(
    end: int,
    leaver: int | None,
    came: Mapping[int, tuple[int, int | None]],
    held: list[set[int]],
    obtained: list[int | None],
) -> None:
    if leaver is not None:
        held[end].discard(leaver)
        obtained[leaver] = None
    order: int | None = end
    while order is not None:
        worker, before = came[order]
        if before is not None:
            held[before].discard(worker)
        held[order].add(worker)
        obtained[worker] = order
        order = before
