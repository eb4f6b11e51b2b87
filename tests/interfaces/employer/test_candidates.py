"""What an employer sees of a candidate, and its one answer; calling back (principles 6 and 11)."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.services.common import today
from tests.harness.season import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


def at(name: str, **where: Any) -> str:
    return reverse(f"employer:candidates-{name}", kwargs=where)


def press(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data}, follow=True)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_sheet_shows_what_a_canary_can_do_and_nothing_else_of_them(world: World) -> None:
    people = world.register(
        1,
        name="Canary Sheet",
        birth="1987-04-23",
        sex="F",
        district="CanaryDistrict",
        town="CanaryTown",
        phone="+573009998877",
        document_number="CANARYDOC77",
        email="canary@example.org",
        nationality="CO",
        experience_months=24,
    )
    with world.by(world.counsellor) as actor:
        registry.set_skills({people[0].id: ["harvest"]}, by=actor)
        registry.complete(people[0].id, {"next_of_kin": "CanaryHusband"}, by=actor)
        application = api.apply_for([people[0].id], world.scheme.id, by=actor)[0]
    with world.by(world.officer) as actor:
        api.assess([application.id], by=actor)
    world.roster(20)
    round_ = world.shortlisted()
    farmer = world.farmers[0].client()
    html = said(farmer.get(at("choose", round_id=round_.id, order_id=world.order_ids[0])))
    assert "Canary Sheet" in html
    assert people[0].file_number in html
    assert "Harvesting by hand" in html
    assert "24 months" in html
    hidden = (
        *("1987", "39 years", "CanaryDistrict", "CanaryTown", "3009998877", "CANARYDOC77", "canary@example.org"),
        *("CanaryHusband", "Woman", "Colombia", "<img"),
    )
    assert [text for text in hidden if text in html] == []
    for field in ("photo", "birth", "marital", "gender", "children", "nationality"):
        assert not re.search(rf'(name|data-label|id)="[^"]*{field}', html, re.I), field


def test_an_employer_answers_once_with_places_and_reasons(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    farmer = world.farmers[0].client()
    url = at("choose", round_id=round_.id, order_id=world.order_ids[0])
    assert world.orders[0].number in said(farmer.get(at("list")))
    with world.by(world.farmers[0]) as actor:
        listed = [sheet.application_id for sheet in api.shortlist(round_.id, world.order_ids[0], actor=actor)]
    names = [f"c-{each}" for each in listed]
    page = press(farmer, url, **{names[0]: "place-1", names[1]: "place-1"})
    assert "both have place 1" in said(page)
    assert "has no answer yet" in said(page)
    answers = {names[0]: "place-2", names[1]: "place-1", **dict.fromkeys(names[2:], "experience_too_short")}
    assert "Sent." in said(press(farmer, url, **answers))
    page = said(press(farmer, url, **answers))
    assert "You have answered." in page
    assert "Less experience in this work than those chosen" in page
    with world.by(world.farmers[0]) as actor:
        picks = {s.application_id: s.pick for s in api.shortlist(round_.id, world.order_ids[0], actor=actor) if s.pick}
        assert picks == {listed[1]: 1, listed[0]: 2}


def test_another_employer_finds_nothing(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    stranger = world.farmers[1].client()
    assert stranger.get(at("choose", round_id=round_.id, order_id=world.order_ids[0])).status_code == 404


def test_last_season_s_workers_are_invited_again_or_refused_with_a_reason(world: World) -> None:
    world.roster(20)
    offers = world.offered()
    own = [offer for offer in offers if offer.employer_id == world.employers[1].id]
    for offer in own:
        with world.by(world.worker(offer.application)) as actor:
            api.accept_offers([offer.id], by=actor)
    with world.by(world.officer) as actor:
        api.grant_recall(
            [
                api.RecallGrant(
                    o.person_id, o.employer_id, "custom", "may", today() + timedelta(days=400), uuid.uuid4()
                )
                for o in own
            ],
            by=actor,
        )
    orders = world.next_season()
    farmer = world.farmers[1].client()
    page = said(farmer.get(at("recall")))
    assert page.count("by the employer&#x27;s custom") == 3
    assert "Call back the ticked workers" in page
    with world.by(world.farmers[1]) as actor:
        rights = list(api.recall_rights(actor, live=True))
    url = at("recall-refuse", right_id=rights[0].id)
    assert "is not answered yet" in said(press(farmer, url))
    assert "Recorded." in said(press(farmer, url, reason="others_better_suited"))
    page = press(farmer, at("recall"), order=str(orders[1].id), person=[str(right.person_id) for right in rights[1:]])
    assert "2 workers have an offer." in said(page)
    assert "Tick at least one worker" in said(press(farmer, at("recall"), order=str(orders[1].id)))
