"""One season in a browser, in English and in Arabic, each step by the role whose step it is, each press twice."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import api as journeys
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection
from tests.stories.conftest import WORKED, Stage
from tests.stories.people import Approver, Attache, Counsellor, Farmer, Officer, Registrar, Worker

PEOPLE = {
    "en": {"name": "Grace Adeyemi Cole", "native": "", "phone": "+571000009001", "language": "eng"},
    "ar": {"name": "Amina Benali", "native": "أمينة بنعلي", "phone": "+571000009002", "language": "ara"},
}
STEPS = ("identity_check", "medical", "permit", "orientation")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_season_from_the_desk_to_the_recall(stage: Stage, language: str) -> None:
    today = timezone.localdate()
    person_id, number = _registered(stage, language)
    worker = _applies(stage, language, number)
    officer = stage.staff(Officer, "officer", language)
    farmer = stage.staff(Farmer, "employer", language)
    approver = stage.staff(Approver, "approver", language)
    offer_id = _chosen(stage, language, officer, farmer, approver)
    contract_id = _contracted(stage, language, worker, officer, farmer, offer_id)
    placement_id = _prepared(stage, officer, farmer, approver, contract_id)
    left, arrived = today - timedelta(days=WORKED + 1), today - timedelta(days=WORKED)
    officer.depart(left)
    farmer.receive(left, arrived)
    assert _state(stage, placement_id) == "at_work"
    worker.check_in()
    assert stage.look(lambda: journeys.due_check_ins(SYSTEM, today)) == []
    farmer.end_season()
    assert _state(stage, placement_id) == "ended"
    counsellor = stage.staff(Counsellor, "counsellor", language)
    counsellor.record_return(person_id, placement_id)
    assert _state(stage, placement_id) == "returned"
    officer.confirm_returns()
    assert stage.look(lambda: selection.recall_rights(SYSTEM, live=True).count()) == 1
    farmer.recall(stage.next_order_id)
    second = stage.look(lambda: selection.offers(SYSTEM, state="made").get())
    assert (second.person_id, second.order_id) == (person_id, stage.next_order_id)
    worker.accept_offer(second.id)
    assert stage.look(lambda: contracts.contracts(SYSTEM).filter(offer_id=second.id).count()) == 1
    assert stage.look(lambda: len(returns.returns(SYSTEM))) == 1


def _registered(stage: Stage, language: str) -> tuple[uuid.UUID, str]:
    """The registrar registers somebody by keyboard only, adds the passport and confirms the file."""
    registrar = stage.staff(Registrar, "registrar", language)
    registrar.type_newcomer(**PEOPLE[language])
    registrar.send_by_keyboard()
    person = stage.look(lambda: registry.people(SYSTEM).get())
    assert person.name == PEOPLE[language]["name"]
    assert person.file_number in registrar.text()
    year = str(timezone.localdate().year + 4)
    registrar.add_passport(person.id, "AZ900100", ("1", "6", year))
    registrar.confirm(person.id)
    registrar.open_account(person.id)
    assert stage.look(lambda: registry.people(SYSTEM).get().verified_at) is not None
    return person.id, person.file_number


def _applies(stage: Stage, language: str, number: str) -> Worker:
    """The worker signs in on a phone without scripts, by file number and code, and applies; a double click is one."""
    phone = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": True}
    worker = Worker(stage.new_page(**phone), stage.address, language).sign_in(number)
    worker.apply(stage.corridor.scheme.id)
    assert stage.look(lambda: selection.applications(SYSTEM).count()) == 1
    return worker


def _chosen(stage: Stage, language: str, officer: Officer, farmer: Farmer, approver: Approver) -> uuid.UUID:
    """A round: tried and closed by the officer, chosen by the farm, decided by one approver, published by another."""
    officer.assess()
    officer.open_round(stage.season.id)
    round_id = stage.look(lambda: selection.rounds(SYSTEM).get().id)
    for action in ("try", "close_inputs"):
        officer.step(round_id, action)
    for person in (officer, approver):
        person.enter_value(round_id, "4821 137")
    officer.step(round_id, "send_shortlists")
    farmer.choose(round_id, stage.order_id)
    approver.step(round_id, "decide_from_choices")
    second = stage.staff(Approver, "approver second", language)
    second.step(round_id, "publish")
    officer.step(round_id, "offer")
    return uuid.UUID(str(stage.look(lambda: selection.offers(SYSTEM, state="made").get().id)))


def _contracted(
    stage: Stage, language: str, worker: Worker, officer: Officer, farmer: Farmer, offer_id: uuid.UUID
) -> uuid.UUID:
    """The offer becomes a contract, accepted by both sides and verified by the attaché."""
    worker.accept_offer(offer_id)
    contract = stage.look(lambda: contracts.contracts(SYSTEM).get())
    assert contract.state == "drafted"
    officer.act_on_contracts("send")
    worker.accept_contract(contract.id)
    farmer.accept_contracts()
    stage.staff(Attache, "attache", language).act_on_contracts("verify")
    assert stage.look(lambda: contracts.contracts(SYSTEM).get().state) == "verified"
    return uuid.UUID(str(contract.id))


def _prepared(stage: Stage, officer: Officer, farmer: Farmer, approver: Approver, contract_id: uuid.UUID) -> uuid.UUID:
    """The path, step by step, each by its owner; the clearance asked for by one and issued by another."""
    placement = stage.look(lambda: journeys.placements(SYSTEM).get(contract_id=contract_id))
    for code in STEPS:
        officer.record_step(code)
    farmer.record_step("insurance")
    officer.ask_for_clearances()
    approver.issue_clearances()
    assert stage.look(lambda: journeys.clearances(SYSTEM).get().state) == "issued"
    farmer.record_step("travel")
    assert _state(stage, placement.id) == "cleared"
    return uuid.UUID(str(placement.id))


def _state(stage: Stage, placement_id: uuid.UUID) -> Any:
    return stage.look(lambda: journeys.placement(placement_id, SYSTEM).state)
