"""The columns of a nation's round: workers, orders and rights as arrays of fixed width.

An index is a worker or an order throughout. **Workers stand in the order of the draw**: of two with equal points the
smaller index goes first, so that no lot needs a column of its own (`in_drawn_order`). **Orders stand as workers like
them**: of two in the same destination the smaller index is preferred (by published terms: pay first). Days count from
1 January 1900.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

NO_OCCUPATION = 0xFFFF
NO_DESTINATION = 0xFF
DAY_ZERO = date(1900, 1, 1)
LANGUAGE_BITS = 3  # CEFR: 0 none, 1..6 A1..C2
LANGUAGES = 10  # as many fit into 32 bits
NONE = -1  # no order


class ColumnsInvalid(ValueError):
    """The columns do not fit each other; `code` says how, `column` where."""

    def __init__(self, code: str, column: str) -> None:
        super().__init__(f"{code}: {column}")
        self.code = code
        self.column = column


def day(when: date) -> int:
    """Return the day number of a date."""
    return (when - DAY_ZERO).days


@dataclass(frozen=True)
class Family:
    """A partition of the workers (by sex, by district of origin ...) for which orders may keep or cap posts.

    `of`: (W,) uint8, the group of each worker, below `groups`.
    """

    name: str
    groups: int
    of: Array


@dataclass(frozen=True)
class Claims:
    """Rights and bonuses of workers with one employer, sorted by employer.

    `tier` 1 stands above points (a right that must be honoured); `points` are added (seasons with this employer).
    """

    employer: Array  # (C,) uint32
    worker: Array  # (C,) uint32
    tier: Array  # (C,) uint8
    points: Array  # (C,) uint16


@dataclass(frozen=True)
class Workers:
    """W workers in drawn order; K occupations and D destinations each, best destination first.

    Nothing here but `destinations` tells what a worker likes, and no point reads it. `own_points`: points that depend
    neither on occupation nor on destination (waiting time, training), 0..10 000.
    """

    occupations: Array  # (W, K) uint16, NO_OCCUPATION where empty
    months: Array  # (W, K) uint16, experience in it
    level: Array  # (W, K) uint8, certificate 0..7
    languages: Array  # (W,) uint32, LANGUAGE_BITS each
    destinations: Array  # (W, D) uint8, NO_DESTINATION where empty, empty ones last
    born: Array  # (W,) uint16, day
    free_from: Array  # (W,) uint16, day
    document_until: Array  # (W,) uint16, day
    own_points: Array  # (W,) uint16
    families: tuple[Family, ...] = ()
    claims: Claims = field(
        default_factory=lambda: Claims(*(np.zeros(0, t) for t in (np.uint32, np.uint32, np.uint8, np.uint16)))
    )

    def __len__(self) -> int:
        return len(self.born)

    def bytes(self) -> int:
        """Memory of the columns, in bytes."""
        own = [self.occupations, self.months, self.level, self.languages, self.destinations, self.born]
        own += [self.free_from, self.document_until, self.own_points, *(f.of for f in self.families)]
        own += [self.claims.employer, self.claims.worker, self.claims.tier, self.claims.points]
        return sum(column.nbytes for column in own)


@dataclass(frozen=True)
class Orders:
    """J job orders. `language` is the language whose level counts, with the least level that the work needs.

    `born_from` and `born_until` hold a legal limit of age as birthdays (0 and 65535 where there is none). `family`
    -1: no posts kept or capped; else `kept` and `cap` hold a row for each group of that family, at `first_group`.
    """

    occupation: Array  # (J,) uint16
    destination: Array  # (J,) uint8
    employer: Array  # (J,) uint32
    posts: Array  # (J,) int32
    months: Array  # (J,) uint16
    level: Array  # (J,) uint8
    language: Array  # (J,) uint8
    language_level: Array  # (J,) uint8
    start: Array  # (J,) uint16
    end: Array  # (J,) uint16
    born_from: Array  # (J,) uint16
    born_until: Array  # (J,) uint16
    family: Array  # (J,) int8
    first_group: Array  # (J,) int64, into kept and cap
    kept: Array  # int32
    cap: Array  # int32

    def __len__(self) -> int:
        return len(self.posts)


@dataclass(frozen=True)
class Register:
    """Points of the criteria, in whole numbers: `points` in proportion up to `full_at`, rounded down."""

    months: tuple[int, int] = (0, 1)  # (points, full at so many months in the occupation)
    level: tuple[int, int] = (0, 1)  # (points, full at this certificate level)
    language: tuple[int, int] = (0, 1)  # (points, full at this CEFR level)

    @property
    def most(self) -> int:
        """The most points that the criteria can give."""
        return self.months[0] + self.level[0] + self.language[0]

    def array(self) -> Array:
        """The six numbers, for kernels."""
        return np.array([*self.months, *self.level, *self.language], np.int64)


COMPONENTS = ("months", "level", "language", "own", "employer")


def in_drawn_order(workers: Workers, lot: Array) -> tuple[Workers, Array]:
    """Return the workers permuted so that lot 0 comes first, and for each new index the old one. `lot`: a
    permutation."""
    old = np.empty(len(workers), np.uint32)
    old[lot] = np.arange(len(workers), dtype=np.uint32)
    claims = workers.claims
    moved = replace(
        workers,
        **{name: getattr(workers, name)[old] for name in _PERMUTED},
        families=tuple(replace(family, of=family.of[old]) for family in workers.families),
        claims=replace(claims, worker=np.asarray(lot)[claims.worker].astype(np.uint32)),
    )
    return moved, old


_PERMUTED = (
    "occupations", "months", "level", "languages", "destinations", "born", "free_from", "document_until", "own_points",
)  # fmt: skip


def check(workers: Workers, orders: Orders) -> None:
    """Raise ColumnsInvalid unless the columns fit each other."""
    for name in _PERMUTED:
        if len(getattr(workers, name)) != len(workers):
            raise ColumnsInvalid("column_length", f"workers.{name}")
    if len(workers) and int(workers.own_points.max()) > 10_000:
        raise ColumnsInvalid("points_above_full", "workers.own_points")
    if len(workers.claims.employer) > 1 and (np.diff(workers.claims.employer.astype(np.int64)) < 0).any():
        raise ColumnsInvalid("not_sorted", "claims.employer")
    if len(workers) and int(workers.level.max()) > 7:
        raise ColumnsInvalid("level_unknown", "workers.level")
    if (orders.posts < 0).any():
        raise ColumnsInvalid("posts_negative", "orders.posts")
    if (orders.language >= LANGUAGES).any():
        raise ColumnsInvalid("language_unknown", "orders.language")
    if (orders.family >= len(workers.families)).any():
        raise ColumnsInvalid("family_unknown", "orders.family")
    for family in workers.families:
        if len(family.of) != len(workers) or (len(workers) and int(family.of.max()) >= family.groups):
            raise ColumnsInvalid("group_unknown", f"families.{family.name}")
    for j in np.flatnonzero(orders.family >= 0):
        first = int(orders.first_group[j])
        groups = workers.families[int(orders.family[j])].groups
        kept, cap = orders.kept[first : first + groups], orders.cap[first : first + groups]
        if len(kept) != groups or kept.sum() > orders.posts[j] or (kept > cap).any():
            raise ColumnsInvalid("reserves_above_posts", f"orders.kept of order {int(j)}")
