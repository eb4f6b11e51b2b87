"""The roster that made people protest: 17,030 passed, 5,300 are picked a year, a place on the roster lasts two years.

The figures are those published for Nepal's seasons in Korea (163,000 sat the test; the yearly picks are the planned
intake). If all enter at once, 17,030 - 2 x 5,300 = 6,430 leave the roster unpicked, whatever the rule: a rule can only
decide who. `./corridor bench roster` goes from month to month on the engine: who passed arrives, a round is run over
the orders of the month, whose term is over leaves. People are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corridor.rules.matching.engine import index, nation
from corridor.rules.matching.engine.checking import check_result
from corridor.rules.matching.engine.columns import NO_DESTINATION, NO_OCCUPATION, Array, Orders, Register, Workers

PASSED, PICKS, TERM = 17_030, 5_300, 24  # people, posts a year, months
SECTORS, ORDERS = 5, 60  # kinds of work with one destination; orders a month
TODAY = 46_350
REGISTER = Register(months=(3000, 60), level=(2000, 4), language=(3000, 6))
A_MONTH = 80  # points for each month of waiting where the scheme counts it


@dataclass(frozen=True)
class Month:
    """What happened in one month, in persons."""

    entered: int
    chosen: int
    expired: int
    on_roster: int
    posts: int


@dataclass(frozen=True)
class World:
    """`left`: (W,) month of leaving the roster, -1 while on it. `picked`: (W,) bool. `entered`: (W,) month."""

    months: list[Month]
    entered: Array
    left: Array
    picked: Array

    def waited(self) -> Array:
        """Months on the roster of those who were picked."""
        return (self.left - self.entered)[self.picked]


def people(count: int, seed: int) -> Workers:
    """Workers who passed: one or two kinds of work, one destination."""
    rng = np.random.default_rng(seed)
    occupations = np.full((count, 2), NO_OCCUPATION, np.uint16)
    occupations[:, 0] = rng.choice(SECTORS, count, p=[0.5, 0.2, 0.15, 0.1, 0.05])
    second = (occupations[:, 0] + rng.integers(1, SECTORS, count)) % SECTORS
    occupations[:, 1] = np.where(rng.random(count) < 0.4, second, NO_OCCUPATION)
    return Workers(
        occupations, rng.integers(0, 60, (count, 2)).astype(np.uint16), rng.integers(0, 5, (count, 2)).astype(np.uint8),
        rng.integers(1, 5, count).astype(np.uint32), np.full((count, 1), 0, np.uint8),
        (TODAY - rng.integers(18 * 366, 39 * 365, count)).astype(np.uint16), np.full(count, TODAY - 1, np.uint16),
        np.full(count, TODAY + 4000, np.uint16), np.zeros(count, np.uint16),
    )  # fmt: skip


def orders(rng: np.random.Generator, month: int, posts: int) -> Orders:
    """The orders of one month, with `posts` posts in all."""
    number = np.bincount(rng.integers(0, ORDERS, posts), minlength=ORDERS).astype(np.int32)
    sector = rng.choice(SECTORS, ORDERS, p=[0.5, 0.2, 0.15, 0.1, 0.05])
    start = np.full(ORDERS, TODAY + 30 * month + 60, np.uint16)

    def same(value: int, kind: type) -> Array:
        return np.full(ORDERS, value, kind)

    return Orders(
        sector.astype(np.uint16), same(0, np.uint8), np.arange(ORDERS, dtype=np.uint32), number, same(0, np.uint16),
        same(0, np.uint8), same(0, np.uint8), same(1, np.uint8), start, start + np.uint16(365), same(0, np.uint16),
        same(TODAY, np.uint16), same(-1, np.int8), same(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32),
    )  # fmt: skip


def go(entered: Array, months: int, *, counts_waiting: bool, seed: int = 5) -> World:
    """Return the world after `months`. `entered`: (W,) the month in which each passed."""
    rng = np.random.default_rng(seed)
    workers = people(len(entered), seed)
    left, picked, told = np.full(len(entered), -1), np.zeros(len(entered), np.bool_), []
    for month in range(months):
        due = (left < 0) & (entered + TERM == month)
        left[due] = month
        here = (left < 0) & (entered <= month)
        posts = PICKS * (month + 1) // 12 - PICKS * month // 12
        wanted = orders(rng, month, posts)
        waited = np.where(here, A_MONTH * (month - entered), 0) if counts_waiting else np.zeros(len(entered))
        roster = replace(workers, own_points=waited.astype(np.uint16))
        ready = index.build(roster, wanted, REGISTER, origin=TODAY)
        result = nation.run(ready, nation.demand(ready, wanted), present=here).order
        gone = replace(roster, destinations=np.where(here[:, None], roster.destinations, NO_DESTINATION))
        if not check_result(gone, wanted, REGISTER, result).sound:
            raise AssertionError(f"the round of month {month} is not sound")
        chosen = result >= 0
        left[chosen], picked[chosen] = month, True
        told.append(Month(int((entered == month).sum()), int(chosen.sum()), int(due.sum()), int((left < 0).sum()
                          - (entered > month).sum()), posts))  # fmt: skip
    return World(told, entered, left, picked)


def at_once() -> Array:
    """Everybody passes in the first month."""
    return np.zeros(PASSED, np.int64)


def every_year(years: int) -> Array:
    """As many pass every year, spread over its months."""
    return np.arange(PASSED * years) * 12 // PASSED


def shown(name: str, world: World) -> str:
    """One line: what became of everybody, and how long who was picked had waited."""
    waited, total = world.waited(), len(world.entered)
    quarter, half, most = np.quantile(waited, [0.25, 0.5, 0.9])
    expired = int(((world.left >= 0) & ~world.picked).sum())
    return (
        f"{name:<44} {total:>7} passed {len(waited):>7} picked {expired:>7} expired ({expired / total:.0%})"
        f"   months waited by the picked: quarter {quarter:.0f}, half {half:.0f}, nine in ten {most:.0f}"
    )


def main() -> None:
    """Print who waits how long, by rule."""
    for counts in (False, True):
        rule = "waiting counts" if counts else "points only"
        print(shown(f"all at once, two years, {rule}", go(at_once(), TERM + 1, counts_waiting=counts)))
        print(shown(f"as many every year, six years, {rule}", go(every_year(6), 72, counts_waiting=counts)))


if __name__ == "__main__":
    main()
