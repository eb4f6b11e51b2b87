"""Checking a clearance: on the server, and in a browser without a line."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.contracts.models import Contract
from corridor.stages.journeys import api as journeys
from tests.harness.journeys import Season, season


@pytest.fixture
def season_(db: None) -> Season:
    return season()


def issued(season_: Season) -> tuple[journeys.Clearance, str]:
    placement = season_.cleared()[0]
    with season_.by(season_.officer) as actor:
        paper = journeys.clearance_of(placement.id, actor)
    assert paper is not None
    return paper, journeys.token_of(paper)


def test_pasted_code_is_answered_with_initials_and_no_name(season_: Season, client: Client) -> None:
    paper, token = issued(season_)
    spread = " ".join(token.lower()[n : n + 6] for n in range(0, len(token), 6))
    answer = client.get("/en/verify/", {"code": spread})
    shown = answer.content.decode()
    assert "This clearance is valid" in shown
    assert paper.number in shown and "W. 0." in shown and "Worker 0" not in shown
    assert not answer.cookies


def test_scanned_address_and_altered_code(season_: Season, client: Client) -> None:
    _paper, token = issued(season_)
    assert "This clearance is valid" in client.get(f"/en/verify/{token}/").content.decode()
    other = token[:40] + ("A" if token[40] != "A" else "B") + token[41:]
    assert "This is not a clearance of ours" in client.get(f"/en/verify/{other}/").content.decode()


def test_revoked_one_says_so(season_: Season, client: Client) -> None:
    paper, token = issued(season_)
    with season_.by(season_.world.publisher) as actor:
        journeys.revoke_clearance(paper.id, reason="Closed", by=actor)
    assert "This clearance was revoked" in client.get("/en/verify/", {"code": token}).content.decode()


def test_contract_is_checked_by_number_and_code(season_: Season, client: Client) -> None:
    season_.placed()
    with acting(SYSTEM, "test"):
        contract = Contract.objects.get()
    right = {"number": contract.number, "check": contract.check_code}
    assert "This contract is in our register" in client.get("/en/verify/", right).content.decode()
    assert "We find no such contract" in client.get("/en/verify/", {**right, "check": "WRONG"}).content.decode()


def test_page_checks_without_a_line(season_: Season, client: Client, page: Any, tmp_path: Path) -> None:
    """The downloaded file, opened from the disk with the network cut off."""
    paper, token = issued(season_)
    file = tmp_path / "verify.html"
    answer = client.get("/en/verify/offline/")
    assert "attachment" in answer.headers["Content-Disposition"]
    file.write_bytes(answer.content)
    page.context.set_offline(True)
    page.goto(file.as_uri())

    def checked(code: str) -> str:
        page.fill("#code", code)
        page.click("button")
        page.wait_for_selector(".answer:not([hidden])")
        return str(page.eval_on_selector(".answer:not([hidden])", "element => element.id"))

    assert checked(token) == "valid"
    assert page.inner_text("#said dd >> nth=0") == paper.number
    assert checked(f"http://localhost:8000/en/verify/{token.lower()}/") == "valid"
    for place in (0, 3, 20, 80, len(token) - 70, len(token) - 1):
        letter = "A" if token[place] != "A" else "B"
        assert checked(token[:place] + letter + token[place + 1 :]) == "altered", place
    assert checked(token[:-8]) == "altered"
    assert checked("hello") == "altered"


def test_page_without_a_line_knows_what_was_withdrawn_until_it_was_made(
    season_: Season, client: Client, page: Any, tmp_path: Path
) -> None:
    paper, token = issued(season_)
    with season_.by(season_.approver) as actor:
        journeys.reissue_clearance(paper.id, by=actor)
    file = tmp_path / "verify.html"
    file.write_bytes(client.get("/ar/verify/offline/").content)
    page.goto(file.as_uri())
    page.fill("#code", token)
    page.click("button")
    page.wait_for_selector("#withdrawn:not([hidden])")
