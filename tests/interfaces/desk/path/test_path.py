"""A counsellor follows the people of the office: panel, steps, calls for help, the return."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.desk.path import compose
from corridor.stages.journeys import api as journeys
from corridor.stages.journeys.models import CheckIn
from corridor.stages.returns import api as returns
from tests.harness.journeys import Season, season

BASE = "/en/desk/path/"


@pytest.fixture
def season_(db: None) -> Season:
    return season()


def page(client: Client, path: str = "", base: str = BASE) -> str:
    answer = client.get(base + path)
    assert answer.status_code == 200, answer.content.decode()[:500]
    shown = answer.content.decode()
    assert shown.count("<h1") == 1
    return shown


def send(client: Client, path: str, data: dict[str, Any], at: str | None = None) -> str:
    key = re.search(r'name="submission_key" value="([^"]+)"', page(client, at if at is not None else path))
    assert key is not None
    answer = client.post(BASE + path, {"submission_key": key[1], **data}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def day(on: date) -> dict[str, int]:
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def test_file_of_a_person_shows_the_journey(season_: Season) -> None:
    placement = season_.placed()[0]
    shown = page(season_.counsellor.client(), f"{placement.person_id}/", "/en/desk/person/")
    assert "Journeys" in shown and "Farm 0 SL" in shown and "Next: " in shown


def test_step_is_recorded_at_the_counter(season_: Season) -> None:
    placement = season_.placed()[0]
    client = season_.counsellor.client()
    assert "Identity checked" in page(client, f"{placement.id}/")
    step = season_.steps([placement], "identity_check")[0]
    shown = send(client, f"{placement.id}/steps/{step}/", {"number": "P-1", **day(timezone.localdate())})
    assert "The step is recorded." in shown
    insurance = season_.steps([placement], "insurance")[0]
    assert client.get(f"{BASE}{placement.id}/steps/{insurance}/").status_code == 404


def test_call_for_help_stands_first_and_is_closed(season_: Season) -> None:
    placement = season_.at_work()[0]
    with acting(SYSTEM, "test"):
        CheckIn.objects.update(due_on=timezone.localdate())
    with season_.by(season_.account(placement)) as actor:
        journeys.check_in(journeys.due_check_ins(actor, timezone.localdate())[0].id, "help", by=actor)
    client = season_.counsellor.client()
    with season_.by(season_.counsellor) as actor:
        assert compose.tasks(actor)[0].tone == "bad"
        report = journeys.incidents(actor).get()
    assert "A worker asks for help" in page(client, "", "/en/desk/")
    assert "call today" in page(client, "reports/")
    shown = send(client, f"reports/{report.id}/", {"outcome": "Called; the employer pays the doctor"})
    assert "No report is open." in shown


def test_employer_s_report_is_reviewed(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.farmer) as actor:
        report = journeys.report_incident(placement.id, kind="absence", words="Gone", on=date(2027, 4, 1), by=actor)
    client = season_.counsellor.client()
    assert "Ask first; the worker need not answer." in page(client, f"reports/{report.id}/")
    send(client, f"reports/{report.id}/review/", {}, at=f"reports/{report.id}/")
    with season_.by(season_.officer) as actor:
        assert journeys.incidents(actor).count() == 1


def test_return_and_interview(season_: Season) -> None:
    placement = season_.ended()[0]
    client = season_.counsellor.client()
    assert "Worker 0" in page(client, "returns/")
    shown = send(client, f"{placement.id}/return/", {"channel": "centre", **day(date(2027, 9, 3))})
    assert "How was the season?" in shown
    answers = {"rating": "2", "again": "no", "paid_in_full": "no", "words": "Two weeks are missing"}
    shown = send(client, f"{placement.id}/interview/", answers)
    assert "Two weeks are missing" in shown
    with season_.by(season_.counsellor) as actor:
        assert returns.returns(actor).get().channel == "centre"


def test_hold_is_set_and_lifted(season_: Season) -> None:
    placement = season_.placed()[0]
    client = season_.counsellor.client()
    assert "The departure is on hold" in send(client, f"{placement.id}/hold/", {"reason": "The lodging burnt down"})
    assert "The departure may go on." in send(client, f"{placement.id}/hold/", day(timezone.localdate()))


def test_other_offices_see_nothing(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.account(placement)) as actor:
        report = journeys.report_incident(placement.id, kind="wages", words="x", on=date(2027, 4, 1), by=actor)
    stranger = season_.world.stranger.client()
    for path in (f"{placement.id}/", f"reports/{report.id}/", f"{placement.id}/return/"):
        assert stranger.get(BASE + path).status_code == 404
    assert "No report is open." in page(stranger, "reports/")
    assert season_.officer.client().get(f"{BASE}reports/").status_code == 403


@pytest.mark.parametrize("language", ["es", "ar"])
def test_pages_speak_other_languages(season_: Season, language: str) -> None:
    placement = season_.ended()[0]
    client = season_.counsellor.client()
    for path in ("reports/", "returns/", f"{placement.id}/", f"{placement.id}/return/", f"{placement.id}/interview/"):
        assert client.get(f"/{language}/desk/path/{path}").status_code == 200
