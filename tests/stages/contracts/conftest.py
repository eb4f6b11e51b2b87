"""A season up to its accepted offers, and everybody whose step a contract is. Stands on the world of selection."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import Refused
from corridor.stages.contracts import api
from corridor.stages.selection import api as selection
from tests.harness.people import Member, member
from tests.harness.season import World, build


@dataclass
class Signing:
    """Contracts of one season with those who act on them; `season` is the world below."""

    season: World
    attache: Member
    foreign_officer: Member

    @contextmanager
    def by(self, who: Member) -> Iterator[Actor]:
        with self.season.by(who) as actor:
            yield actor

    def offers(self, count: int) -> list[Any]:
        """So many accepted offers, spread over the farms; the contracts are drafted in the same step."""
        self.season.roster(count)
        offers = self.season.offered()
        with acting(SYSTEM, "test"):
            return selection.accept_offers([offer.id for offer in offers], shown_in="es", by=SYSTEM)

    def drafted(self, count: int = 5) -> list[api.Contract]:
        self.offers(count)
        with self.by(self.season.officer) as actor:
            return list(api.contracts(actor, state="drafted"))

    def issued(self, count: int = 5) -> list[api.Contract]:
        ids = [contract.id for contract in self.drafted(count)]
        with self.by(self.season.officer) as actor:
            return api.issue(ids, by=actor)

    def accepted(self, count: int = 5) -> list[api.Contract]:
        """Accepted by both sides."""
        issued = self.issued(count)
        with acting(SYSTEM, "test"):
            api.accept_as_worker([contract.id for contract in issued], by=SYSTEM)
        for employer, farmer in zip(self.season.employers, self.season.farmers, strict=True):
            mine = [contract.id for contract in issued if contract.employer_id == employer.id]
            with self.by(farmer) as actor:
                api.accept_as_employer(mine, by=actor)
        return self.again(issued)

    def verified(self, count: int = 5) -> list[api.Contract]:
        ids = [contract.id for contract in self.accepted(count)]
        with self.by(self.attache) as actor:
            return api.verify(ids, by=actor)

    def again(self, contracts: Any) -> list[api.Contract]:
        """The contracts as they stand in the database now."""
        with acting(SYSTEM, "test"):
            found = {one.id: one for one in api.contracts(SYSTEM).filter(id__in=[one.id for one in contracts])}
        return [found[one.id] for one in contracts]

    def worker(self, contract: api.Contract) -> Member:
        """The account of a contract's worker."""
        return self.season.worker(contract)

    def farmer(self, contract: api.Contract) -> Member:
        """The account of a contract's employer, and, to compare, `other_farmer`."""
        return self.season.farmers[[one.id for one in self.season.employers].index(contract.employer_id)]

    def other_farmer(self, contract: api.Contract) -> Member:
        return self.season.farmers[1 - [one.id for one in self.season.employers].index(contract.employer_id)]

    def held(self) -> api.Contract:
        """A contract held since somebody proposed a lower wage."""
        contract = self.drafted(3)[0]
        with self.by(self.season.officer) as actor:
            return api.change_terms(contract.id, LOWER_WAGE, by=actor)


LOWER_WAGE = {"wage": {"value": "1100", "currency": "EUR", "period": "month"}}
HIGHER_WAGE = {"wage": {"value": "1500", "currency": "EUR", "period": "month"}}


def signing(posts: tuple[int, ...] = (2, 3)) -> Signing:
    season = build(posts=posts)
    return Signing(
        season,
        attache=member("attache", scopes=(season.scheme.destination_scope_id,)),
        foreign_officer=member("officer", "attache", scopes=(other_scope(),)),
    )


def other_scope() -> Any:
    """The scope of another scheme."""
    from corridor.foundation.database.keys import uuid7
    from corridor.foundation.scopes.access import make_scope

    with acting(SYSTEM, "test"):
        return make_scope("scheme", uuid7()).id


@pytest.fixture
def world(db: None) -> Signing:
    """Two farms with two and three posts."""
    return signing()


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The block must be refused with this code, in a sentence."""
    with pytest.raises(Refused) as error:
        yield error
    assert error.value.code == code
    assert len(str(error.value)) > 15
