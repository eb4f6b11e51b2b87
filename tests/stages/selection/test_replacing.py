"""Alternates of one order and same-day replacement: by the published list, whatever became of the people meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox.models import Message
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, Offer, Round
from corridor.stages.selection.services.common import today
from tests.harness.season import World, announced, build, refused

STARTS_TOO_EARLY = "2027-03-20"


@pytest.fixture
def one(db: None) -> World:
    """Points decide over one order of two posts."""
    return build("points", posts=(2,))


def filled(world: World) -> list[Any]:
    """The order filled from its own page, to the offers; by points."""
    with world.by(world.officer) as actor:
        round_ = api.fill_order(world.order_ids[0], source="Lottery of Bogotá", by=actor)
        Round.objects.filter(id=round_.id).update(public_day=today())
    world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    with world.by(world.officer) as actor:
        return api.make_offers(round_id=round_.id, by=actor)


def order_of(world: World) -> Any:
    return demand.orders(SYSTEM).get(id=world.order_ids[0])


def listed(world: World) -> api.Vacancy:
    with world.by(world.officer) as actor:
        return api.vacancy(order_of(world), actor)


def decline(world: World, offer: Any) -> None:
    with world.by(world.worker(offer.application)) as actor:
        api.decline_offers([offer.id], by=actor)


def begins_soon(world: World) -> None:
    with acting(SYSTEM, "test"):
        demand.orders(SYSTEM).filter(id=world.order_ids[0]).update(start=today() + timedelta(days=5))


def test_one_press_opens_and_tries_a_round_over_one_order_with_its_protections(one: World) -> None:
    one.roster(6)
    with one.by(one.officer) as actor:
        round_ = api.fill_order(one.order_ids[0], source="Lottery of Bogotá", by=actor)
        assert (round_.state, round_.method) == ("trial", "points")
        assert round_.order_ids == [str(one.order_ids[0])]
        assert round_.public_source == "Lottery of Bogotá"
        assert round_.public_day == today() + timedelta(days=1)
        assert len(round_.commitment) == 64
        assert round_.seed == ""
        with refused("orders_in_round"):
            api.fill_order(one.order_ids[0], source="Another", by=actor)
    with one.by(one.approver) as actor, refused("not_allowed"):
        api.fill_order(one.order_ids[0], source="Lottery", by=actor)


def test_the_free_posts_go_to_the_next_on_the_list_in_its_order(one: World) -> None:
    one.roster(8)
    offers = filled(one)
    with one.by(one.officer) as actor, refused("no_post_free"):
        api.offer_next(one.order_ids[0], by=actor)
    waiting = listed(one).alternates
    assert [each.rank for each in waiting] == sorted(each.rank for each in waiting)
    assert len(waiting) == 6
    assert all(each.ready for each in waiting)
    for offer in offers:
        decline(one, offer)
    with one.by(one.officer) as actor:
        assert [(each.free, len(each.ready)) for each in api.open_vacancies(actor)] == [(2, 6)]
        made = api.offer_next(one.order_ids[0], by=actor)
        assert [offer.application_id for offer in made] == [each.application_id for each in waiting[:2]]
        assert {offer.expires_on for offer in made} == {today() + timedelta(days=7)}
        assert not any(offer.short for offer in made)
        assert api.open_vacancies(actor) == []
    decline(one, made[0])
    first, *others = listed(one).alternates
    assert (first.application_id, first.hindrance) == (made[0].application_id, "answered"), "asked once"
    with one.by(one.officer) as actor:
        again = api.offer_next(one.order_ids[0], by=actor)
    assert [offer.application_id for offer in again] == [others[1].application_id], "the second has the other offer"


def test_a_later_round_does_not_end_the_list_of_an_earlier_one(one: World) -> None:
    one.roster(8)
    offers = filled(one)
    before = [each.application_id for each in listed(one).alternates]
    other = one.next_season()[0]
    with one.by(one.officer) as actor:
        round_ = api.open_round(other.season_id, [other.id], **announced(), by=actor)
        api.try_round(round_.id, by=actor)
        api.close_inputs(round_.id, by=actor)
    with acting(SYSTEM, "test"):
        assert set(Application.objects.filter(id__in=before).values_list("state", flat=True)) == {"on_roster"}
    assert [each.application_id for each in listed(one).ready] == before
    decline(one, offers[0])
    with one.by(one.officer) as actor:
        made = api.offer_next(one.order_ids[0], by=actor)
    assert [offer.application_id for offer in made] == before[:1]
    one.enter_value(round_)
    with one.by(one.approver) as actor:
        api.decide(round_.id, by=actor)
    with one.by(one.publisher) as actor:
        api.publish(round_.id, by=actor)
    with acting(SYSTEM, "test"):
        obtained = set(
            api.results(round_.id, SYSTEM).filter(reason="obtained").values_list("application_id", flat=True)
        )
    decline(one, made[0])
    with acting(SYSTEM, "test"):
        state = Application.objects.get(id=made[0].application_id).state
    assert state == ("selected" if made[0].application_id in obtained else "on_roster")


def test_saying_no_to_a_free_post_does_not_cost_the_place_that_a_later_round_gave(one: World) -> None:
    one.roster(3)
    offers = filled(one)
    other = one.next_season()[0]
    with one.by(one.officer) as actor:
        round_ = api.open_round(other.season_id, [other.id], **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    one.close(round_)
    decline(one, offers[0])
    with one.by(one.officer) as actor:
        made = api.offer_next(one.order_ids[0], by=actor)
    with one.by(one.approver) as actor:
        api.decide(round_.id, by=actor)
    with one.by(one.publisher) as actor:
        api.publish(round_.id, by=actor)
    decline(one, made[0])
    with one.by(one.officer) as actor:
        assert api.applications(actor, state="selected").get().id == made[0].application_id
        assert [offer.order_id for offer in api.make_offers(round_id=round_.id, by=actor)] == [other.id]


def test_an_urgent_offer_gives_a_day_and_costs_who_does_not_answer_nothing(one: World) -> None:
    one.roster(6)
    offers = filled(one)
    decline(one, offers[0])
    first, second, *_others = listed(one).ready
    with one.by(one.officer) as actor, refused("not_soon"):
        api.offer_next(one.order_ids[0], short=True, by=actor)
    begins_soon(one)
    with one.by(one.officer) as actor:
        made = api.offer_next(one.order_ids[0], short=True, by=actor)[0]
    assert made.application_id == first.application_id
    assert made.short
    assert made.expires_on == today() + timedelta(days=1)
    with acting(SYSTEM, "test"):
        Offer.objects.filter(id=made.id).update(expires_on=today() - timedelta(days=1))
        assert api.lapse_offers(by=SYSTEM) == 1
    order = [each.application_id for each in listed(one).ready]
    assert order[0] == second.application_id
    assert order[-1] == first.application_id, "who did not answer comes last, and is still there"


def test_who_does_not_meet_a_rule_today_is_passed_over_told_once_and_keeps_the_place(one: World) -> None:
    one.roster(6)
    offers = filled(one)
    first, second, *_others = listed(one).ready
    with one.by(one.counsellor) as actor:
        registry.complete(first.person.id, {"available_until": STARTS_TOO_EARLY}, by=actor)
    row = next(each for each in listed(one).alternates if each.application_id == first.application_id)
    assert (row.hindrance, bool(row.missing)) == ("rule", True)
    for offer in offers:
        decline(one, offer)
        with one.by(one.officer) as actor:
            api.offer_next(one.order_ids[0], by=actor)
    with acting(SYSTEM, "test"):
        application = Application.objects.get(id=first.application_id)
        assert application.failures
        assert application.state == "reserve"
    assert [sent for sent in told(first.person.id) if sent == "selection.alternate_blocked"] == [
        "selection.alternate_blocked"
    ]
    with acting(SYSTEM, "test"):
        assert Offer.objects.filter(application_id=second.application_id, state="made").exists()


def test_a_right_that_must_be_honoured_comes_before_the_list(one: World) -> None:
    one.roster(6)
    offers = filled(one)
    last = listed(one).ready[-1]
    claim = api.RecallGrant(last.person.id, one.employers[0].id, "law", "must", today() + timedelta(days=300))
    with one.by(one.officer) as actor:
        api.grant_recall([claim], by=actor)
    assert listed(one).ready[0].application_id == last.application_id
    decline(one, offers[0])
    with one.by(one.officer) as actor:
        assert api.offer_next(one.order_ids[0], by=actor)[0].application_id == last.application_id


def test_a_post_that_a_reserve_kept_goes_to_its_group_first(db: None) -> None:
    world = build("points", posts=(2,), reserves=[{"group": "women", "percent": 50}])
    best = world.roster(1, sex="F", experience_months=24)[0]
    world.roster(4, sex="M", experience_months=12)
    world.roster(1, sex="F", experience_months=1)
    offers = filled(world)
    woman, man = sorted(offers, key=lambda offer: offer.application_id != best.id)
    assert [each.kept for each in listed(world).ready] == [""] * 4, "the reserve is full"
    assert [each.rank for each in listed(world).ready] == [3, 4, 5, 6]
    decline(world, woman)
    ready = listed(world).ready
    assert [(each.rank, each.kept) for each in ready] == [(6, "women"), (3, ""), (4, ""), (5, "")]
    with world.by(world.officer) as actor:
        assert api.offer_next(world.order_ids[0], by=actor)[0].application_id == ready[0].application_id
    decline(world, man)
    with world.by(world.officer) as actor:
        assert api.offer_next(world.order_ids[0], by=actor)[0].application_id == ready[1].application_id


def test_a_contract_that_falls_through_frees_its_post_for_the_next(one: World) -> None:
    one.roster(5)
    offers = filled(one)
    for offer in offers:
        with one.by(one.worker(offer.application)) as actor:
            api.accept_offers([offer.id], by=actor)
    assert order_of(one).state == "filled"
    with acting(SYSTEM, "test"):
        api.release([offers[0].id], decider="The worker", reason="Did not come", remedy="None needed", by=SYSTEM)
    with one.by(one.officer) as actor:
        assert len(api.offer_next(one.order_ids[0], by=actor)) == 1


def test_the_employer_learns_how_many_and_others_nothing(one: World) -> None:
    one.roster(6)
    order = order_of(one)
    with one.by(one.farmers[0]) as actor:
        assert api.alternate_counts(order, actor) is None
    filled(one)
    with one.by(one.farmers[0]) as actor:
        assert api.alternate_counts(order, actor) == (4, 4)
        assert api.vacancy(order, actor).alternates == (), "not who"
        with refused("not_allowed"):
            api.offer_next(order.id, by=actor)


def test_an_office_of_another_scheme_finds_nothing(one: World) -> None:
    one.roster(6)
    offers = filled(one)
    decline(one, offers[0])
    two = build("points", posts=(1,), code="CO-ES-TWO", first=50)
    with two.by(two.officer) as actor:
        with refused("not_found"):
            api.offer_next(one.order_ids[0], by=actor)
        assert api.open_vacancies(actor) == []


def told(person_id: Any) -> list[str]:
    with acting(SYSTEM, "test"):
        return list(Message.objects.filter(person_id=person_id).values_list("code", flat=True))


def published(world: World) -> Any:
    """The order filled from its own page, to publication: the chosen have no offer yet."""
    with world.by(world.officer) as actor:
        round_ = api.fill_order(world.order_ids[0], source="Lottery of Bogotá", by=actor)
        Round.objects.filter(id=round_.id).update(public_day=today())
    world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    return round_


def test_the_chosen_have_their_offers_before_anybody_on_the_list(one: World) -> None:
    one.roster(6)
    round_ = published(one)
    with one.by(one.officer) as actor:
        assert api.open_vacancies(actor) == []
        with refused("chosen_first"):
            api.offer_next(one.order_ids[0], by=actor)
        assert api.offer_reserve(round_.id, by=actor) == []
        assert len(api.make_offers(round_id=round_.id, by=actor)) == 2


def test_a_post_that_stands_in_a_running_round_is_not_given_to_the_list(one: World) -> None:
    one.roster(8)
    offers = filled(one)
    for offer in offers:
        decline(one, offer)
    with one.by(one.officer) as actor:
        api.open_round(order_of(one).season_id, one.order_ids, **announced(), by=actor)
        with refused("orders_in_round"):
            api.offer_next(one.order_ids[0], by=actor)
        assert api.offer_reserve(offers[0].round_id, by=actor) == []
