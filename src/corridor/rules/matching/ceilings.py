"""Ceilings over job orders: at most so many placements at an employer, in a region, of a group at an order.

They stand in a hierarchy: two of them hold no job order in common, or one lies inside the other. So does an order's own
number of posts, and inside an order each reserve. What may be held together is then what a tree of ceilings lets
through, an order's choice stays free of contradictions, and deferred acceptance keeps all it promises: Fleiner (2003,
Mathematics of Operations Research 28) for stable results under such choice, Biro, Fleiner, Irving and Manlove (2010,
Theoretical Computer Science 411) for ceilings of sets of colleges one within the other, Kamada and Kojima (2018,
Theoretical Economics 13) for regions, Kojima, Tamura and Yokoo (2018, Journal of Economic Theory 176) for the choice as
the greatest value of a function that is concave along the tree. Where ceilings cross, a stable result need not exist,
so crossing ceilings are refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class CeilingKind(StrEnum):
    """The published rule from which a ceiling comes."""

    SCHEME = "scheme"  # all orders of the round
    REGION = "region"  # the orders of one region
    EMPLOYER = "employer"  # the orders of one employer
    EMPLOYER_IN_REGION = "employer_in_region"  # the orders of one employer in one region
    GROUP = "group"  # the members of a group at one order


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most `posts` placements at `orders` together; with `group`, of its members only, and at one order.

    `name` is what it is about, in its kind: a region, an employer, a group.
    """

    kind: CeilingKind
    name: str
    orders: frozenset[str]
    posts: int
    group: str = ""

    @property
    def label(self) -> str:
        """`region:Huelva`, as faults name it."""
        return f"{self.kind.value}:{self.name}"


def fault_in(
    ceilings: Sequence[Ceiling],
    orders: Collection[str],
    reserved: Mapping[str, Sequence[str]],
    memberships: Collection[frozenset[str]],
) -> tuple[str, str] | None:
    """The first fault of a market's ceilings as (code, what it is about), None for none.

    `reserved` are the groups of each order's reserves in order, `memberships` the sets of groups that workers have.
    """
    for ceiling in ceilings:
        if ceiling.posts < 0:
            return "ceiling_negative", ceiling.label
        if not ceiling.orders.issubset(orders):
            return "order_unknown", ceiling.label
        if ceiling.group and len(ceiling.orders) > 1:
            first, second = sorted(ceiling.orders)[:2]
            told = f"{ceiling.label} and posts:{first}; {first} is in both, {second} only in the one, and the others of"
            return "ceilings_cross", f"{told} {first} only in the other"
    keys = [(ceiling.kind, ceiling.name, ceiling.orders) for ceiling in ceilings]
    if len(set(keys)) < len(keys):
        return "ceiling_twice", next(each.label for n, each in enumerate(ceilings) if keys[n] in keys[:n])
    crossing = next(_crossing_orders(ceilings), None) or next(_crossing_groups(ceilings, reserved, memberships), None)
    return ("ceilings_cross", crossing) if crossing else None


def counted_groups(ceilings: Sequence[Ceiling]) -> dict[str, tuple[str, ...]]:
    """Order to the groups that its ceilings count, as published."""
    found: dict[str, tuple[str, ...]] = {}
    for ceiling in ceilings:
        for order in ceiling.orders if ceiling.group else ():
            found[order] = (*found.get(order, ()), ceiling.group)
    return found


def _crossing_orders(ceilings: Sequence[Ceiling]) -> Iterator[str]:
    """Pairs that share an order while each has one that the other lacks.

    Among those over one order, by size, it is enough to look at neighbours.
    """
    over: dict[str, list[Ceiling]] = {}
    for ceiling in sorted(ceilings, key=lambda each: len(each.orders)):
        for order in ceiling.orders if not ceiling.group else ():
            over.setdefault(order, []).append(ceiling)
    for order, chain in sorted(over.items()):
        for small, large in pairwise(chain):
            if not small.orders <= large.orders:
                one, other = min(small.orders - large.orders), min(large.orders - small.orders)
                names = f"{small.label} and {large.label}"
                yield f"{names}; {order} is in both, {one} only in the one, {other} only in the other"


def _crossing_groups(
    ceilings: Sequence[Ceiling], reserved: Mapping[str, Sequence[str]], memberships: Collection[frozenset[str]]
) -> Iterator[str]:
    """Ceilings of a group some of whose members count for another group at the same order."""
    distinct = set(memberships)
    for order, capped in sorted(counted_groups(ceilings).items()):
        names = [*reserved[order], *capped]
        for groups in distinct:
            counting = [name for name in dict.fromkeys(names) if name in groups]
            for name in counting[1:]:
                if name in capped or counting[0] in capped:
                    yield f"group:{counting[0]} and group:{name}; somebody is in both, at {order}"


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling by indices of orders; `group` "" for everybody."""

    orders: frozenset[int]
    posts: int
    group: str = ""


class Tree:
    """The limits of a market by number: first each order's posts, then each ceiling; and which of them lie over whom.

    `limits[n]` is what limit n lets through; from `orders` on the numbers are those of the ceilings.
    """

    def __init__(self, posts: Sequence[int], caps: Sequence[Cap]) -> None:
        self.orders = len(posts)
        self.limits = [*posts, *(cap.posts for cap in caps)]
        self._caps = caps
        self._around: list[list[int]] = [[] for _ in posts]
        self._inside: dict[tuple[int, str], list[int]] = {}
        for n in sorted(range(len(caps)), key=lambda n: (len(caps[n].orders), n)):
            for order in caps[n].orders:
                if caps[n].group:
                    self._inside.setdefault((order, caps[n].group), []).append(self.orders + n)
                else:
                    self._around[order].append(self.orders + n)

    def chain(self, order: int, group: str) -> list[int]:
        """The limits over a worker who counts for `group` at an order, the closest first."""
        return [*self._inside.get((order, group), ()), order, *self._around[order]]

    def under(self, limit: int) -> Collection[int]:
        """The orders under a limit."""
        return (limit,) if limit < self.orders else self._caps[limit - self.orders].orders

    def group(self, limit: int) -> str:
        """The group that a limit counts, "" for everybody."""
        return "" if limit < self.orders else self._caps[limit - self.orders].group

    def closest_full(self, counts: Sequence[int], order: int, group: str) -> int | None:
        """The closest limit over such a worker under which no room is left, None for none."""
        return next((n for n in self.chain(order, group) if counts[n] >= self.limits[n]), None)
