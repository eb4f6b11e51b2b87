"""The first page and its sisters: quick, small, without cookies, the same for everybody."""

from datetime import time
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.models import Office
from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.public.home.compose import NEEDS, needs
from tests.harness.people import member, office, organisation

PAGES = ["", "help/", "abroad/", "back/", "employ/", "about/", "privacy/", "accessibility/"]
MOST_BYTES, MOST_REQUESTS = 60_000, 6


@pytest.mark.parametrize("path", PAGES)
def test_page_may_be_kept_and_sets_no_cookie(db: None, client: Client, path: str) -> None:
    answer = client.get(f"/en/{path}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in answer.headers["Vary"]
    assert not answer.cookies
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert answer.content.count(b"<h1") == 1


def test_page_of_someone_signed_in_is_kept_nowhere(db: None) -> None:
    answer = member("registrar", at=office()).client().get("/en/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"registrar" in answer.content


def test_need_without_a_page_shows_no_tile(db: None, client: Client) -> None:
    shown = client.get("/en/").content.decode()
    assert shown.count('class="tile"') == len(needs()) >= 4
    assert all((need.url in shown) == bool(need.url) for need in NEEDS if need.url)


def test_help_lists_offices_of_employment_services_only(db: None, client: Client) -> None:
    service = organisation("Servicio Nacional de Empleo")
    office("Centro", within=service, town="Pereira", phone="+57 6 333 4455")
    office("Norte", within=service, town="Armenia")
    office("Finca", within=organisation("Finca La Paz", kind="employer"), town="Pereira")
    shown = client.get("/en/help/").content.decode()
    assert "Centro" in shown and "Norte" in shown and "Finca" not in shown
    assert 'href="tel:+5763334455"' in shown and "Colombia" in shown
    found = client.get("/en/help/", {"q": "pere"}).content.decode()
    assert "Centro" in found and "Norte" not in found
    assert "No office is called" in client.get("/en/help/", {"q": "<i>x"}).content.decode()


def test_abroad_lists_missions(db: None, client: Client) -> None:
    mission = organisation("Consulado", kind="mission", country="ZZ")
    with acting(SYSTEM, "test"):
        manage.create_office(mission, name="Consulado en Madrid", town="Madrid", phone="+34 91 000", by=SYSTEM)
    assert "Consulado en Madrid" in client.get("/en/abroad/").content.decode()
    assert "Consulado en Madrid" not in client.get("/en/help/").content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_is_light_and_fits_a_phone(live: str, phone: Any, language: str) -> None:
    for path in PAGES:
        loaded: list[int] = []

        def count(answer: Any, loaded: list[int] = loaded) -> None:
            loaded.append(len(answer.body()))

        phone.on("response", count)
        phone.goto(f"{live}/{language}/{path}", wait_until="networkidle")
        phone.remove_listener("response", count)
        assert 0 < len(loaded) <= MOST_REQUESTS, path
        assert sum(loaded) <= MOST_BYTES, f"{path}: {sum(loaded)} bytes"
        wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"


def test_office_has_a_page_with_where_and_when(db: None, client: Client) -> None:
    made = office("Centro", within=organisation("Servicio Nacional de Empleo"), town="Pereira", phone="+57 6 333 4455")
    farm = office("Finca", within=organisation("Finca La Paz", kind="employer"), town="Pereira")
    with acting(SYSTEM, "test"):
        made.address, made.open_from_day, made.open_to_day = "Calle 1", 1, 5
        made.opens_at, made.closes_at = time(8), time(16, 30)
        made.save()
    assert f'href="/es/help/{made.id}/"' in client.get("/es/help/").content.decode()
    shown = client.get(f"/es/help/{made.id}/").content.decode()
    for told in ("Calle 1", "De lunes a viernes, de 08:00 a 16:30", 'href="tel:+5763334455"', 'href="tel:123"'):
        assert told in shown, told
    assert client.get(f"/es/help/{farm.id}/").status_code == 404
    assert "Centro" in client.get("/es/help/", {"q": "calle"}).content.decode(), "found by its street"


def test_hours_are_whole_or_none(db: None) -> None:
    made = office("Centro", within=organisation("Servicio Nacional de Empleo"))
    for wrong in ({"opens_at": time(8)}, {"open_from_day": 1, "open_to_day": 5, "opens_at": time(8)}):
        with acting(SYSTEM, "test"), pytest.raises(IntegrityError), transaction.atomic():
            Office.objects.filter(id=made.id).update(**wrong)
