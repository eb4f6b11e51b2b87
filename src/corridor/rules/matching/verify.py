"""A second opinion on a published result, from plain rows. It shares no code with the procedure that made it.

Anybody with the published rows and the revealed seed can run this: it draws the lots anew, and asks of each worker
whether an order they like better would have had to take them (a blocking pair), by the definition of choice with
reserves: first the best of each reserved group up to its reserve, then the best of all the rest.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BreachCode(StrEnum):
    """What is wrong with a result."""

    NOT_AN_APPLICANT = "not_an_applicant"  # placed where the worker is not eligible or did not ask
    ABOVE_POSTS = "above_posts"  # more placed than the order has posts
    BLOCKING_PAIR = "blocking_pair"  # the worker likes the order better, and it would have had to take them
    RANK_OUT_OF_ORDER = "rank_out_of_order"  # a published rank is not the one by recall, points and lot


@dataclass(frozen=True, slots=True)
class Applicant:
    """One eligible application: recall tier, points, and the reserve the worker counts for there ("" for none)."""

    worker: str
    order: str
    tier: int
    points: int
    group: str


@dataclass(frozen=True, slots=True)
class Breach:
    """One fault; `worker` is "" where it concerns the whole order."""

    code: BreachCode
    worker: str
    order: str


def verify(
    seed: str,
    posts: Mapping[str, int],
    reserves: Mapping[str, Mapping[str, int]],
    preferences: Mapping[str, Sequence[str]],
    applicants: Iterable[Applicant],
    assignment: Mapping[str, str],
    ranks: Mapping[tuple[str, str], int] | None = None,
) -> list[Breach]:
    """Return every fault of `assignment` (worker -> order) and of the published `ranks`; an empty list means sound."""
    by_order: dict[str, list[Applicant]] = defaultdict(list)
    for row in applicants:
        by_order[row.order].append(row)
    for rows in by_order.values():
        rows.sort(key=lambda row: (-row.tier, -row.points, _lot(seed, row.worker)))
    breaches = _misplaced(posts, by_order, preferences, assignment)
    for order, rows in by_order.items():
        breaches += _blocking(order, rows, posts[order], reserves.get(order, {}), preferences, assignment)
        for place, row in enumerate(rows, start=1):
            if ranks is not None and ranks.get((row.worker, order)) != place:
                breaches.append(Breach(BreachCode.RANK_OUT_OF_ORDER, row.worker, order))
    return sorted(breaches, key=lambda breach: (breach.code, breach.order, breach.worker))


def _lot(seed: str, worker: str) -> bytes:
    return hashlib.sha256(seed.encode() + b"|" + worker.encode()).digest()


def _misplaced(
    posts: Mapping[str, int],
    by_order: Mapping[str, Sequence[Applicant]],
    preferences: Mapping[str, Sequence[str]],
    assignment: Mapping[str, str],
) -> list[Breach]:
    breaches = []
    eligible = {(row.worker, row.order) for rows in by_order.values() for row in rows}
    taken: dict[str, int] = defaultdict(int)
    for worker, order in assignment.items():
        taken[order] += 1
        if (worker, order) not in eligible or order not in preferences.get(worker, ()):
            breaches.append(Breach(BreachCode.NOT_AN_APPLICANT, worker, order))
    breaches += [
        Breach(BreachCode.ABOVE_POSTS, "", order) for order, count in taken.items() if count > posts.get(order, 0)
    ]
    return breaches


def _blocking(
    order: str,
    rows: Sequence[Applicant],
    posts: int,
    reserves: Mapping[str, int],
    preferences: Mapping[str, Sequence[str]],
    assignment: Mapping[str, str],
) -> list[Breach]:
    """Workers of `rows` (best first) who would rather be here and whom the order would choose beside its own."""
    breaches = []
    place = {row.worker: n for n, row in enumerate(rows)}
    held = [row for row in rows if assignment.get(row.worker) == order]
    for row in rows:
        ranking = preferences.get(row.worker, ())
        mine = assignment.get(row.worker)
        if mine == order or order not in ranking or (mine in ranking and ranking.index(mine) < ranking.index(order)):
            continue
        pool = sorted([*held, row], key=lambda other: place[other.worker])
        if row in _choose(pool, posts, reserves):
            breaches.append(Breach(BreachCode.BLOCKING_PAIR, row.worker, order))
    return breaches


def _choose(pool: Sequence[Applicant], posts: int, reserves: Mapping[str, int]) -> list[Applicant]:
    """The definition, word for word: reserved posts to the best of their group, the rest to the best of all."""
    chosen: list[Applicant] = []
    for group, kept in reserves.items():
        chosen += [row for row in pool if row.group == group][:kept]
    for row in pool:
        if len(chosen) < posts and row not in chosen:
            chosen.append(row)
    return chosen[:posts]
