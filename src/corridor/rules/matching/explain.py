"""Exactly one reason for every worker and order: rank, points by component, the cut-off, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corridor.rules.matching.ceilings import Ceiling, Tree
from corridor.rules.matching.deferred import OPEN, Instance
from corridor.rules.matching.eligibility import Failure
from corridor.rules.matching.points import Component
from corridor.rules.matching.priority import Key


class Reason(StrEnum):
    """Why a worker did or did not obtain an order."""

    OBTAINED = "obtained"  # the worker has this order
    NOT_ASKED = "not_asked"  # the worker did not ask for it
    INELIGIBLE = "ineligible"  # a hard rule is not met: see `failures`
    PREFERRED_OBTAINED = "preferred_obtained"  # the worker has an order they ranked higher
    NO_POSTS = "no_posts"  # the order has no post in this round
    RECALL_FIRST = "recall_first"  # the deciding post went to a worker with a recall right
    RESERVE_FIRST = "reserve_first"  # the deciding post went to a published reserve
    CEILING_REACHED = "ceiling_reached"  # a ceiling had no room, and who stands under it came first: see `ceiling`
    FEWER_POINTS = "fewer_points"  # fewer points than the last one placed
    LATER_LOT = "later_lot"  # as many points as the last one placed, later in the draw
    REFUSED_BY_EMPLOYER = "refused_by_employer"  # shortlisted, refused for a job-related reason: see `refusal`
    NOT_SHORTLISTED = "not_shortlisted"  # below the last one on the shortlist
    OTHERS_CHOSEN = "others_chosen"  # on the employer's list, and others stood above


class NextStep(StrEnum):
    """What the worker can do now."""

    WAIT_FOR_OFFER = "wait_for_offer"
    MEND_AND_APPLY = "mend_and_apply"
    STAY_ON_RESERVE_LIST = "stay_on_reserve_list"
    NEXT_ROUND = "next_round"
    ASK_FOR_IT = "ask_for_it"
    NONE_NEEDED = "none_needed"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "why not?": `rank` of `applicants` (0 when not ranked), own points and lot, and the cut-off."""

    worker: str
    order: str
    reason: Reason
    next_step: NextStep
    rank: int = 0
    applicants: int = 0
    key: Key | None = None
    cutoff: Key | None = None
    components: tuple[Component, ...] = ()
    failures: tuple[Failure, ...] = ()
    refusal: str = ""
    ceiling: Ceiling | None = None


def cutoff(held: Sequence[tuple[Key, str]], reserve: Mapping[str, int], group: str) -> Key | None:
    """Return the key that a worker of `group` had to beat at a full order holding `held` (key, group).

    That is the weakest whom a newcomer of this group could displace: members of a group that fills no more than its
    reserve cannot be displaced by others. None when every post is held so.
    """
    counts = Counter(name for _, name in held)
    return min(
        (key for key, name in held if counts[name] + (name == group) > reserve.get(name, 0)),
        default=None,
    )


def why_passed_over(key: Key, last: Key, weakest: Key) -> Reason:
    """Return the one reason why `key` stood below `last` at a full order whose weakest holder has `weakest`."""
    if key > weakest:  # somebody with a lower key holds a post that their reserve kept first
        return Reason.RESERVE_FIRST
    if key.tier < last.tier:
        return Reason.RECALL_FIRST
    return Reason.FEWER_POINTS if key.points < last.points else Reason.LATER_LOT


class Explainer:
    """Reads one finished instance and tells the reason for any eligible worker and listed order, by index."""

    _tree: Tree | None = None

    def __init__(self, instance: Instance, obtained: Sequence[int | None]) -> None:
        self._instance = instance
        self._obtained = obtained
        self._held: list[list[tuple[Key, str]]] = [[] for _ in instance.posts]
        for worker, order in enumerate(obtained):
            if order is not None:
                group = instance.groups[worker].get(order, OPEN)
                self._held[order].append((instance.keys[worker][order], group))
        if instance.caps:
            self._tree = Tree(instance.posts, instance.caps)
            self._counts = [0] * len(self._tree.limits)
            for order, held in enumerate(self._held):
                for limit in (limit for _, group in held for limit in self._tree.chain(order, group)):
                    self._counts[limit] += 1

    def full(self, order: int) -> bool:
        """True when no post of the order is free."""
        return len(self._held[order]) >= self._instance.posts[order]

    def weakest(self, order: int) -> Key | None:
        """The weakest placed key of a full order, None while posts are free."""
        return min(key for key, _ in self._held[order]) if self.full(order) and self._held[order] else None

    def reason(self, worker: int, order: int) -> tuple[Reason, Key | None]:
        """Return the reason and the cut-off that applied to this worker (None where no cut-off decided)."""
        instance, mine = self._instance, self._obtained[worker]
        ranking = instance.rankings[worker]
        if mine == order:
            return Reason.OBTAINED, self.weakest(order)
        if mine is not None and ranking.index(mine) < ranking.index(order):
            return Reason.PREFERRED_OBTAINED, self.weakest(order)
        if self.ceiling(worker, order) is not None:
            return Reason.CEILING_REACHED, self._last_under(worker, order)
        weakest = self.weakest(order)
        if weakest is None:
            return Reason.NO_POSTS, None
        group = instance.groups[worker].get(order, OPEN)
        last = cutoff(self._held[order], instance.reserves[order], group) or weakest
        return why_passed_over(instance.keys[worker][order], last, weakest), last

    def ceiling(self, worker: int, order: int) -> int | None:
        """The ceiling, by number, that stands between a worker and an order: the closest full limit, if it is one.

        None also for an order without posts, and where the order's own posts are full.
        """
        if self._tree is None or self._instance.posts[order] == 0:
            return None
        full = self._tree.closest_full(self._counts, order, self._instance.groups[worker].get(order, OPEN))
        return None if full is None or full < self._tree.orders else full - self._tree.orders

    def _last_under(self, worker: int, order: int) -> Key | None:
        """The weakest key under the ceiling in the way that this worker could displace; None for none."""
        found, own = self.ceiling(worker, order), self._instance.groups[worker].get(order, OPEN)
        assert self._tree is not None and found is not None  # noqa: S101 - the caller asked
        limit = found + self._tree.orders
        only = self._tree.group(limit)
        rows = []
        for each in self._tree.under(limit):
            count = Counter(name for _, name in self._held[each])
            kept = self._instance.reserves[each]
            rows += [
                (count[name] + ((each, name) == (order, own)) <= kept.get(name, 0), key)
                for key, name in self._held[each]
                if not only or name == only
            ]
        protected = Counter(name for _, name in self._held[order])[own] < self._instance.reserves[order].get(own, 0)
        able = [row for row in rows if protected or not row[0]]
        return min(able)[1] if able else None


NEXT_STEPS = {
    Reason.OBTAINED: NextStep.WAIT_FOR_OFFER,
    Reason.NOT_ASKED: NextStep.ASK_FOR_IT,
    Reason.INELIGIBLE: NextStep.MEND_AND_APPLY,
    Reason.PREFERRED_OBTAINED: NextStep.NONE_NEEDED,
    Reason.NO_POSTS: NextStep.NEXT_ROUND,
}


def next_step(reason: Reason, placed: bool) -> NextStep:
    """Return what to do next; somebody placed elsewhere meanwhile waits for that offer, others stay on the list."""
    if reason in NEXT_STEPS:
        return NEXT_STEPS[reason]
    if reason in (Reason.REFUSED_BY_EMPLOYER, Reason.NOT_SHORTLISTED):
        return NextStep.NEXT_ROUND
    return NextStep.WAIT_FOR_OFFER if placed else NextStep.STAY_ON_RESERVE_LIST
