"""A person whom two schemes reach is no door from one into the other."""

import pytest

from corridor.foundation.database.errors import NotFound
from corridor.stages.selection import api
from tests.harness.season import World, build


@pytest.fixture
def other(world: World) -> World:
    """A second scheme, with officers of its own."""
    return build(code="CO-ES-CARE", first=20)


def _also(world: World, other: World, person_id: object) -> object:
    """The same person's application for the second scheme."""
    with world.by(world.counsellor) as actor:
        return api.apply_for([person_id], other.scheme.id, by=actor)[0]


def test_officer_reads_no_application_and_appeal_of_another_scheme(world: World, other: World) -> None:
    refused = world.roster(1, birth="2015-01-01")[0]
    with world.by(world.counsellor) as actor:
        lodged = api.appeal(refused.id, "I was born in 1995.", by=actor)
    here = _also(world, other, refused.person_id)
    with other.by(other.officer) as actor:
        assert [row.id for row in api.applications(actor)] == [here.id]
        assert api.state_counts(actor) == {"applied": 1}
        with pytest.raises(NotFound):
            api.application(refused.id, actor)
        assert list(api.appeals(actor)) == []
    with world.by(world.officer) as actor:
        assert [row.id for row in api.applications(actor)] == [refused.id]
        assert [row.id for row in api.appeals(actor)] == [lodged.id]
    with world.by(world.counsellor) as actor:
        assert {row.id for row in api.applications_of(refused.person_id, actor)} == {refused.id, here.id}


def test_officer_reads_no_offer_and_no_answer_of_another_scheme(world: World, other: World) -> None:
    world.roster(1)
    offer = world.offered()[0]
    _also(world, other, offer.person_id)
    with other.by(other.officer) as actor:
        assert list(api.offers(actor)) == []
        assert api.why(offer.application_id, actor=actor) == []
    with world.by(world.officer) as actor:
        assert [row.id for row in api.offers(actor)] == [offer.id]
        assert api.why(offer.application_id, actor=actor)
