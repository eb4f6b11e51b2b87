"""The worker's own way: apply, say what is wanted, read why, appeal, answer an offer."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from corridor.interfaces.worker.applications import compose as applications_compose
from corridor.interfaces.worker.applications.views import moved
from corridor.interfaces.worker.offers import compose as offers_compose
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from tests.harness.people import Member
from tests.harness.season import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


def at(name: str, **where: Any) -> str:
    return reverse(f"worker:{name}", kwargs=where)


def press(client: Client, url: str, key: uuid.UUID | None = None, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(key or uuid.uuid4()), **data}, follow=True)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def newcomer(world: World) -> Member:
    person = world.register(1)[0]
    with world.by(world.counsellor) as actor:
        return Member(registry.open_accounts([person.id], by=actor)[0], None)


def test_a_worker_applies_and_ranks_without_script(world: World) -> None:
    member = newcomer(world)
    client = member.client()
    page = said(client.get(at("applications-list")))
    assert "Seasonal farm work in Spain" in page
    url = at("applications-apply", scheme_id=world.scheme.id)
    assert "Age, sex, family, religion or looks give no points" in said(client.get(url))
    key = uuid.uuid4()
    page = press(client, url, key)
    press(client, url, key)
    assert "You have applied" in said(page)
    with world.by(member) as actor:
        row = api.application_of(actor.person_id, actor)
        assert len(api.applications_of(actor.person_id, actor)) == 1
    url = at("applications-wishes", application_id=row.id)
    first, second = (str(order) for order in world.order_ids)
    press(client, url, move=f"add:{first}")
    press(client, url, wish=[first], move=f"add:{second}")
    page = press(client, url, wish=[first, second], move=f"up:{second}")
    assert "Saved." in said(page)
    with world.by(member) as actor:
        assert api.application_of(actor.person_id, actor).ranking == [second, first]
    assert "Take out" in said(page)


def test_moving_wishes() -> None:
    a, b, c = (str(uuid.uuid4()) for _ in range(3))
    assert moved([a, b, c], f"up:{c}") == [a, c, b]
    assert moved([a, b, c], f"up:{a}") == [a, b, c]
    assert moved([a, b, c], f"down:{a}") == [b, a, c]
    assert moved([a, b, c], f"down:{c}") == [a, b, c]
    assert moved([a, b], f"add:{c}") == [a, b, c]
    assert moved([a, b], f"out:{a}") == [b]
    assert moved([a, b], "nonsense") == [a, b]
    assert moved([a, "'; drop"], f"add:{b}") == [a, b]


def test_a_rule_that_is_not_met_is_named_with_what_would_change_it_and_the_appeal(world: World) -> None:
    application = world.applied(1, document_kind="", document_number="", document_until=None)[0]
    with world.by(world.officer) as actor:
        api.assess([application.id], by=actor)
    member = world.worker(application)
    client = member.client()
    page = said(client.get(at("applications-page", application_id=application.id)))
    assert "Your passport must be valid until 31 August 2027" in page
    assert "Renew your passport" in page
    assert "Public Employment Service" in page
    assert "Ask the same office for a review" in page
    url = at("applications-appeal", application_id=application.id)
    assert "is missing" in said(press(client, url, words=""))
    page = press(client, url, words="It is at your office.")
    assert "Your appeal is here" in said(page)
    with world.by(member) as actor:
        assert [task.title for task in applications_compose.tasks(actor)] == ["Read your result"]


def test_why_with_rank_points_and_next_step_in_the_worker_s_language(world: World) -> None:
    applications = world.roster(20)
    offers = world.offered()
    chosen = {offer.application_id for offer in offers}
    without = next(row for row in applications if row.id not in chosen)
    client = world.worker(without).client()
    page = said(client.get(at("applications-page", application_id=without.id)))
    assert "Your place:" in page
    assert "points" in page
    assert "What now:" in page
    assert "How the points were counted" in page
    with override("ar"):
        page = said(client.get(at("applications-page", application_id=without.id)))
        assert 'dir="rtl"' in page
        assert "What now:" not in page


def test_an_offer_is_read_and_accepted_once(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    member = world.worker(offer.application)
    client = member.client()
    with world.by(member) as actor:
        assert [task.button for task in offers_compose.tasks(actor)] == ["Open my offer"]
    page = said(client.get(at("offers-page", offer_id=offer.id)))
    assert "1,323" in page
    assert "You pay nothing" in page
    assert "Saying no costs nothing" in page
    key, url = uuid.uuid4(), at("offers-accept", offer_id=offer.id)
    assert page.index("Accept this offer") < page.index("All terms"), "the answer stands before the terms"
    asked = said(client.get(url))
    for told in ("Do you accept this offer?", "1,323", "You pay nothing", "Hours of work a week"):
        assert told in asked, told
    with world.by(member) as actor:
        assert api.offer(offer.id, actor).state == "made", "asking decides nothing"
    for _again in range(5):
        page = press(client, url, key)
    assert "You have accepted" in said(page)
    with world.by(member) as actor:
        row = api.offer(offer.id, actor)
        assert (row.state, row.shown_language) == ("accepted", "en")
    page = press(client, url)
    assert "not possible now" in said(page) or "changed in the meantime" in said(page)


def test_saying_no_costs_nothing(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    member = world.worker(offer.application)
    client = member.client()
    url = at("offers-decline", offer_id=offer.id)
    assert "counts nowhere" in said(client.get(url))
    assert "You have said no" in said(press(client, url))
    with world.by(member) as actor:
        assert api.application_of(actor.person_id, actor).state == "on_roster"


def test_another_worker_s_pages_do_not_exist(world: World) -> None:
    applications = world.roster(20)
    offer = world.offered()[0]
    other = next(row for row in applications if row.id != offer.application_id)
    client = world.worker(other).client()
    for url in (
        at("offers-page", offer_id=offer.id),
        at("applications-page", application_id=offer.application_id),
        at("applications-wishes", application_id=offer.application_id),
        at("applications-appeal", application_id=offer.application_id),
    ):
        assert client.get(url).status_code == 404, url


def test_milestones_say_the_points_in_words(world: World) -> None:
    world.roster(20)
    offer = world.offered()[0]
    with world.by(world.worker(offer.application)) as actor:
        found = applications_compose.milestones(actor)
        assert [str(each.title) for each in found] == ["Applied", "On the roster", "Chosen"]
        assert "points" in str(found[2].note)
        assert offers_compose.milestones(actor)[0].state == "now"
