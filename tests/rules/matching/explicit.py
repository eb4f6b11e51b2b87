"""Markets told by lists, best first: whom each worker names, and whom each order may take, for every procedure.

Each order is a kind of work and a destination of its own, so that workers rank single orders and orders rank workers
as they like, by months of experience.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from corridor.rules.matching import Market, run
from corridor.rules.matching.engine import columns, index, nation, reference
from tests.rules.matching.market_builder import REGISTER
from tests.rules.matching.market_builder import orders as plain_orders
from tests.rules.matching.market_builder import workers as plain_workers

Assignment = dict[str, str]  # worker -> order; who has none is absent
TODAY = 46_350
COUNTED = columns.Register(months=(6000, 12))


@dataclass(frozen=True)
class Lists:
    """At most 12 workers an order, at most 8 orders a worker. Names in a list that does not name back are no pair."""

    workers: Mapping[str, Sequence[str]]
    orders: Mapping[str, Sequence[str]]
    posts: Mapping[str, int]

    def months(self, worker: str, order: str) -> int:
        """Experience that puts a worker where the order's list has them; 0 where it does not."""
        listed = list(self.orders[order])
        return 12 - listed.index(worker) if worker in listed else 0


def plain(lists: Lists) -> Assignment:
    """By the procedure of the screens."""
    return dict(run(market_of(lists)).assignment)


def market_of(lists: Lists) -> Market:
    """The market of the screens with these lists."""
    names = list(lists.workers)
    experience = [{o: m for o in lists.orders if (m := lists.months(w, o))} for w in names]
    return Market(
        workers=plain_workers(names, occupations=[frozenset(row) for row in experience], experience=experience),
        orders=plain_orders(lists.posts, occupations=list(lists.posts)),
        preferences=[list(lists.workers[w]) for w in names],
        register=REGISTER,
        seed="lists",
    )


def columns_of(lists: Lists) -> tuple[columns.Workers, columns.Orders]:
    """The same as columns."""
    names, orders = list(lists.workers), list(lists.posts)
    count, wide = len(names), max(1, len(orders))
    occupations = np.full((count, wide), columns.NO_OCCUPATION, np.uint16)
    destinations = np.full((count, wide), columns.NO_DESTINATION, np.uint8)
    months = np.zeros((count, wide), np.uint16)
    for w, name in enumerate(names):
        able = [(j, m) for j, order in enumerate(orders) if (m := lists.months(name, order))]
        for k, (j, m) in enumerate(able):
            occupations[w, k], months[w, k] = j, m
        destinations[w, : len(lists.workers[name])] = [orders.index(order) for order in lists.workers[name]]

    def same(value: int, kind: type, size: int) -> columns.Array:
        return np.full(size, value, kind)

    people = columns.Workers(
        occupations, months, np.zeros((count, wide), np.uint8), same(0, np.uint32, count), destinations,
        same(TODAY - 9000, np.uint16, count), same(TODAY, np.uint16, count), same(TODAY + 900, np.uint16, count),
        same(0, np.uint16, count),
    )  # fmt: skip
    n = len(orders)
    number = np.arange(n)
    return people, columns.Orders(
        number.astype(np.uint16), number.astype(np.uint8), number.astype(np.uint32),
        np.array([lists.posts[order] for order in orders], np.int32), same(0, np.uint16, n), same(0, np.uint8, n),
        same(0, np.uint8, n), same(0, np.uint8, n), same(TODAY + 9, np.uint16, n), same(TODAY + 99, np.uint16, n),
        same(0, np.uint16, n), same(TODAY, np.uint16, n), same(-1, np.int8, n), same(0, np.int64, n),
        np.zeros(0, np.int32), np.zeros(0, np.int32),
    )  # fmt: skip


def named(lists: Lists, result: Sequence[int]) -> Assignment:
    """Put names on a result of the columns."""
    orders = list(lists.posts)
    return {w: orders[j] for w, j in zip(lists.workers, result, strict=True) if j >= 0}


def columnar(lists: Lists) -> Assignment:
    """By the engine of a nation's round."""
    people, orders = columns_of(lists)
    ready = index.build(people, orders, COUNTED, origin=TODAY)
    return named(lists, nation.run(ready, nation.demand(ready, orders)).order.tolist())


def defined(lists: Lists) -> Assignment:
    """By the engine's definitions in plain Python."""
    return named(lists, reference.run(*columns_of(lists), COUNTED))


PROCEDURES: tuple[Callable[[Lists], Assignment], ...] = (plain, columnar, defined)


def place(lists: Lists, worker: str, order: str | None) -> int:
    """How a worker likes an order: 0 first; no order comes after all."""
    listed = list(lists.workers[worker])
    return listed.index(order) if order in listed else len(listed)


def stable(lists: Lists, assignment: Assignment) -> bool:
    """True when no worker and order, who name each other, would rather have each other."""
    for order, listed in lists.orders.items():
        held = [w for w in listed if assignment.get(w) == order]
        if len(held) > lists.posts[order]:
            return False
        for n, worker in enumerate(listed):
            better = place(lists, worker, order) < place(lists, worker, assignment.get(worker))
            free = len(held) < lists.posts[order]
            if better and lists.posts[order] and (free or n < listed.index(held[-1])):
                return False
    return True


def all_stable(lists: Lists) -> Iterator[Assignment]:
    """Every stable result, by trying everything."""
    able = [[o for o in wishes if w in lists.orders[o]] for w, wishes in lists.workers.items()]
    for row in product(*[[None, *orders] for orders in able]):
        assignment = {w: o for w, o in zip(lists.workers, row, strict=True) if o is not None}
        if stable(lists, assignment):
            yield assignment


def drawn(rng: np.random.Generator, workers: int = 4, orders: int = 3) -> Lists:
    """A small market by chance: empty lists, one-name lists, orders without posts, lists that do not name back.

    In every second one all name all and each order has one post, so that several results can be stable.
    """
    names = [f"w{n}" for n in range(rng.integers(1, workers + 1))]
    places = [f"o{n}" for n in range(rng.integers(1, orders + 1))]
    full = rng.random() < 0.5

    def listed(others: list[str]) -> list[str]:
        return [others[x] for x in rng.permutation(len(others))[: None if full else rng.integers(0, len(others) + 1)]]

    return Lists(
        {w: listed(places) for w in names},
        {o: listed(names) for o in places},
        {o: 1 if full else int(rng.integers(0, 3)) for o in places},
    )
