"""A counsellor reads the contract through with a person of the own office, and with nobody else's."""

import pytest

from corridor.interfaces.desk.applications import compose
from tests.stages.contracts.conftest import Signing, signing


@pytest.fixture
def signed(db: None) -> Signing:
    return signing()


def test_the_file_has_the_contract_and_its_paper(signed: Signing) -> None:
    held = signed.held()
    with signed.by(signed.season.counsellor) as actor:
        panel = compose.panels(held.person_id, actor)[-1]
    (row,) = panel.context["rows"]
    assert row[0].id == held.id
    assert [str(word) for word in row[2]] == ["Wage"]
    address = f"/en/desk/contracts/{held.id}/pdf/"
    client = signed.season.counsellor.client()
    assert client.get(address)["Content-Type"] == "application/pdf"
    assert held.number in client.get(f"/en/desk/person/{held.person_id}/").content.decode()
    assert signed.season.stranger.client().get(address).status_code == 404
    assert signed.farmer(held).client().get(address).status_code == 403
