"""The pages of the kit: sign-in, kept forms, roles, components, errors; in every language."""

import html
import re
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from corridor.foundation.accounts.roles import all_roles, sentence
from corridor.interfaces.kit.errors import csrf_failure
from corridor.interfaces.kit.held import release
from tests.harness import people

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PAGES = ["sign-in/", "sign-in/worker/", "components/", "roles/"]


def _text(response: Any) -> str:
    return html.unescape(response.content.decode())


def _hidden(response: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found, f"no {name} on the page"
    return html.unescape(found[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_opens_with_one_heading_and_one_filled_button_at_most(
    db: None, client: Client, language: str, path: str
) -> None:
    response = client.get(f"/{language}/{path}")
    text = _text(response)
    assert response.status_code == 200
    assert text.count("<h1") == 1
    assert text.count('class="button"') <= 1
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
    assert " style=" not in text
    for other in LANGUAGES:
        assert f'href="/{other}/{path}"' in text


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 419, 422, 429, 500, 503])
def test_error_page_of_every_status_says_what_to_do(db: None, status: int) -> None:
    request = RequestFactory().get("/en/")
    request.resolver_match = None  # type: ignore[assignment]
    text = get_template("kit/error.html").render({"status": status}, request)
    assert re.search(r"<h1>[^<]{8,}</h1>", text)
    assert text.count("<p>") >= 1


@pytest.mark.parametrize("name", ["staff", "staff_aside", "worker", "print", "held"])
def test_template_renders_bare(db: None, name: str) -> None:
    request = RequestFactory().get("/en/")
    request.resolver_match = None  # type: ignore[assignment]
    held = {"path": "/en/x/", "fields": [["a", "<b>"]], "files": ["scan"]}
    text = get_template(f"kit/{name}.html").render({"held": held}, request)
    assert "</html>" in text


def test_every_role_has_a_page_with_its_sentences(db: None, client: Client) -> None:
    assert len(all_roles()) == 13
    index = _text(client.get("/en/roles/"))
    for one in all_roles():
        assert f"/en/roles/{one.code}/" in index
        text = _text(client.get(f"/en/roles/{one.code}/"))
        assert str(one.title) in text
        assert all(str(sentence(permission)) in text for permission in one.permissions)
        assert ("code from a device" in text) == one.totp


def test_unknown_role_is_not_found(db: None, client: Client) -> None:
    assert client.get("/en/roles/king/").status_code == 404


def test_staff_sign_in_by_password_and_out_again(db: None, client: Client) -> None:
    account = people.member("counsellor", at=people.office()).account
    assert client.post("/en/sign-in/", {"login": account.login, "password": "wrong"}).status_code == 401
    response = client.post("/en/sign-in/", {"login": account.login, "password": people.PASSWORD, "next": "/en/roles/"})
    assert (response.status_code, response["Location"]) == (302, "/en/roles/")
    text = _text(client.get("/en/roles/"))
    assert account.name in text
    assert "/en/roles/counsellor/" in text
    assert 'action="/en/sign-out/"' in text
    client.post("/en/sign-out/")
    assert account.name not in _text(client.get("/en/roles/"))


def test_sign_in_never_sends_to_another_site(db: None, client: Client) -> None:
    account = people.member("counsellor", at=people.office()).account
    answers = {"login": account.login, "password": people.PASSWORD, "next": "https://evil.example/"}
    assert client.post("/en/sign-in/", answers)["Location"] == "/en/desk/"


def test_empty_sign_in_names_what_is_missing(db: None, client: Client) -> None:
    text = _text(client.post("/en/sign-in/", {"login": "", "password": ""}))
    assert "“E-mail address” is missing." in text
    assert 'href="#id_password"' in text


def test_approver_needs_a_second_step(db: None, client: Client) -> None:
    account = people.member("approver", at=people.office()).account
    device = TOTPDevice.objects.create(user=account, name="test", confirmed=True)
    response = client.post("/en/sign-in/", {"login": account.login, "password": people.PASSWORD})
    assert "Second step" in _text(response)
    assert account.name not in _text(client.get("/en/roles/"))
    again = client.get("/en/sign-in/second/")
    assert "not right" not in _text(again)
    assert client.post("/en/sign-in/second/", {"code": "000000"}).status_code == 401
    device.refresh_from_db()
    device.throttle_reset()
    assert client.post("/en/sign-in/second/", {"code": f"{totp(device.bin_key):06d}"}).status_code == 302


def test_form_of_a_lost_sign_in_comes_back_after_it(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answers = {"name": "Ana <b>", "tick": ["1", "2"], "csrfmiddlewaretoken": "stale"}
    response = client.post("/en/sign-out/", answers)
    assert response.status_code == 401
    held = _hidden(response, "held")
    assert "Ana" not in held
    kept = release(held)
    assert kept == {
        "path": "/en/sign-out/",
        "fields": [["name", "Ana <b>"], ["tick", "1"], ["tick", "2"]],
        "files": [],
    }
    account = people.member("counsellor", at=people.office()).account
    sent = {"login": account.login, "password": people.PASSWORD, "held": held}
    back = _text(Client().post("/en/sign-in/", sent))
    assert 'action="/en/sign-out/"' in back
    assert '<input type="hidden" name="name" value="Ana <b>">' in back


def test_link_carries_no_kept_form(db: None) -> None:
    held = _hidden(Client(enforce_csrf_checks=True).post("/en/sign-out/", {"name": "somebody else's words"}), "held")
    for address in ("/en/sign-in/", "/en/sign-in/worker/"):
        assert held not in _text(Client().get(address, {"held": held}))


def test_kept_form_that_was_altered_is_nothing() -> None:
    assert release("AAAA") is None
    assert release("not base64 at all!") is None


def test_worker_way_carries_a_kept_form_in_the_body_not_in_the_address(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/sign-out/", {"name": "x" * 5000})
    form = re.search(r'<form method="(\w+)" action="/en/sign-in/worker/"', response.content.decode())
    assert form is not None
    assert form[1] == "post"
    next_page = Client().post("/en/sign-in/worker/", {"held": "sealed", "next": "/en/x/"})
    assert next_page.status_code == 200
    assert "is missing" not in _text(next_page)
    assert _hidden(next_page, "held") == "sealed"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_form_from_another_site_is_not_kept(db: None, headers: dict[str, str]) -> None:
    request = RequestFactory().post("/en/sign-out/", {"name": "x"}, headers=headers)
    request.resolver_match = None  # type: ignore[assignment]
    response = csrf_failure(request)
    assert response.status_code == 400
    assert b"held" not in response.content


def test_messages_have_their_tone(db: None) -> None:
    from django.contrib.messages import constants
    from django.contrib.messages.storage.base import Message

    request = RequestFactory().get("/en/")
    request.resolver_match = None  # type: ignore[assignment]
    context = {"messages": [Message(constants.SUCCESS, "Saved."), Message(constants.ERROR, "Not saved.")]}
    text = get_template("kit/components/messages.html").render(context, request)
    assert '<div class="notice good" role="status"><p>Saved.' in text
    assert '<div class="notice bad" role="status"><p>Not saved.' in text


def test_unknown_file_number_gets_the_same_answer(db: None, client: Client) -> None:
    text = _text(client.post("/en/sign-in/worker/", {"number": "CO-7K3M-92XQ"}))
    assert "If this file number is right, a code is on its way" in text
    assert client.post("/en/sign-in/code/", {"number": "CO-7K3M-92XQ", "code": "123456"}).status_code == 401


@pytest.mark.parametrize(
    ("asked", "filled"),
    [
        ("", "Use my file number"),
        ("?next=/en/worker/offers/", "Use my file number"),
        ("?next=/en/desk/", "Sign in"),
        ("?for=staff", "Sign in"),
    ],
)
def test_button_of_the_sign_in_page_is_that_of_whoever_comes(client: Client, asked: str, filled: str) -> None:
    page = client.get(f"/en/sign-in/{asked}").content.decode()
    found = re.findall(r'<button class="button">(.*?)</button>', page, re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", words).strip() for words in found] == [filled]
