"""The funnel counts everybody once for each step that they reached, and shows no small number outside the scheme."""

import uuid
from datetime import date

import pytest
from django.db import connection

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection
from corridor.stages.statistics import api
from tests.harness.journeys import Season, season
from tests.harness.people import Member, member, office


def counts(it: Season, who: Member | None = None) -> list[int | None]:
    actor = who.actor() if who else SYSTEM
    with acting(actor, "test"):
        return [count.persons for count in api.season_counts(it.world.season.id, actor=actor).counts]


def test_each_step_counts_those_who_reached_it_or_a_later_one(db: None) -> None:
    it = season()
    it.world.applied(3)
    it.world.roster(4)
    assert counts(it) == [7, 4, 0, 0, 0, 0, 0, 0]
    it.contracts(2)
    assert counts(it) == [9, 6, 2, 0, 0, 0, 0, 0]
    it.placed(1)
    assert counts(it) == [10, 7, 3, 1, 0, 0, 0, 0]
    it.cleared(1)
    assert counts(it) == [11, 8, 4, 2, 1, 0, 0, 0]
    it.at_work(1)
    assert counts(it) == [12, 9, 5, 3, 2, 1, 0, 0]
    back = it.ended(2)
    with it.by(it.counsellor) as actor:
        returns.record_returns([one.id for one in back], date(2027, 9, 5), by=actor)
    assert counts(it) == [14, 11, 7, 5, 4, 3, 2, 0]
    with it.by(it.officer) as actor:
        returns.confirm([one.id for one in back], by=actor)
    with acting(SYSTEM, "test"):
        next_order = it.world.next_season()[0]
        selection.recall(next_order.id, [back[0].person_id], by=SYSTEM)
    assert counts(it)[-2:] == [2, 1]


def test_someone_who_withdrew_or_did_not_meet_the_rules_is_registered_only(db: None) -> None:
    it = season()
    applications = it.world.applied(2, birth="2015-01-01")
    with it.by(it.officer) as actor:
        selection.assess([one.id for one in applications], by=actor)
    assert counts(it)[:3] == [2, 0, 0]


@pytest.mark.parametrize("role", ["statistician", "secretariat", "inspector", "auditor"])
def test_outside_the_scheme_small_numbers_are_hidden_and_others_rounded(db: None, role: str) -> None:
    it = season()
    it.world.roster(9)
    reader = member(role, at=office())
    assert counts(it, reader)[:3] == [None, None, 0]
    it.world.roster(4)
    assert counts(it, reader)[:2] == [15, 15]
    it.world.roster(4)
    assert counts(it, reader)[:2] == [15, 15]
    assert counts(it, it.officer)[:2] == [17, 17]
    with acting(reader.actor(), "test"):
        assert list(registry.people(reader.actor())) == []
        assert not api.season_counts(it.world.season.id, actor=reader.actor()).exact


def test_the_database_hides_small_numbers_even_around_the_verb(db: None) -> None:
    it = season()
    it.world.roster(3)
    outsider = member("counsellor", at=office("Cali")).actor()
    with acting(outsider, "test"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT persons FROM corridor.season_counts(%s)", [it.world.season.id])
            assert [row[0] for row in cursor.fetchall()][:2] == [None, None]
        with pytest.raises(NotAllowed):
            api.season_counts(it.world.season.id, actor=outsider)


def test_a_season_that_is_not_there_counts_nobody(db: None) -> None:
    with acting(SYSTEM, "test"):
        assert {count.persons for count in api.season_counts(uuid.uuid4(), actor=SYSTEM).counts} == {0}
