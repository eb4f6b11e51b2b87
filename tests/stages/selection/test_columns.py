"""A round decided on columns leaves the rows and figures that the plain way leaves."""

from typing import Any

import pytest

from corridor.foundation.database.errors import Refused
from corridor.stages.selection import api
from corridor.stages.selection.models import RoundInput, RoundResult
from corridor.stages.selection.services import columns
from tests.harness.season import World, announced, refused

LEFT_OUT = ("id", "state", "round_id")


def closed(world: World, people: int = 12) -> Any:
    """A round of some who fit, some who lack a rule, some who ranked, some with a right, and its inputs closed."""
    applications = world.roster(people)
    for n, row in enumerate(applications[: people // 2]):
        worker = world.worker(row)
        with world.by(worker) as actor:
            api.set_ranking(row.id, world.order_ids[:: -1 if n % 2 else 1], by=actor)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    return round_


def kept(world: World, round_: Any) -> tuple[list[dict[str, Any]], Any]:
    with world.by(world.approver) as actor:
        decided = api.decide(round_.id, by=actor)
        rows = RoundResult.objects.visible_to(actor).filter(round=round_).order_by("application_id", "wish")
        found = [{name: value for name, value in row.items() if name not in LEFT_OUT} for row in rows.values()]
        return found, decided.summary


def both_ways(world: World, round_: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """The plain result, taken back, and then the one on columns."""

    class Back(Exception):
        pass

    plain: Any = None
    with pytest.raises(Back), world.by(world.approver) as actor:
        decided = api.decide(round_.id, by=actor)
        rows = RoundResult.objects.visible_to(actor).filter(round=round_).order_by("application_id", "wish")
        plain = [{k: v for k, v in row.items() if k not in LEFT_OUT} for row in rows.values()], decided.summary
        raise Back
    monkeypatch.setattr(columns, "COLUMNS_FROM", 0)
    return plain, kept(world, round_)


def test_the_same_rows_and_figures(by_points: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "ROWS", 7)
    round_ = closed(by_points)
    plain, fast = both_ways(by_points, round_, monkeypatch)
    assert len(plain[0]) >= 12
    assert fast[0] == plain[0]
    assert fast[1] == plain[1]
    with by_points.by(by_points.publisher) as actor:
        assert api.publish(round_.id, by=actor).state == "published"


def test_the_same_rows_where_the_draw_alone_decides(by_draw: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, fast = both_ways(by_draw, closed(by_draw), monkeypatch)
    assert {row["points"] for row in plain[0] if row["eligible"]} == {0}
    assert fast == plain


def test_a_part_at_a_time_is_the_whole(by_points: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from corridor.stages.selection.services import freezing, workers

    monkeypatch.setattr(workers, "PART", 3)
    monkeypatch.setattr(freezing, "PART", 5)
    round_ = closed(by_points)
    with by_points.by(by_points.officer) as actor:
        assert RoundInput.objects.visible_to(actor).filter(round=round_).count() == 12
    plain, fast = both_ways(by_points, round_, monkeypatch)
    assert fast == plain


def test_inputs_that_were_changed_stop_it(by_points: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = closed(by_points)
    monkeypatch.setattr(columns, "COLUMNS_FROM", 0)
    with by_points.by(by_points.officer) as actor:
        row = api.round(round_.id, actor)
        row.inputs_hash = "0" * 64
        row.save(update_fields=["inputs_hash"])
    with refused("inputs_changed"), by_points.by(by_points.approver) as actor:
        api.decide(round_.id, by=actor)


def test_a_fault_that_the_second_opinion_finds_stops_it(by_points: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = closed(by_points)
    monkeypatch.setattr(columns, "COLUMNS_FROM", 0)
    real = columns.decide

    def wrong(asking: Any, tell: Any) -> Any:
        answers = real(asking, tell)
        answers.obtained[answers.obtained >= 0] = -1
        return answers

    monkeypatch.setattr(columns, "decide", wrong)
    with pytest.raises(Refused), by_points.by(by_points.approver) as actor:
        api.decide(round_.id, by=actor)
    with by_points.by(by_points.officer) as actor:
        assert RoundInput.objects.visible_to(actor).filter(round=round_).exists()
        assert not RoundResult.objects.visible_to(actor).filter(round=round_).exists()
