"""A season up to verified contracts, for the stages and screens above: who is who, and workers with placements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.agreements import api as agreements
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.selection import api as selection
from tests.harness.people import Member, member
from tests.harness.season import World, build, opened

SHOWN = {"on": date(2027, 1, 20), "number": "X-1"}


@dataclass
class Season:
    """The world of selection with somebody for each step abroad."""

    world: World
    attache: Member

    @property
    def counsellor(self) -> Member:
        return self.world.counsellor

    @property
    def officer(self) -> Member:
        return self.world.officer

    @property
    def approver(self) -> Member:
        return self.world.approver

    @property
    def farmer(self) -> Member:
        return self.world.farmers[0]

    @property
    def rival(self) -> Member:
        return self.world.farmers[1]

    def by(self, who: Member) -> Any:
        return self.world.by(who)

    def order(self, starts: date, ends: date) -> Any:
        """A job order of the first farm in a later season of the scheme."""
        with acting(SYSTEM, "test"):
            later = agreements.open_season(
                self.world.scheme.id,
                code=str(starts),
                starts_on=starts,
                ends_on=ends,
                quota=100,
                reserve=0,
                by=SYSTEM,
            )
        return opened(later, self.world.employers[:1], [20], start=starts, end=ends)[0]

    def contracts(self, count: int, persons: Sequence[Any] | None = None, order: Any = None) -> list[Any]:
        """Contracts that both sides have accepted, made by way of the recall."""
        ids = list(persons or [person.id for person in self.world.register(count)])
        order = order or self.world.orders[0]
        with acting(SYSTEM, "test"):
            selection.grant_recall(
                [selection.RecallGrant(one, order.employer_id, "law", "must", date(2030, 1, 1)) for one in ids],
                by=SYSTEM,
            )
            offers = selection.recall(order.id, ids, by=SYSTEM)
            assert len(offers) == len(ids)
            selection.accept_offers([offer.id for offer in offers], by=SYSTEM, shown_in="es")
            made = list(contracts.contracts(SYSTEM).filter(offer_id__in=[offer.id for offer in offers]))
        with self.by(self.officer) as actor:
            contracts.issue([one.id for one in made], by=actor)
        with acting(SYSTEM, "test"):
            contracts.accept_as_worker([one.id for one in made], by=SYSTEM)
            contracts.accept_as_employer([one.id for one in made], by=SYSTEM)
        return made

    def placed(self, count: int = 1, persons: Sequence[Any] | None = None, order: Any = None) -> list[Any]:
        """Placements of freshly verified contracts, as the officer sees them."""
        made = self.contracts(count, persons, order)
        with self.by(self.attache) as actor:
            contracts.verify([one.id for one in made], by=actor)
        with self.by(self.officer) as actor:
            return list(api.placements(actor).filter(contract_id__in=[one.id for one in made]))

    def account(self, placement: Any) -> Member:
        """The worker's own account."""
        with self.by(self.counsellor) as actor:
            opened = registry.open_accounts([placement.person_id], by=actor)
        return Member(opened[0], None)

    def steps(self, placements: Sequence[Any], *codes: str) -> list[Any]:
        """Ids of the steps with these codes."""
        with self.by(self.officer) as actor:
            rows = [step for one in placements for step in api.path(api.placement(one.id, actor))]
        return [step.id for step in rows if step.code in codes]

    def prepared(self, count: int = 1, persons: Sequence[Any] | None = None) -> list[Any]:
        """Placements whose path is complete up to the clearance."""
        placements = self.placed(count, persons)
        with self.by(self.officer) as actor:
            api.complete_steps(self.steps(placements, "identity_check", "orientation"), SHOWN, by=actor)
            api.complete_steps(self.steps(placements, "permit"), SHOWN, by=actor)
            medical = self.steps(placements, "medical")
            api.complete_steps(medical, {"on": date(2027, 1, 20), "result": "fit"}, by=actor)
        with self.by(self.farmer) as actor:
            api.complete_steps(self.steps(placements, "insurance"), SHOWN, by=actor)
        return placements

    def cleared(self, count: int = 1, persons: Sequence[Any] | None = None) -> list[Any]:
        """Placements with a clearance and a ticket."""
        placements = self.prepared(count, persons)
        ids = [one.id for one in placements]
        with self.by(self.officer) as actor:
            api.request_clearance(ids, by=actor)
        with self.by(self.approver) as actor:
            api.clear(ids, by=actor)
        with self.by(self.farmer) as actor:
            api.complete_steps(self.steps(placements, "travel"), SHOWN, by=actor)
        return placements

    def at_work(self, count: int = 1, persons: Sequence[Any] | None = None) -> list[Any]:
        """Placements of workers who arrived on 1 March 2027 and began to work."""
        placements = self.cleared(count, persons)
        ids = [one.id for one in placements]
        with self.by(self.officer) as actor:
            api.depart(ids, date(2027, 2, 28), by=actor)
        with self.by(self.farmer) as actor:
            api.arrive(ids, date(2027, 3, 1), by=actor)
            api.start_work(ids, date(2027, 3, 1), by=actor)
        return placements

    def ended(self, count: int = 1, persons: Sequence[Any] | None = None) -> list[Any]:
        placements = self.at_work(count, persons)
        with self.by(self.farmer) as actor:
            api.end([one.id for one in placements], date(2027, 8, 31), by=actor)
        return placements


def season(posts: int = 10, **parts: Any) -> Season:
    world = build(posts=(posts, 3), **parts)
    return Season(world, member("attache", scopes=(world.scheme.destination_scope_id,)))
