"""A step of a large round on its page: what it takes, how far it is, its end."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from corridor.stages.selection import api
from corridor.stages.selection.services import columns, running
from tests.harness.season import World, announced, build


@pytest.fixture
def world(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(running, "JOB_FROM", 1)
    monkeypatch.setattr(columns, "COLUMNS_FROM", 1)
    return build("points", reserves=[])


def at(name: str, **where: Any) -> str:
    return reverse(f"office:rounds-{name}", kwargs=where)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def press(client: Client, url: str) -> str:
    return said(client.post(url, {"submission_key": str(uuid.uuid4())}, follow=True))


def run_it(world: World, round_: Any) -> None:
    with world.by(world.officer):
        run = api.live_run(round_.id)
    assert run is not None
    running.take_step(str(run.id))


def test_a_large_round_is_followed_on_its_page_and_stopped(world: World) -> None:
    world.roster(12)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
    officer, page = world.officer.client(), at("round", round_id=round_.id)
    told = press(officer, at("step", round_id=round_.id, action="try"))
    assert "Started. You can leave this page" in told
    assert "waiting for its turn" in told
    assert re.search(r"12 people take part\. It takes at most [\d,]+ MiB of memory\.", told)
    assert "Try the round" not in told.split("<h2>", 1)[1].split("Job orders")[0].replace("Try the round:", "")
    assert officer.get(page)["Refresh"] == "5"
    assert "being taken already" in press(officer, at("step", round_id=round_.id, action="try"))
    assert "Its end was asked for." in press(officer, at("stop", round_id=round_.id))
    run_it(world, round_)
    told = said(officer.get(page))
    assert "It was stopped. Nothing was changed." in told
    assert "Refresh" not in officer.get(page)
    press(officer, at("step", round_id=round_.id, action="try"))
    run_it(world, round_)
    told = said(officer.get(page))
    assert "What the trial gives" in told
    assert "It was stopped" not in told


def test_who_may_not_take_the_step_may_not_stop_it(world: World) -> None:
    world.roster(3)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.take_step(round_.id, "try", by=actor)
    assert world.counsellor.client().post(at("stop", round_id=round_.id)).status_code in (403, 404)
    with world.by(world.officer):
        assert api.live_run(round_.id).stop_asked_by is None
