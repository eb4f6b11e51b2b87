"""The desk by keyboard and by mouse: find or register, the whole file, lists; and whom it turns away."""

import html
import io
import re
import uuid
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.files.models import StoredFile
from corridor.stages.registry import api
from tests.harness.people import Member, member, office

ANA = {
    "name": "Ana María Peña",
    "native_name": "",
    "birth_day": "17",
    "birth_month": "5",
    "birth_year": "1990",
    "sex": "F",
    "phone": "300 123 4567",
    "district": "Risaralda",
    "occupation": "9211",
    "language": "spa",
    "experience_months": "18",
}
LIST = "Nombre;Fecha de nacimiento;Teléfono\nLuz Ríos;1985;3007654321\nPedro;31/02/1990;3110000000\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def desk(db: None) -> Member:
    return member("registrar", at=office())


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def persons() -> list[api.Person]:
    with acting(SYSTEM, "test"):
        return list(api.people(SYSTEM).order_by("registered_at"))


def register(client: Client, **more: str) -> Any:
    data = ANA | {"submission_key": str(uuid.uuid4())} | more
    return client.post(reverse("desk:registration-new"), data)


def post(client: Client, view: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(view, args=args), {"submission_key": str(uuid.uuid4()), **data})


def test_today_shows_what_waits_and_a_search_box(desk: Member) -> None:
    client = desk.client()
    register(client)
    page = text(client.get("/en/desk/"))
    assert page.count("<h1") == 1
    assert page.count('class="button"') == 1
    assert 'type="search"' in page
    assert "autofocus" in page
    assert "Ana María Peña" in page
    assert "files to confirm" in page
    for what in ("confirm", "code", "ending", "erasure", "account", "nonsense"):
        assert client.get(reverse("desk:today-waiting", args=[what])).status_code == 200


def test_quick_registration_in_one_post_gives_a_receipt_and_a_slip(desk: Member) -> None:
    client = desk.client()
    answer = register(client)
    person = persons()[0]
    assert answer.headers["Location"] == reverse("desk:registration-receipt", args=[person.id])
    page = text(client.get(answer.headers["Location"]))
    assert person.file_number in page
    slip = text(client.get(reverse("desk:registration-slip", args=[person.id])))
    assert person.file_number in slip
    assert "Su número de expediente" in slip, "the slip speaks the person's language"
    pdf = client.get(reverse("desk:registration-slip-pdf", args=[person.id]))
    assert pdf.content.startswith(b"%PDF")
    with acting(desk.actor(), "test"):
        file = api.person(person.id, by=desk.actor())
    assert file.details is not None
    assert (file.details.phone, file.details.birth) == ("+573001234567", "1990-05-17")


def test_registration_takes_at_most_90_keys() -> None:
    """Tabs between the boxes, the letters, one letter for a choice, and Ctrl+Enter."""
    typed = sum(len(value) for name, value in ANA.items() if name not in ("sex", "language"))
    assert typed + len("wspa") + (len(ANA) - 1) + 2 <= 90


def test_same_form_sent_five_times_makes_one_file(desk: Member) -> None:
    client, key = desk.client(), str(uuid.uuid4())
    places = {register(client, submission_key=key).headers["Location"] for _time in range(2)}
    assert len(places) == 1
    assert len(persons()) == 1


def test_possible_duplicates_are_shown_before_a_second_file(desk: Member) -> None:
    client = desk.client()
    register(client)
    answer = register(client, name="Anna Maria Pena")
    page = text(answer)
    assert answer.status_code == 200
    assert "may be the same person" in page
    assert "same phone" in page
    assert len(persons()) == 1
    mark = re.search(r'name="checked" value="(\w+)"', page)
    assert mark
    assert register(client, name="Ana Peña", checked=mark[1]).status_code == 200, "other answers are checked anew"
    assert register(client, name="Anna Maria Pena", checked=mark[1]).status_code == 302
    assert len(persons()) == 2


def test_a_file_elsewhere_is_told_by_one_sentence_only(desk: Member) -> None:
    register(desk.client())
    other = member("registrar", at=office("Cali"))
    page = text(register(other.client(), name="Somebody Else"))
    assert "A file may exist elsewhere" in page
    assert "Peña" not in page
    assert persons()[0].file_number not in page
    assert len(persons()) == 1


def test_mistakes_stand_in_the_summary(desk: Member) -> None:
    page = text(register(desk.client(), name="", birth_year="199", phone="12"))
    assert "3 answers need a change" in page
    assert not persons()


def test_find_by_name_number_and_phone(desk: Member) -> None:
    client = desk.client()
    register(client)
    person = persons()[0]
    for query in ("ana pe", "300 123 4567", person.file_number[:7]):
        page = text(client.post(reverse("desk:registration-find"), {"q": query}, follow=True))
        assert "Ana María Peña" in page, query
        assert "Register a new person" in page
    whole = client.post(reverse("desk:registration-find"), {"q": person.file_number.lower()})
    assert client.get(whole.headers["Location"]).headers["Location"] == reverse("desk:person-file", args=[person.id])
    nothing = text(client.post(reverse("desk:registration-find"), {"q": "Luz Ríos"}, follow=True))
    assert "No file in your reach" in nothing
    follow = re.search(r'href="([^"]*register/\?s=[^"]*)"', nothing)
    assert follow
    assert 'value="Luz Ríos"' in text(client.get(follow[1])), "what was searched for is not typed again"


def test_what_is_searched_for_stands_in_no_address(desk: Member) -> None:
    client, other = desk.client(), desk.client()
    register(client)
    told = client.post(reverse("desk:registration-find"), {"q": "Ana María"})
    address = told.headers["Location"]
    assert told.status_code == 302
    assert not re.search(r"ana|mar", address, re.IGNORECASE)
    assert "Ana María Peña" in text(client.get(address)), "back and reload show it again"
    client.post(reverse("desk:registration-find"), {"q": "Luz"})
    assert "Ana María Peña" in text(client.get(address)), "after another search, too"
    assert "Ana María" not in text(other.get(address)), "the token means nothing in another sign-in"
    assert "Ana María Peña" not in text(client.get(reverse("desk:registration-find"), {"q": "Ana"}))
    page = text(client.get(reverse("desk:registration-find")))
    assert re.search(
        r'<form class="search" method="post"[^>]*>\s*<input type="hidden" name="csrfmiddlewaretoken"', page
    )
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(reverse("desk:registration-find"), {"q": "Ana"}).status_code == 401  # held, to be confirmed


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_whole_file_opens_in_every_language(desk: Member, language: str) -> None:
    client = desk.client()
    register(client)
    person = persons()[0]
    for name in (
        "file",
        "history",
        "details",
        "abilities",
        "work",
        "languages",
        "experience",
        "document",
        "consents",
        "merge",
        "erase",
    ):
        answer = client.get(reverse(f"desk:person-{name}", args=[person.id]).replace("/en/", f"/{language}/", 1))
        page = text(answer)
        assert answer.status_code == 200, name
        assert page.count("<h1") == 1, name
        assert page.count('class="button"') <= 1, name
        assert " style=" not in page, name
        if name not in ("abilities", "experience"):
            assert person.file_number in page, name


def test_file_of_another_office_is_not_found(desk: Member) -> None:
    register(desk.client())
    person = persons()[0]
    other = member("registrar", at=office("Cali")).client()
    for name in ("file", "history", "details", "document", "consents", "merge", "erase"):
        answer = other.get(reverse(f"desk:person-{name}", args=[person.id]))
        assert answer.status_code == 404, name
        assert "Peña" not in text(answer)
    assert post(other, "desk:person-verify", person.id).status_code == 302
    assert persons()[0].verified_at is None


def test_sections_are_saved(desk: Member) -> None:
    client = desk.client()
    register(client)
    one = persons()[0].id
    assert (
        post(
            client,
            "desk:person-details",
            one,
            name="Ana María Peña",
            town="Pereira",
        ).status_code
        == 302
    )
    assert post(client, "desk:person-abilities", one, skills=["harvest"], trainings=["safety"]).status_code == 302
    assert (
        post(
            client, "desk:person-languages", one, language_0="spa", level_0="6", language_1="eng", level_1="2"
        ).status_code
        == 302
    )
    assert (
        post(
            client, "desk:person-experience", one, occupation_0="9211", months_0="20", employer_words_0="La Finca"
        ).status_code
        == 302
    )
    free = {"available_from_day": "1", "available_from_month": "3", "available_from_year": "2027"}
    assert post(client, "desk:person-work", one, occupation="6111", **free).status_code == 302
    document = {
        "kind": "passport",
        "number": "AR1",
        "country": "CO",
        "valid_until_day": "1",
        "valid_until_month": "2",
        "valid_until_year": "2031",
    }
    assert (
        post(client, "desk:person-document", one, **document, file=SimpleUploadedFile("p.png", PNG)).status_code == 302
    )
    assert post(client, "desk:person-consents", one, purpose="news", given="yes", channel="paper").status_code == 302
    assert post(client, "desk:person-verify", one).status_code == 302
    page = text(client.get(reverse("desk:person-file", args=[one])))
    shown = ("1 March 2027", "6111", "Pereira", "Harvesting by hand", "Safety at work", "A2", "20 months", "La Finca")
    for part in (*shown, "AR1", "confirmed"):
        assert part in page, part
    picture = re.search(r'href="([^"]*/pictures/[^"]*)"', page)
    assert picture
    assert client.get(picture[1]).content == PNG
    removed = re.search(r'action="([^"]*/remove/)"', page)
    assert removed
    assert client.post(removed[1], {"submission_key": str(uuid.uuid4())}).status_code == 302
    assert "AR1" not in text(client.get(reverse("desk:person-file", args=[one])))


def test_wrong_sections_say_so(desk: Member) -> None:
    client = desk.client()
    register(client)
    one = persons()[0].id
    assert "how well" in text(post(client, "desk:person-languages", one, language_0="spa"))
    assert "how many months" in text(post(client, "desk:person-experience", one, occupation_0="9211"))
    bad = SimpleUploadedFile("p.html", b"<script>alert(1)</script>")
    document = {"kind": "passport", "number": "AR1", "country": "CO"}
    assert "neither a picture nor a PDF" in text(post(client, "desk:person-document", one, **document, file=bad))
    dates = {
        "issued_on_day": "1",
        "issued_on_month": "2",
        "issued_on_year": "2020",
        "valid_until_day": "1",
        "valid_until_month": "2",
        "valid_until_year": "2019",
    }
    picture = SimpleUploadedFile("p.png", PNG)
    refused = post(client, "desk:person-document", one, **document, **dates, file=picture)
    assert "ends before it begins" in text(refused)
    with acting(SYSTEM, "test"):
        assert not StoredFile.objects.exists(), "what a refused verb wrote is undone"
    assert "rests on consent" not in text(
        post(client, "desk:person-consents", one, purpose="news", given="yes", channel="paper")
    )
    assert "does not rest on consent" in text(
        post(client, "desk:person-consents", one, purpose="matching", given="yes", channel="paper")
    )


def test_who_opened_is_shown_in_words(desk: Member) -> None:
    client = desk.client()
    register(client)
    one = persons()[0].id
    client.get(reverse("desk:person-file", args=[one]))
    page = text(client.get(reverse("desk:person-history", args=[one])))
    assert "read the file" in page
    assert desk.account.name in page
    assert "Registrar" in page


def test_merge_and_part_again(desk: Member) -> None:
    client = desk.client()
    register(client)
    register(client, name="Luz Ríos", phone="3117654321", birth_year="1970")
    first, second = persons()
    looked = text(client.get(reverse("desk:person-merge", args=[first.id]), {"other": second.file_number}))
    assert "Are they one person?" in looked
    assert post(client, "desk:person-merge", first.id, other=second.file_number).status_code == 302
    page = text(client.get(reverse("desk:person-file", args=[first.id])))
    assert "Joined with" in page
    assert second.file_number in page
    assert post(client, "desk:person-unmerge", first.id, second.id).status_code == 302
    assert len(persons()) == 2


def test_erase_asks_twice_and_the_hold_stops_it(desk: Member) -> None:
    client = desk.client()
    register(client)
    one = persons()[0].id
    assert "Tick that you have read" in text(post(client, "desk:person-erase", one, reason="asked"))
    post(client, "desk:person-hold", one, on="1")
    assert "kept by law for now" in text(post(client, "desk:person-erase", one, reason="asked", sure="on"))
    post(client, "desk:person-hold", one, on="0")
    assert post(client, "desk:person-erase", one, reason="asked", sure="on").status_code == 302
    assert persons() == []
    assert client.get(reverse("desk:person-file", args=[one])).status_code == 404


def test_list_is_checked_then_accepted_once(desk: Member) -> None:
    client = desk.client()
    sent = post(client, "desk:imports-lists", file=SimpleUploadedFile("list.csv", LIST.encode()))
    assert sent.status_code == 302
    page = text(client.get(sent.headers["Location"]))
    assert "There is no such date of birth" in page
    assert "31/02/1990" in page
    assert not persons()
    mending = re.search(r'href="([^"]*rows-to-mend.xlsx)"', page)
    assert mending
    book = openpyxl.load_workbook(io.BytesIO(client.get(mending[1]).content))
    assert book.active["A2"].value == "Pedro"
    accept = re.search(r'action="([^"]*/accept/)"', page)
    assert accept
    key = str(uuid.uuid4())
    places = {client.post(accept[1], {"submission_key": key}).headers["Location"] for _time in range(3)}
    assert len(places) == 1
    assert [person.name for person in persons()] == ["Luz Ríos"]
    assert persons()[0].file_number in text(client.get(places.pop()))
    again = post(client, "desk:imports-lists", file=SimpleUploadedFile("list.csv", LIST.encode()))
    assert "The same file was sent before" in text(client.get(again.headers["Location"]))
    assert client.get(reverse("desk:imports-template")).content[:2] == b"PK"


def test_what_is_no_list_is_refused_beside_the_field(desk: Member) -> None:
    page = text(post(desk.client(), "desk:imports-lists", file=SimpleUploadedFile("x.csv", b"a;b\n1;2")))
    assert "We find no column for the name" in page


def test_counsellor_sees_no_lists_and_no_erasure(desk: Member) -> None:
    register(desk.client())
    counsellor = member("counsellor", at=desk.office).client()
    one = persons()[0].id
    assert counsellor.get(reverse("desk:imports-lists")).status_code == 403
    assert counsellor.get(reverse("desk:person-erase", args=[one])).status_code == 403
    page = text(counsellor.get(reverse("desk:person-file", args=[one])))
    assert "Ana María Peña" in page
    assert "/erase/" not in page
