"""Who sees a contract: its worker, its employer, its scheme, its destination, the worker's office; nobody else."""

from typing import Any

import pytest
from django.db import connection

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotFound
from corridor.foundation.scopes import access
from corridor.stages.contracts import api
from corridor.stages.contracts.models import Contract
from tests.stages.contracts.conftest import Signing


def rows(actor: Actor) -> set[Any]:
    """What the second wall alone lets through: plain SQL, no manager."""
    with acting(actor, "test"), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM contracts_contract")
        return {row[0] for row in cursor.fetchall()}


def listed(actor: Actor) -> set[Any]:
    """What the first wall lets through, with the second one open."""
    with acting(SYSTEM, "test"):
        return set(Contract.objects.visible_to(actor).values_list("id", flat=True))


def test_each_sees_their_own(world: Signing) -> None:
    contracts = world.issued(5)
    every = {one.id for one in contracts}
    one = contracts[0]
    mine = {each.id for each in contracts if each.employer_id == one.employer_id}
    assert mine != every
    cases = [
        (world.season.officer, every),
        (world.attache, every),
        (world.season.counsellor, every),
        (world.worker(one), {one.id}),
        (world.farmer(one), mine),
        (world.other_farmer(one), every - mine),
        (world.foreign_officer, set()),
        (world.season.stranger, set()),
    ]
    for who, expected in cases:
        actor = who.actor()
        assert rows(actor) == expected, who
        assert listed(actor) == expected, who


def test_an_employer_who_reaches_the_same_person_does_not_see_the_other_contract(world: Signing) -> None:
    contract = world.issued(5)[0]
    other = world.other_farmer(contract)
    scope = next(e.scope_id for e in world.season.employers if e.id != contract.employer_id)
    with acting(SYSTEM, "test"):
        access.give([contract.person_id], scope_id=scope, level=access.CANDIDATE, why="test")
    assert contract.id not in rows(other.actor())
    assert contract.id not in listed(other.actor())
    with world.by(other) as actor, pytest.raises(NotFound):
        api.contract(contract.id, actor)


def test_another_scheme_that_reaches_the_same_person_sees_nothing(world: Signing) -> None:
    contract = world.issued(5)[0]
    stranger = world.foreign_officer.actor()
    with acting(SYSTEM, "test"):
        access.give([contract.person_id], scope_id=next(iter(stranger.scopes)), level=access.FILE, why="test")
    assert rows(stranger) == set()
    assert listed(stranger) == set()
    with acting(stranger, "test"):
        assert api.contracts(stranger).count() == 0
        with pytest.raises(NotFound):
            api.issue([contract.id], by=stranger)
