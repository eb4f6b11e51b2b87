"""Departures as officer, approver and attaché work with them."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.journeys import api as journeys
from corridor.stages.journeys.models import Placement
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection
from tests.harness.journeys import Season, season

BASE = "/en/office/departures/"


@pytest.fixture
def season_(db: None) -> Season:
    return season()


def page(client: Client, path: str = "") -> str:
    answer = client.get(BASE + path)
    assert answer.status_code == 200, answer.content.decode()[:500]
    shown = answer.content.decode()
    assert shown.count("<h1") == 1
    content = shown.split("<dialog")[0]  # the keys of the page have a button of their own
    assert len(re.findall(r'<(?:button|a) class="button"', content)) <= 1, path
    return shown


def send(client: Client, path: str, data: dict[str, Any], at: str | None = None) -> str:
    key = re.search(r'name="submission_key" value="([^"]+)"', page(client, at if at is not None else path))
    assert key is not None
    answer = client.post(BASE + path, {"submission_key": key[1], **data}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def day(on: date, name: str = "on") -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def ids(rows: list[Any]) -> list[str]:
    return [str(row.id) for row in rows]


def test_overview_shows_what_is_late_and_what_comes(season_: Season) -> None:
    late, _other = season_.cleared(2)
    with season_.by(season_.officer) as actor:
        journeys.depart([late.id], date(2026, 10, 1), by=actor)
    shown = page(season_.officer.client())
    with season_.by(season_.officer):
        name = registry.names([late.person_id])[late.person_id].name
    assert "One arrival is late" in shown and name in shown
    assert "28 February 2027" in shown


def test_steps_are_recorded_in_a_batch(season_: Season) -> None:
    placements = season_.placed(3)
    client = season_.officer.client()
    assert "Identity checked" in page(client, "steps/")
    steps = [str(one) for one in season_.steps(placements, "identity_check")]
    nobody = send(client, "steps/identity_check/", {**day(timezone.localdate())})
    assert "Tick at least one row first." in nobody
    done = send(client, "steps/identity_check/", {"step": steps, **day(timezone.localdate()), "number": "P-1"})
    assert "Recorded for 3 workers." in done or "Nothing of this kind" in done
    with season_.by(season_.officer):
        assert {s.state for p in placements for s in journeys.path(p) if s.code == "identity_check"} == {"done"}


def test_medical_form_asks_for_the_result_and_nothing_else(season_: Season) -> None:
    season_.placed()
    shown = page(season_.officer.client(), "steps/medical/")
    assert 'name="result"' in shown and 'name="number"' not in shown and 'name="hours"' not in shown


def test_employer_s_step_is_not_the_office_s(season_: Season) -> None:
    season_.placed()
    client = season_.officer.client()
    assert client.get(BASE + "steps/insurance/").status_code == 404
    assert 'steps/insurance/"' not in page(client, "steps/")


def test_refused_step_names_the_scheme_s_decider(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.officer) as actor:
        proof = {"on": date(2026, 11, 1)}
        journeys.complete_steps(season_.steps([placement], "identity_check"), proof, by=actor)
    permit = season_.steps([placement], "permit")[0]
    client = season_.attache.client()
    assert "is missing" in send(client, f"steps/{permit}/refuse/", {"reason": "", "remedy_days": "30"})
    shown = send(client, f"steps/{permit}/refuse/", {"reason": "Falta un papel", "remedy_days": "30"})
    assert "Oficina de Extranjería" in shown and "Falta un papel" in shown


def test_clearance_goes_from_the_officer_to_the_approver(season_: Season) -> None:
    placements = season_.prepared(2)
    officer, approver = season_.officer.client(), season_.approver.client()
    assert "2 clearances are asked for." in send(
        officer, "clearances/ask/", {"placement": ids(placements)}, at="clearances/"
    )
    assert 'name="placement"' not in page(officer, "clearances/")  # the officer may not issue
    assert "2 clearances are issued." in send(
        approver, "clearances/issue/", {"placement": ids(placements)}, at="clearances/"
    )
    shown = page(approver, f"placements/{placements[0].id}/")
    assert "C-0" in shown and "Issued" in shown


def test_double_click_issues_once(season_: Season) -> None:
    placement = season_.prepared()[0]
    with season_.by(season_.officer) as actor:
        journeys.request_clearance([placement.id], by=actor)
    client = season_.approver.client()
    key = re.search(r'name="submission_key" value="([^"]+)"', page(client, "clearances/"))
    assert key is not None
    data = {"submission_key": key[1], "placement": [str(placement.id)]}
    for _n in range(5):
        answer = client.post(BASE + "clearances/issue/", data, follow=True)
        assert "One" in answer.content.decode() or "1 clearance is issued." in answer.content.decode()
        assert "This was changed" not in answer.content.decode()
    with season_.by(season_.approver) as actor:
        assert journeys.clearances(actor).count() == 1


def test_refused_and_revoked_clearances_say_why(season_: Season) -> None:
    placement = season_.prepared()[0]
    with season_.by(season_.officer) as actor:
        journeys.request_clearance([placement.id], by=actor)
    path = f"placements/{placement.id}/clearance/"
    shown = send(season_.approver.client(), path, {"reason": "El pasaporte vence", "remedy_days": "10"})
    assert "El pasaporte vence" in shown and "Ministerio del Trabajo" in shown


def test_departure_list_is_printed_planned_and_ticked_off(season_: Season) -> None:
    placements = season_.cleared(2)
    client = season_.officer.client()
    on = date(2027, 2, 27)
    planned = {"placement": ids(placements), "meeting_point": "Terminal", **day(on)}
    shown = send(client, "plan/", planned, at="plan/?day=2027-02-28")
    assert "27 February 2027" in shown and "Terminal" in shown and "Worker 0" in shown
    done = send(client, "day/2027-02-27/depart/", {"placement": ids(placements), **day(on)}, at="day/2027-02-27/")
    assert "2 workers have left." in done
    with season_.by(season_.officer) as actor:
        assert journeys.counts(actor)["departed"] == 2
    assert "Nobody leaves on this day." in page(client, "day/2027-02-28/")
    assert client.get(BASE + "day/yesterday/").status_code == 404


def test_early_end_asks_for_both_sides(season_: Season) -> None:
    placement = season_.at_work()[0]
    client, path = season_.officer.client(), f"placements/{placement.id}/leave/"
    on = day(date(2027, 5, 1))
    shown = send(client, path, {"worker_side": "My mother is ill", **on})
    with acting(SYSTEM, "test"):
        assert Placement.objects.get().state == "at_work"
    assert 'role="alert"' in shown
    shown = send(client, path, {"worker_side": "My mother is ill", "employer_silent": "on", **on})
    assert "The end is recorded" in shown


def test_returns_are_confirmed_in_a_batch(season_: Season) -> None:
    placements = season_.ended(2)
    with season_.by(season_.counsellor) as actor:
        returns.record_returns([one.id for one in placements], date(2027, 9, 3), by=actor)
    shown = send(season_.officer.client(), "returns/confirm/", {"placement": ids(placements)}, at="returns/")
    assert "2 seasons are complete." in shown
    with season_.by(season_.officer) as actor:
        assert selection.recall_rights(actor).filter(source="custom").count() == 2


def test_attache_writes_down_what_a_worker_brings(season_: Season) -> None:
    placement = season_.at_work()[0]
    path = f"placements/{placement.id}/report/"
    shown = send(season_.attache.client(), path, {"kind": "wages", "words": "No pay", **day(timezone.localdate())})
    assert "What follows is between them." in shown and "No pay" not in shown
    with season_.by(season_.counsellor) as actor:
        assert journeys.incidents(actor).get().said_by == "mission"


@pytest.mark.parametrize(
    "path", ["", "list/", "list/?show=abroad", "plan/", "steps/", "clearances/", "returns/", "day/2027-02-28/"]
)
@pytest.mark.parametrize("language", ["es", "ar"])
def test_pages_speak_other_languages(season_: Season, language: str, path: str) -> None:
    season_.cleared()
    assert season_.officer.client().get(f"/{language}/office/departures/{path}").status_code == 200


def test_others_may_not_look(season_: Season) -> None:
    placement = season_.placed()[0]
    assert season_.farmer.client().get(BASE).status_code == 403
    stranger = season_.world.stranger.client()
    assert stranger.get(BASE).status_code == 403
    from tests.harness.people import member

    other = member("officer")
    assert other.client().get(f"{BASE}placements/{placement.id}/").status_code == 404
