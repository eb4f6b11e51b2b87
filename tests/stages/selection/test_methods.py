"""The methods of selection: what a draw counts, and that the trial shows it beside points."""

from typing import Any

import pytest

from corridor.rules.matching import Reason
from corridor.stages.agreements import api as agreements
from corridor.stages.agreements.records import LISTED as LISTED_RULES
from corridor.stages.agreements.records import Method
from corridor.stages.selection import api
from corridor.stages.selection.models import round_
from corridor.stages.selection.models.result import RoundInput, RoundResult
from tests.harness.season import World, announced, refused


def run(world: World) -> Any:
    """A round over all orders, decided and published."""
    with world.by(world.officer) as actor:
        opened = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(opened.id, by=actor)
    world.close(opened)
    with world.by(world.approver) as actor:
        api.decide(opened.id, by=actor)
    with world.by(world.publisher) as actor:
        return api.publish(opened.id, by=actor)


def test_the_stage_and_the_rules_name_the_same_methods() -> None:
    known = set(Method.__args__)  # type: ignore[attr-defined]
    assert known <= set(round_.METHODS)
    assert set(round_.LISTED) == LISTED_RULES


def test_in_a_draw_nobody_has_points_and_the_lot_decides(by_draw: World) -> None:
    assert agreements.rules_of(by_draw.season.version).register, "the rules have a register that would give points"
    by_draw.roster(14, sex="M")
    done = run(by_draw)
    with by_draw.by(by_draw.officer) as actor:
        rows = list(RoundResult.objects.visible_to(actor).filter(round=done).order_by("order", "rank"))
    assert done.register == []
    assert {(row.points, tuple(row.components)) for row in rows if row.eligible} == {(0, ())}
    for order in by_draw.order_ids:
        lots = [row.lot for row in rows if row.order_id == order]
        assert lots == sorted(lots), "the rank is the place in the draw"
    assert {row.reason for row in rows} <= {Reason.OBTAINED, Reason.PREFERRED_OBTAINED, Reason.LATER_LOT}


def test_a_draw_keeps_reserves_and_recall_rights(by_draw: World) -> None:
    from corridor.foundation.database.context import SYSTEM, acting

    women = by_draw.roster(3, sex="F")
    men = by_draw.roster(30, sex="M")
    claim = api.RecallGrant(men[0].person_id, by_draw.employers[0].id, "agreement", "must", by_draw.season.ends_on)
    with acting(SYSTEM, "test"):
        api.grant_recall([claim], by=SYSTEM)
    worker = by_draw.worker(men[0])
    with by_draw.by(worker) as actor:
        api.set_ranking(men[0].id, [by_draw.order_ids[0]], by=actor)
    done = run(by_draw)
    with by_draw.by(by_draw.officer) as actor:
        rows = RoundResult.objects.visible_to(actor).filter(round=done, reason=Reason.OBTAINED)
        placed = {row.application_id: row for row in rows}
        sexes = dict(
            RoundInput.objects.visible_to(actor).filter(round=done).values_list("application_id", "strata__sex")
        )
    assert placed[men[0].id].tier == 1
    assert sum(sexes[key] == "F" for key in placed) >= 2, "one post in each farm is kept for women"
    assert {row.id for row in women} & set(placed)


def test_the_trial_of_a_draw_shows_what_points_would_give(by_draw: World) -> None:
    by_draw.roster(20)
    with by_draw.by(by_draw.officer) as actor:
        opened = api.open_round(by_draw.season.id, by_draw.order_ids, **announced(), by=actor)
        found = api.try_round(opened.id, by=actor)
    told = {row.method: row for row in found.compared}
    assert told["stable"].points > told["draw"].points > 0
    assert found.placed == told["draw"].placed


def test_rules_without_a_method_are_not_published(by_draw: World) -> None:
    from tests.harness.people import member

    writer = member("officer", scopes=(by_draw.scheme.scope_id,)).actor()
    rules = agreements.example_rules().model_copy(update={"method": ""})
    with by_draw.by(by_draw.officer):
        version = agreements.draft_version(by_draw.scheme.id, rules, by=writer)
        with pytest.raises(agreements.RulesRefused) as error:
            agreements.submit_version(version.id, by=writer)
    assert [(found.code, found.section) for found in error.value.problems] == [("method_missing", "method")]
    assert agreements.SchemeRules().method == ""


def test_a_draw_has_no_shortlists(by_draw: World) -> None:
    by_draw.roster(6)
    with by_draw.by(by_draw.officer) as actor:
        opened = api.open_round(by_draw.season.id, by_draw.order_ids, **announced(), by=actor)
        api.try_round(opened.id, by=actor)
    by_draw.close(opened)
    with refused("not_by_choice"), by_draw.by(by_draw.officer) as actor:
        api.send_shortlists(opened.id, by=actor)
