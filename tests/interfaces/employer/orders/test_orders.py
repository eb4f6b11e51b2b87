"""An employer asks for workers on one page, and sees where each request stands."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.demand import api as demand
from corridor.stages.demand.models import JobOrder
from tests.harness.demand import World, licence, mandate, world
from tests.harness.people import member, organisation

ANSWERS = {
    "work": "9211",
    "duties": "Pick and pack strawberries.",
    "posts": "12",
    "start_day": "15",
    "start_month": "2",
    "start_year": "2027",
    "end_day": "30",
    "end_month": "6",
    "end_year": "2027",
    "workplace": "Finca El Condado",
    "town": "Moguer",
    "wage": "1.400,00",
    "wage_period": "month",
    "hours_week": "40",
    "lodging": "employer_free",
    "meals": "worker",
    "travel_there": "employer",
    "travel_back": "employer",
    "travel_local": "employer",
    "permit_costs": "employer",
}


@pytest.fixture
def made(db: None) -> World:
    return world()


@pytest.fixture
def browser(made: World) -> Client:
    return made.farmer.client()


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def key_of(response: Any) -> str:
    found = re.search(r'name="submission_key" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def ask(browser: Client, made: World, action: str, path: str = "/en/employer/orders/new/", **changes: Any) -> Any:
    key = key_of(browser.get(path))
    body = {**ANSWERS, "season": str(made.season.id), "submission_key": key, "action": action, **changes}
    return browser.post(path, body)


def test_overview_shows_requests_and_what_waits(made: World, browser: Client) -> None:
    opened, draft = made.order("open"), made.order("draft")
    page = text(browser.get("/en/employer/"))
    assert opened.number in page
    assert f"Send your request {draft.number}" in page
    assert page.count("<h1") == 1
    assert page.count('class="button"') == 1
    assert "posts approved" in page


def test_other_employers_requests_are_not_there(made: World) -> None:
    order = made.order("open")
    with acting(SYSTEM, "test"):
        other = demand.register_employers([demand.EmployerRecord(name="Other", country="ES")], by=SYSTEM)[0]
    stranger = member("employer", within=other.organisation, scopes=(other.scope_id,)).client()
    assert order.number not in text(stranger.get("/en/employer/"))
    assert order.number not in text(stranger.get("/en/employer/orders/"))
    for path in ("", "change/"):
        assert stranger.get(f"/en/employer/orders/{order.id}/{path}").status_code == 404
    assert stranger.post(f"/en/employer/orders/{order.id}/act/", {"action": "withdraw"}).status_code == 404


def test_check_shows_wage_beside_the_minimum_and_keeps_nothing(made: World, browser: Client) -> None:
    page = text(ask(browser, made, "check", wage="1200"))
    assert "The wage is below the legal minimum" in page
    assert "SMI 2026" in page
    assert "This is below what the law or the standard contract asks." in page
    assert JobOrder.objects.count() == 0
    assert "Nothing stands against this request." in text(ask(browser, made, "check"))


def test_draft_is_kept_changed_and_sent(made: World, browser: Client) -> None:
    answer = ask(browser, made, "draft", posts="5")
    order = JobOrder.objects.get()
    assert answer.headers["Location"] == f"/en/employer/orders/{order.id}/"
    assert (order.state, order.posts, order.occupation_code, order.coding) == ("draft", 5, "9211", "confirmed")
    assert order.terms["recruitment_costs_worker"]["value"] == "0"
    assert order.terms["wage"] == {"value": "1400.00", "currency": "EUR", "period": "month"}
    assert order.terms["repatriation"]["value"] == "employer"  # from the standard contract
    page = browser.get(f"/en/employer/orders/{order.id}/change/")
    assert 'value="5"' in page.content.decode()
    answer = ask(browser, made, "send", f"/en/employer/orders/{order.id}/change/", posts="6")
    assert answer.status_code == 302, text(answer)
    order.refresh_from_db()
    assert (order.state, order.posts) == ("submitted", 6)
    assert "with the office" in text(browser.get(answer.headers["Location"]))


def test_same_press_five_times_makes_one_order(made: World, browser: Client) -> None:
    key = key_of(browser.get("/en/employer/orders/new/"))
    body = {**ANSWERS, "season": str(made.season.id), "submission_key": key, "action": "send"}
    answers = {browser.post("/en/employer/orders/new/", body).headers["Location"] for _ in range(5)}
    assert len(answers) == 1
    assert JobOrder.objects.count() == 1
    assert browser.post("/en/employer/orders/new/", {**body, "posts": "13"}).status_code == 422
    assert JobOrder.objects.count() == 1


def test_worker_fee_cannot_be_asked(made: World, browser: Client) -> None:
    ask(browser, made, "draft", recruitment_costs_worker="500", leaving_penalty="100")
    order = JobOrder.objects.get()
    assert order.terms["recruitment_costs_worker"]["value"] == "0"
    assert "leaving_penalty" not in order.terms
    assert "this cannot be changed" in text(browser.get("/en/employer/orders/new/"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"posts": ""}, "“Workers wanted” is missing"),
        ({"wage": "lots"}, "This is not an amount"),
        ({"end_year": "2026"}, "lies before the first"),
        ({"lodging": "employer_at_price"}, "Say the price"),
        ({"work": "qqqq zzzz"}, "We know no work by these words"),
    ],
)
def test_mistakes_are_said_beside_their_field(
    made: World, browser: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = ask(browser, made, "send", **changes)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert JobOrder.objects.count() == 0


def test_refusal_is_read_with_reason_remedy_and_deadline(made: World, browser: Client) -> None:
    order = made.order("submitted")
    actor = made.officer.actor()
    with acting(actor, "test"):
        demand.return_order(order.id, reason="Duties are vague", remedy="Describe the work", by=actor)
    page = text(browser.get(f"/en/employer/orders/{order.id}/"))
    for words in ("Duties are vague", "Describe the work", "Dirección General de Migraciones", "Until"):
        assert words in page
    assert f"Mend your request {order.number}" in text(browser.get("/en/employer/"))


def test_withdraw_and_close(made: World, browser: Client) -> None:
    for state, action, target in [("submitted", "withdraw", "withdrawn"), ("open", "close", "closed")]:
        order = made.order(state)
        path = f"/en/employer/orders/{order.id}/"
        body = {"action": action, "submission_key": key_of(browser.get(path))}
        assert browser.post(f"{path}act/", body).status_code == 302
        order.refresh_from_db()
        assert order.state == target
    again = browser.post(f"{path}act/", {**body, "submission_key": "01a20de1-cbae-75e4-8dba-1c5f0f1103e6"})
    assert again.status_code == 409
    assert "changed in the meantime" in text(again)


def test_list_by_where_requests_stand(made: World, browser: Client) -> None:
    opened, draft = made.order("open"), made.order("draft")
    shown = text(browser.get("/en/employer/orders/?show=open"))
    assert opened.number in shown
    assert draft.number not in shown


def test_enterprise_registers_itself(db: None) -> None:
    within = organisation("Viveros del Sur", "employer", "ES")
    browser = member("employer", within=within).client()
    assert browser.get("/en/employer/orders/new/").headers["Location"] == "/en/employer/register/"
    page = browser.get("/en/employer/register/")
    body = {"enterprise": "Viveros del Sur", "country": "ES", "registration_number": "B2", "address": "a", "town": "t"}
    answer = browser.post("/en/employer/register/", {**body, "submission_key": key_of(page)})
    assert answer.status_code == 302, text(answer)
    assert demand.employers().get().organisation_id == within.id
    assert "An office checks your enterprise now" in text(browser.get("/en/employer/"))


def test_recruiter_asks_in_the_name_of_an_employer(made: World) -> None:
    held = licence()
    browser = member("recruiter", within=held.organisation).client()
    assert browser.get("/en/employer/orders/new/").headers["Location"] == "/en/employer/"
    assert "No employer lets you act for it now" in text(browser.get("/en/employer/"))
    given = mandate(made.employer, held)
    home = text(browser.get("/en/employer/"))
    assert "You act for" in home and made.employer.name in home
    assert made.employer.name in text(browser.get("/en/employer/orders/new/"))
    answer = ask(browser, made, "send")
    assert answer.status_code == 302, text(answer)
    order = JobOrder.objects.get()
    assert (order.employer_id, order.licence_id) == (made.employer.id, held.id)
    assert order.number in text(browser.get("/en/employer/"))
    browser.post(f"/en/employer/recruiters/{given.id}/end/", {"submission_key": key_of(browser.get("/en/employer/"))})
    again = browser.post(f"/en/employer/orders/{order.id}/change/", {})
    assert again.status_code == 302  # it is with the office: nothing to change
    assert "No employer lets you act for it now" in text(browser.get("/en/employer/"))


def test_recruiter_of_several_employers_says_for_whom(made: World) -> None:
    held = licence()
    with acting(SYSTEM, "test"):
        record = demand.EmployerRecord(name="Viveros del Sur", country="ES", registration_number="B7")
        second = demand.register_employers([record], by=SYSTEM)[0]
        demand.verify_employer(second.id, identity="Register", by=SYSTEM)
    for employer in (made.employer, second):
        mandate(employer, held)
    browser = member("recruiter", within=held.organisation).client()
    assert browser.get("/en/employer/orders/new/").headers["Location"] == "/en/employer/"
    path = f"/en/employer/orders/new/?for={second.id}"
    assert path in text(browser.get("/en/employer/"))
    assert ask(browser, made, "draft", path=path).status_code == 302
    assert JobOrder.objects.get().employer_id == second.id


def test_words_that_choose_people_are_shown_before_sending(made: World, browser: Client) -> None:
    page = text(ask(browser, made, "check", duties="Pick and pack. Young women preferred."))
    assert "<mark>Young women</mark>" in page
    assert "<mark>women preferred</mark>" in page
    assert "Say what the work is. Posts for women or men are opened by the scheme" in page
    assert page.count('class="button"') == 1
    page = text(ask(browser, made, "send", duties="Pick and pack. Young women preferred."))
    assert "Not sent yet" in page
    assert "Send as it is" in page
    assert JobOrder.objects.count() == 0
    assert ask(browser, made, "send_so", duties="Pick and pack. Young women preferred.").status_code == 302
    order = JobOrder.objects.get()
    assert order.state == "submitted"
    assert "a person looks at it" in text(browser.get(f"/en/employer/orders/{order.id}/"))


def test_words_to_write_instead_stand_in_the_readers_language(made: World, browser: Client) -> None:
    path = "/es/employer/orders/new/"
    page = text(ask(browser, made, "check", path, duties="Señoritas de buena presencia"))
    assert "<mark>Señoritas</mark>" in page
    assert "Diga qué ropa pide el trabajo." in page
    assert "Not sent yet" not in text(ask(browser, made, "send", duties="Recolección de fresas"))
