"""A worker reads the contract in their language, accepts or declines it once, and keeps the paper."""

import io
import re
from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.contracts import api
from tests.stages.contracts.conftest import HIGHER_WAGE, LOWER_WAGE, Signing, signing


@pytest.fixture
def world(db: None) -> Signing:
    return signing()


def key(page: Any) -> str:
    found = re.search(r'name="submission_key" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found.group(1)


def test_the_contract_is_read_and_accepted_in_the_workers_language(world: Signing) -> None:
    contract = world.issued(5)[0]
    client = world.worker(contract).client()
    page = client.get(f"/es/worker/contract/{contract.id}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert contract.employer.name in text
    assert "1323" in text or "1.323" in text
    sent = {"submission_key": key(page)}
    for _again in range(5):
        answer = client.post(f"/es/worker/contract/{contract.id}/accept/", sent)
        assert answer.status_code == 302
    now = world.again([contract])[0]
    assert (now.state, now.shown_language) == ("worker_accepted", "es")
    assert client.get("/es/worker/contract/", follow=True).status_code == 200


def test_on_a_page_in_another_language_there_is_no_button_to_accept(world: Signing) -> None:
    contract = world.issued(5)[0]
    client = world.worker(contract).client()
    text = client.get(f"/en/worker/contract/{contract.id}/").content.decode()
    assert f"/en/worker/contract/{contract.id}/accept/" not in text
    assert f"/es/worker/contract/{contract.id}/" in text
    answer = client.post(
        f"/en/worker/contract/{contract.id}/accept/", {"submission_key": "019a0000-0000-7000-8000-000000000001"}
    )
    assert answer.status_code == 302
    assert world.again([contract])[0].state == "issued"


def test_declining_asks_once_more_and_no_reason(world: Signing) -> None:
    contract = world.issued(5)[0]
    client = world.worker(contract).client()
    page = client.get(f"/es/worker/contract/{contract.id}/decline/")
    assert "<textarea" not in page.content.decode()
    client.post(f"/es/worker/contract/{contract.id}/decline/", {"submission_key": key(page)})
    assert world.again([contract])[0].state == "cancelled"
    assert client.get(f"/es/worker/contract/{contract.id}/").status_code == 200


def test_a_held_contract_says_so_and_asks_nothing_of_the_worker(world: Signing) -> None:
    held = world.held()
    text = world.worker(held).client().get(f"/en/worker/contract/{held.id}/").content.decode()
    assert "We hold this contract" in text
    assert "1,100" in text
    assert "/accept/" not in text


def test_what_the_worker_pays_stands_beside_three_figures(world: Signing) -> None:
    contract = world.drafted(5)[0]
    with world.by(world.season.officer) as actor:
        charge = {"recruitment_costs_worker": {"value": "300", "currency": "EUR", "period": "once"}}
        held = api.change_terms(contract.id, charge, by=actor)
    assert held.state == "held"
    text = world.worker(contract).client().get(f"/en/worker/contract/{contract.id}/").content.decode()
    assert "International standard" in text
    assert "more than the law or the scheme allows" in text
    assert "0.2 months of wage" in text


@pytest.mark.parametrize("path", ["", "pdf/", "paper/", "decline/"])
def test_another_workers_contract_is_not_there(world: Signing, path: str) -> None:
    mine, other = world.issued(5)[:2]
    client = world.worker(mine).client()
    assert client.get(f"/en/worker/contract/{mine.id}/{path}").status_code == 200
    assert client.get(f"/en/worker/contract/{other.id}/{path}").status_code == 404


def test_the_paper_is_the_same_as_the_screen_and_only_its_own_state_changes_it(world: Signing) -> None:
    from pypdf import PdfReader

    contract = world.verified(5)[0]
    client = world.worker(contract).client()
    answer = client.get(f"/es/worker/contract/{contract.id}/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    screen = client.get(f"/es/worker/contract/{contract.id}/paper/").content.decode()
    for words in (contract.number, contract.check_code, contract.employer.name):
        assert words in read
        assert words in screen


def test_what_became_better_is_told_with_its_day(world: Signing) -> None:
    contract = world.verified(5)[0]
    with world.by(world.attache) as actor:
        api.change_terms(contract.id, HIGHER_WAGE, by=actor)
    text = world.worker(contract).client().get(f"/en/worker/contract/{contract.id}/").content.decode()
    assert "1,500" in text.replace("\xa0", " ")


def test_first_page_parts(world: Signing) -> None:
    from corridor.interfaces.worker.contracts import compose

    contract = world.issued(5)[0]
    with world.by(world.worker(contract)) as actor:
        task = compose.tasks(actor)[0]
        stop = compose.milestones(actor)[0]
    assert (task.due, stop.state) == (contract.due_on, "now")
    with world.by(world.season.officer) as actor:
        api.change_terms(contract.id, LOWER_WAGE, by=actor)
    with world.by(world.worker(contract)) as actor:
        assert compose.tasks(actor) == []
        assert compose.milestones(actor)[0].state == "late"
    with acting(SYSTEM, "test"):
        assert api.counts(SYSTEM)["held"] == 1
