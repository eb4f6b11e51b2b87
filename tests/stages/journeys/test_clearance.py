"""Clearances: four eyes, one for a contract, never without a verified contract, checked by anybody."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import PUBLIC, SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed
from corridor.foundation.database.keys import uuid7
from corridor.stages.agreements.api import example_rules
from corridor.stages.journeys import api
from tests.harness.journeys import Season, season
from tests.harness.season import refused


def issued(season_: Season) -> Any:
    placement = season_.cleared()[0]
    with season_.by(season_.officer) as actor:
        return placement, api.clearance_of(placement.id, actor)


def check(token: str) -> str:
    with acting(PUBLIC, "test"):
        return api.verify_token(token).outcome


def test_clearance_is_signed_and_lasts_as_long_as_the_contract(season_: Season) -> None:
    placement, paper = issued(season_)
    assert paper.state == "issued"
    assert paper.valid_until == placement.ends_on
    with acting(PUBLIC, "test"):
        answer = api.verify_token(api.token_of(paper))
    assert answer.good
    assert answer.payload is not None
    assert (answer.payload.number, answer.payload.initials) == (paper.number, "W. 0.")
    assert answer.payload.scheme == "CO-ES-AGRI"


def test_path_must_be_complete(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.officer) as actor, pytest.raises(StepRefused) as error:
        api.request_clearance([placement.id], by=actor)
    assert error.value.missing == ("path_complete",)


def test_who_asks_does_not_issue(season_: Season) -> None:
    placement = season_.prepared()[0]
    with acting(SYSTEM, "test"):
        api.request_clearance([placement.id], by=SYSTEM)
        with pytest.raises(StepRefused) as error:
            api.clear([placement.id], by=SYSTEM)
    assert error.value.missing == ("four_eyes",)


def test_nobody_issues_what_nobody_asked_for(season_: Season) -> None:
    placement = season_.prepared()[0]
    with season_.by(season_.approver) as actor, refused("clearance_not_requested"):
        api.clear([placement.id], by=actor)
    with season_.by(season_.officer) as actor, pytest.raises(NotAllowed):
        api.clear([placement.id], by=actor)


def test_second_one_for_a_contract_is_refused_in_words_and_by_the_database(season_: Season) -> None:
    placement, _paper = issued(season_)
    with season_.by(season_.officer) as actor, refused("not_from_here"):
        api.request_clearance([placement.id], by=actor)
    with acting(SYSTEM, "test"), pytest.raises(IntegrityError, match="clearance_one_live"), transaction.atomic():
        insert(placement, "C-9999999")


def insert(placement: Any, number: str, state: str = "requested") -> None:
    """A clearance by raw SQL, as the application's role."""
    columns = "id, placement_id, person_id, contract_id, number, state, payload, signature, valid_until"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journeys_clearance ({columns}, requested_at, requested_by, decider, reason, remedy,"
            " issued_at, issued_by) VALUES (%s, %s, %s, %s, %s, %s, 'x', 'x', '2027-08-31', now(), %s, '', '', '',"
            " now(), %s)",
            [uuid7(), placement.id, placement.person_id, placement.contract_id, number, state, uuid7(), uuid7()],
        )


@pytest.mark.parametrize("state", ["requested", "issued"])
def test_database_refuses_one_whose_contract_is_not_verified(season_: Season, state: str) -> None:
    placement = season_.ended()[0]  # its contract has ended with the work
    with acting(SYSTEM, "test"):
        connection.cursor().execute("UPDATE journeys_clearance SET state = 'reissued'")
        with pytest.raises(IntegrityError, match="verified contract"), transaction.atomic():
            insert(placement, "C-9999998", state)


def test_database_refuses_to_bring_one_back_or_to_move_it_to_another_contract(season_: Season) -> None:
    over, running = season_.ended()[0], season_.cleared()[0]
    with acting(SYSTEM, "test"), connection.cursor() as cursor:
        cursor.execute("UPDATE journeys_clearance SET state = 'reissued' WHERE placement_id = %s", [over.id])
        with pytest.raises(IntegrityError, match="verified contract"), transaction.atomic():
            cursor.execute("UPDATE journeys_clearance SET state = 'issued' WHERE placement_id = %s", [over.id])
        with pytest.raises(IntegrityError, match="verified contract"), transaction.atomic():
            cursor.execute(
                "UPDATE journeys_clearance SET contract_id = %s WHERE placement_id = %s", [over.contract_id, running.id]
            )


def test_refused_clearance_says_who_why_and_what_can_be_done(season_: Season) -> None:
    placement = season_.prepared()[0]
    with season_.by(season_.officer) as actor:
        api.request_clearance([placement.id], by=actor)
    with season_.by(season_.approver) as actor:
        with pytest.raises(StepRefused) as error:
            api.refuse_clearance(placement.id, reason="", by=actor)
        paper = api.refuse_clearance(placement.id, reason="El pasaporte vence antes", by=actor)
    assert error.value.missing == ("reason_given",)
    assert (paper.state, paper.decider, paper.remedy) == ("refused", "Ministerio del Trabajo", "Recurso de reposición")
    with season_.by(season_.officer) as actor:
        assert api.request_clearance([placement.id], by=actor)[0].state == "requested"  # asked again


def test_revoked_clearance_no_longer_counts_and_opens_the_path_again(season_: Season) -> None:
    placement, paper = issued(season_)
    token = api.token_of(paper)
    with season_.by(season_.approver) as actor, pytest.raises(StepRefused) as error:
        api.revoke_clearance(paper.id, reason="x", by=actor)
    assert error.value.missing == ("four_eyes",)
    with season_.by(season_.world.publisher) as actor:
        api.revoke_clearance(paper.id, reason="La finca está cerrada", by=actor)
    assert check(token) == "revoked"
    with season_.by(season_.officer) as actor:
        assert api.placement(placement.id, actor).state == "preparing"
    with acting(PUBLIC, "test"):
        assert api.withdrawn_numbers() == [paper.number]


def test_reissued_clearance_replaces_the_old_one(season_: Season) -> None:
    _placement, paper = issued(season_)
    with season_.by(season_.approver) as actor:
        new = api.reissue_clearance(paper.id, by=actor)
    assert new.replaces_id == paper.id
    assert check(api.token_of(paper)) == "replaced"
    assert check(api.token_of(new)) == "valid"


def test_checks_of_other_papers(season_: Season) -> None:
    from corridor.stages.journeys import tokens

    _placement, paper = issued(season_)
    token = api.token_of(paper)
    assert check(token[:-1] + ("A" if token[-1] != "A" else "B")) == "altered"
    assert check("nonsense") == "altered"
    signed_elsewhere = tokens.Payload("C-7777777", "X.", "c", date(2030, 1, 1), "s", "i").text()
    assert check(tokens.encode(signed_elsewhere, tokens.sign([signed_elsewhere])[0])) == "unknown"
    with acting(SYSTEM, "test"):
        payload = tokens.read(paper.payload)
        old = tokens.Payload(payload.number, "W. 0.", "c", date(2026, 1, 1), "s", "i").text()
        signature = tokens.sign([old])[0]
        api.Clearance.objects.filter(id=paper.id).update(payload=old, signature=signature)
    assert check(tokens.encode(old, signature)) == "expired"


def test_scheme_without_clearance_lets_workers_leave_when_their_path_is_complete(db: None) -> None:
    path = [step.model_dump(mode="json") for step in example_rules().path if step.code != "clearance"]
    path[-1]["after"] = ["medical", "permit", "orientation", "insurance"]
    season_ = season(clearance=False, path=path)
    placement = season_.prepared()[0]
    with season_.by(season_.officer) as actor, refused("no_clearance_here"):
        api.request_clearance([placement.id], by=actor)
    with season_.by(season_.farmer) as actor:
        api.complete_steps(season_.steps([placement], "travel"), {"on": date(2027, 2, 1), "number": "T-1"}, by=actor)
    with season_.by(season_.officer) as actor:
        assert api.placement(placement.id, actor).state == "cleared"
        api.depart([placement.id], date(2027, 2, 28), by=actor)


def test_cancelled_contract_stops_the_journey_and_takes_the_clearance_back(season_: Season) -> None:
    from corridor.stages.contracts import api as contracts

    placement, paper = issued(season_)
    with season_.by(season_.approver) as actor:
        contracts.cancel(
            placement.contract_id, decider="Ministerio", reason="Finca cerrada", remedy="Recurso", by=actor
        )
    with season_.by(season_.officer) as actor:
        stopped = api.placement(placement.id, actor)
    assert (stopped.state, stopped.decider, stopped.remedy) == ("cancelled", "Ministerio", "Recurso")
    assert check(api.token_of(paper)) == "revoked"
