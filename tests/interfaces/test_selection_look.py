"""The pages of a selection in a browser: no barrier that axe finds, nothing wider than a phone, in two directions."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.selection import api
from corridor.stages.selection.models import Application
from corridor.stages.selection.services.common import today
from tests.harness.people import Member
from tests.harness.season import World, announced, build, opened
from tests.stages.selection.test_interviews import begun, candidate, plan

pytestmark = pytest.mark.browser


@pytest.fixture
def look(live: str, new_page: Callable[..., Any]) -> Callable[[Member, str], None]:
    """Opens a page as somebody on a phone, in English and Arabic, and asks what is wrong with it."""

    def at(member: Member, path: str) -> None:
        cookie = member.client().cookies[settings.SESSION_COOKIE_NAME].value
        page = new_page(viewport={"width": 360, "height": 740})
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        for language in ("en", "ar"):
            assert page.goto(f"{live}/{language}/{path}").status == 200
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            found = Axe().run(page).response["violations"]
            assert [f"{path}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in found] == []
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide} px too wide in {language}"

    return at


def test_a_round_at_the_office_and_at_the_farm(look: Callable[[Member, str], None]) -> None:
    world: World = build()
    world.roster(12)
    look(world.officer, f"office/rounds/open/{world.season.id}/")
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    look(world.officer, "office/rounds/")
    look(world.officer, f"office/rounds/{round_.id}/")
    with world.by(world.officer) as actor:
        api.close_inputs(round_.id, by=actor)
    look(world.approver, f"office/rounds/{round_.id}/")
    look(world.stranger, f"rounds/{round_.id}/")
    world.enter_value(round_)
    with world.by(world.officer) as actor:
        api.send_shortlists(round_.id, by=actor)
    look(world.farmers[0], f"employer/candidates/{round_.id}/{world.order_ids[0]}/")
    look(world.farmers[0], f"employer/candidates/{round_.id}/{world.order_ids[0]}/interviews/")


def test_an_interview_on_three_screens_and_an_order_filled_from_its_page(look: Callable[[Member, str], None]) -> None:
    world: World = build()
    world.roster(12)
    order = world.order_ids[0]
    look(world.officer, f"office/orders/{order}/")
    round_ = world.shortlisted()
    with world.by(world.farmers[0]) as actor:
        listed = [sheet.application_id for sheet in api.shortlist(round_.id, order, actor=actor)]
        found = api.invite(round_.id, order, listed[:2], plan(), by=actor)[0]
    worker = candidate(world, found)
    look(worker, f"worker/interviews/{found.id}/")
    look(world.farmers[0], f"employer/candidates/interviews/{found.id}/")
    look(world.farmers[0], f"employer/candidates/{round_.id}/{order}/")
    begun(found)
    look(world.farmers[0], f"employer/candidates/interviews/{found.id}/")
    with world.by(world.farmers[0]) as actor:
        api.miss_interview(found.id, by=actor)
    look(worker, f"worker/interviews/{found.id}/")
    look(worker, "worker/")
    look(world.officer, f"office/orders/{order}/interviews/")
    world.answered(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    with world.by(world.officer) as actor:
        offer = next(offer for offer in api.make_offers(round_id=round_.id, by=actor) if offer.order_id == order)
    with world.by(world.worker(offer.application)) as actor:
        api.decline_offers([offer.id], by=actor)
    look(world.officer, f"office/orders/{order}/")
    look(world.officer, "office/")
    look(world.farmers[0], f"employer/orders/{order}/")


def test_what_a_worker_can_get_and_asks_for(look: Callable[[Member, str], None]) -> None:
    world: World = build("points")
    world.roster(30, experience_months=12)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    opened(world.season, world.employers, [1, 1])
    opened(world.season, world.employers, [1, 1], languages={"eng": 2}, skills=["pruning"])
    opened(world.season, world.employers, [1, 1], languages={"eng": 3})
    with acting(SYSTEM, "test"):
        left = Application.objects.filter(state__in=["reserve", "not_selected"]).order_by("id").first()
        assert left is not None
        Application.objects.filter(id=left.id).update(roster_until=today() + timedelta(days=40))
    worker = world.worker(left)
    here = f"worker/applications/{left.id}"
    for path in ("work/", "work/?show=not-yet", "chance/", "ask/extension/", "ask/occupation/", ""):
        look(worker, f"{here}/{path}")
    with world.by(worker) as actor:
        request = api.ask(left.id, "extension", "I want to go in the next season.", by=actor)
    look(worker, f"{here}/")
    look(worker, f"worker/applications/requests/{request.id}/withdraw/")
    look(world.officer, "office/rounds/requests/")
    look(world.officer, f"office/rounds/requests/{request.id}/")


def test_the_worker_s_result_and_offer_and_the_recall(look: Callable[[Member, str], None]) -> None:
    world: World = build()
    world.roster(12)
    offer = world.offered()[0]
    worker = world.worker(offer.application)
    look(worker, f"worker/applications/{offer.application_id}/")
    look(worker, f"worker/offers/{offer.id}/")
    look(world.stranger, "rounds/")
    look(world.stranger, f"rounds/{offer.round_id}/")
    look(world.approver, f"office/rounds/{offer.round_id}/")
    look(world.approver, "office/rounds/files/")
    look(world.officer, f"office/rounds/{offer.round_id}/results/")
    look(world.approver, "office/rounds/offers/")
    last = today() + timedelta(days=300)
    with world.by(world.officer) as actor:
        claim = (offer.person_id, offer.employer_id, "custom", "may", last, uuid.uuid4())
        api.grant_recall([api.RecallGrant(*claim)], by=actor)
    farmer = next(f for e, f in zip(world.employers, world.farmers, strict=True) if e.id == offer.employer_id)
    look(farmer, "employer/candidates/recall/")
