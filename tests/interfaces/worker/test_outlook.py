"""On the worker's phone: what work I can get, my chance, my requests; read by nobody else, and of nobody else."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.kit.words import outlook as said
from corridor.interfaces.office.rounds import compose as office_compose
from corridor.interfaces.worker.applications import compose
from corridor.rules.matching import Mend
from corridor.rules.matching.chance import Chance, NoChance
from corridor.rules.matching.openings import Change, Gain
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.models import Application
from corridor.stages.selection.services.common import today
from tests.harness.people import Member
from tests.harness.season import World, build, opened


@pytest.fixture
def world(db: None) -> World:
    return build()


def at(name: str, **where: Any) -> str:
    return reverse(f"worker:applications-{name}", kwargs=where)


def press(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data}, follow=True)


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def soon(row: Application, days: int = 20) -> None:
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=row.id).update(roster_until=today() + timedelta(days=days))


def test_what_work_can_i_get_and_what_would_open_most(world: World) -> None:
    opened(world.season, world.employers, [1, 1], languages={"eng": 2})
    opened(world.season, world.employers[:1], [1], languages={"eng": 2}, skills=["pruning"])
    row = world.roster(1, experience_months=12)[0]
    client = world.worker(row).client()
    page = text(client.get(at("work", application_id=row.id)))
    assert "5 jobs of this programme are open, and you can do 2 of them now." in page
    assert "With English A2 you could do 2 more jobs." in page
    assert "Ask your centre for a course or a new language test." in page
    assert "Your points now:" in page
    page = text(client.get(at("work", application_id=row.id), {"show": "not-yet"}))
    assert page.count("This work needs English A2; your file has English none.") == 3
    assert "This work needs a skill that is not in your file: Pruning and thinning." in page


def test_the_chance_is_said_with_its_uncertainty_or_that_nobody_can_say(world: World) -> None:
    rows = world.roster(20, experience_months=12)
    client = world.worker(rows[0]).client()
    assert "No round yet under these rules: nobody can say." in text(
        client.get(at("chance", application_id=rows[0].id))
    )
    world.published()
    opened(world.season, world.employers, [2, 2])
    with acting(SYSTEM, "test"):
        left = Application.objects.filter(state__in=["reserve", "not_selected"]).order_by("id").first()
    assert left is not None
    page = text(world.worker(left).client().get(at("chance", application_id=left.id)))
    assert re.search(r"About \d in 10 \(between \d+ and \d+ in 10\), based on 1 round\.", page)
    assert "promises nothing" in page
    assert "What would raise it" in page


def test_no_page_holds_another_person_s_name_or_number(world: World) -> None:
    rows = world.roster(20, experience_months=12)
    world.published()
    with acting(SYSTEM, "test"):
        people = {row.person_id: row.person for row in Application.objects.select_related("person")}
    client = world.worker(rows[0]).client()
    for name in ("page", "work", "chance"):
        page = client.get(at(name, application_id=rows[0].id)).content.decode()
        for key, person in people.items():
            if key != rows[0].person_id:
                assert person.file_number not in page
                assert not re.search(rf"\b{person.name}\b", page)


def test_a_longer_place_is_asked_for_and_answered_in_the_office(world: World) -> None:
    row = world.roster(1)[0]
    worker: Member = world.worker(row)
    client = worker.client()
    url = at("ask", application_id=row.id, kind="extension")
    assert "Ask to stay longer" not in text(client.get(at("page", application_id=row.id)))
    assert "in the last 90 days" in text(client.get(url))
    soon(row)
    with world.by(worker) as actor:
        assert "Ask to stay longer" in [task.button for task in compose.tasks(actor)]
    assert "is missing" in text(press(client, url, words=""))
    page = text(press(client, url, words="I want to go in the next season."))
    assert "You have asked." in page
    assert "Waits for an answer" in page
    with world.by(worker) as actor:
        assert "Ask to stay longer" not in [task.button for task in compose.tasks(actor)]
        request = api.requests(actor)[0]
    with world.by(world.officer) as actor:
        assert "Answer requests about the roster" in [str(task.title) for task in office_compose.tasks(actor)]
    office = world.officer.client()
    here = reverse("office:rounds-request", kwargs={"request_id": request.id})
    page = text(office.get(here))
    assert "I want to go in the next season." in page
    assert "Every rule of the scheme is met." in page
    page = text(press(office, here, action="refuse"))
    assert "Give the reason." in page
    assert "Say what the person can do against this decision." in page
    page = text(press(office, here, action="refuse", reason="The programme ends.", remedy="Review at the same office."))
    assert "Recorded. The worker is told." in page
    page = text(client.get(at("page", application_id=row.id)))
    for shown in ("Refused", "The programme ends.", "Public Employment Service", "Review at the same office."):
        assert shown in page, shown
    press(client, url, words="Please look again.")
    with world.by(worker) as actor:
        again = api.requests(actor, state="asked")[0]
    press(office, reverse("office:rounds-request", kwargs={"request_id": again.id}), action="accept")
    with world.by(worker) as actor:
        assert api.application(row.id, actor).roster_until > today() + timedelta(days=300)


def test_other_work_is_asked_for_and_taken_back(world: World) -> None:
    row = world.roster(1)[0]
    worker = world.worker(row)
    client = worker.client()
    url = at("ask", application_id=row.id, kind="occupation")
    with world.by(worker) as actor:
        code = api.occupations_to_ask(api.application(row.id, actor))[0]
    assert "Choose one" in text(press(client, url, words="I have learnt it."))
    assert "You have asked." in text(press(client, url, words="I have learnt it.", occupation=code))
    with world.by(worker) as actor:
        request = api.requests(actor)[0]
    back = at("unask", request_id=request.id)
    assert "I have learnt it." in text(client.get(back))
    assert "You have taken your request back." in text(press(client, back))
    assert client.get(at("ask", application_id=row.id, kind="a-rise")).status_code == 404


def test_another_worker_s_pages_do_not_exist(world: World) -> None:
    row, other = world.roster(2)
    soon(row)
    with world.by(world.worker(row)) as actor:
        request = api.ask(row.id, "extension", "Please.", by=actor)
    client = world.worker(other).client()
    for url in (
        at("work", application_id=row.id),
        at("chance", application_id=row.id),
        at("ask", application_id=row.id, kind="extension"),
        at("unask", request_id=request.id),
    ):
        assert client.get(url).status_code == 404, url
        assert press(client, url, words="x").status_code == 404, url


def test_every_change_and_every_chance_has_words_in_every_language() -> None:
    changes = [
        Change(Mend.LEARN_LANGUAGE, "spa", "2"),
        Change(Mend.GAIN_EXPERIENCE, "9211", "12"),
        Change(Mend.ADD_OCCUPATION, "6111"),
        Change(Mend.PROVE_SKILL, "pruning"),
        Change(Mend.TAKE_TRAINING, "safety"),
        Change(Mend.TAKE_TRAINING, ""),
        Change(Mend.RENEW_DOCUMENT, "", "2027-08-31"),
        Change(Mend.CHANGE_DATES, "from", "2027-03-01"),
        Change(Mend.CHANGE_DATES, "until", "2027-08-31"),
        Change(Mend.GIVE_BIRTH_DATE, ""),
    ]
    assert {change.mend for change in changes} == set(Mend) - {Mend.WAIT_FOR_AGE, Mend.OTHER_ORDER}
    chances = [*NoChance, *(Chance(about, 0.0, 1.0, 5, 200, 2) for about in (0.01, 0.43, 0.99))]
    told: dict[str, list[str]] = {}
    for language in ("en", "es", "ar"):
        with override(language):
            told[language] = [
                *(said.opens(Gain(change, 7, 0), {**registry.SKILLS, **registry.TRAININGS}) for change in changes),
                *(said.chance(chance) for chance in chances),
                said.more_points(Gain(changes[0], 0, 300)),
            ]
    assert told["en"][0] == "With Spanish A2 you could do 7 more jobs."
    assert told["en"][4] == "With this course: Safety at work you could do 7 more jobs."
    assert "About 4 in 10 (between 0 and 10 in 10), based on 5 rounds." in told["en"]
    for language in ("es", "ar"):
        assert all(here != there for here, there in zip(told[language], told["en"], strict=True))


def test_the_last_day_of_an_appeal_is_shown_and_that_it_is_over(world: World) -> None:
    row = world.applied(1, document_kind="", document_number="", document_until=None)[0]
    with world.by(world.officer) as actor:
        api.assess([row.id], by=actor)
    client = world.worker(row).client()
    assert "You can appeal until" in text(client.get(at("page", application_id=row.id)))
    assert "You can appeal until" in text(client.get(at("appeal", application_id=row.id)))
    with acting(SYSTEM, "test"):
        Application.objects.filter(id=row.id).update(appeal_until=today() - timedelta(days=1))
    assert "The time to appeal ended on" in text(client.get(at("page", application_id=row.id)))
