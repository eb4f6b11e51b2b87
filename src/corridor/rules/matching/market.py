"""The columns that a round reads. One index is one worker or one order throughout; identifiers are opaque strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corridor.rules.matching.ceilings import Ceiling, fault_in

FULL_POINTS = 10_000


class MarketInvalid(ValueError):
    """The columns do not fit each other; `code` says how, `subject` which worker, order or column."""

    def __init__(self, code: str, subject: str) -> None:
        super().__init__(f"{code}: {subject}")
        self.code = code
        self.subject = subject


class Source(StrEnum):
    """Where a recall right comes from (principle 11)."""

    LAW = "law"
    AGREEMENT = "agreement"
    CUSTOM = "custom"


class Force(StrEnum):
    """What a recall right obliges to: `must` sets a tier above points, `may` adds nothing by itself."""

    MUST = "must"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """A legal limit of age in full years at the start of work, with the law or published rule it rests on."""

    years: int
    source: str


@dataclass(frozen=True, slots=True)
class Reserve:
    """Posts of an order for which members of `group` go first; a post they leave free opens to everybody."""

    group: str
    posts: int


@dataclass(frozen=True, slots=True)
class RecallClaim:
    """A worker's right to be called back by an employer."""

    worker: str
    employer: str
    source: Source
    force: Force


@dataclass(frozen=True, slots=True)
class Workers:
    """Columns of workers. Nothing here tells which order a worker likes: points cannot read it.

    `languages` maps ISO 639-3 codes to 0..6 (none, A1..C2); `experience` maps ISCO-08 codes to months; `measures` holds
    further whole numbers that a criteria register may count (seasons_done, waiting_days ...), by name.
    """

    ids: Sequence[str]
    occupations: Sequence[frozenset[str]]
    experience: Sequence[Mapping[str, int]]
    languages: Sequence[Mapping[str, int]]
    skills: Sequence[frozenset[str]]
    training: Sequence[frozenset[str]]
    born: Sequence[date | None]
    available_from: Sequence[date | None]
    available_until: Sequence[date | None]
    document_until: Sequence[date | None]
    groups: Sequence[frozenset[str]]
    measures: Sequence[Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Orders:
    """Columns of job orders: how many posts, what the work needs, and the published reserves."""

    ids: Sequence[str]
    employers: Sequence[str]
    posts: Sequence[int]
    occupations: Sequence[str]
    start: Sequence[date]
    end: Sequence[date]
    experience_months: Sequence[int]
    languages: Sequence[Mapping[str, int]]
    skills: Sequence[frozenset[str]]
    training: Sequence[frozenset[str]]
    minimum_age: Sequence[AgeLimit | None]
    maximum_age: Sequence[AgeLimit | None]
    reserves: Sequence[tuple[Reserve, ...]]


@dataclass(frozen=True, slots=True)
class Weight:
    """One criterion of the register: `points` for reaching `full_at` of its measure, in proportion below that.

    `criterion` is one of corridor.rules.matching.points.MEASURES or a name in Workers.measures.
    """

    criterion: str
    points: int
    full_at: int


@dataclass(frozen=True, slots=True)
class Market:
    """All that a round reads: columns, the workers' own rankings (order ids, best first), register, rights, seed.

    `ceilings` stand in a hierarchy (corridor.rules.matching.ceilings); MarketInvalid "ceilings_cross" names two that
    do not.
    """

    workers: Workers
    orders: Orders
    preferences: Sequence[Sequence[str]]
    register: Sequence[Weight]
    seed: str
    recalls: Sequence[RecallClaim] = field(default=())
    ceilings: Sequence[Ceiling] = field(default=())

    def __post_init__(self) -> None:
        for table, name in ((self.workers, "workers"), (self.orders, "orders")):
            for column in table.__slots__:
                if len(getattr(table, column)) != len(table.ids):
                    raise MarketInvalid("column_length", f"{name}.{column}")
            if len(set(table.ids)) != len(table.ids):
                raise MarketInvalid("id_twice", name)
        if len(self.preferences) != len(self.workers.ids):
            raise MarketInvalid("column_length", "preferences")
        self._check_orders()
        self._check_preferences()
        if sum(weight.points for weight in self.register) > FULL_POINTS:
            raise MarketInvalid("points_above_full", "register")
        if any(weight.points < 0 or weight.full_at <= 0 for weight in self.register):
            raise MarketInvalid("weight_not_positive", "register")
        if self.ceilings:
            self._check_ceilings()

    def _check_orders(self) -> None:
        for order, posts, reserves in zip(self.orders.ids, self.orders.posts, self.orders.reserves, strict=True):
            if posts < 0:
                raise MarketInvalid("posts_negative", order)
            if any(reserve.posts < 0 for reserve in reserves) or sum(reserve.posts for reserve in reserves) > posts:
                raise MarketInvalid("reserves_above_posts", order)
            if len({reserve.group for reserve in reserves}) != len(reserves):
                raise MarketInvalid("reserve_twice", order)

    def _check_ceilings(self) -> None:
        reserved = {
            order: [reserve.group for reserve in row]
            for order, row in zip(self.orders.ids, self.orders.reserves, strict=True)
        }
        fault = fault_in(self.ceilings, reserved, reserved, set(self.workers.groups))
        if fault:
            raise MarketInvalid(*fault)

    def _check_preferences(self) -> None:
        known = set(self.orders.ids)
        for worker, ranking in zip(self.workers.ids, self.preferences, strict=True):
            if len(set(ranking)) != len(ranking):
                raise MarketInvalid("order_ranked_twice", worker)
            if not known.issuperset(ranking):
                raise MarketInvalid("order_unknown", worker)
