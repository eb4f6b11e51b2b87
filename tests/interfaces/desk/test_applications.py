"""Applying on a person's behalf, and reading the reasons together."""

import re
import uuid
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from corridor.interfaces.desk.applications import compose
from corridor.stages.selection import api
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
