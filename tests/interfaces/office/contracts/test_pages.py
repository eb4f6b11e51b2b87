"""Officer and attaché: queues, differences with their sources, changing a clause, verifying, cancelling."""

import re
from datetime import date
from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.office.contracts.forms import ClauseForm
from corridor.rules.terms import CLAUSES, Kind, from_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.contracts import api
from tests.stages.contracts.conftest import Signing, signing
from tests.stages.contracts.test_promise import good


@pytest.fixture
def world(db: None) -> Signing:
    return signing()


def key(page: Any) -> str:
    found = re.search(r'name="submission_key" value="([^"]+)"', page.content.decode())
    assert found is not None, page.status_code
    return found.group(1)


def test_the_officer_sends_a_queue_at_once(world: Signing) -> None:
    contracts = world.drafted(5)
    client = world.season.officer.client()
    page = client.get("/en/office/contracts/?queue=send")
    assert all(one.number in page.content.decode() for one in contracts)
    sent = {"submission_key": key(page), "action": "issue", "contract": [str(one.id) for one in contracts]}
    for _again in range(3):
        client.post("/en/office/contracts/act/", sent)
    assert {one.state for one in world.again(contracts)} == {"issued"}


def test_the_attache_verifies_and_is_told_when_it_cannot_be(world: Signing) -> None:
    contracts = world.accepted(5)
    client = world.attache.client()
    page = client.get("/en/office/contracts/")
    assert 'value="verify"' in page.content.decode()
    sent = {"submission_key": key(page), "action": "verify", "contract": [str(one.id) for one in contracts]}
    client.post("/en/office/contracts/act/", sent)
    assert {one.state for one in world.again(contracts)} == {"verified"}
    sent["submission_key"] = "019a0000-0000-7000-8000-000000000002"
    answer = client.post("/en/office/contracts/act/", sent, follow=True)
    assert contracts[0].number in answer.content.decode()


def test_a_worsened_clause_is_shown_by_severity_with_the_source_of_its_floor(world: Signing) -> None:
    contract = world.drafted(5)[0]
    client = world.season.officer.client()
    address = f"/en/office/contracts/{contract.id}/"
    form = client.get(f"{address}change/?clause=wage")
    sent = {"submission_key": key(form), "value": "1100", "period": "month"}
    page = client.post(f"{address}change/?clause=wage", sent, follow=True)
    text = page.content.decode()
    assert "What holds it" in text
    assert "critical" in text
    assert world.again([contract])[0].state == "held"
    listed = client.get("/en/office/contracts/?queue=held").content.decode()
    assert contract.number in listed
    assert "Wage" in listed
    client.post(f"{address}restore/", {"submission_key": key(page)})
    assert world.again([contract])[0].state == "drafted"


def test_a_clause_below_the_law_names_the_law(world: Signing) -> None:
    contract = world.drafted(5)[0]
    with world.by(world.season.officer) as actor:
        api.change_terms(contract.id, {"social_security": {"value": False}}, by=actor)
        found = api.contract(contract.id, actor)
    assert found.sources["social_security"].startswith("Ley General")
    text = world.season.officer.client().get(f"/en/office/contracts/{contract.id}/").content.decode()
    assert "Social security" in text


def test_a_mistaken_value_is_said_beside_its_field(world: Signing) -> None:
    contract = world.drafted(5)[0]
    client = world.season.officer.client()
    address = f"/en/office/contracts/{contract.id}/change/?clause=wage"
    page = client.post(address, {"submission_key": key(client.get(address)), "value": "much", "period": "month"})
    assert page.status_code == 422
    assert "error-text" in page.content.decode()
    page = client.post(address, {"submission_key": key(page), "value": "", "period": "month"})
    assert page.status_code == 422


@pytest.mark.parametrize("code", list(CLAUSES))
def test_every_clause_has_a_form_that_says_it_back(code: str) -> None:
    term = good(code)
    form = ClauseForm(code, term, None)
    value = form["value"].initial
    data = {"value": value, "submission_key": "019a0000-0000-7000-8000-000000000003"}
    if CLAUSES[code].kind is Kind.DATE:
        data = {
            "value_day": value.day,
            "value_month": value.month,
            "value_year": value.year,
            "submission_key": data["submission_key"],
        }
    if "period" in form.fields:
        data["period"] = form["period"].initial
    bound = ClauseForm(code, term, None, data)
    assert bound.is_valid(), bound.errors
    assert from_plain({code: bound.plain() or {}})[code] == term
    gone = ClauseForm(code, term, None, {**data, "out": "on"})
    assert gone.is_valid()
    assert gone.plain() is None


def test_cancelling_needs_all_three_and_fills_in_what_the_scheme_says(world: Signing) -> None:
    contract = world.verified(5)[0]
    client = world.season.approver.client()
    address = f"/en/office/contracts/{contract.id}/cancel/"
    page = client.get(address)
    assert "Consejería de Trabajo" in page.content.decode()
    sent = {"submission_key": key(page), "decider": "Consejería de Trabajo", "reason": "", "remedy": "Recurso"}
    assert client.post(address, {**sent, "remedy_days": "30"}).status_code == 422
    client.post(address, {**sent, "reason": "La finca cerró", "remedy_days": "30"})
    now = world.again([contract])[0]
    assert (now.state, now.cancel_reason) == ("cancelled", "La finca cerró")
    text = world.worker(contract).client().get(f"/es/worker/contract/{contract.id}/").content.decode()
    assert "La finca cerró" in text
    assert "Recurso" in text


def test_another_schemes_officer_sees_no_row_and_no_page(world: Signing) -> None:
    contract = world.issued(5)[0]
    client = world.foreign_officer.client()
    for queue in ("held", "send", "worker", "employer", "verify", "verified", "over"):
        text = client.get(f"/en/office/contracts/?queue={queue}").content.decode()
        assert contract.number not in text
    for path in ("", "pdf/", "change/"):
        assert client.get(f"/en/office/contracts/{contract.id}/{path}").status_code == 404


def test_roles_without_contracts_are_kept_out(world: Signing) -> None:
    contract = world.issued(5)[0]
    client = world.season.counsellor.client()
    assert client.get("/en/office/contracts/").status_code == 403
    assert client.get(f"/en/office/contracts/{contract.id}/cancel/").status_code == 403
    assert world.season.officer.client().get(f"/en/office/contracts/{contract.id}/cancel/").status_code == 403


def test_first_page_parts(world: Signing) -> None:
    from corridor.interfaces.office.contracts import compose

    world.accepted(5)
    with world.by(world.attache) as actor:
        assert [task.url for task in compose.tasks(actor)] == ["/en/office/contracts/?queue=verify"]
    with world.by(world.season.officer) as actor:
        assert compose.tasks(actor) == []
        assert [tile.figure for tile in compose.tiles(actor)] == ["0", "0"]


def test_the_attache_brings_a_higher_law_to_running_contracts(world: Signing) -> None:
    contract = world.verified(5)[0]
    with acting(SYSTEM, "test"):
        agreements.record_rule(
            kind="wage_floor",
            country="ES",
            value={"value": "1400", "currency": "EUR", "period": "month", "hours_week": "40"},
            valid_from=date(2027, 7, 1),
            source="SMI 2027 bis",
            by=SYSTEM,
        )
    client = world.attache.client()
    page = client.get("/en/office/contracts/law/")
    sent = {"submission_key": key(page), "country": "ES", "day_day": "1", "day_month": "7", "day_year": "2027"}
    answer = client.post("/en/office/contracts/law/", sent, follow=True)
    assert "5 contracts became better" in answer.content.decode()
    assert world.again([contract])[0].terms["wage"]["value"] == "1400"
    assert world.season.officer.client().get("/en/office/contracts/law/").status_code == 403
