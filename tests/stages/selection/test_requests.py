"""A worker asks to stay longer on the roster, or for other work: one open request of a kind, answered with reasons."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.outbox.models import Message
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, RosterRequest
from corridor.stages.selection.services.common import add_months, today
from tests.harness.season import World, build, refused

WORDS = "My mother is ill until spring; I want to go in the next season."


def ends_in(days: int, row: Any, **more: Any) -> Any:
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=row.id).update(roster_until=today() + timedelta(days=days), **more)
        return Application.objects.get(id=row.id)


def asked(world: World, row: Any, kind: str = "extension", **more: Any) -> RosterRequest:
    with world.by(world.worker(row)) as actor:
        return api.ask(row.id, kind, WORDS, by=actor, **more)


def now(row: Any) -> Application:
    with acting(SYSTEM, "test"):
        return Application.objects.get(id=row.id)


def answered(world: World, request: RosterRequest, action: str, **words: str) -> RosterRequest:
    with world.by(world.officer) as actor:
        return api.answer_request(request.id, action, by=actor, **words)


def other_work(world: World, row: Any) -> str:
    with world.by(world.worker(row)) as actor:
        found = api.occupations_to_ask(api.application(row.id, actor))
    assert found
    assert "9211" not in found, "it is their work already"
    return found[0]


def test_a_longer_place_is_asked_for_granted_by_the_scheme_s_term_and_told(world: World) -> None:
    row = ends_in(20, world.roster(1)[0])
    request = asked(world, row)
    with world.by(world.officer) as actor:
        assert [each.words() for each in api.requests(actor, state="asked")] == [WORDS]
        assert api.request_failures(request, by=actor) == ()
    assert answered(world, request, "accept").state == "accepted"
    assert now(row).roster_until == add_months(row.roster_until, 12)
    with world.by(world.worker(row)) as actor:
        told = [event.verb for event in timeline.of_person(row.person_id, actor=actor)]
        assert told[:2] == ["selection.request_accepted", "selection.request_asked"]
    with acting(SYSTEM, "test"):
        assert Message.objects.filter(code="selection.request_answered", person_id=row.person_id).count() == 1


def test_it_can_be_asked_for_in_the_last_90_days_and_after_the_end(world: World) -> None:
    rows = world.roster(2)
    ends_in(91, rows[0])
    with world.by(world.worker(rows[0])) as actor, refused("nothing_to_ask"):
        api.ask(rows[0].id, "extension", WORDS, by=actor)
    ends_in(90, rows[0])
    asked(world, rows[0])
    ended = ends_in(-40, rows[1], state="expired")
    answered(world, asked(world, ended), "accept")
    assert (now(ended).state, now(ended).roster_until) == ("on_roster", add_months(today(), 12))


def test_an_ended_place_is_not_renewed_beside_a_newer_application(world: World) -> None:
    row = ends_in(-40, world.roster(1)[0], state="expired")
    request = asked(world, row)
    with world.by(world.counsellor) as actor:
        api.apply_for([row.person_id], world.scheme.id, by=actor)
    with refused("changed_meanwhile"), transaction.atomic():
        answered(world, request, "accept")
    assert now(row).state == "expired"


def test_one_open_request_of_a_kind_and_a_reason_in_own_words(world: World) -> None:
    row = ends_in(20, world.roster(1)[0])
    with world.by(world.worker(row)) as actor:
        with refused("words_missing"):
            api.ask(row.id, "extension", "  ", by=actor)
        with refused("nothing_to_ask"):
            api.ask(row.id, "a rise", WORDS, by=actor)
    request = asked(world, row)
    with world.by(world.worker(row)) as actor, refused("request_open"):
        api.ask(row.id, "extension", WORDS, by=actor)
    asked(world, row, "occupation", occupation="6111")
    with world.by(world.worker(row)) as actor:
        assert api.withdraw_request(request.id, by=actor).state == "withdrawn"
    asked(world, row)
    with acting(SYSTEM, "test"), pytest.raises(IntegrityError), transaction.atomic():
        RosterRequest.objects.filter(id=request.id).update(state="asked")


def test_a_refusal_names_decider_reason_and_remedy(world: World) -> None:
    request = asked(world, ends_in(20, world.roster(1)[0]))
    for words in ({}, {"reason": "The season is over."}, {"remedy": "Apply again."}):
        with refused("guard_missing"), transaction.atomic():
            answered(world, request, "refuse", **words)
    row = answered(world, request, "refuse", reason="The season is over.", remedy="Apply again in autumn.")
    assert (row.state, row.decider) == ("refused", "Public Employment Service")
    assert now(row.application).state == "on_roster", "asking costs nothing"
    with refused("not_from_here"), transaction.atomic():
        answered(world, request, "accept")


def test_it_is_not_granted_while_a_rule_is_not_met(world: World) -> None:
    row = ends_in(20, world.roster(1, document_until=date(2027, 9, 30))[0])
    request = asked(world, row)
    with world.by(world.counsellor) as actor:
        papers = registry.person(row.person_id, by=actor).documents
        for paper in papers:
            registry.remove_document(paper.id, by=actor)
    with world.by(world.officer) as actor:
        assert [failed.rule for failed in api.request_failures(request, by=actor)] == ["document"]
    with refused("guard_missing"), transaction.atomic():
        answered(world, request, "accept")


def test_the_place_does_not_end_while_an_answer_is_waited_for(world: World) -> None:
    row = ends_in(5, world.roster(1)[0])
    request = asked(world, row)
    with acting(SYSTEM, "test"):
        assert api.warn_roster(today(), by=SYSTEM) == 1
        assert api.expire_roster(today() + timedelta(days=6), by=SYSTEM) == 0
    answered(world, request, "refuse", reason="The season is over.", remedy="Apply again.")
    with acting(SYSTEM, "test"):
        assert api.expire_roster(today() + timedelta(days=6), by=SYSTEM) == 1


def test_a_request_goes_with_the_application(world: World) -> None:
    row = ends_in(20, world.roster(1)[0])
    request = asked(world, row)
    with world.by(world.worker(row)) as actor:
        api.withdraw(row.id, by=actor)
        assert api.request_of(request.id, actor).state == "withdrawn"
    with world.by(world.officer) as actor:
        assert list(api.requests(actor, state="asked")) == []


def test_other_work_is_written_into_the_file_when_its_rules_are_met(world: World) -> None:
    row = world.roster(1, experience_months=0)[0]
    with world.by(world.worker(row)) as actor, refused("not_in_scheme"):
        api.ask(row.id, "occupation", WORDS, occupation="2221", by=actor)
    other = other_work(world, row)
    answered(world, asked(world, row, "occupation", occupation=other), "accept")
    with world.by(world.counsellor) as actor:
        assert registry.person(row.person_id, by=actor).person.occupation_code == other
    assert (now(row).state, now(row).failures) == ("on_roster", [])


def test_other_work_is_judged_by_that_work_alone(db: None) -> None:
    world = build(experience_months=6)
    row = world.roster(1, experience_months=24)[0]
    other = other_work(world, row)
    request = asked(world, row, "occupation", occupation=other)
    with world.by(world.officer) as actor:
        assert [failed.rule for failed in api.request_failures(request, by=actor)] == ["experience"]
    with refused("guard_missing"), transaction.atomic():
        answered(world, request, "accept")


def test_nobody_else_asks_reads_or_answers(world: World) -> None:
    row, other = world.roster(2)
    ends_in(20, row)
    request = asked(world, row)
    with world.by(world.worker(other)) as actor:
        assert list(api.requests(actor)) == []
        with pytest.raises(NotFound):
            api.ask(row.id, "extension", WORDS, by=actor)
        with pytest.raises(NotFound):
            api.withdraw_request(request.id, by=actor)
        with pytest.raises(NotAllowed):
            api.answer_request(request.id, "accept", by=actor)
    for farmer in world.farmers:
        with world.by(farmer) as actor:
            assert list(api.requests(actor)) == []
            assert RosterRequest.objects.count() == 0
    with world.by(world.counsellor) as actor:
        assert [each.id for each in api.requests(actor)] == [request.id]
