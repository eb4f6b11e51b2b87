"""One open order filled from its own page: the round, the offers, and the next on the list on the same day."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.office.orders import compose
from corridor.interfaces.office.rounds import compose as rounds
from corridor.stages.demand import api as demand
from corridor.stages.selection import api
from corridor.stages.selection.models import Round
from corridor.stages.selection.services.common import today
from tests.harness.season import World, build


@pytest.fixture
def world(db: None) -> World:
    return build("points", posts=(2, 1))


def at(name: str, world: World) -> str:
    return reverse(f"office:orders-{name}", args=[world.order_ids[0]])


def press(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data}, follow=True)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def decided(world: World) -> Any:
    """The round of the order, closed, decided and published."""
    with world.by(world.officer) as actor:
        round_ = api.rounds(actor).get()
        Round.objects.filter(id=round_.id).update(public_day=today())
    world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        return api.publish(round_.id, by=actor)


def decline_one(world: World) -> None:
    with world.by(world.officer) as actor:
        offer = api.offers(actor, state="made")[0]
    with world.by(world.worker(offer.application)) as actor:
        api.decline_offers([offer.id], by=actor)


def test_an_order_is_filled_from_its_page_and_a_free_post_goes_to_the_next(world: World) -> None:
    world.roster(8)
    officer = world.officer.client()
    page = said(officer.get(at("order", world)))
    assert "2 of 2 posts are free." in page
    assert page.count('class="button"') == 1, "one filled button"
    assert "Fill this order" in page
    page = said(press(officer, at("fill", world)))
    assert "What the trial gives" in page, "one press from the order to a tried round"
    page = said(officer.get(at("order", world)))
    assert "Go on with the round" in page
    assert "Fill this order" not in page
    assert "in a round that runs" in said(press(officer, at("fill", world)))
    decided(world)
    assert "Make the offers" in said(officer.get(at("order", world)))
    page = said(press(officer, at("offer", world)))
    assert "The offers are out." in page
    assert "0 of 2 posts are free." in page
    assert "6 people on the reserve list could start." in page
    assert "Offer now" not in page
    with world.by(world.officer) as actor:
        assert [task for task in compose.tasks(actor) if "free posts" in str(task.title)] == []
    decline_one(world)
    with world.by(world.officer) as actor:
        task = next(task for task in compose.tasks(actor) if "free posts" in str(task.title))
        tasks = [str(task.button) for task in rounds.tasks(actor)]
    assert "1 post is free · 6 alternates are ready" in task.text
    assert "Offer the free posts to the next" not in tasks, "said once, of the order"
    page = said(officer.get(at("order", world)))
    assert "Offer the free post to the next" in page
    assert "Urgent" not in page, "the work begins in months"
    assert "work does not begin within two weeks" in said(press(officer, at("next", world), action="short"))
    page = said(press(officer, at("next", world), action="usual"))
    assert "The next on the list has the offer." in page
    assert "No post of this job order is free" in said(press(officer, at("next", world), action="usual"))


def test_work_that_begins_soon_is_offered_until_tomorrow(world: World) -> None:
    world.roster(8)
    officer = world.officer.client()
    press(officer, at("fill", world))
    decided(world)
    press(officer, at("offer", world))
    decline_one(world)
    with acting(SYSTEM, "test"):
        demand.orders(SYSTEM).filter(id=world.order_ids[0]).update(start=today() + timedelta(days=3))
    assert "Urgent: answer by" in said(officer.get(at("order", world)))
    page = said(press(officer, at("next", world), action="short"))
    assert "The next on the list has the offer." in page
    assert "urgent" in page


def test_who_only_reads_orders_sees_no_person_and_presses_nothing(world: World) -> None:
    world.roster(8)
    officer = world.officer.client()
    press(officer, at("fill", world))
    decided(world)
    press(officer, at("offer", world))
    decline_one(world)
    two = build("points", posts=(1,), code="CO-ES-TWO", first=50)
    for other in (two.officer,):
        page = said(other.client().get(at("order", world)))
        assert "Filling the posts" not in page
        assert "Worker " not in page
        assert press(other.client(), at("next", world), action="usual").status_code in (403, 404, 200)
    with world.by(world.officer) as actor:
        assert api.offers(actor, state="made").count() == 1
    assert "Offer now" not in said(world.approver.client().get(at("order", world)))
