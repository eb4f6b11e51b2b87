"""An employer sees its own contracts only, accepts several at once, and restores what it promised."""

import re
from typing import Any

import pytest

from corridor.stages.contracts import api
from tests.stages.contracts.conftest import LOWER_WAGE, Signing, signing


@pytest.fixture
def world(db: None) -> Signing:
    return signing()


def key(page: Any) -> str:
    found = re.search(r'name="submission_key" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found.group(1)


def test_the_list_shows_own_contracts_and_none_of_another(world: Signing) -> None:
    contracts = world.again(world.issued(5))
    one = contracts[0]
    text = world.farmer(one).client().get("/en/employer/contracts/").content.decode()
    for each in contracts:
        own = each.employer_id == one.employer_id
        assert (each.number in text) is own
        assert (each.person.name in text) is own
    page = world.other_farmer(one).client()
    for path in ("", "pdf/"):
        assert page.get(f"/en/employer/contracts/{one.id}/{path}").status_code == 404


def test_several_are_accepted_at_once_and_once_only(world: Signing) -> None:
    contracts = world.issued(5)
    mine = [each for each in contracts if each.employer_id == contracts[0].employer_id]
    client = world.farmer(mine[0]).client()
    sent = {"submission_key": key(client.get("/en/employer/contracts/")), "contract": [str(one.id) for one in mine]}
    for _again in range(5):
        assert client.post("/en/employer/contracts/accept/", sent).status_code == 302
    assert {one.state for one in world.again(mine)} == {"employer_accepted"}


def test_accepting_anothers_contract_is_refused_whole(world: Signing) -> None:
    contracts = world.issued(5)
    one = contracts[0]
    other = next(each for each in contracts if each.employer_id != one.employer_id)
    client = world.farmer(one).client()
    sent = {"submission_key": key(client.get("/en/employer/contracts/")), "contract": [str(one.id), str(other.id)]}
    page = client.post("/en/employer/contracts/accept/", sent, follow=True)
    assert "There is no such contract" in page.content.decode()
    assert {each.state for each in world.again([one, other])} == {"issued"}


def test_a_held_contract_is_restored_clause_by_clause(world: Signing) -> None:
    contract = world.drafted(5)[0]
    with world.by(world.season.officer) as actor:
        api.change_terms(contract.id, {**LOWER_WAGE, "payslip": {"value": False}}, by=actor)
    client = world.farmer(contract).client()
    address = f"/en/employer/contracts/{contract.id}/"
    page = client.get(address)
    assert "Held: worse than what you promised" in page.content.decode()
    client.post(f"{address}restore/", {"submission_key": key(page), "clause": "wage"})
    assert world.again([contract])[0].held_clauses == ["payslip"]
    page = client.get(address)
    client.post(f"{address}restore/", {"submission_key": key(page)})
    assert world.again([contract])[0].state == "drafted"


def test_first_page_parts(world: Signing) -> None:
    from corridor.interfaces.employer.contracts import compose

    contract = world.issued(5)[0]
    with world.by(world.farmer(contract)) as actor:
        assert [task.order for task in compose.tasks(actor)] == [30]
        assert compose.tiles(actor)[0].figure == "0"
