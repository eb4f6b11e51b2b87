"""The worker's page and journey, as the worker uses them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.foundation.accounts.models import Office
from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.journeys import api as journeys
from corridor.stages.journeys.models import CheckIn, Clearance
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from tests.harness.journeys import Season, season
from tests.harness.people import Member


@pytest.fixture
def season_(db: None) -> Season:
    return season()


def page(client: Client, path: str = "") -> str:
    answer = client.get(f"/en/worker/{path}")
    assert answer.status_code == 200, answer.content.decode()[:500]
    shown = answer.content.decode()
    assert shown.count("<h1") == 1
    filled = re.findall(r'<(?:button|a) class="button"', shown)
    assert len(filled) <= 1, f"{path}: {len(filled)} filled buttons"
    return shown


def send(client: Client, path: str, data: dict[str, Any] | None = None, at: str | None = None) -> Any:
    """Post a form with the submission key that the page gave."""
    key = re.search(r'name="submission_key" value="([^"]+)"', page(client, at if at is not None else path))
    assert key is not None
    return client.post(f"/en/worker/{path}", {"submission_key": key[1], **(data or {})}, follow=True)


def day(on: date) -> dict[str, int]:
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def test_first_page_says_where_the_worker_stands(season_: Season) -> None:
    placement = season_.placed()[0]
    shown = page(season_.account(placement).client())
    assert "What to do now" in shown
    assert "Steps before departure" in shown and "of 8 done" in shown
    assert "Something is wrong" in shown


def test_steps_say_whose_they_are_and_until_when(season_: Season) -> None:
    placement = season_.placed()[0]
    shown = page(season_.account(placement).client(), "path/")
    assert "Medical examination" in shown and "the clinic or course" in shown
    assert "15 January 2027" in shown


def test_refused_step_is_the_first_thing_to_read_and_can_be_asked_again(season_: Season) -> None:
    placement = season_.placed()[0]
    client = season_.account(placement).client()
    with season_.by(season_.officer) as actor:
        medical = season_.steps([placement], "medical")
        journeys.complete_steps(medical, {"on": date(2026, 11, 20), "result": "unfit"}, by=actor)
    assert "Read who decided, why, and what you can do." in page(client)
    shown = page(client, "path/")
    assert "La paga el empleador" in shown  # the worker's language
    send(client, f"path/steps/{medical[0]}/again/", at="path/")
    with season_.by(season_.officer) as actor:
        assert next(s for s in journeys.path(placement) if s.code == "medical").state == "ready"


def test_clearance_can_be_shown_and_printed(season_: Season, client: Client) -> None:
    placement = season_.cleared()[0]
    mine = season_.account(placement).client()
    shown = page(mine, "path/")
    assert "Your clearance" in shown and "<svg" in shown
    paper = mine.get("/en/worker/path/clearance/").content.decode()
    assert "Worker 0" not in paper and "W. 0." in paper
    assert mine.get("/en/worker/path/clearance/pdf/").content.startswith(b"%PDF")
    typed = re.search(r'class="code">([A-Z2-7 ]+)<', shown)
    assert typed is not None
    assert "This clearance is valid" in client.get("/en/verify/", {"code": typed[1]}).content.decode()


def test_clearance_whose_days_are_over_is_not_one_to_leave_with(season_: Season) -> None:
    placement = season_.cleared()[0]
    with acting(SYSTEM, "test"):
        Clearance.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    shown = page(season_.account(placement).client(), "path/")
    assert "no longer valid" in shown and "Show this code" not in shown


def test_who_opened_my_file_names_no_code(season_: Season) -> None:
    client = season_.account(season_.cleared()[0]).client()
    shown = page(client, "file/opened/")
    assert "set out the steps before departure" in shown
    assert "journeys." not in shown


def test_somebody_without_a_journey_reports_to_the_centre_and_reads_the_answer(season_: Season) -> None:
    newcomer = season_.world.register(1)[0]
    with season_.by(season_.counsellor) as actor:
        account = registry.open_accounts([newcomer.id], by=actor)[0]
    client, desk = Member(account, None).client(), season_.counsellor.client()
    assert "Something is wrong" in page(client)
    shown = page(client, "path/report/")
    assert "Only the counsellors of your centre read it." in shown and 'name="shared"' not in shown
    answer = send(client, "path/report/", {"kind": "money", "words": "He wants 500"})
    assert "Your counsellor has it" in answer.content.decode()
    listed = desk.get("/en/desk/path/reports/").content.decode()
    link = re.search(r'href="(/en/desk/path/reports/[0-9a-f-]{36}/)"', listed)
    assert link is not None
    opened = desk.get(link[1]).content.decode()
    assert "He wants 500" in opened
    key = re.search(r'name="submission_key" value="([^"]+)"', opened)
    assert key is not None
    desk.post(link[1], {"submission_key": key[1], "outcome": "Do not pay. We called the agency."})
    shown = page(client, "path/report/")
    assert "Answer of your centre" in shown and "Do not pay. We called the agency." in shown


def test_centre_stands_with_address_telephone_hours_and_whom_to_call(season_: Season) -> None:
    with acting(SYSTEM, "test"):
        Office.objects.update(
            address="Calle 1", phone="+57 1", open_from_day=1, open_to_day=5, opens_at="08:00", closes_at="16:00"
        )
    client = season_.account(season_.at_work()[0]).client()
    shown = page(client, "centre/")
    for told in ("Calle 1", 'href="tel:+571"', "Monday to Friday, 08:00 to 16:00", "Spain", 'href="tel:112"'):
        assert told in shown, told


def test_worker_is_you_on_the_own_pages(season_: Season) -> None:
    client = season_.account(season_.cleared()[0]).client()
    for path in ("", "path/", "file/opened/", "contract/"):
        answer = client.get(f"/en/worker/{path}", follow=True).content.decode()
        assert "the worker" not in re.sub(r"<[^>]+>", " ", answer).lower(), path


def test_worker_confirms_the_arrival(season_: Season) -> None:
    placement = season_.cleared()[0]
    client = season_.account(placement).client()
    with season_.by(season_.officer) as actor:
        journeys.depart([placement.id], timezone.localdate(), by=actor)
    assert "Have you arrived?" in page(client)
    send(client, "path/arrived/", at="path/")
    with season_.by(season_.officer) as actor:
        assert journeys.placement(placement.id, actor).state == "arrived"


def test_check_in_is_one_click_and_help_opens_the_way_to_say_more(season_: Season) -> None:
    placement = season_.at_work()[0]
    with acting(SYSTEM, "test"):
        CheckIn.objects.update(due_on=timezone.localdate())
    client = season_.account(placement).client()
    shown = page(client)
    link = re.search(r'href="/en/worker/(path/check-in/[^"]+)"', shown)
    assert link is not None
    answer = send(client, link[1], {"answer": "help"})
    assert "Your centre knows now that you need help" in answer.content.decode()
    with season_.by(season_.counsellor) as actor:
        assert journeys.incidents(actor).get().kind == "help"


def test_report_names_who_reads_it_and_missing_words_are_asked_for(season_: Season) -> None:
    placement = season_.at_work()[0]
    client = season_.account(placement).client()
    assert "“What happened?” is missing" in send(client, "path/report/", {"kind": "wages"}).content.decode()
    answer = send(client, "path/report/", {"kind": "wages", "words": "Two weeks unpaid"})
    assert "Your counsellor has it" in answer.content.decode()
    with season_.by(season_.officer) as actor:
        assert not journeys.incidents(actor).exists()


def test_employer_s_report_waits_for_the_worker_s_side(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.farmer) as actor:
        report = journeys.report_incident(placement.id, kind="absence", words="Gone", on=date(2027, 4, 1), by=actor)
    client = season_.account(placement).client()
    assert "Your employer reported something" in page(client)
    send(client, f"path/report/{report.id}/", {"words": "I was ill"})
    with season_.by(season_.officer) as actor:
        assert journeys.incidents(actor).get().worker_side == "I was ill"


def test_way_home_from_the_return_to_the_next_season(season_: Season) -> None:
    placement = season_.ended()[0]
    client = season_.account(placement).client()
    assert "Are you back?" in page(client)
    answer = send(client, "path/return/", day(timezone.localdate()))

    assert "How was the season?" in answer.content.decode()
    assert (
        "“Would you work there again?” is not answered yet"
        in send(client, "path/interview/", {"rating": "4"}).content.decode()
    )
    answer = send(client, "path/interview/", {"rating": "4", "again": "yes", "terms_kept": "yes"})
    assert "The office still confirms your return" in answer.content.decode()
    with season_.by(season_.officer) as actor:
        returns.confirm([placement.id], by=actor)
    shown = page(client, "path/season/")
    assert "Farm 0 SL" in shown and "by the employer" in shown
    page(client)


def test_giving_up_asks_once_more(season_: Season) -> None:
    placement = season_.placed()[0]
    client = season_.account(placement).client()
    assert "Do you want to give up this journey?" in page(client, "path/withdraw/")
    send(client, "path/withdraw/")
    assert "Your steps before departure will stand here" in page(client, "path/")


def test_pages_of_another_worker_are_not_found(season_: Season) -> None:
    mine, other = season_.at_work(2)
    with acting(SYSTEM, "test"):
        question = CheckIn.objects.filter(placement=other).first()
    client = season_.account(mine).client()
    assert question is not None
    assert client.get(f"/en/worker/path/check-in/{question.id}/").status_code == 404
    step = season_.steps([other], "travel")[0]
    assert client.get(f"/en/worker/path/steps/{step}/").status_code == 404


def test_worker_without_a_journey_has_a_page(season_: Season) -> None:
    person = season_.world.register(1)[0]

    class Row:
        person_id = person.id

    client = season_.account(Row()).client()
    page(client)
    assert "as soon as your contract is verified" in page(client, "path/")


@pytest.mark.parametrize("language", ["es", "ar"])
def test_pages_speak_other_languages(season_: Season, language: str) -> None:
    placement = season_.cleared()[0]
    client = season_.account(placement).client()
    for path in ("", "path/", "path/report/", "path/season/", "path/clearance/"):
        assert client.get(f"/{language}/worker/{path}").status_code == 200
