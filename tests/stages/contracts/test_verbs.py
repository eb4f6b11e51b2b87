"""From the accepted offer to the verified contract and its end: each step by whose step it is, each guard."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import PUBLIC, SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.outbox.models import Message
from corridor.rules.terms import CLAUSES, Direction, Kind, to_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.contracts import api
from corridor.stages.contracts.models import Contract
from corridor.stages.selection import api as selection
from tests.harness.people import member
from tests.stages.contracts.conftest import HIGHER_WAGE, LOWER_WAGE, Signing, refused, signing
from tests.stages.contracts.test_promise import worse


def test_an_accepted_offer_has_its_contract_at_once_with_the_floor_and_its_sources(world: Signing) -> None:
    contracts = world.drafted(5)
    assert len(contracts) == 5
    one = contracts[0]
    assert (one.state, one.language, one.second_language) == ("drafted", "es", "")
    assert one.number.startswith("ES-27-")
    assert one.terms["wage"]["value"] == "1323.00"
    assert {bound["source"] for bound in one.floor["wage"]} == {"order", "standard", "law"}
    assert "Real Decreto" in one.sources["wage"]
    assert not one.holds
    assert one.terms["workplace"]["value"].startswith("Finca")
    with acting(SYSTEM, "test"):
        assert api.draft([one.offer_id], by=SYSTEM) == []  # a live contract is left alone


def test_the_way_of_a_contract_step_by_step(world: Signing) -> None:
    contract = world.issued(5)[0]
    assert contract.due_on is not None
    worker = world.worker(contract)
    with world.by(worker) as actor:
        api.accept_as_worker([contract.id], language="es", by=actor)
    contract = world.again([contract])[0]
    assert (contract.state, contract.shown_language) == ("worker_accepted", "es")
    with world.by(world.farmer(contract)) as actor:
        api.accept_as_employer([contract.id], by=actor)
    with world.by(world.attache) as actor:
        api.verify([contract.id], by=actor)
    contract = world.again([contract])[0]
    assert contract.state == "verified"
    assert contract.verified_by == world.attache.account.id
    with acting(SYSTEM, "test"):
        assert [one.id for one in api.running(contract.person_id, on=contract.starts_on)] == [contract.id]


def test_a_worse_clause_holds_and_only_restoring_it_frees(world: Signing) -> None:
    contract = world.accepted(5)[0]
    with world.by(world.season.officer) as actor:
        held = api.change_terms(contract.id, LOWER_WAGE, by=actor)
    assert (held.state, held.held_clauses) == ("held", ["wage"])
    assert held.worker_accepted_at is None
    assert held.severity == 3
    with world.by(world.farmer(contract)) as actor:
        with pytest.raises(StepRefused):
            api.accept_as_employer([contract.id], by=actor)
        freed = api.restore(contract.id, by=actor)
    assert (freed.state, freed.terms["wage"]["value"]) == ("drafted", "1323.00")


def test_showing_a_worse_clause_to_the_worker_cures_nothing(world: Signing) -> None:
    contract = world.issued(5)[0]
    with world.by(world.season.officer) as actor:
        api.change_terms(contract.id, LOWER_WAGE, by=actor)
    with world.by(world.worker(contract)) as actor, pytest.raises(StepRefused):
        api.accept_as_worker([contract.id], language="es", by=actor)


@pytest.mark.parametrize("state", ["drafted", "issued", "worker_accepted", "accepted", "verified"])
def test_the_database_itself_refuses_a_worse_clause_in_any_state_but_held(world: Signing, state: str) -> None:
    held = world.held()
    with acting(SYSTEM, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(id=held.id).update(state=state)


def test_better_terms_make_a_draft_again_that_both_must_accept_anew(world: Signing) -> None:
    contract = world.accepted(5)[0]
    with world.by(world.season.officer) as actor:
        better = api.change_terms(contract.id, HIGHER_WAGE, by=actor)
    assert (better.state, better.worker_accepted_at, better.employer_accepted_at) == ("drafted", None, None)
    kinds = {one.clause: one.kind.value for one in api.differences(better)}
    assert kinds["wage"] == "better"


def test_held_stays_held_until_the_last_clause_is_restored(world: Signing) -> None:
    held = world.held()
    with world.by(world.season.officer) as actor:
        worse = api.change_terms(held.id, {"lodging": {"value": "worker"}, "payslip": None}, by=actor)
        assert worse.held_clauses[0] == "wage"
        assert set(worse.held_clauses) == {"wage", "lodging", "payslip"}
        assert api.restore(held.id, clauses=["wage", "lodging"], by=actor).state == "held"
        assert api.restore(held.id, clauses=["payslip"], by=actor).state == "drafted"
    with world.by(world.season.officer) as actor, refused("not_held"):
        api.restore(held.id, by=actor)


def test_only_the_worker_accepts_for_the_worker_and_the_employer_for_the_employer(world: Signing) -> None:
    contract = world.issued(5)[0]
    for who in (world.season.officer, world.farmer(contract)):
        with world.by(who) as actor, pytest.raises(NotAllowed):
            api.accept_as_worker([contract.id], by=actor)
    with world.by(world.worker(contract)) as actor, pytest.raises(NotAllowed):
        api.accept_as_employer([contract.id], by=actor)
    with world.by(world.other_farmer(contract)) as actor, pytest.raises(NotFound):
        api.accept_as_employer([contract.id], by=actor)


def test_another_language_than_the_workers_is_not_enough(world: Signing) -> None:
    contract = world.issued(5)[0]
    with world.by(world.worker(contract)) as actor, pytest.raises(StepRefused) as error:
        api.accept_as_worker([contract.id], language="en", by=actor)
    assert error.value.missing == ("terms_shown_in_own_language",)
    assert error.value.params["number"] == contract.number


def test_four_eyes_who_prepared_it_does_not_verify_it(world: Signing) -> None:
    both = member("officer", "attache", scopes=(world.season.scheme.scope_id, world.season.scheme.destination_scope_id))
    contract = world.drafted(5)[0]
    with world.by(both) as actor:
        api.issue([contract.id], by=actor)
    with acting(SYSTEM, "test"):
        api.accept_as_worker([contract.id], by=SYSTEM)
        api.accept_as_employer([contract.id], by=SYSTEM)
    with world.by(both) as actor, pytest.raises(StepRefused) as error:
        api.verify([contract.id], by=actor)
    assert error.value.missing == ("four_eyes",)
    with acting(SYSTEM, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(id=contract.id).update(
            state="verified", verified_by=both.account.id, verified_at=contract.drafted_at
        )
    with world.by(world.attache) as actor:
        assert api.verify([contract.id], by=actor)[0].state == "verified"


@pytest.mark.parametrize("verb", ["draft", "issue", "verify", "cancel", "change_terms", "restore", "raise_floors"])
def test_without_the_permission_nothing_moves(world: Signing, verb: str) -> None:
    contract = world.accepted(5)[0]
    calls: dict[str, Any] = {
        "draft": lambda by: api.draft([contract.offer_id], by=by),
        "issue": lambda by: api.issue([contract.id], by=by),
        "verify": lambda by: api.verify([contract.id], by=by),
        "cancel": lambda by: api.cancel(contract.id, decider="a", reason="b", remedy="c", by=by),
        "change_terms": lambda by: api.change_terms(contract.id, LOWER_WAGE, by=by),
        "restore": lambda by: api.restore(contract.id, by=by),
        "raise_floors": lambda by: api.raise_floors("ES", date(2027, 5, 1), by=by),
    }
    with world.by(world.season.counsellor) as actor, pytest.raises(NotAllowed):
        calls[verb](actor)


def test_cancelling_names_decider_reason_and_remedy_and_gives_the_post_back(world: Signing) -> None:
    contract = world.verified(5)[0]
    with world.by(world.season.approver) as actor:
        with pytest.raises(StepRefused) as error:
            api.cancel(contract.id, decider="Consejería", reason=" ", remedy="", by=actor)
        assert error.value.missing == ("reason_given", "remedy_named")
        given: Any = {"decider": "Consejería", "reason": "Farm closed", "remedy": "Appeal", "remedy_days": 10}
        done = api.cancel(contract.id, **given, by=actor)
    assert (done.state, done.cancel_reason) == ("cancelled", "Farm closed")
    assert done.remedy_until is not None
    with acting(SYSTEM, "test"):
        assert selection.offer(contract.offer_id, SYSTEM).state == "withdrawn"
        assert selection.application(contract.application_id, SYSTEM).state == "on_roster"


def test_declining_asks_no_reason_and_keeps_the_place_on_the_roster(world: Signing) -> None:
    contract = world.issued(5)[0]
    with world.by(world.worker(contract)) as actor:
        api.decline(contract.id, by=actor)
    contract = world.again([contract])[0]
    assert (contract.state, contract.cancel_reason) == ("cancelled", "")
    with acting(SYSTEM, "test"):
        assert selection.application(contract.application_id, SYSTEM).state == "on_roster"


def test_the_end_waits_for_the_term_or_asks_both_sides(world: Signing) -> None:
    first, second = world.verified(5)[:2]
    with world.by(world.season.officer) as actor:
        with pytest.raises(StepRefused) as error:
            api.end([first.id], on=first.ends_on - timedelta(days=9), by=actor)
        assert error.value.missing == ("both_sides_asked",)
        early = api.end([first.id], on=first.ends_on - timedelta(days=9), both_asked=True, by=actor)[0]
        late = api.end([second.id], on=second.ends_on, by=actor)[0]
    assert (early.ended_early, late.ended_early) == (True, False)


def test_a_running_contract_only_gets_better(world: Signing) -> None:
    contract = world.verified(5)[0]
    with world.by(world.attache) as actor:
        with refused("only_better"):
            api.change_terms(contract.id, LOWER_WAGE, by=actor)
        better = api.change_terms(contract.id, HIGHER_WAGE, by=actor)
        assert better.state == "verified"
        with refused("only_better"):
            api.change_terms(contract.id, {"wage": {"value": "1400", "currency": "EUR", "period": "month"}}, by=actor)
    assert better.improvements[0]["before"]["value"] == "1323.00"


LEAST = {Kind.HOURS, Kind.DAYS, Kind.PERCENT}


def test_every_clause_made_worse_holds_the_stored_contract(world: Signing) -> None:
    contract = world.drafted(5)[0]
    clauses = [code for code in contract.terms if CLAUSES[code].direction is not Direction.NONE]
    assert len(clauses) > 20
    with world.by(world.season.officer) as actor:
        for code in clauses:
            spoiled: Any = to_plain({code: worse(code)})[code]
            if CLAUSES[code].kind in LEAST:
                spoiled = {"value": "0" if CLAUSES[code].direction is Direction.HIGHER_BETTER else "999"}
            for change in (spoiled, None):
                held = api.change_terms(contract.id, {code: change}, by=actor)
                assert held.state == "held", code
                assert code in held.held_clauses
                assert api.restore(contract.id, by=actor).state == "drafted", code


def test_a_batch_of_two_hundred_costs_a_constant_number_of_statements(
    db: None, django_assert_max_num_queries: Any
) -> None:
    world = signing(posts=(100, 100))
    offers = world.offers(200)
    assert len(offers) == 200
    with world.by(world.season.officer) as actor:
        ids = [one.id for one in api.contracts(actor, state="drafted")]
        assert len(ids) == 200
        with django_assert_max_num_queries(12):
            api.issue(ids, by=actor)
    with acting(SYSTEM, "test"):
        with django_assert_max_num_queries(10):
            api.accept_as_worker(ids, by=SYSTEM)
        with django_assert_max_num_queries(10):
            api.accept_as_employer(ids, by=SYSTEM)
    with world.by(world.attache) as actor, django_assert_max_num_queries(40):  # the stages above prepare the journeys
        api.verify(ids, by=actor)


def test_drafting_two_hundred_costs_a_constant_number_of_statements(
    db: None, django_assert_max_num_queries: Any
) -> None:
    world = signing(posts=(100, 100))
    ids = [offer.id for offer in world.offers(200)]
    with acting(SYSTEM, "test"):
        Contract.objects.filter(offer_id__in=ids).update(
            state="cancelled", declined_at=timezone.now(), declined_by=SYSTEM.id
        )
        with django_assert_max_num_queries(14):
            assert len(api.draft(ids, by=SYSTEM)) == 200


def test_a_higher_wage_by_law_comes_to_running_contracts_and_workers_are_told(world: Signing) -> None:
    running, ended, held = world.verified(5)[:3]
    with world.by(world.season.officer) as actor:
        api.end([ended.id], on=ended.ends_on, by=actor)
    with acting(SYSTEM, "test"):
        agreements.record_rule(
            kind="wage_floor",
            country="ES",
            value={"value": "1400", "currency": "EUR", "period": "month", "hours_week": "40"},
            valid_from=date(2027, 7, 1),
            source="SMI 2027 bis",
            by=SYSTEM,
        )
    with world.by(world.attache) as actor:
        assert api.raise_floors("ES", date(2027, 6, 1), by=actor) == []
        risen = api.raise_floors("ES", date(2027, 7, 1), by=actor)
        assert api.raise_floors("ES", date(2027, 7, 1), by=actor) == []  # once
    assert {one.id for one in risen} == {one.id for one in world.again(risen)}
    assert ended.id not in {one.id for one in risen}
    one = world.again([running])[0]
    assert (one.state, one.terms["wage"]["value"]) == ("verified", "1400")
    assert one.improvements[0]["from"] == "2027-07-01"
    assert one.sources["wage"] == "SMI 2027 bis"
    told = Message.objects.filter(code="contracts.raised", person_id=held.person_id)
    assert told.count() == 1
    assert told.get().language == "es"


def test_a_paper_is_checked_by_number_and_code_and_names_no_worker(world: Signing) -> None:
    contract = world.issued(5)[0]
    with acting(PUBLIC, "check a paper"):
        found = api.check(f" {contract.number.lower()} ", contract.check_code)
        assert found is not None
        assert (found.state, found.employer) == ("issued", contract.employer.name)
        assert api.check(contract.number, "WRONG123") is None
        assert api.contracts(PUBLIC).count() == 0
