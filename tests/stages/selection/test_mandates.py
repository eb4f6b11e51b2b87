"""A recruiter answers the shortlist of an order that it placed while it holds the employer's mandate, and not after."""

from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotFound
from corridor.stages.demand import api as demand
from corridor.stages.demand.models import JobOrder
from corridor.stages.selection import api
from tests.harness.demand import licence, mandate
from tests.harness.people import Member, member
from tests.harness.season import World, refused


@pytest.fixture
def placed(world: World) -> tuple[Any, Any, Member]:
    """A round that waits for the answers; the first order was placed by a recruiter whose staff reach its sheets."""
    world.roster(20)
    round_ = world.shortlisted()
    held = licence()
    with acting(SYSTEM, "test"):
        JobOrder.objects.filter(id=world.orders[0].id).update(licence=held)
    reach = (world.employers[0].scope_id, world.employers[1].scope_id)
    return round_, held, member("employer", within=held.organisation, scopes=reach)


def test_a_recruiter_answers_under_a_mandate(world: World, placed: tuple[Any, Any, Member]) -> None:
    round_, held, recruiter = placed
    order, other = world.orders
    with world.by(recruiter) as actor:
        assert api.own_lists(actor) == []
        with refused("no_mandate"):
            api.shortlist(round_.id, order.id, actor=actor)
        with refused("no_mandate"):
            api.choose(round_.id, order.id, [], {}, by=actor)
    given = mandate(world.employers[0], held)
    with world.by(recruiter) as actor:
        assert [each.order_id for each in api.own_lists(actor)] == [order.id]
        listed = [sheet.application_id for sheet in api.shortlist(round_.id, order.id, actor=actor)]
        with pytest.raises(NotFound):
            api.choose(round_.id, other.id, [], {}, by=actor)
        api.choose(round_.id, order.id, listed, {}, by=actor)
        demand.end_mandate(given.id, by=actor)
        with refused("no_mandate"):
            api.shortlist(round_.id, order.id, actor=actor)


def test_no_answer_under_a_suspended_licence(world: World, placed: tuple[Any, Any, Member]) -> None:
    round_, held, recruiter = placed
    mandate(world.employers[0], held)
    with acting(SYSTEM, "test"):
        demand.suspend_licence(held.id, reason="Charged workers", remedy="Appeal", by=SYSTEM)
    with world.by(recruiter) as actor:
        assert api.own_lists(actor) == []
        with refused("licence_not_valid"):
            api.choose(round_.id, world.orders[0].id, [], {}, by=actor)
