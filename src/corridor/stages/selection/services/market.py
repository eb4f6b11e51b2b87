"""From plain columns to the market of rules.matching, and their hash: the same for a trial and for the real round.

All that a round reads is plain JSON: one object for each order, one for each application. Frozen rows give the same
market again, so that anybody who holds them can recompute the round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corridor.rules.matching import (
    AgeLimit,
    Ceiling,
    CeilingKind,
    Force,
    Market,
    Orders,
    RecallClaim,
    Reserve,
    Source,
    Weight,
    Workers,
    failed_rules,
    lot,
)
from corridor.rules.matching.roundfile import inputs_hash, private_hash, worker_hash

Plain = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One application as a round reads it. `strata` (sex, district) serves the figures only and is not an input.

    `code` is the worker's name in the market and in the round's files: lots are drawn for it. `ranking` empty means any
    order. `recalls` are {"employer", "source", "force"}. `salt` keeps the hash of the columns from being guessed.
    """

    code: str
    application: str
    person: str
    columns: Plain
    ranking: tuple[str, ...] = ()
    recalls: tuple[Plain, ...] = ()
    strata: Mapping[str, str] | None = None
    salt: str = ""

    def private(self) -> str:
        """The hash of what only the auditor's file shows."""
        return private_hash(self.columns, self.recalls, self.salt)


@dataclass(frozen=True)
class Inputs:
    """Everything that a round reads, before the seed."""

    orders: tuple[Plain, ...]
    entries: tuple[Entry, ...]
    register: tuple[Plain, ...]
    ceilings: tuple[Plain, ...] = ()

    def hash(self) -> str:
        """The hash of the frozen inputs, as docs/round-file.md defines it."""
        entries = sorted(self.entries, key=lambda entry: entry.code)
        workers = (worker_hash(entry.code, entry.ranking, entry.private()) for entry in entries)
        return inputs_hash(self.orders, self.register, workers, self.ceilings)


def market(inputs: Inputs, seed: str) -> Market:
    """The market of these inputs under a seed. Rows stand by code, so that nothing depends on the order of reading.

    Who ranked no order gets a ranking by the draw (`drawn_ranking`). Raises rules.matching.MarketInvalid.
    """
    entries = sorted(inputs.entries, key=lambda entry: entry.code)
    workers = workers_of([(entry.code, entry.columns) for entry in entries])
    orders = orders_of(sorted(inputs.orders, key=lambda order: order["id"]))
    return Market(
        workers=workers,
        orders=orders,
        preferences=[entry.ranking or drawn_ranking(workers, orders, w, seed) for w, entry in enumerate(entries)],
        register=[Weight(line["criterion"], line["points"], line["full_at"]) for line in inputs.register],
        seed=seed,
        recalls=[
            RecallClaim(entry.code, claim["employer"], Source(claim["source"]), Force(claim["force"]))
            for entry in entries
            for claim in entry.recalls
        ],
        ceilings=[
            Ceiling(CeilingKind(row["kind"]), row["name"], frozenset(row["orders"]), row["posts"], row["group"])
            for row in inputs.ceilings
        ],
    )


def drawn_ranking(workers: Workers, orders: Orders, w: int, seed: str) -> tuple[str, ...]:
    """The ranking of somebody who asked for any work: what they may do, in the order of a draw of their own.

    The lot of an order is SHA-256 of "<seed>|<code>|<order>". Somebody who may do none of it gets all orders, so
    that the answer names the rules that stood in the way.
    """
    able = [order for o, order in enumerate(orders.ids) if not failed_rules(workers, orders, w, o)]
    return tuple(sorted(able or orders.ids, key=lambda order: lot(seed, f"{workers.ids[w]}|{order}")))


def workers_of(rows: Sequence[tuple[str, Plain]]) -> Workers:
    """Plain rows as columns of workers."""
    columns = [row for _, row in rows]
    return Workers(
        ids=[identifier for identifier, _ in rows],
        occupations=_sets(columns, "occupations"),
        experience=[row["experience"] for row in columns],
        languages=[row["languages"] for row in columns],
        skills=_sets(columns, "skills"),
        training=_sets(columns, "training"),
        born=_days(columns, "born"),
        available_from=_days(columns, "available_from"),
        available_until=_days(columns, "available_until"),
        document_until=_days(columns, "document_until"),
        groups=_sets(columns, "groups"),
        measures=[row["measures"] for row in columns],
    )


def orders_of(rows: Sequence[Plain]) -> Orders:
    """Plain rows as columns of orders."""
    return Orders(
        ids=[row["id"] for row in rows],
        employers=[row["employer"] for row in rows],
        posts=[row["posts"] for row in rows],
        occupations=[row["occupation"] for row in rows],
        start=[date.fromisoformat(row["start"]) for row in rows],
        end=[date.fromisoformat(row["end"]) for row in rows],
        experience_months=[row["experience_months"] for row in rows],
        languages=[row["languages"] for row in rows],
        skills=_sets(rows, "skills"),
        training=_sets(rows, "training"),
        minimum_age=[_limit(row["minimum_age"]) for row in rows],
        maximum_age=[None for _ in rows],
        reserves=[tuple(Reserve(group, posts) for group, posts in row["reserves"]) for row in rows],
    )


def kept_posts(posts: int, shares: Iterable[tuple[str, int]]) -> list[list[Any]]:
    """[group, posts] of the published reserves of one order: each its per cent of the posts, rounded down."""
    kept = [[group, posts * percent // 100] for group, percent in shares]
    return [pair for pair in kept if pair[1]]


def without_document_rule(workers: Workers) -> Workers:
    """The same columns for a scheme that asks for no travel document when admitting."""
    return replace(workers, document_until=[date.max for _ in workers.ids])


def _sets(rows: Sequence[Plain], name: str) -> list[frozenset[str]]:
    return [frozenset(row[name]) for row in rows]


def _days(rows: Sequence[Plain], name: str) -> list[date | None]:
    return [date.fromisoformat(row[name]) if row[name] else None for row in rows]


def _limit(pair: Sequence[Any] | None) -> AgeLimit | None:
    return AgeLimit(int(pair[0]), str(pair[1])) if pair else None
