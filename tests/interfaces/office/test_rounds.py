"""A round on the screens of the office, each step by whose step it is."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from corridor.foundation.accounts import manage
from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.office.rounds import compose
from corridor.interfaces.office.rounds.views import offer_steps, steps_of
from corridor.stages.selection import api
from corridor.stages.selection.services.common import today
from tests.harness.people import Member, member, office
from tests.harness.season import World, announced, build


@pytest.fixture
def world(db: None) -> World:
    return build()


def at(name: str, **where: Any) -> str:
    return reverse(f"office:rounds-{name}", kwargs=where)


def press(client: Client, url: str, key: uuid.UUID | None = None, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(key or uuid.uuid4()), **data}, follow=True)


def opening(orders: list[uuid.UUID]) -> dict[str, Any]:
    """The form that opens a round over orders, its public value of today."""
    day = today()
    return {
        "orders": [str(order) for order in orders],
        "source": "Lottery of Bogotá",
        "source_day_day": day.day,
        "source_day_month": day.month,
        "source_day_year": day.year,
    }


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_round_from_the_first_check_to_the_offers(world: World) -> None:
    world.applied(20)
    officer, approver, publisher = world.officer.client(), world.approver.client(), world.publisher.client()
    assert "20 new applications" in said(officer.get(at("list")))
    assert "20 people are on the roster." in said(press(officer, at("assess")))
    assert "File" in said(officer.get(at("roster") + "?state=on_roster"))
    page = officer.get(at("open-season", season_id=world.season.id))
    assert all(order.number in said(page) for order in world.orders)
    page = press(officer, at("open-season", season_id=world.season.id), **opening(world.order_ids))
    assert "its draw is sealed" in said(page)
    with world.by(world.officer) as actor:
        round_ = api.rounds(actor).get()
    step = lambda action: at("step", round_id=round_.id, action=action)  # noqa: E731
    assert round_.commitment in said(page)
    assert "Try the round" in said(page)
    page = press(officer, step("try"))
    assert "What the trial gives" in said(page)
    assert "Methods side by side" in said(page)
    stable = re.search(r"Points, with wishes kept</th>(.*?)</tr>", said(page))
    assert stable is not None
    placed, _points, wish, passed_over, *_sexes = re.findall(r"<td[^>]*>(.*?)</td>", stable[1])
    assert (placed, wish, passed_over) == ("5", "–", "0")
    assert "Most points in total</th>" in said(page)
    assert "hidden" in said(page) or "Share placed" in said(page)
    page = press(officer, step("close_inputs"))
    assert "Closed." in said(page)
    assert "Send the shortlists" not in said(page)
    assert "have not entered the same public value" in said(press(officer, step("send_shortlists")))
    value = at("value", round_id=round_.id)
    assert "A second person must enter the same" in said(press(officer, value, value=" 04 12  23"))
    assert "not what the first person entered" in said(press(approver, value, value="04 12 24"))
    assert "04 12 23" not in said(approver.get(at("round", round_id=round_.id))), "the second looks it up, too"
    assert "Entered by two people" in said(press(approver, value, value="04 12 23"))
    assert "Sent." in said(press(officer, step("send_shortlists")))
    assert "Decide from the employers" not in said(approver.get(at("round", round_id=round_.id)))
    world.answered(round_)
    assert "Decide from the employers" in said(approver.get(at("round", round_id=round_.id)))
    assert "Decided and checked" in said(press(approver, step("decide_from_choices")))
    assert "Publish the round" not in said(approver.get(at("round", round_id=round_.id)))
    assert "somebody other" in said(press(approver, step("publish")))
    page = press(publisher, step("publish"))
    assert "Published." in said(page)
    with world.by(world.officer) as actor:
        assert api.round(round_.id, actor).seed in said(page)
    results = said(officer.get(at("results", round_id=round_.id)))
    assert "Every result and its reason" in results
    assert "What now:" in results
    assert "Make the offers" in said(officer.get(at("round", round_id=round_.id)))
    key = uuid.uuid4()
    press(officer, step("offer"), key)
    press(officer, step("offer"), key)
    with world.by(world.officer) as actor:
        assert api.offers(actor, state="made").count() == 5
    assert "Withdraw" in said(approver.get(at("offers")))


def test_orders_of_a_running_round_are_named_and_not_offered(world: World) -> None:
    world.roster(6)
    one, *others = world.order_ids
    officer, url = world.officer.client(), at("open-season", season_id=world.season.id)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, [one], **announced(), by=actor)
    page = said(officer.get(url))
    assert f'value="{one}"' not in page
    assert all(f'value="{order}"' in page for order in others)
    assert "Not here, because they are in a round" in page
    assert at("round", round_id=round_.id) in page
    assert "entered another round" in said(press(officer, url, **opening([one])))
    press(officer, url, **opening(others))
    page = said(officer.get(url))
    assert "Every open job order of this season is in a round already." in page
    assert "Open the round<" not in page
    assert "already" in said(officer.get(at("open")))


def test_a_press_by_the_wrong_role_changes_nothing(world: World) -> None:
    world.roster(6)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
    page = press(world.approver.client(), at("step", round_id=round_.id, action="try"))
    assert "Your role does not allow this" in said(page)
    assert world.farmers[0].client().get(at("list")).status_code == 403
    assert world.counsellor.client().get(at("round", round_id=round_.id)).status_code == 403


def test_withdrawing_and_cancelling_ask_for_decider_reason_and_remedy(world: World) -> None:
    world.roster(6)
    offer = world.offered()[0]
    approver = world.approver.client()
    url = at("offer-withdraw", offer_id=offer.id)
    assert "Reason" in said(press(approver, url, decider="Ministry", reason="", remedy="Appeal"))
    page = press(approver, url, decider="Ministry", reason="Fire at the farm", remedy="Appeal to the ministry")
    assert "The offer is taken back" in said(page)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
    page = press(approver, at("cancel", round_id=round_.id), decider="Ministry", reason="Storm", remedy="A new round")
    assert "The round is cancelled" in said(page)
    assert "Storm" in said(page)


def test_offers_past_their_last_day_are_ended_by_a_press(world: World) -> None:
    world.roster(6)
    offers = world.offered()
    with acting(SYSTEM, "test"):
        api.Offer.objects.filter(id=offers[0].id).update(expires_on=today() - timedelta(days=1))
    officer = world.officer.client()
    assert "1 offer is past its last day" in said(officer.get(at("offers")))
    assert "Ended, without penalty" in said(press(officer, at("offers-lapse")))
    with world.by(world.officer) as actor:
        assert api.offer(offers[0].id, actor).state == "lapsed"
        assert api.offers(actor, state="made").count() == len(offers) - 1


def test_an_appeal_is_heard_on_the_screen(world: World) -> None:
    application = world.applied(1, document_kind="", document_number="", document_until=None)[0]
    with world.by(world.officer) as actor:
        api.assess([application.id], by=actor)
    with world.by(world.worker(application)) as actor:
        lodged = api.appeal(application.id, "My passport is at your office.", by=actor)
    approver, url = world.approver.client(), at("appeal", appeal_id=lodged.id)
    page = said(approver.get(at("appeals")))
    assert "Admission to the roster" in page
    page = said(approver.get(url))
    assert "My passport is at your office." in page
    assert "Renew your passport" in page
    assert "It is yours to hear" in said(press(approver, url, action="take_up"))
    assert "Give the reason" in said(press(approver, url, action="dismiss"))
    assert "Upheld" in said(press(approver, url, action="uphold", reason="It was seen."))
    assert world.officer.client().get(url).status_code == 403


def test_the_trial_page_asks_a_bounded_number_of_queries(world: World, django_assert_max_num_queries: Any) -> None:
    world.roster(60)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    officer = world.officer.client()
    with django_assert_max_num_queries(45):
        officer.get(at("round", round_id=round_.id))
    with django_assert_max_num_queries(45):
        officer.get(at("roster"))


def test_a_past_season_leaves_no_offers_to_make(world: World) -> None:
    world.roster(6)
    world.published()
    with world.by(world.officer) as actor:
        row = api.rounds(actor).get()
        assert [step.action for step in offer_steps(row, actor)] == ["offer"]
        assert any("round" in str(task.title) for task in compose.tasks(actor))
    with acting(SYSTEM, "test"):
        over = {"starts_on": today() - timedelta(days=200), "ends_on": today() - timedelta(days=1)}
        type(row.season).objects.filter(id=row.season_id).update(**over)
    with world.by(world.officer) as actor:
        assert offer_steps(api.rounds(actor).get(), actor) == []
        assert not any("round" in str(task.title) for task in compose.tasks(actor))


def test_buttons_are_for_whoever_holds_the_permission_in_this_scheme(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    account = member("statistician").account
    with acting(SYSTEM, "test"):
        for role, scope in (("approver", world.scheme.scope_id), ("officer", office().scope)):
            manage.give_role(account, role, scope=scope, by=SYSTEM)
    with world.by(Member(account, None)) as actor:
        row = api.round(round_.id, actor)
        row.state = "trial"
        assert actor.can("selection.run_round")
        assert "try" not in {step.action for step in steps_of(row, actor)}
    with world.by(world.officer) as actor:
        assert "try" in {step.action for step in steps_of(row, actor)}


def test_a_trial_says_what_each_reserve_and_ceiling_costs(db: None) -> None:
    source = {"basis": "agreement", "source": "Agreement, art. 5"}
    world = build(
        "points",
        posts=(12, 12),
        regions=("Huelva", "Murcia"),
        reserves=[{"group": "women", "percent": 10}],
        ceilings=[
            {"kind": "region", "of": "Huelva", "limit": 1, **source},
            {"kind": "scheme", "limit": 2, **source},
        ],
    )
    world.roster(30)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        tried = api.try_round(round_.id, by=actor)
    rows = {(row.kind, row.name): row for row in tried.ruled}
    assert set(rows) == {("", ""), ("reserve", "women"), ("region", "Huelva"), ("scheme", "")}
    assert (rows["", ""].placed, rows["scheme", ""].placed) == (2, 13)
    assert rows["scheme", ""].moved >= 11
    few = rows["region", "Huelva"]  # at most two are placed with it and two without it: fewer than ten people
    assert few.moved == 0 or few == type(few)("region", "Huelva", None, None, None, None)
    page = said(world.officer.client().get(at("round", round_id=round_.id)))
    assert "What each rule costs" in page
    assert "Without the reserve: Women" in page
    assert "Without: Ceiling for a region: Huelva" in page
    assert "Ceiling for a region: Huelva: at most 1 (Agreement, art. 5)" in page
    assert "Most points in total</th>" not in page
    public = said(Client().get(reverse("public:rounds-round", args=[round_.id]), follow=True))
    assert "Ceiling for the whole scheme: at most 2 (Agreement, art. 5)" in public


def test_a_trial_of_a_scheme_without_reserves_and_ceilings_has_no_such_table(db: None) -> None:
    world = build("points", posts=(2,), reserves=[])
    world.roster(3)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        assert api.try_round(round_.id, by=actor).ruled == ()
    assert "What each rule costs" not in said(world.officer.client().get(at("round", round_id=round_.id)))
