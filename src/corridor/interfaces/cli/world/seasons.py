"""A whole season, step by step, as the demo and the story play it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.demand import api as demand

from . import asking, choosing, contracting, journeying, returning
from .calendar import Year
from .cast import WHY, Cast
from .people import Newcomer
from .setting import Corridor
from .steps import Teller

ROUNDS = 3
HELD = 0.06
LEAVING = 0.05
DECLINED = 0.07


@dataclass
class Season:
    """One season of a corridor while it is played: its orders by farm, its people, and what became of them."""

    cast: Cast
    corridor: Corridor
    year: Year
    row: Any
    orders: dict[Any, uuid.UUID]
    random: Random
    tell: Teller
    people: Mapping[uuid.UUID, Newcomer] = field(default_factory=dict)
    contracts: list[uuid.UUID] = field(default_factory=list)
    placements: list[Any] = field(default_factory=list)
    trades: Mapping[str, int] = field(default_factory=dict)

    def applications(self, people: Mapping[uuid.UUID, Newcomer], before: int = 148) -> None:
        """People apply, so many days before the work begins, and are assessed."""
        self.people = people
        with self.tell.step("applied and assessed") as counts:
            ids = choosing.apply(
                self.cast, self.corridor, people, list(self.orders.values()), self.year.before(before), self.random
            )
            choosing.assess(self.cast, self.corridor, ids, self.year.before(before - 6))
            counts["applications"] = len(ids)

    def rounds(self, before: int = 136, most: int = ROUNDS) -> list[uuid.UUID]:
        """Rounds until posts or people are used up, `most` of them; returns the accepted offers."""
        accepted: list[uuid.UUID] = []
        for number in range(most):
            free = _free(self.orders.values())
            if not free:
                break
            with self.tell.step(f"round {number + 1} published") as counts:
                made, taken = self._round(list(free), before - 16 * number)
                counts |= {"posts": sum(free.values()), "offers": made, "accepted": len(taken)}
            if not made:
                break
            accepted += taken
        return accepted

    def _round(self, order_ids: Sequence[uuid.UUID], before: int) -> tuple[int, list[uuid.UUID]]:
        cast, corridor, year, random = self.cast, self.corridor, self.year, self.random
        round_, people = choosing.try_round(cast, corridor, self.row, order_ids, year.before(before))
        if not people:
            return 0, []
        choosing.send_lists(cast, corridor, round_.id, year.before(before - 1))
        choosing.choose(cast, corridor, round_.id, year.before(before - 5), random)
        choosing.decide(cast, corridor, round_.id, year.before(before - 7))
        choosing.publish(cast, corridor, round_.id, year.before(before - 7))
        offers = choosing.offer(cast, corridor, round_.id, year.before(before - 9))
        accepted = choosing.answer_offers(cast, offers, year.before(before - 11), random, decline=DECLINED)
        second = choosing.offer_reserve(cast, corridor, round_.id, year.before(before - 12))
        accepted += choosing.answer_offers(cast, second, year.before(before - 13), random)
        return len(offers) + len(second), accepted

    def conclude(self, offers: Sequence[uuid.UUID], before: int = 88) -> None:
        """Contracts of accepted offers, from draft to verified."""
        with self.tell.step("contracts verified") as counts:
            self.contracts = contracting.of_offers(offers)
            held = max(1, round(len(self.contracts) * HELD))
            contracting.conclude(
                self.cast, self.corridor, self.contracts, self.year.before(before), self.random, held=held
            )
            counts |= {"contracts": len(self.contracts), "held and restored": held}

    def prepare(self) -> None:
        """Paths walked and clearances issued."""
        with self.tell.step("paths complete, clearances issued") as counts:
            self.placements = journeying.of_contracts(self.contracts)
            day = self.year.before(40)
            journeying.walk(self.cast, self.corridor, self.placements, day)
            journeying.clear(self.cast, self.corridor, self.placements, self.year.before(20))
            counts["clearances"] = len(self.placements)

    def travel(self) -> None:
        """The arrival waves, each on its day."""
        for number, (starts_on, rows) in enumerate(journeying.waves(self.placements).items()):
            with self.tell.step(f"wave {number + 1} departed, arrived and at work") as counts:
                journeying.travel(self.cast, self.corridor, rows, starts_on)
                counts["workers"] = len(rows)

    def work(self, asked: float = 1.0) -> None:
        """Check-ins (of a share of the workers), some who leave early, the end of the term."""
        with self.tell.step("worked to the end, or left early") as counts:
            some = self.random.sample(self.placements, round(len(self.placements) * asked))
            answered = journeying.check_in(self.cast, some, self.year.ends_on, self.random)
            leaving = self.random.sample(self.placements, max(1, round(len(self.placements) * LEAVING)))
            journeying.leave_early(self.cast, self.corridor, leaving, self.random)
            gone = {row.id for row in leaving}
            journeying.end(self.cast, self.corridor, [row for row in self.placements if row.id not in gone])
            counts |= {"check-ins": answered, "left": len(leaving), "ended": len(self.placements) - len(leaving)}

    def come_back(self, waiting: int = 0, away: int = 0) -> None:
        """Returns recorded and confirmed, but for `waiting` of them; the last `away` have not come yet."""
        with self.tell.step("returned, with the right to be called back") as counts:
            back = self.year.ends_on + timedelta(days=6)
            here = self.placements[: len(self.placements) - away]
            returning.come_back(self.cast, here, back, self.random)
            confirmed = here[: len(here) - waiting]
            returning.confirm(self.cast, self.corridor, confirmed, back + timedelta(days=4))
            counts |= {"returns": len(here), "confirmed": len(confirmed)}

    def close(self) -> None:
        """Job orders of a season that is over."""
        with self.tell.step("job orders closed") as counts:
            day = self.year.ends_on + timedelta(days=12)
            asking.close(self.cast, self.corridor, list(self.orders.values()), day)
            counts["job orders"] = len(self.orders)


def _free(order_ids: Any) -> dict[uuid.UUID, int]:
    """Open orders with the posts that they have left."""
    with acting(SYSTEM, WHY):
        open_ids = set(demand.orders(SYSTEM, state="open").filter(id__in=list(order_ids)).values_list("id", flat=True))
        found = demand.balances(list(order_ids))
    return {order: balance.free for order, balance in found.items() if balance.free and order in open_ids}
