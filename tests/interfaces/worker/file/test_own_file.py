"""The worker's own file: read, correct, consent, who opened it, take it home, ask to be erased."""

import html
import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from corridor.foundation.database.context import acting
from corridor.stages.registry import api
from tests.harness.people import Member, member, office, signed_in

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
ANA = api.PersonRecord(
    name="Ana María Peña", birth="1990-05-17", phone="+573001234567", language="spa", occupation="9211"
)


@pytest.fixture
def desk(db: None) -> Member:
    return member("registrar", at=office())


@pytest.fixture
def person(desk: Member) -> api.Person:
    with acting(desk.actor(), "test"):
        return api.register_one(ANA, by=desk.actor(), open_account=True)


@pytest.fixture
def worker(desk: Member, person: api.Person) -> Client:
    with acting(desk.actor(), "test"):
        return signed_in(api.open_accounts([person.id], by=desk.actor())[0])


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def post(client: Client, view: str, **data: Any) -> Any:
    return client.post(reverse(view), {"submission_key": str(uuid.uuid4()), **data})


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_page_opens(worker: Client, person: api.Person, language: str) -> None:
    for name in ("home", "details", "document", "consents", "opened", "erase"):
        answer = worker.get(reverse(f"worker:file-{name}").replace("/en/", f"/{language}/", 1))
        page = text(answer)
        assert answer.status_code == 200, name
        assert page.count("<h1") == 1, name
        assert page.count('class="button"') <= 1, name
        assert " style=" not in page


def test_worker_reads_and_corrects(worker: Client, desk: Member, person: api.Person) -> None:
    assert "17 May 1990" in text(worker.get(reverse("worker:file-home")))
    assert (
        post(worker, "worker:file-details", name="Ana M. Peña", phone="300 999 9999", town="Pereira").status_code == 302
    )
    page = text(worker.get(reverse("worker:file-home")))
    assert "+573009999999" in page
    assert "Pereira" in page
    with acting(desk.actor(), "test"):
        api.verify([person.id], by=desk.actor())
    page = text(worker.get(reverse("worker:file-details")))
    assert 'name="name"' not in page
    assert "go there with your papers" in page
    assert post(worker, "worker:file-details", name="Somebody Else", phone="300 999 9999").status_code == 302
    assert "Somebody Else" not in text(worker.get(reverse("worker:file-home")))


def test_worker_adds_a_document_with_its_picture(worker: Client, desk: Member, person: api.Person) -> None:
    data = {"kind": "passport", "number": "AR1", "country": "CO"}
    assert post(worker, "worker:file-document", **data, file=SimpleUploadedFile("p.png", PNG)).status_code == 302
    page = text(worker.get(reverse("worker:file-home")))
    assert "AR1" in page
    with acting(desk.actor(), "test"):
        paper = api.person(person.id, by=desk.actor()).documents[0]
        other = api.register_one(api.PersonRecord(name="Luz"), by=desk.actor(), open_account=True)
        stranger = signed_in(api.open_accounts([other.id], by=desk.actor())[0])
    where = reverse("worker:file-picture", args=[paper.file_id])
    assert worker.get(where).content == PNG
    assert stranger.get(where).status_code == 404


def test_consent_is_given_and_taken_back(worker: Client, desk: Member, person: api.Person) -> None:
    for given, words in (("yes", "you said yes"), ("no", "you said no")):
        assert post(worker, "worker:file-consents", purpose="news", given=given).status_code == 302
        assert words in text(worker.get(reverse("worker:file-consents")))
        with acting(desk.actor(), "test"):
            assert (person.id in api.consents_given("news", [person.id])) is (given == "yes")
    assert "does not rest on consent" in text(post(worker, "worker:file-consents", purpose="file", given="no"))


def test_worker_sees_who_opened_and_not_the_own_visits(worker: Client, desk: Member, person: api.Person) -> None:
    assert desk.account.name in text(worker.get(reverse("worker:file-opened"))), "the registration is on the list"
    desk.client().get(reverse("desk:person-file", args=[person.id]))
    page = text(worker.get(reverse("worker:file-opened")))
    assert "read the file" in page
    assert "read my own file" not in page


def test_data_can_be_taken_home(worker: Client, person: api.Person) -> None:
    answer = worker.get(reverse("worker:file-download"))
    data = json.loads(answer.content)
    assert data["file_number"] == person.file_number
    assert data["details"]["phone"] == "+573001234567"
    assert data["what_happened"]
    assert data["who_opened"]


def test_wish_to_be_erased_reaches_the_office(worker: Client, desk: Member, person: api.Person) -> None:
    post(worker, "worker:file-erase-ask", asked="1")
    assert "You asked for it on" in text(worker.get(reverse("worker:file-erase")))
    assert "ask to be erased" in text(desk.client().get("/en/desk/"))
    post(worker, "worker:file-erase-ask", asked="0")
    assert "ask to be erased" not in text(desk.client().get("/en/desk/"))


def test_staff_have_no_file_of_their_own(desk: Member) -> None:
    assert desk.client().get(reverse("worker:file-home")).status_code == 403
