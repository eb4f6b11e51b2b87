"""A first password opens one page only: the one where its owner chooses another."""

from django.test import Client
from django_otp.oath import totp

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.models import Account
from corridor.foundation.database.context import SYSTEM, acting
from tests.harness.people import PASSWORD, Member, member, office

OWN = "the river is wide here"


def sign_in(browser: Client, login: str, password: str) -> str:
    answer = browser.post("/en/sign-in/", {"login": login, "password": password}, follow=True)
    return str(answer.content.decode())


def with_first_password(role: str) -> tuple[Member, str]:
    someone = member(role, at=office())
    with acting(SYSTEM, "test"):
        return someone, manage.renew_password(someone.account, by=SYSTEM)


def test_first_password_asks_for_ones_own_and_opens_nothing_else(db: None) -> None:
    someone, first = with_first_password("counsellor")
    browser = Client()
    assert "Choose a password" in sign_in(browser, someone.account.login, first)
    assert browser.get("/en/roles/").context["actor"] is None
    refused = browser.post("/en/sign-in/password/", {"password": OWN, "again": "something else entirely"})
    assert "The two are not the same" in refused.content.decode()
    done = browser.post("/en/sign-in/password/", {"password": OWN, "again": OWN})
    assert (done.status_code, done.headers["Location"]) == (302, "/en/desk/")
    assert browser.get("/en/roles/").context["actor"].id == someone.account.id
    assert not Account.objects.get(id=someone.account.id).must_change
    assert "do not belong together" in sign_in(Client(), someone.account.login, first)


def test_second_step_comes_before_the_new_password(db: None) -> None:
    someone, first = with_first_password("approver")
    with acting(SYSTEM, "test"):
        device = manage.give_device(someone.account, by=SYSTEM)
    browser = Client()
    assert "Second step" in sign_in(browser, someone.account.login, first)
    skipped = browser.post("/en/sign-in/password/", {"password": OWN, "again": OWN})
    assert skipped.headers["Location"] == "/en/sign-in/"
    assert Account.objects.get(id=someone.account.id).must_change
    answer = browser.post("/en/sign-in/second/", {"code": f"{totp(device.bin_key):06d}"})
    assert "Choose a password" in answer.content.decode()


def test_someone_signed_in_changes_the_password_with_the_present_one(db: None) -> None:
    someone = member("counsellor", at=office())
    browser = someone.client()
    page = browser.get("/en/sign-in/password/").content.decode()
    assert "Present password" in page and "Change my password" in page
    wrong = browser.post("/en/sign-in/password/", {"current": "no", "password": OWN, "again": OWN})
    assert "The present password is not right" in wrong.content.decode()
    right = browser.post("/en/sign-in/password/", {"current": PASSWORD, "password": OWN, "again": OWN})
    assert right.status_code == 302 and browser.get("/en/roles/").context["actor"] is not None
    assert "/en/desk/" in browser.get("/en/").context["home_url"]


def test_role_given_meanwhile_asks_for_its_second_step(db: None) -> None:
    someone = member("officer", at=office())
    browser = Client()
    sign_in(browser, someone.account.login, PASSWORD)
    assert browser.get("/en/roles/").context["actor"].id == someone.account.id
    with acting(SYSTEM, "test"):
        manage.give_role(someone.account, "approver", scope=None, by=SYSTEM)
        device = manage.give_device(someone.account, by=SYSTEM)
    assert browser.get("/en/roles/").context["actor"] is None
    assert "Second step" in sign_in(browser, someone.account.login, PASSWORD)
    assert browser.get("/en/roles/").context["actor"] is None
    browser.post("/en/sign-in/second/", {"code": f"{totp(device.bin_key):06d}"})
    assert browser.get("/en/roles/").context["actor"].can("selection.decide")


def test_second_step_is_not_passed_on_to_another_account(db: None) -> None:
    place = office()
    decider, someone = member("approver", at=place), member("counsellor", at=place)
    with acting(SYSTEM, "test"):
        device = manage.give_device(decider.account, by=SYSTEM)
    browser = Client()
    sign_in(browser, decider.account.login, PASSWORD)
    browser.post("/en/sign-in/second/", {"code": f"{totp(device.bin_key):06d}"})
    sign_in(browser, someone.account.login, PASSWORD)
    with acting(SYSTEM, "test"):
        manage.give_role(someone.account, "approver", scope=None, by=SYSTEM)
    assert browser.get("/en/roles/").context["actor"] is None


def test_new_password_keeps_the_second_step(db: None) -> None:
    someone, first = with_first_password("approver")
    with acting(SYSTEM, "test"):
        device = manage.give_device(someone.account, by=SYSTEM)
    browser = Client()
    sign_in(browser, someone.account.login, first)
    browser.post("/en/sign-in/second/", {"code": f"{totp(device.bin_key):06d}"})
    browser.post("/en/sign-in/password/", {"password": OWN, "again": OWN})
    assert browser.get("/en/roles/").context["actor"].id == someone.account.id


def test_first_password_left_open_does_not_replace_the_second_step(db: None) -> None:
    someone, first = with_first_password("approver")
    with acting(SYSTEM, "test"):
        device = manage.give_device(someone.account, by=SYSTEM)
    browser = Client()
    sign_in(browser, someone.account.login, first)
    browser.post("/en/sign-in/second/", {"code": f"{totp(device.bin_key):06d}"})  # and the page is left
    sign_in(browser, someone.account.login, first)
    skipped = browser.post("/en/sign-in/password/", {"password": OWN, "again": OWN})
    assert skipped.headers["Location"] == "/en/sign-in/"
