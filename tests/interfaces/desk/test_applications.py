"""Applying on a person's behalf, and reading the reasons together."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.desk.applications import compose
from corridor.stages.selection import api
from corridor.stages.selection.models import Application
from corridor.stages.selection.services.common import today
from tests.harness.season import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


def at(name: str, **where: Any) -> str:
    return reverse(f"desk:applications-{name}", kwargs=where)


def press(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data}, follow=True)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_counsellor_applies_with_the_person_s_wishes(world: World) -> None:
    person = world.register(1)[0]
    client = world.counsellor.client()
    url = at("apply", person_id=person.id)
    assert world.orders[0].number in said(client.get(url))
    page = press(client, url, scheme=str(world.scheme.id), wish_0=str(world.order_ids[1]))
    assert "Applied." in said(page)
    with world.by(world.counsellor) as actor:
        assert api.application_of(person.id, actor).ranking == [str(world.order_ids[1])]
        panel = compose.panels(person.id, actor)[0]
        assert "Seasonal farm work in Spain" in render_to_string(panel.template, panel.context)
    assert world.stranger.client().get(url).status_code == 404


def test_a_request_about_the_roster_is_written_down_for_the_person(world: World) -> None:
    application = world.roster(1)[0]
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=application.id).update(roster_until=today() + timedelta(days=30))
    client = world.counsellor.client()
    page = said(client.get(at("page", application_id=application.id)))
    assert "Ask to stay longer" in page
    assert "Ask for other work" in page
    url = at("ask", application_id=application.id, kind="extension")
    page = said(press(client, url, words="The next season."))
    assert "The request is written down." in page
    assert "Ask to stay longer" not in page
    url = at("ask", application_id=application.id, kind="occupation")
    with world.by(world.counsellor) as actor:
        code = api.occupations_to_ask(api.application(application.id, actor))[0]
    assert "Choose one" in said(press(client, url, words="She has learnt it."))
    press(client, url, words="She has learnt it.", occupation=code)
    with world.by(world.counsellor) as actor:
        found = {each.kind: each for each in api.requests(actor)}
        assert found["occupation"].occupation_code == code
        assert found["extension"].words() == "The next season."
    assert world.stranger.client().get(url).status_code == 404
    assert client.get(at("ask", application_id=application.id, kind="a-rise")).status_code == 404


def test_the_reasons_are_read_together_and_an_appeal_written_down(world: World) -> None:
    application = world.applied(1, document_kind="", document_number="", document_until=None)[0]
    with world.by(world.officer) as actor:
        api.assess([application.id], by=actor)
    client = world.counsellor.client()
    page = said(client.get(at("page", application_id=application.id)))
    assert "Renew your passport" in page
    page = press(client, at("appeal", application_id=application.id), words="The passport is here.")
    assert "The appeal is lodged" in said(page)
    assert world.stranger.client().get(at("page", application_id=application.id)).status_code == 404
    with world.by(world.counsellor) as actor:
        assert compose.tiles(actor)[0].figure == 1
