"""Interviews on the screens: the farm invites and records, the worker answers on the phone, desk and office see."""

import re
import uuid
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.desk.applications import compose as desk
from corridor.interfaces.employer.candidates import compose as farm
from corridor.interfaces.worker.interviews import compose as phone
from corridor.stages.selection import api
from corridor.stages.selection.models import Interview
from corridor.stages.selection.services.common import today
from tests.harness.season import World, build


@pytest.fixture
def world(db: None) -> World:
    made = build()
    made.roster(20)
    return made


def press(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data}, follow=True)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def plan(**parts: Any) -> dict[str, Any]:
    day = today() + timedelta(days=4)
    given = {
        "day_0": day.day,
        "day_1": day.month,
        "day_2": day.year,
        "clock": "16:00",
        "zone": "Europe/Madrid",
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "minutes": "20",
        "way": "phone",
        "place": "+34 959 000 000",
        "language": "spa",
    }
    return {**given, **parts}


def begun() -> None:
    with acting(SYSTEM, "test"):
        Interview.objects.update(day=today() - timedelta(days=1), clock=time(8, 0))


def interview_of(person_id: Any) -> Any:
    with acting(SYSTEM, "test"):
        return Interview.objects.select_related("application").get(person_id=person_id)


def test_a_farm_invites_two_records_both_and_the_answer_begins_with_what_came_of_them(world: World) -> None:
    round_ = world.shortlisted()
    order, farmer = world.order_ids[0], world.farmers[0].client()
    choose = reverse("employer:candidates-choose", args=[round_.id, order])
    url = reverse("employer:candidates-interviews", args=[round_.id, order])
    assert url in said(farmer.get(choose))
    with world.by(world.farmers[0]) as actor:
        sheets = api.shortlist(round_.id, order, actor=actor)
    people = [str(sheet.application_id) for sheet in sheets[:2]]
    assert "Tick at least one worker" in said(press(farmer, url, **plan()))
    soon = {"day_day": today().day, "day_month": today().month, "day_year": today().year}
    assert "Give the worker at least a day" in said(press(farmer, url, **plan(people=people, **soon)))
    assert "That is 03:30 for the worker" in said(press(farmer, url, **plan(people=people, clock="09:30")))
    page = said(press(farmer, url, **plan(people=people)))
    assert "2 candidates are invited and told." in page
    assert "4:00" in page
    assert "4:20" in page
    assert "10:00" in page
    assert "(Bogota)" in page, "the time at home beside the time there"
    assert f'value="{people[0]}"' not in page, "who is invited is not offered again"
    with world.by(world.farmers[0]) as actor:
        assert [str(task.title) for task in farm.tasks(actor)] == ["Choose your workers"]
    begun()
    with world.by(world.farmers[0]) as actor:
        assert [str(task.title) for task in farm.tasks(actor)][:2] == ["Record what came of an interview"] * 2
    first, second = interview_of(sheets[0].person_id), interview_of(sheets[1].person_id)
    one = reverse("employer:candidates-interview", args=[first.id])
    page = said(press(farmer, one, action="record", result="not_suitable"))
    assert "Give a reason about the work" in page
    page = said(press(farmer, one, action="record", result="not_suitable", reason="skill_not_shown"))
    assert "Recorded." in page
    two = reverse("employer:candidates-interview", args=[second.id])
    assert "a missed interview alone is no refusal" in said(press(farmer, two, action="record", result="missed"))
    page = said(farmer.get(choose))
    field = re.search(rf'<select name="c-{sheets[0].application_id}".*?</select>', page)
    assert field is not None
    assert 'value="skill_not_shown" selected' in field[0]
    assert world.farmers[1].client().get(one).status_code == 404
    office = said(world.officer.client().get(reverse("office:orders-interviews", args=[order])))
    assert "The worker is being asked what happened." in office
    assert "Did not take place" not in office, "not the employer's word alone (principle 5)"
    with world.by(world.counsellor) as actor:
        assert [task.text for task in desk.tasks(actor)] == [sheets[1].name]


def test_a_worker_answers_on_the_phone(world: World) -> None:
    round_ = world.shortlisted()
    order, farmer = world.order_ids[0], world.farmers[0].client()
    with world.by(world.farmers[0]) as actor:
        sheets = api.shortlist(round_.id, order, actor=actor)
    url = reverse("employer:candidates-interviews", args=[round_.id, order])
    press(farmer, url, **plan(people=[str(sheet.application_id) for sheet in sheets[:2]]))
    found = interview_of(sheets[0].person_id)
    worker = world.worker(found.application)
    client, mine = worker.client(), reverse("worker:interviews-page", args=[found.id])
    with world.by(worker) as actor:
        assert [str(task.title) for task in phone.tasks(actor)] == ["Answer the invitation to an interview"]
    page = said(client.get(mine))
    assert "+34 959 000 000" in page
    assert "Spanish" in page
    assert "You have confirmed." in said(press(client, mine, action="confirm"))
    with world.by(worker) as actor:
        assert [str(task.title) for task in phone.tasks(actor)] == ["Your interview"]
    assert "not answered yet" in said(press(client, mine, action="ask"))
    assert "You have asked for another time." in said(press(client, mine, action="ask", wish="evening"))
    with world.by(world.farmers[0]) as actor:
        assert str(farm.tasks(actor)[0].title) == "Set another time for an interview"
    one = reverse("employer:candidates-interview", args=[found.id])
    assert "In the evening" in said(farmer.get(one))
    page = said(press(farmer, one, action="move", **plan(clock="18:00")))
    assert "The new time is set" in page
    begun()
    press(farmer, one, action="record", result="missed")
    page = said(client.get(mine))
    assert "This alone is no refusal" in page
    assert "beside what the employer said" in said(press(client, mine, action="side", side="not_called"))
    assert "Nobody called, or nobody was there" in said(farmer.get(one))
    other = interview_of(sheets[1].person_id)
    assert client.get(reverse("worker:interviews-page", args=[other.id])).status_code == 404
    second = world.worker(other.application).client()
    page = said(press(second, reverse("worker:interviews-page", args=[other.id]), action="decline"))
    assert "It costs you nothing" in page


def test_an_officer_invites_in_the_employer_s_name(world: World) -> None:
    round_ = world.shortlisted()
    order, officer = world.order_ids[0], world.officer.client()
    url = reverse("office:orders-interviews", args=[order])
    assert url in said(officer.get(reverse("office:orders-order", args=[order])))
    with world.by(world.officer) as actor:
        first = api.shortlist(round_.id, order, actor=actor)[0]
    assert "1 candidate is invited and told." in said(press(officer, url, **plan(people=[str(first.application_id)])))
    approver = world.approver.client()
    assert "Invite candidates" not in said(approver.get(url)), "who only reads invites nobody"
    two = build(code="CO-ES-TWO", first=50)
    page = said(two.officer.client().get(url))
    assert first.name not in page
