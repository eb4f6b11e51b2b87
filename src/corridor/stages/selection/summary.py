"""What a round gives in figures: for the trial, and for the decided round. No person can be told from them."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from corridor.rules.fairness import shares
from corridor.rules.matching import Market, Reason, Result, Rule, failed_rules
from corridor.rules.matching import shortlists as cut_shortlists

from .services.market import Inputs

BAND = 1_000


@dataclass(frozen=True)
class Group:
    """One sex or district: how many took part and how many are placed; None where a small number is hidden."""

    group: str
    applicants: int | None
    placed: int | None


@dataclass(frozen=True)
class OrderFigures:
    """One job order: its posts, who may do it, the length of its shortlist, who is placed, the last points placed."""

    order: str
    posts: int
    applicants: int
    shortlisted: int
    placed: int
    cutoff: int | None


@dataclass(frozen=True)
class Compared:
    """What one method would give. `wish` is the mean place of the wish obtained, `blocking` the pairs passed over.

    `sexes` are (sex, placed), None where a small number is hidden.
    """

    method: str
    placed: int
    points: int
    wish: float | None
    blocking: int
    sexes: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Ruled:
    """What the round would give without one reserve or ceiling; with all of them where `kind` is "".

    `kind` and `name` are those of rules.matching.costs. `moved` are people who would have another result; where they
    are fewer than ten, all figures are None.
    """

    kind: str
    name: str
    placed: int | None
    points: int | None
    wish: float | None
    moved: int | None


@dataclass(frozen=True)
class Trial:
    """The figures of a round.

    `excluded` are (rule, people) in the order of the rules: each person is counted once, at the first rule that stood
    in the way of the work nearest to them. `wishes` are (place of the wish obtained, people), of those who ranked.
    `bands` are (points from, placed, not placed) in steps of 1,000.
    """

    applicants: int
    able: int
    shortlisted: int
    placed: int
    orders: int
    posts: int
    excluded: tuple[tuple[str, int], ...] = ()
    wishes: tuple[tuple[int, int], ...] = ()
    any_work: int = 0
    highest: int | None = None
    median: int | None = None
    lowest: int | None = None
    bands: tuple[tuple[int, int, int], ...] = ()
    sexes: tuple[Group, ...] = ()
    districts: tuple[Group, ...] = ()
    by_order: tuple[OrderFigures, ...] = field(default=())
    compared: tuple[Compared, ...] = ()
    ruled: tuple[Ruled, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def figures(plain: Mapping[str, Any] | None) -> Trial | None:
    """The figures from JSON; None for none."""
    if plain is None:
        return None
    told = dict(plain)
    for name, shape in (("sexes", Group), ("districts", Group), ("by_order", OrderFigures)):
        told[name] = tuple(shape(**row) for row in told[name])
    for name in ("excluded", "wishes", "bands"):
        told[name] = tuple(tuple(row) for row in told[name])
    rows = told.get("compared", ())
    told["compared"] = tuple(Compared(**{**row, "sexes": tuple(tuple(pair) for pair in row["sexes"])}) for row in rows)
    told["ruled"] = tuple(Ruled(**row) for row in told.get("ruled", ()))
    return Trial(**told)


def shortlist_counts(market: Market, per_post: int) -> dict[str, int]:
    """Order to the number of people on its shortlist; nothing for a round by points."""
    return {order: len(names) for order, names in cut_shortlists(market, per_post).items()} if per_post else {}


def trial_of(inputs: Inputs, market: Market, result: Result, listed: Mapping[str, int], on_lists: int = 0) -> Trial:
    """The figures of a result. `listed` are the lengths of the shortlists, `on_lists` the people on any of them."""
    placed = set(result.assignment)
    able = {worker for worker, _order in result.ranks}
    points = [e.key.points for e in result.explanations.values() if e.reason is Reason.OBTAINED and e.key]
    ranked = {entry.code: entry.ranking for entry in inputs.entries if entry.ranking}
    wishes = Counter(ranked[worker].index(order) + 1 for worker, order in result.assignment.items() if worker in ranked)
    return Trial(
        applicants=len(inputs.entries),
        able=len(able),
        shortlisted=on_lists,
        placed=len(placed),
        orders=len(inputs.orders),
        posts=sum(order["posts"] for order in inputs.orders),
        excluded=tuple(_excluded(market, able)),
        wishes=tuple(sorted(wishes.items())),
        any_work=len(placed - set(ranked)),
        highest=max(points, default=None),
        median=int(statistics.median(points)) if points else None,
        lowest=min(points, default=None),
        bands=tuple(_bands(result, placed)),
        sexes=groups_of(_strata(inputs, placed, "sex")),
        districts=groups_of(_strata(inputs, placed, "district")),
        by_order=tuple(_by_order(inputs, result, listed)),
    )


def _excluded(market: Market, able: set[str]) -> Sequence[tuple[str, int]]:
    """Of everybody who may do none of the work: the first rule of the order that they fail least."""
    counts: Counter[Rule] = Counter()
    index = {order: o for o, order in enumerate(market.orders.ids)}
    for w, worker in enumerate(market.workers.ids):
        if worker not in able:
            tries = [failed_rules(market.workers, market.orders, w, index[order]) for order in market.preferences[w]]
            nearest = min(tries, key=len, default=())
            counts.update([nearest[0].rule] if nearest else [])
    return [(rule.value, counts[rule]) for rule in Rule if counts[rule]]


def _bands(result: Result, placed: set[str]) -> Sequence[tuple[int, int, int]]:
    best: dict[str, int] = {}
    for (worker, order), told in result.explanations.items():
        if told.key is not None and (worker not in placed or result.assignment[worker] == order):
            best[worker] = max(best.get(worker, 0), told.key.points)
    return bands_of(
        (points for worker, points in best.items() if worker in placed),
        (points for worker, points in best.items() if worker not in placed),
    )


def bands_of(placed: Iterable[int], others: Iterable[int]) -> Sequence[tuple[int, int, int]]:
    """How many of the placed and of the others have points in each step of BAND."""
    yes, no = Counter(points // BAND for points in placed), Counter(points // BAND for points in others)
    found = sorted(set(yes) | set(no))
    return [(band * BAND, yes[band], no[band]) for band in range(found[0], found[-1] + 1)] if found else []


def _strata(inputs: Inputs, placed: set[str], name: str) -> Iterable[tuple[str, bool]]:
    return (((entry.strata or {}).get(name, ""), entry.code in placed) for entry in inputs.entries)


def groups_of(people: Iterable[tuple[str, bool]]) -> tuple[Group, ...]:
    """Applicants and placed by group, each column with its small numbers hidden (principle 16).

    `people`: the group of each and whether they are placed.
    """
    everybody: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    for group, placed in people:
        everybody[group] += 1
        chosen[group] += placed
    order = sorted(everybody, key=lambda group: (-everybody[group], group))
    shown = {row.group: row.count for row in shares({group: everybody[group] for group in order}).rows}
    told = {row.group: row.count for row in shares({group: chosen[group] for group in order}).rows}
    # Where the applicants are hidden the placed are too: a small group's chance would tell of its members.
    return tuple(Group(group, shown[group], told[group] if shown[group] is not None else None) for group in order)


def _by_order(inputs: Inputs, result: Result, listed: Mapping[str, int]) -> Sequence[OrderFigures]:
    placed = Counter(result.assignment.values())
    applicants = Counter(order for _worker, order in result.ranks)
    lowest: dict[str, int] = {}
    for (_worker, order), told in result.explanations.items():
        if told.reason is Reason.OBTAINED and told.key is not None:
            lowest[order] = min(lowest.get(order, told.key.points), told.key.points)
    return [
        OrderFigures(
            order=order["id"],
            posts=order["posts"],
            applicants=applicants[order["id"]],
            shortlisted=listed.get(order["id"], 0),
            placed=placed[order["id"]],
            cutoff=lowest.get(order["id"]) if placed[order["id"]] >= order["posts"] else None,
        )
        for order in inputs.orders
    ]
