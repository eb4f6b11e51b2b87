"""What one worker can get, what would open more, and the chance from past rounds: counts only of other people."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.keys import uuid7
from corridor.rules.matching import Mend
from corridor.rules.matching.chance import Chance, NoChance
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, Round, RoundResult
from corridor.stages.selection.services.common import today
from tests.harness.season import World, announced, opened


def work(world: World, row: Any) -> api.Work:
    with world.by(world.worker(row)) as actor:
        return api.work_of(api.application(row.id, actor), actor=actor)


def test_open_work_stands_by_points_and_the_rest_with_its_rules(world: World) -> None:
    opened(world.season, world.employers, [1, 1], languages={"eng": 2})
    opened(world.season, world.employers[:1], [1], languages={"eng": 3}, skills=["pruning"])
    found = work(world, world.roster(1, experience_months=12)[0])
    assert (len(found.able), len(found.not_yet), found.total) == (2, 3, 5)
    assert all(each.score.total == sum(part.points for part in each.score.components) for each in found.able)
    assert [[f.rule for f in each.failures] for each in found.not_yet] == [
        ["language"],
        ["language"],
        ["language", "skill"],
    ]
    first = found.opening[0]
    assert (first.change.mend, first.change.subject, first.change.value, first.opens) == (
        Mend.LEARN_LANGUAGE,
        "eng",
        "2",
        2,
    )


def test_the_points_are_those_of_a_round(by_points: World) -> None:
    rows = by_points.roster(12)
    before = {row.id: work(by_points, row) for row in rows}
    _published(by_points)
    for row in rows:
        with by_points.by(by_points.worker(row)) as actor:
            kept = {each.order_id: each.points for each in api.why(row.id, actor=actor)}
        told = {each.order.id: each.score.total for each in before[row.id].able}
        assert kept == {order: told[order] for order in kept}


def test_a_full_order_is_not_shown_as_work_to_get(by_points: World) -> None:
    by_points.roster(20)
    round_ = _published(by_points)
    with by_points.by(by_points.officer) as actor:
        offers = api.make_offers(round_id=round_.id, by=actor)
    assert len(offers) == 5
    left = next(row for row in _applications(by_points) if row.state in ("reserve", "not_selected"))
    assert work(by_points, left).total == 0


def _published(world: World) -> Round:
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        return api.publish(round_.id, by=actor)


def _applications(world: World) -> list[Application]:
    with acting(SYSTEM, "test"):
        return list(Application.objects.filter(scheme=world.scheme).order_by("id"))


def test_a_published_round_leaves_counts_that_add_up_and_no_person(by_points: World) -> None:
    by_points.roster(30)
    round_ = _published(by_points)
    with acting(SYSTEM, "test"):
        results = list(RoundResult.objects.filter(round=round_, eligible=True))
    assert sum(band[2] for band in round_.bands) == len({row.application_id for row in results}) == 30
    assert sum(band[3] for band in round_.bands) == 5
    assert {band[0] for band in round_.bands} == {"9211"}
    best: dict[Any, int] = {}
    for row in results:
        best[row.application_id] = max(best.get(row.application_id, 0), row.points)
    floors = sorted(points // 100 * 100 for points in best.values())
    assert floors == sorted(band[1] for band in round_.bands for _ in range(band[2]))
    assert all(len(band) == 4 for band in round_.bands)


def outlook(world: World, row: Any) -> Any:
    with world.by(world.worker(row)) as actor:
        mine = api.application(row.id, actor)
        return api.outlook(mine, api.work_of(mine, actor=actor))


def test_the_chance_is_told_from_rounds_under_the_same_register_only(by_points: World) -> None:
    rows = by_points.roster(30, experience_months=12)
    assert outlook(by_points, rows[0]).chance is NoChance.NO_ROUND
    round_ = _published(by_points)
    opened(by_points.season, by_points.employers, [2, 2])
    left = next(row for row in _applications(by_points) if row.state in ("reserve", "not_selected"))
    told = outlook(by_points, left)
    assert isinstance(told.chance, Chance)
    assert (told.chance.rounds, told.chance.people, told.chance.ahead) == (1, 30, 1)
    assert told.chance.low < 5 / 30 < told.chance.high
    with acting(SYSTEM, "test"):
        Round.objects.filter(id=round_.id).update(register=[])
    assert outlook(by_points, left).chance is NoChance.NO_ROUND


def test_few_comparable_people_give_no_figure(by_points: World) -> None:
    by_points.roster(9, experience_months=12)
    _published(by_points)
    opened(by_points.season, by_points.employers, [2, 2])
    left = next(row for row in _applications(by_points) if row.state in ("reserve", "not_selected"))
    assert outlook(by_points, left).chance is NoChance.TOO_FEW


def test_without_work_or_without_a_place_there_is_no_chance_to_tell(by_points: World) -> None:
    row = by_points.roster(1)[0]
    with by_points.by(by_points.counsellor) as actor:
        registry.complete(row.person_id, {"available_from": today() + timedelta(days=3000)}, by=actor)
    assert outlook(by_points, row).chance is NoChance.NO_WORK
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=row.id).update(state="expired")
    assert outlook(by_points, row) is None


def test_no_other_person_s_row_is_read(by_points: World) -> None:
    rows = by_points.roster(30, experience_months=12)
    _published(by_points)
    opened(by_points.season, by_points.employers, [2, 2])
    member = by_points.worker(rows[0])
    actor = member.actor()
    with acting(actor, "test") as frame:
        mine = api.application(rows[0].id, actor)
        api.outlook(mine, api.work_of(mine, actor=actor))
        assert frame.read <= {rows[0].person_id}


def test_the_rhythm_of_past_rounds_says_how_many_come(by_points: World) -> None:
    by_points.roster(12, experience_months=12)
    round_ = _published(by_points)
    opened(by_points.season, by_points.employers, [2, 2])
    with acting(SYSTEM, "test"):
        for days in (100, 200, 300):
            copy = Round.objects.get(id=round_.id)
            copy.id = uuid7()
            copy.published_at = timezone.now() - timedelta(days=days)
            copy.save(force_insert=True)
    left = next(row for row in _applications(by_points) if row.state in ("reserve", "not_selected"))
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=left.id).update(roster_until=today() + timedelta(days=365))
    told = outlook(by_points, left)
    assert (told.known, told.ahead, told.chance.rounds, told.chance.ahead) == (4, 4, 4, 4)


@pytest.mark.parametrize("state", ["applied", "ineligible"])
def test_who_is_not_on_the_roster_may_look_too(world: World, state: str) -> None:
    row = world.applied(1)[0]
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=row.id).update(state=state, decider="x", reason="x", remedy="x")
    assert work(world, row).total == 2
