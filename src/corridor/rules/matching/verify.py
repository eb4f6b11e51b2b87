"""A second opinion on a published result, from plain rows. It shares no code with the procedure that made it.

Anybody with the published rows and the revealed seed can run this: it draws the lots anew, and asks of each worker
whether an order they like better would have had to take them (a blocking pair), by the definition of choice with
reserves: first the best of each reserved group up to its reserve, then the best of all the rest.

Under ceilings the orders choose together. When one more comes, at most one leaves: under the closest limit that is
full (the ceiling of a group, the order's posts, a ceiling over several orders), whom no reserve protects before whom
one does, and of these the weakest. A worker blocks who would stay. Their own post counts as held: nobody is moved to
another post under a full ceiling past somebody who stood higher. Equal strength at two orders has one worker only:
the better liked of the two goes first.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BreachCode(StrEnum):
    """What is wrong with a result."""

    NOT_AN_APPLICANT = "not_an_applicant"  # placed where the worker is not eligible or did not ask
    ABOVE_POSTS = "above_posts"  # more placed than the order has posts
    ABOVE_CEILING = "above_ceiling"  # more placed than a ceiling lets through; `order` is one under it
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
class Limit:
    """A ceiling: at most `posts` at `orders` together; with `group`, only of who counts for it there."""

    orders: frozenset[str]
    posts: int
    group: str = ""


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
    ceilings: Sequence[Limit] = (),
) -> list[Breach]:
    """Return every fault of `assignment` (worker -> order) and of the published `ranks`; an empty list means sound."""
    by_order: dict[str, list[Applicant]] = defaultdict(list)
    for row in applicants:
        by_order[row.order].append(row)
    for rows in by_order.values():
        rows.sort(key=lambda row: (-row.tier, -row.points, _lot(seed, row.worker)))
    breaches = _misplaced(posts, by_order, preferences, assignment)
    held = _Under(ceilings, posts, reserves, by_order, assignment, seed) if ceilings else None
    if held is not None:
        breaches += held.above()
    for order, rows in by_order.items():
        if held is not None:
            breaches += held.blocking(order, rows, preferences)
        else:
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
        if not _wants(order, ranking, assignment.get(row.worker)):
            continue
        pool = sorted([*held, row], key=lambda other: place[other.worker])
        if row in _choose(pool, posts, reserves):
            breaches.append(Breach(BreachCode.BLOCKING_PAIR, row.worker, order))
    return breaches


def _wants(order: str, ranking: Sequence[str], mine: str | None) -> bool:
    """Whether somebody with this ranking who has `mine` would rather have `order`."""
    return order in ranking and mine != order and (mine not in ranking or ranking.index(mine) > ranking.index(order))


Strength = tuple[int, int, int]


class _Under:
    """Who is held under each limit, and how weak the weakest there are."""

    def __init__(
        self,
        ceilings: Sequence[Limit],
        posts: Mapping[str, int],
        reserves: Mapping[str, Mapping[str, int]],
        by_order: Mapping[str, Sequence[Applicant]],
        assignment: Mapping[str, str],
        seed: str,
    ) -> None:
        self.seed, self.reserves, self.assignment = seed, reserves, assignment
        self.over: dict[tuple[str, str], list[Limit]] = {}
        self.ceilings = list(dict.fromkeys(ceilings))
        self.own = {order: Limit(frozenset({order}), count) for order, count in posts.items()}
        held = [row for rows in by_order.values() for row in rows if assignment.get(row.worker) == row.order]
        self.counts = Counter((row.order, row.group) for row in held)
        self.taken: Counter[Limit] = Counter()
        self.weakest: dict[tuple[Limit, bool], Strength] = {}
        self.of_group: dict[tuple[str, str], Strength] = {}
        for row in held:
            strength, spared = self.strength(row), self.counts[row.order, row.group] <= self.kept(row)
            here = (row.order, row.group)
            self.of_group[here] = min(strength, self.of_group.get(here, strength))
            for limit in self.limits(row):
                self.taken[limit] += 1
                self.weakest[limit, spared] = min(strength, self.weakest.get((limit, spared), strength))

    def strength(self, row: Applicant) -> Strength:
        return row.tier, row.points, -int.from_bytes(_lot(self.seed, row.worker), "big")

    def kept(self, row: Applicant) -> int:
        return self.reserves.get(row.order, {}).get(row.group, 0)

    def limits(self, row: Applicant) -> list[Limit]:
        """All limits over an applicant, the closest first."""
        key = (row.order, row.group)
        if key not in self.over:
            ours = [c for c in self.ceilings if row.order in c.orders and c.group in ("", row.group)]
            inside = [c for c in ours if c.group]
            around = sorted((c for c in ours if not c.group), key=lambda c: len(c.orders))
            self.over[key] = list(dict.fromkeys([*inside, self.own[row.order], *around]))
        return self.over[key]

    def above(self) -> list[Breach]:
        return [
            Breach(BreachCode.ABOVE_CEILING, "", min(limit.orders))
            for limit in self.ceilings
            if self.taken[limit] > limit.posts
        ]

    def blocking(self, order: str, rows: Sequence[Applicant], preferences: Mapping[str, Sequence[str]]) -> list[Breach]:
        """Workers of `rows` who would rather be here and who would stay if they came."""
        return [
            Breach(BreachCode.BLOCKING_PAIR, row.worker, order)
            for row in rows
            if _wants(order, preferences.get(row.worker, ()), self.assignment.get(row.worker)) and self.would_stay(row)
        ]

    def would_stay(self, row: Applicant) -> bool:
        full = next((limit for limit in self.limits(row) if self.taken[limit] >= limit.posts), None)
        if full is None:
            return True
        count, kept = self.counts[row.order, row.group], self.kept(row)
        free, spared = self.weakest.get((full, False)), self.weakest.get((full, True))
        if count < kept:  # comes to a reserved post: before whom no reserve protects, and before weaker ones of all
            return free is not None or (spared is not None and spared <= self.strength(row))
        # One more than the reserve: the members of the own group are spared no longer.
        own = self.of_group.get((row.order, row.group)) if count == kept else None
        return any(each is not None and each <= self.strength(row) for each in (free, own))


def _choose(pool: Sequence[Applicant], posts: int, reserves: Mapping[str, int]) -> list[Applicant]:
    """The definition, word for word: reserved posts to the best of their group, the rest to the best of all."""
    chosen: list[Applicant] = []
    for group, kept in reserves.items():
        chosen += [row for row in pool if row.group == group][:kept]
    for row in pool:
        if len(chosen) < posts and row not in chosen:
            chosen.append(row)
    return chosen[:posts]
