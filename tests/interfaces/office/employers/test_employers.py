"""Employers and licences in the office: verified on proof, decided against with reason and remedy, by two people."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.demand import api as demand
from tests.harness.people import member


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def key_of(response: Any) -> str:
    found = re.search(r'name="submission_key" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def press(browser: Client, path: str, to: str = "", **answers: Any) -> Any:
    return browser.post(to or path, {"submission_key": key_of(browser.get(path)), **answers})


@pytest.fixture
def attache(db: None) -> Client:
    return member("attache").client()


@pytest.fixture
def applied(db: None) -> list[demand.Employer]:
    with acting(SYSTEM, "test"):
        records = [demand.EmployerRecord(name=name, country="ES") for name in ("Alta Finca", "Baja Finca")]
        return demand.register_employers(records, by=SYSTEM)


def test_verify_on_proof(attache: Client, applied: list[demand.Employer]) -> None:
    path = f"/en/office/employers/{applied[0].id}/"
    missing = press(attache, path, f"{path}decide/", action="verify", identity="")
    assert missing.status_code == 409
    assert "“Proof that you have seen” is missing" in text(missing)
    done = press(attache, path, f"{path}decide/", action="verify", identity="Registro Mercantil, 3 May")
    assert done.status_code == 302
    page = text(attache.get(path))
    assert "Registro Mercantil, 3 May" in page
    assert "Verified" in page


def test_verify_the_ticked(attache: Client, applied: list[demand.Employer]) -> None:
    path = "/en/office/employers/?state=applied"
    ids = [str(row.id) for row in applied]
    done = press(attache, path, "/en/office/employers/batch/", employer=ids, identity="Register")
    assert done.status_code == 302
    assert {row.state for row in demand.employers()} == {"verified"}
    assert "No employer stands here" in text(attache.get(path))


def test_decisions_against_an_employer(attache: Client, applied: list[demand.Employer]) -> None:
    row = applied[0]
    path = f"/en/office/employers/{row.id}/"
    press(attache, path, f"{path}decide/", action="verify", identity="Register")
    without = press(attache, path, f"{path}decide/", action="suspend", reason="Roof", remedy="")
    assert without.status_code == 409
    assert press(attache, path, f"{path}decide/", action="suspend", reason="Roof", remedy="Appeal").status_code == 302
    page = text(attache.get(path))
    for words in ("Suspended", "Roof", "Appeal", "Until"):
        assert words in page
    own = press(attache, path, f"{path}decide/", action="reinstate")
    assert own.status_code == 409
    assert "Somebody else must reinstate it" in text(own)
    assert press(member("attache").client(), path, f"{path}decide/", action="reinstate").status_code == 302
    bar = {"action": "bar", "reason": "Pay withheld", "remedy": "Appeal"}
    approver = member("approver").client()
    assert "“Barred until” is missing" in text(press(approver, path, f"{path}decide/", **bar))
    until = {"until_day": "1", "until_month": "1", "until_year": "2031"}
    assert press(approver, path, f"{path}decide/", **bar, **until).status_code == 302
    assert "1 January 2031" in text(approver.get(path))


def test_register_an_employer(attache: Client) -> None:
    answers = {"enterprise": "Nueva", "country": "ES", "registration_number": "B9"}
    done = press(attache, "/en/office/employers/new/", **answers)
    assert done.status_code == 302
    assert "Nueva" in text(attache.get("/en/office/employers/?q=nueva"))
    twice = press(attache, "/en/office/employers/new/", **answers)
    assert twice.status_code == 422
    assert "registration number is here already" in text(twice)


def test_licence_by_two_people(attache: Client) -> None:
    dates = {"valid_from_day": "1", "valid_from_month": "1", "valid_from_year": "2026"}
    dates |= {"valid_until_day": "1", "valid_until_month": "1", "valid_until_year": "2036"}
    answers = {"number": "CO-77", "agency": "Puente", "country": "CO", "authority": "Ministerio", **dates}
    recorder, granter = member("approver").client(), member("approver").client()
    path = press(recorder, "/en/office/licences/new/", **answers).headers["Location"]
    assert "Somebody else must grant it" in text(recorder.get(path))
    assert "never heard" in text(recorder.get("/en/check/?q=CO-77"))
    assert press(granter, path, f"{path}decide/", action="grant", bond="Bank, 10,000 EUR").status_code == 302
    assert "valid licence" in text(granter.get("/en/check/?q=CO-77"))
    stop = {"action": "suspend", "reason": "Charged workers", "remedy": "Appeal"}
    assert press(attache, path, f"{path}decide/", **stop).status_code == 302
    assert "may not recruit" in text(granter.get("/en/check/?q=CO-77"))


def test_readers_read_and_others_stay_outside(applied: list[demand.Employer]) -> None:
    officer = member("officer").client()
    path = f"/en/office/employers/{applied[0].id}/"
    assert officer.get(path).status_code == 200
    assert 'value="verify"' not in text(officer.get(path))
    assert officer.post(f"{path}decide/", {"action": "verify"}).status_code == 403
    assert member("counsellor").client().get(path).status_code == 403
    assert member("employer").client().get("/en/office/licences/").status_code == 403
