"""Who asks for what: workers come in chunks, and of each pair of worker and order a few numbers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corridor.rules.matching.eligibility import Failure, failed_rules
from corridor.rules.matching.engine.columns import Array
from corridor.rules.matching.engine.listed.files import Files, files
from corridor.rules.matching.engine.listed.judging import RULES, judge, score
from corridor.rules.matching.engine.listed.terms import OTHER, terms
from corridor.rules.matching.lottery import lot
from corridor.rules.matching.market import Force, Market, Orders, RecallClaim, Weight, Workers
from corridor.rules.matching.points import score as plain_score
from corridor.rules.matching.priority import recall_pairs

CHUNK = 20_000
ASKED_AGAIN = 61  # of so many pairs one is judged by the plain rules as well


class Unsound(RuntimeError):
    """The columns and the plain rules disagree: the round must not be used."""


@dataclass(frozen=True)
class Pairs:
    """P pairs of worker and order, in the order of the workers and of their wishes; those of worker w are
    first[w]:first[w + 1]. `mask` 0 is eligible. `failures` are by pair."""

    first: Array  # (W + 1,) int64
    order: Array  # (P,) int32
    mask: Array  # (P,) uint16
    points: Array  # (P,) int32
    tier: Array  # (P,) uint8, 1 with a recall right that must be honoured
    value: Array  # (P, R) int32, what each criterion counted
    group: Array  # (P,) uint8, the reserve for which the worker counts at the order
    failures: dict[int, tuple[Failure, ...]]


class Asking:
    """A round in the making: `add` every worker, then `pairs`."""

    def __init__(self, orders: Orders, register: Sequence[Weight], seed: str) -> None:
        self.terms = terms(orders, register)
        self.seed = seed
        self.ids: list[str] = []
        self._number = {order: o for o, order in enumerate(orders.ids)}
        self._parts: list[Pairs] = []

    @classmethod
    def of(cls, market: Market) -> Asking:
        """The whole of a market. ValueError for one with ceilings: the plain procedure decides it."""
        if market.ceilings:
            raise ValueError("ceilings")
        asking = cls(market.orders, market.register, market.seed)
        asking.add(market.workers, market.preferences, market.recalls)
        return asking

    def add(self, workers: Workers, wishes: Sequence[Sequence[str]], recalls: Iterable[RecallClaim] = ()) -> None:
        """Take in a chunk of workers. An empty wish list asks for nothing: see `add_open` for any work.

        Raises Unsound when a pair judged by the plain rules as well comes out differently.
        """
        number = self._number
        asked = [[number[order] for order in row] for row in wishes]
        self._add(workers, files(workers, self.terms), asked, recalls)

    def add_open(self, workers: Workers, wishes: Sequence[Sequence[str]], recalls: Iterable[RecallClaim] = ()) -> None:
        """Take in a chunk in which an empty wish list means any work: all that the worker may do, in the order of a
        draw of their own; for who may do nothing, everything."""
        columns, number = files(workers, self.terms), self._number
        asked = [[number[order] for order in row] for row in wishes]
        anything = [w for w, row in enumerate(asked) if not row]
        for w, able in zip(anything, self._able(columns, anything), strict=True):
            known = able or range(len(self.terms.posts))
            name, orders = workers.ids[w], self.terms.orders.ids
            asked[w] = sorted(known, key=lambda o: lot(self.seed, f"{name}|{orders[o]}"))
        self._add(workers, columns, asked, recalls)

    def _able(self, columns: Files, who: Sequence[int]) -> list[list[int]]:
        """All orders that each of these workers may do; only orders of their occupations are looked at."""
        near = self.terms.by_occupation
        tries = [
            np.concatenate([np.zeros(0, np.int64), *(near[code] for code in _own(columns, w))]).astype(np.int32)
            for w in who
        ]
        first = np.zeros(len(columns.born) + 1, np.int64)
        first[np.array(who, np.int64) + 1] = [len(row) for row in tries]
        np.cumsum(first, out=first)
        order = np.concatenate([np.zeros(0, np.int32), *tries])
        mask = self._judged(columns, first, order)
        return [order[first[w] : first[w + 1]][mask[first[w] : first[w + 1]] == 0].tolist() for w in who]

    def _judged(self, columns: Files, first: Array, order: Array) -> Array:
        t, mask = self.terms, np.zeros(len(order), np.uint16)
        judge(
            first, order, mask, columns.first_work, columns.work, columns.work_months, columns.languages,
            columns.skill_bits, columns.training_bits, columns.born, columns.free_from, columns.free_until,
            columns.document_until, t.occupation, t.months, t.start, t.end, t.limited, t.born_until, t.born_after,
            t.first_language, t.language, t.level, t.skill_bits, t.training_bits,
        )  # fmt: skip
        return mask

    def _add(
        self, workers: Workers, columns: Files, asked: Sequence[Sequence[int]], recalls: Iterable[RecallClaim]
    ) -> None:
        t = self.terms
        first = np.concatenate([[0], np.cumsum([len(row) for row in asked])]).astype(np.int64)
        order = np.fromiter((o for row in asked for o in row), np.int32, int(first[-1]))
        mask = self._judged(columns, first, order)
        value, points = np.zeros((len(order), len(t.register)), np.int32), np.zeros(len(order), np.int32)
        score(
            first, order, mask, value, points, t.criteria, t.weights, columns.first_work, columns.work,
            columns.work_months, columns.all_months, columns.languages, columns.skill_bits, columns.courses,
            columns.measures, t.occupation, t.first_language, t.language, t.skill_bits, OTHER,
        )  # fmt: skip
        worker = np.repeat(np.arange(len(asked)), np.diff(first))
        group = np.where(t.family[order] >= 0, columns.groups[t.family[order], worker], 0).astype(np.uint8)
        tier = self._tiers(workers, first, order, recalls)
        failures = {
            int(x): failed_rules(workers, t.orders, int(worker[x]), int(order[x])) for x in np.flatnonzero(mask)
        }
        part = Pairs(first, order, mask, points, tier, value, group, failures)
        self._compare(workers, part, worker)
        self.ids.extend(workers.ids)
        self._parts.append(part)

    def _tiers(self, workers: Workers, first: Array, order: Array, recalls: Iterable[RecallClaim]) -> Array:
        found = np.zeros(len(order), np.uint8)
        rights = recall_pairs([claim for claim in recalls if claim.force is Force.MUST])
        if rights:
            where = {worker: w for w, worker in enumerate(workers.ids)}
            for name, employer in rights:
                w, e = where.get(name, -1), self.terms.employers.get(employer, -1)
                if w >= 0 and e >= 0:
                    own = slice(first[w], first[w + 1])
                    found[own] |= self.terms.employer[order[own]] == e
        return found

    def _compare(self, workers: Workers, part: Pairs, worker: Array) -> None:
        """The plain rules on every pair that failed, and on some of the others."""
        for x, failed in part.failures.items():
            if int(part.mask[x]) != sum(1 << RULES.index(rule) for rule in {failure.rule for failure in failed}):
                raise Unsound(f"rules: {workers.ids[worker[x]]}")
        for x in range(0, len(part.order), ASKED_AGAIN):
            if part.mask[x] == 0:
                w, o = int(worker[x]), int(part.order[x])
                if failed_rules(workers, self.terms.orders, w, o):
                    raise Unsound(f"rules: {workers.ids[w]}")
                if plain_score(workers, self.terms.orders, w, o, self.terms.register).total != part.points[x]:
                    raise Unsound(f"points: {workers.ids[w]}")

    def pairs(self) -> Pairs:
        """All chunks as one. The chunks are let go."""
        parts, self._parts = self._parts, []
        starts = np.cumsum([0, *(len(part.order) for part in parts)])
        failures = {
            int(at) + x: failed for at, part in zip(starts, parts, strict=False) for x, failed in part.failures.items()
        }
        first = [np.zeros(1, np.int64)]
        first += [part.first[1:] + at for at, part in zip(starts, parts, strict=False)]
        names = ("order", "mask", "points", "tier", "value", "group")
        order, mask, points, tier, value, group = (np.concatenate([getattr(p, name) for p in parts]) for name in names)
        return Pairs(np.concatenate(first), order, mask, points, tier, value, group, failures)


def _own(columns: Files, w: int) -> list[int]:
    return [int(code) for code in columns.work[columns.first_work[w] : columns.first_work[w + 1]]]
