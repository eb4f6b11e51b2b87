"""An employer receives workers: steps, arrivals in one click, reports, the end, the pooled rating."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.journeys import api as journeys
from corridor.stages.journeys.models import Placement
from corridor.stages.returns import api as returns
from corridor.stages.returns.models import ExitInterview
from tests.harness.journeys import Season, season

BASE = "/en/employer/workers/"


@pytest.fixture
def season_(db: None) -> Season:
    return season(posts=20)


def page(client: Client, path: str = "") -> str:
    answer = client.get(BASE + path)
    assert answer.status_code == 200, answer.content.decode()[:500]
    shown = answer.content.decode()
    assert shown.count("<h1") == 1
    assert len(re.findall(r'<(?:button|a) class="button"', shown.split("<dialog")[0])) <= 1, path
    return shown


def send(client: Client, path: str, data: dict[str, Any], at: str | None = None) -> str:
    key = re.search(r'name="submission_key" value="([^"]+)"', page(client, at if at is not None else path))
    assert key is not None
    answer = client.post(BASE + path, {"submission_key": key[1], **data}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def day(on: date) -> dict[str, int]:
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def ids(rows: list[Any]) -> list[str]:
    return [str(row.id) for row in rows]


def departed(season_: Season, count: int) -> list[Any]:
    placements = season_.cleared(count)
    with season_.by(season_.officer) as actor:
        journeys.depart([one.id for one in placements], timezone.localdate() - timedelta(days=1), by=actor)
    return placements


def test_own_steps_are_recorded_for_many(season_: Season) -> None:
    placements = season_.placed(3)
    client = season_.farmer.client()
    assert "Insurance" in page(client)
    steps = [str(one) for one in season_.steps(placements, "insurance")]
    shown = send(client, "steps/insurance/", {"step": steps, "number": "POL-77", **day(timezone.localdate())})
    assert "Recorded for 3 workers." in shown


def test_group_arrives_with_one_click(season_: Season) -> None:
    placements = departed(season_, 3)
    client = season_.farmer.client()
    assert "3 workers are on the way" in page(client)
    shown = send(client, "arrive/", {"placement": ids(placements)}, at="")
    assert "The arrival of 3 workers is confirmed." in shown
    shown = send(client, "start/", {"placement": ids(placements)}, at="?show=arrived")
    assert "3 workers are at work." in shown
    with season_.by(season_.officer) as actor:
        assert {row.arrived_on for row in journeys.placements(actor)} == {timezone.localdate()}


def test_part_of_a_group_arrives_on_another_day(season_: Season) -> None:
    placements = departed(season_, 2)
    yesterday = timezone.localdate() - timedelta(days=1)
    client = season_.farmer.client()
    path = f"arrivals/{yesterday.isoformat()}/"
    assert "Worker 0" in page(client, path)
    send(client, "arrive/", {"placement": ids(placements[:1]), **day(yesterday)}, at=path)
    with season_.by(season_.officer) as actor:
        assert journeys.counts(actor)["arrived"] == 1
        assert journeys.counts(actor)["departed"] == 1


def test_another_employer_sees_and_receives_nobody(season_: Season) -> None:
    placements = departed(season_, 1)
    client = season_.rival.client()
    assert "Nobody is at this point now." in page(client)
    assert client.get(f"{BASE}{placements[0].id}/").status_code == 404
    send(client, "arrive/", {"placement": ids(placements)}, at="rating/")
    with season_.by(season_.officer) as actor:
        assert journeys.counts(actor)["departed"] == 1


def test_report_is_kept_and_not_shown_again(season_: Season) -> None:
    placement = season_.at_work()[0]
    client = season_.farmer.client()
    path = f"{placement.id}/report/"
    shown = send(client, path, {"kind": "absence", "words": "Not seen", **day(timezone.localdate())})
    assert "A counsellor hears the worker" in shown and "Not seen" not in shown
    with season_.by(season_.counsellor) as actor:
        assert journeys.incidents(actor).get().words == "Not seen"


def test_season_ends_at_the_term_only(season_: Season) -> None:
    placements = season_.at_work(2)
    client = season_.farmer.client()
    shown = send(client, "end/", {"placement": ids(placements), **day(date(2027, 8, 30))})
    assert "The contract runs longer." in shown
    shown = send(client, "end/", {"placement": ids(placements), **day(date(2027, 8, 31))})
    assert "The season of 2 workers is over." in shown


def test_early_end_looks_like_any_end_to_the_employer(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.officer) as actor:
        journeys.leave(placement.id, worker_side="ill", employer_side="agreed", by=actor, on=date(2027, 5, 1))
    shown = page(season_.farmer.client(), f"{placement.id}/") + page(season_.farmer.client(), "?show=over")
    assert "Left before the end" not in shown and "Work ended" in shown


def test_rating_is_pooled_and_can_be_answered(season_: Season) -> None:
    placements = season_.ended(10)
    client = season_.farmer.client()
    assert "once 10 workers have answered" in page(client, "rating/")
    with season_.by(season_.counsellor) as actor:
        for one in placements:
            returns.exit_interview(one.id, {"rating": 4, "again": True, "words": "Secret words"}, by=actor)
    with acting(SYSTEM, "test"):
        ExitInterview.objects.update(counts_from=timezone.localdate())
    shown = page(client, "rating/")
    assert ">4<" in shown and "Secret words" not in shown
    assert "We try" in send(client, "rating/", {"words": "We try"})


@pytest.mark.parametrize("path", ["", "?show=over", "end/", "rating/", "steps/insurance/"])
@pytest.mark.parametrize("language", ["es", "ar"])
def test_pages_speak_other_languages(season_: Season, language: str, path: str) -> None:
    season_.placed()
    assert season_.farmer.client().get(f"/{language}/employer/workers/{path}").status_code == 200


def test_page_of_one_worker_has_no_age_sex_or_phone(season_: Season) -> None:
    placement = season_.placed()[0]
    shown = page(season_.farmer.client(), f"{placement.id}/")
    assert "Worker 0" in shown and "1990" not in shown and "+573" not in shown
    assert "Medical" not in shown and "5 steps of others are still open." in shown
    with acting(SYSTEM, "test"):
        assert Placement.objects.count() == 1
