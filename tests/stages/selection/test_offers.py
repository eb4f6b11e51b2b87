"""Offers, recall rights and appeals: what is refused, what is free of penalty, what an employer never learns."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.events import on
from corridor.foundation.scopes import access
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.models import Application
from corridor.stages.selection.services.common import today
from tests.harness.season import World, announced, refused


def test_an_offer_carries_the_terms_of_its_order_and_a_last_day(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    assert offer.terms == offer.order.terms
    assert offer.expires_on == today() + timedelta(days=7)
    with world.by(world.officer) as actor:
        assert demand.balance(demand.order(offer.order_id, actor)).free == 0
        with refused("not_chosen"):
            api.make_offers([offer.application_id], by=actor)


def test_accepting_twice_is_refused_and_fills_one_post(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.worker(offer.application)) as actor:
        api.accept_offers([offer.id], by=actor)
        with refused("not_from_here"):
            api.accept_offers([offer.id], by=actor)
        with refused("not_from_here"):
            api.decline_offers([offer.id], by=actor)
    with world.by(world.officer) as actor:
        balance = demand.balance(demand.order(offer.order_id, actor))
        assert (balance.filled, balance.reserved) == (1, balance.posts - 1)


def test_nobody_answers_for_the_worker(world: World) -> None:
    applications = world.roster(20)
    offers = world.offered()
    without = next(row for row in applications if row.id not in {offer.application_id for offer in offers})
    for who in (world.officer, world.counsellor):
        with world.by(who) as actor, pytest.raises(NotAllowed):
            api.accept_offers([offers[0].id], by=actor)
    with world.by(world.worker(without)) as actor, pytest.raises(NotFound):
        api.accept_offers([offers[0].id], by=actor)


def test_accepting_lets_destination_and_employer_read_the_sheet(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.worker(offer.application)) as actor:
        api.accept_offers([offer.id], by=actor)
    with acting(SYSTEM, "test"):
        assert access.persons_of(world.scheme.destination_scope_id) == [offer.person_id]
    farmer = next(f for e, f in zip(world.employers, world.farmers, strict=True) if e.id == offer.employer_id)
    with world.by(farmer) as actor:
        assert offer.person_id in access.persons_of(next(iter(actor.scopes)))
        assert api.offer(offer.id, actor).state == "accepted"


def test_declining_costs_nothing_and_the_next_on_the_list_is_offered(world: World) -> None:
    world.roster(20)
    round_ = world.published()
    ended: list[Any] = []
    on(api.OfferEnded, ended.append)
    with world.by(world.officer) as actor:
        offers = api.make_offers(round_id=round_.id, by=actor)
        assert api.offer_reserve(round_.id, by=actor) == []
    with world.by(world.worker(offers[0].application)) as actor:
        api.decline_offers([offers[0].id], by=actor)
        row = api.application_of(actor.person_id, actor)
        assert (row.state, row.decider, row.reason) == ("on_roster", "", "")
    with world.by(world.officer) as actor:
        following = api.offer_reserve(round_.id, by=actor)
        assert [offer.order_id for offer in following] == [offers[0].order_id]
        waiting = api.results(round_.id, actor).filter(order=offers[0].order_id, next_step="stay_on_reserve_list")
        best = waiting.order_by("rank").first()
        assert following[0].application_id == best.application_id
    assert [event.offer_ids for event in ended] == [(offers[0].id,)]


def test_a_second_round_offers_its_own_work_to_whoever_declined_the_first(world: World) -> None:
    world.roster(4)
    declined = world.offered()
    for offer in declined:
        with world.by(world.worker(offer.application)) as actor:
            api.decline_offers([offer.id], by=actor)
    again = world.published()
    with world.by(world.officer) as actor:
        offers = api.make_offers(round_id=again.id, by=actor)
        placed = [row for row in api.results(again.id, actor) if row.reason == "obtained"]
    assert {offer.application_id for offer in offers} & {offer.application_id for offer in declined}
    assert {offer.round_id for offer in offers} == {again.id}
    assert {offer.application_id: offer.order_id for offer in offers} == {r.application_id: r.order_id for r in placed}


def test_an_offer_lapses_after_its_last_day_without_penalty(world: World) -> None:
    world.roster(20)
    offers = world.offered()
    with acting(SYSTEM, "test"):
        assert api.lapse_offers(offers[0].expires_on, by=SYSTEM) == 0
        assert api.lapse_offers(offers[0].expires_on + timedelta(days=1), by=SYSTEM) == 5
        assert [demand.balances(world.order_ids)[order].free for order in world.order_ids] == [2, 3]
        assert set(Application.objects.filter(id__in=[o.application_id for o in offers]).values_list("state")) == {
            ("on_roster",)
        }


def test_after_the_last_day_nobody_can_accept(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with acting(SYSTEM, "test"):
        api.Offer.objects.filter(id=offer.id).update(expires_on=today() - timedelta(days=1))
    with world.by(world.worker(offer.application)) as actor, pytest.raises(StepRefused) as error:
        api.accept_offers([offer.id], by=actor)
    assert error.value.missing == ("before_deadline",)


def test_withdrawing_names_decider_reason_and_remedy(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.officer) as actor, pytest.raises(NotAllowed):
        api.withdraw_offer(offer.id, decider="x", reason="x", remedy="x", by=actor)
    with world.by(world.approver) as actor:
        with refused("guard_missing"):
            api.withdraw_offer(offer.id, decider="Ministry", reason=" ", remedy="Appeal", by=actor)
        done = api.withdraw_offer(offer.id, decider="Ministry", reason="Fire at the farm", remedy="Appeal", by=actor)
        assert (done.state, done.application.state) == ("withdrawn", "on_roster")


def test_a_cancelled_contract_frees_post_and_person(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.worker(offer.application)) as actor:
        api.accept_offers([offer.id], by=actor)
    with world.by(world.approver) as actor:
        api.release([offer.id], decider="Ministry", reason="Farm closed", remedy="Appeal", by=actor)
        assert api.application_of(offer.person_id, actor).state == "on_roster"
        assert demand.balance(demand.order(offer.order_id, actor)).free == 1


def test_two_offers_for_one_application_are_impossible(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.officer), pytest.raises(IntegrityError), transaction.atomic():
        api.Offer.objects.bulk_create(
            [
                api.Offer(
                    application_id=offer.application_id,
                    person_id=offer.person_id,
                    order_id=offer.order_id,
                    employer_id=offer.employer_id,
                    terms={},
                    expires_on=offer.expires_on,
                    made_by=uuid.uuid4(),
                )
            ]
        )


# Recall


def worked(world: World, force: str = "may") -> tuple[Any, Any, Any]:
    """Somebody who accepted work and was granted a recall right: offer, right, and the farm's member."""
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.worker(offer.application)) as actor:
        api.accept_offers([offer.id], by=actor)
    claim = api.RecallGrant(
        person_id=offer.person_id,
        employer_id=offer.employer_id,
        source="custom",
        force=force,
        until=today() + timedelta(days=700),
        placement_id=uuid.uuid4(),
    )
    with world.by(world.officer) as actor:
        right = api.grant_recall([claim], by=actor)[0]
        assert api.grant_recall([claim], by=actor) == []  # one right for one placement
    farmer = next(f for e, f in zip(world.employers, world.farmers, strict=True) if e.id == offer.employer_id)
    return offer, right, farmer


def test_the_second_season_enters_at_the_offer(world: World) -> None:
    offer, right, farmer = worked(world)
    order = next(order for order in world.next_season() if order.employer_id == offer.employer_id)
    with world.by(farmer) as actor:
        assert [row.id for row in api.recall_rights(actor, live=True)] == [right.id]
        made = api.recall(order.id, [offer.person_id], by=actor)
        assert [(each.state, each.recall_right_id) for each in made] == [("made", right.id)]
        assert made[0].application.season_id == order.season_id
        with refused("has_offer"):
            api.recall(order.id, [offer.person_id], by=actor)
    with world.by(world.worker(offer.application)) as actor:
        api.accept_offers([made[0].id], by=actor)
        assert not api.recall_rights(actor, live=True).exists()
        assert [row.state for row in api.applications_of(actor.person_id, actor)] == ["contracted", "contracted"]
    with world.by(world.officer) as actor:
        assert api.sheets([offer.person_id], actor=actor)[offer.person_id].seasons_done == 0  # 2027 has not begun yet


def test_a_recall_that_fails_a_rule_tells_the_worker_and_not_the_employer(world: World) -> None:
    offer, _right, farmer = worked(world)
    with acting(SYSTEM, "test"):
        registry.Document.objects.filter(person_id=offer.person_id).update(valid_until=today() + timedelta(days=100))
    order = next(order for order in world.next_season() if order.employer_id == offer.employer_id)
    with world.by(farmer) as actor:
        assert api.recall(order.id, [offer.person_id], by=actor) == []
        assert list(api.applications(actor)) == []
    with world.by(world.worker(offer.application)) as actor:
        row = api.application_of(actor.person_id, actor)
        assert (row.state, [each["rule"] for each in row.failures]) == ("applied", ["document"])
        assert api.recall_rights(actor, live=True).exists()


def test_recall_needs_a_live_right_and_the_employer_itself(world: World) -> None:
    offer, right, farmer = worked(world)
    order = next(order for order in world.next_season() if order.employer_id == offer.employer_id)
    other = next(f for f in world.farmers if f is not farmer)
    with world.by(other) as actor, pytest.raises(NotFound):
        api.recall(order.id, [offer.person_id], by=actor)
    with world.by(farmer) as actor:
        with refused("reason_missing"):
            api.refuse_recall(right.id, "", by=actor)
        with refused("reason_missing"):
            api.refuse_recall(right.id, "complained", by=actor)
        done = api.refuse_recall(right.id, "others_better_suited", by=actor)
        assert done.refusal == "others_better_suited"
        with pytest.raises(StepRefused) as error:
            api.recall(order.id, [offer.person_id], by=actor)
        assert "recall_right_live" in error.value.missing


def test_declining_a_recall_keeps_the_right(world: World) -> None:
    offer, right, farmer = worked(world)
    order = next(order for order in world.next_season() if order.employer_id == offer.employer_id)
    with world.by(farmer) as actor:
        made = api.recall(order.id, [offer.person_id], by=actor)
    with world.by(world.worker(offer.application)) as actor:
        api.decline_offers([made[0].id], by=actor)
        assert [row.id for row in api.recall_rights(actor, live=True)] == [right.id]
        assert api.application_of(actor.person_id, actor).state == "on_roster"


def test_an_employer_grants_itself_no_right(world: World) -> None:
    offer, _right, farmer = worked(world)
    claim = api.RecallGrant(offer.person_id, offer.employer_id, "law", "must", today() + timedelta(days=30))
    with world.by(farmer) as actor, pytest.raises(NotAllowed):
        api.grant_recall([claim], by=actor)


# Appeals


def ineligible(world: World) -> Any:
    application = world.applied(1, document_kind="", document_number="", document_until=None)[0]
    with world.by(world.officer) as actor:
        return api.assess([application.id], by=actor)[0]


def test_an_appeal_is_heard_by_somebody_else(world: World) -> None:
    world.roster(2, experience_months=0)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids[:1], **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    row = ineligible(world)
    worker = world.worker(row)
    with world.by(worker) as actor:
        with refused("words_missing"):
            api.appeal(row.id, "  ", by=actor)
        lodged = api.appeal(row.id, "My passport is at the office.", by=actor)
        with refused("appeal_open"):
            api.appeal(row.id, "Again", by=actor)
        assert lodged.words() == "My passport is at the office."
        assert b"passport" not in bytes(lodged.sealed_words)
    with world.by(world.officer) as actor, pytest.raises(NotAllowed):
        api.answer_appeal(lodged.id, "take_up", by=actor)
    with world.by(world.approver) as actor:
        api.answer_appeal(lodged.id, "take_up", by=actor)
        with refused("guard_missing"):
            api.answer_appeal(lodged.id, "dismiss", reason="No", remedy="", by=actor)
        done = api.answer_appeal(lodged.id, "uphold", reason="The passport was seen.", by=actor)
        assert (done.state, api.application_of(row.person_id, actor).state) == ("upheld", "on_roster")


def test_who_decided_the_round_does_not_hear_the_appeal(by_points: World) -> None:
    by_points.roster(8)
    with by_points.by(by_points.officer) as actor:
        round_ = api.open_round(by_points.season.id, by_points.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
        by_points.close(round_)
    with by_points.by(by_points.approver) as actor:
        api.decide(round_.id, by=actor)
    with by_points.by(by_points.publisher) as actor:
        api.publish(round_.id, by=actor)
    with acting(SYSTEM, "test"):
        row = Application.objects.filter(state="reserve").first()
        assert row is not None
        Application.objects.filter(id=row.id).update(
            state="not_selected",
            decider="selection",
            reason="fewer_points",
            remedy="appeal",
            decided_by=by_points.approver.account.id,
            appeal_until=today(),
        )
    with by_points.by(by_points.worker(row)) as actor:
        lodged = api.appeal(row.id, "I worked longer than the file says.", by=actor)
    for who in (by_points.approver, by_points.publisher):
        with by_points.by(who) as actor, pytest.raises(StepRefused) as error:
            api.answer_appeal(lodged.id, "take_up", by=actor)
        assert error.value.missing == ("other_decider",)


def test_an_appeal_out_of_time_is_refused(world: World) -> None:
    row = ineligible(world)
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=row.id).update(appeal_until=today() - timedelta(days=1))
    with world.by(world.worker(row)) as actor, refused("too_late"):
        api.appeal(row.id, "Late", by=actor)


def test_an_employer_never_sees_an_appeal(world: World) -> None:
    row = ineligible(world)
    with world.by(world.worker(row)) as actor:
        api.appeal(row.id, "Mine", by=actor)
    with acting(SYSTEM, "test"):
        access.give([row.person_id], scope_id=world.employers[0].scope_id, level=access.CANDIDATE, why="test")
    with world.by(world.farmers[0]) as actor:
        assert api.Appeal.objects.count() == 0
        assert list(api.appeals(actor)) == []
