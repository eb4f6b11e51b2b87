"""Steps of large rounds as jobs: followed, stopped, and on one state of the files."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.jobs import app
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, RoundInput, RoundResult, RoundRun
from corridor.stages.selection.services import columns, running, workers
from tests.harness.season import World, announced, build, refused


@pytest.fixture
def world(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world whose every round is large."""
    monkeypatch.setattr(running, "JOB_FROM", 1)
    monkeypatch.setattr(columns, "COLUMNS_FROM", 1)
    found = build("points", reserves=[{"group": "women", "percent": 50}])
    found.roster(9)
    return found


def opened(world: World) -> Any:
    with world.by(world.officer) as actor:
        return api.open_round(world.season.id, world.order_ids, **announced(), by=actor)


def taken(world: World, who: Any, round_: Any, action: str) -> Any:
    """A step asked for and then done as the worker of jobs would."""
    with world.by(who) as actor:
        run = api.take_step(round_.id, action, by=actor)
    assert run is not None
    running.take_step(str(run.id))
    with acting(SYSTEM, "test"):
        return RoundRun.objects.get(id=run.id)


def test_a_round_by_jobs_is_followed_and_ends(world: World) -> None:
    round_ = opened(world)
    assert taken(world, world.officer, round_, "try").outcome == "done"
    assert taken(world, world.officer, round_, "close_inputs").outcome == "done"
    world.enter_value(round_)
    run = taken(world, world.approver, round_, "decide")
    assert (run.outcome, run.told, run.workers) == ("done", "", 9)
    assert run.needs > 0
    with world.by(world.officer) as actor:
        assert api.round(round_.id, actor).state == "decided"
        assert api.figures(api.round(round_.id, actor).summary).placed == 5
        told = [row.step for row in api.run_steps(run)]
        assert RoundResult.objects.visible_to(actor).filter(round=round_).count() >= 9
    assert told == ["read", "draw", "rank", "match", "explain", "check", "write"]


def test_its_job_is_queued_with_it(world: World) -> None:
    round_ = opened(world)
    with world.by(world.officer) as actor:
        run = api.take_step(round_.id, "try", by=actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'run_id' FROM procrastinate_jobs WHERE task_name = %s", [running.JOB])
        assert cursor.fetchall() == [(str(run.id),)]
    assert running.JOB in app.tasks
    with refused("run_under_way"), world.by(world.officer) as actor:
        api.take_step(round_.id, "try", by=actor)


def test_a_run_that_is_stopped_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = opened(world)
    taken(world, world.officer, round_, "try")
    taken(world, world.officer, round_, "close_inputs")
    world.enter_value(round_)
    real = columns.keep_answers

    def stop_while_it_writes(*given: Any) -> None:
        def ask() -> None:
            with world.by(world.approver) as actor:
                api.stop_run(round_.id, by=actor)
            connection.close()

        with ThreadPoolExecutor(1) as apart:
            apart.submit(ask).result()
        real(*given)

    monkeypatch.setattr("corridor.stages.selection.services.deciding.keep_answers", stop_while_it_writes)
    run = taken(world, world.approver, round_, "decide")
    assert run.outcome == "stopped"
    with world.by(world.officer) as actor:
        assert api.round(round_.id, actor).state == "closed_inputs"
        assert not RoundResult.objects.visible_to(actor).filter(round=round_).exists()
        assert api.live_run(round_.id) is None
    monkeypatch.undo()
    monkeypatch.setattr(running, "JOB_FROM", 1)
    assert taken(world, world.approver, round_, "decide").outcome == "done"


def test_why_it_failed_is_kept_in_the_language_of_who_asked(world: World) -> None:
    round_ = opened(world)
    taken(world, world.officer, round_, "try")
    taken(world, world.officer, round_, "close_inputs")
    world.enter_value(round_)
    with acting(SYSTEM, "test"):
        type(round_).objects.filter(id=round_.id).update(inputs_hash="0" * 64)
    run = taken(world, world.approver, round_, "decide")
    assert run.outcome == "failed"
    assert "no longer whole" in run.told


def test_inputs_are_one_state_of_the_files(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is admitted while the inputs are read comes into the next round, whatever part they would have stood in."""
    monkeypatch.setattr(workers, "PART", 2)
    round_ = opened(world)
    taken(world, world.officer, round_, "try")
    real, more = workers._entries, []

    def admit_somebody(*given: Any) -> Any:
        if not more:
            with ThreadPoolExecutor(1) as apart:
                more.extend(apart.submit(admitted).result())
        return real(*given)

    def admitted() -> list[Any]:
        found = world.roster(3)
        connection.close()
        return found

    monkeypatch.setattr(workers, "_entries", admit_somebody)
    assert taken(world, world.officer, round_, "close_inputs").outcome == "done"
    with world.by(world.officer) as actor:
        assert Application.objects.visible_to(actor).filter(state="on_roster").count() == 12
        assert RoundInput.objects.visible_to(actor).filter(round=round_).count() == 9


def test_a_step_that_may_take_more_memory_than_there_is_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = opened(world)
    monkeypatch.setattr(running, "need", lambda *given: 2**60)
    with refused("too_large"), world.by(world.officer) as actor:
        api.take_step(round_.id, "try", by=actor)


def test_a_small_round_is_answered_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "JOB_FROM", 10)
    round_ = opened(world)
    with world.by(world.officer) as actor:
        assert api.take_step(round_.id, "try", by=actor) is None
        assert api.round(round_.id, actor).state == "trial"


def test_what_nobody_foresaw_ends_the_run_and_the_next_can_start(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_(*given: Any, **named: Any) -> None:
        raise ZeroDivisionError

    round_ = opened(world)
    monkeypatch.setitem(running.VERBS, "try", break_)
    with world.by(world.officer) as actor:
        run = api.take_step(round_.id, "try", by=actor)
    assert run is not None
    with pytest.raises(ZeroDivisionError):
        running.take_step(str(run.id))
    with acting(SYSTEM, "test"):
        assert api.live_run(round_.id) is None
        last = api.last_run(round_.id)
        assert last is not None
        assert (last.outcome, "unforeseen" in last.told) == ("failed", True)
    monkeypatch.undo()
    monkeypatch.setattr(running, "JOB_FROM", 1)
    assert taken(world, world.officer, round_, "try").outcome == "done"


def test_a_right_to_decide_in_another_scheme_stops_no_decision_here(world: World) -> None:
    round_ = opened(world)
    taken(world, world.officer, round_, "try")
    taken(world, world.officer, round_, "close_inputs")
    world.enter_value(round_)
    with world.by(world.approver) as actor:
        api.take_step(round_.id, "decide", by=actor)
    with world.by(world.officer) as actor:
        here = {("selection.run_round", world.scheme.scope_id), ("selection.read", world.scheme.scope_id)}
        both = replace(
            actor,
            permissions=actor.permissions | {"selection.decide"},
            granted=frozenset({*here, ("selection.decide", uuid.uuid4())}),
        )
        with refused("not_found"):
            api.stop_run(round_.id, by=both)
        run = api.live_run(round_.id)
        assert run is not None
        assert run.stop_asked_by is None


def test_a_run_whose_job_is_lost_can_be_ended(world: World) -> None:
    round_ = opened(world)
    with world.by(world.officer) as actor:
        run = api.take_step(round_.id, "try", by=actor)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE args ->> 'run_id' = %s", [str(run.id)])
    with world.by(world.officer) as actor:
        api.stop_run(round_.id, by=actor)
        assert api.live_run(round_.id) is None
        assert "unforeseen" in api.last_run(round_.id).told
