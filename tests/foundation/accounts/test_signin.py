"""Codes count once, guesses are limited, and a role that decides asks for a second factor."""

import threading

import pytest
from django.db import connection
from django_otp.oath import totp

from corridor.foundation.accounts import limits, manage, signin
from corridor.foundation.accounts.models import Account, Grant
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.database.keys import uuid7
from tests.harness.people import PASSWORD, Member, member, office


@pytest.fixture
def worker(db: None) -> Account:
    return Account.objects.create(login="CO-7K3M-92XQ", name="Ana", person_id=uuid7())


def test_staff_sign_in_by_password(db: None) -> None:
    someone = member("officer", at=office())
    assert signin.staff(someone.account.login.upper(), PASSWORD) == someone.account
    assert signin.staff(someone.account.login, "wrong") is None


def test_a_code_counts_once(worker: Account) -> None:
    code = signin.make_code(worker)
    assert signin.verify_code(worker, code)
    assert not signin.verify_code(worker, code)


def test_a_new_code_ends_the_former_one(worker: Account) -> None:
    former, code = signin.make_code(worker), signin.make_code(worker)
    if former != code:
        assert not signin.verify_code(worker, former)
    assert signin.verify_code(worker, code)


def test_five_wrong_tries_use_a_code_up(worker: Account) -> None:
    code = signin.make_code(worker)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert [signin.verify_code(worker, wrong) for _ in range(5)] == [False] * 5
    assert not signin.verify_code(worker, code)


def test_one_of_many_equal_one_time_codes_passes(fresh_database: str) -> None:
    decider = member("approver", at=office())
    with acting(SYSTEM, "test"):
        device = manage.give_device(decider.account, by=SYSTEM)
    token, passed = f"{totp(device.bin_key):06d}", []

    def try_it() -> None:
        try:
            passed.append(signin.verify_totp(decider.account, token))
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed.count(True) == 1


@pytest.mark.parametrize(("role", "needed"), [("approver", True), ("administrator", True), ("counsellor", False)])
def test_second_factor_by_role(db: None, role: str, needed: bool) -> None:
    assert signin.needs_totp(member(role, at=office()).actor().roles) is needed


def test_guessing_is_limited(db: None) -> None:
    for _ in range(3):
        limits.count("k", most=3, seconds=600)
    with pytest.raises(limits.TooMany):
        limits.count("k", most=3, seconds=600)


def test_a_role_that_ended_gives_nothing(db: None) -> None:
    someone: Member = member("officer", at=office())
    assert someone.actor().can("office.situation")
    with acting(SYSTEM, "test"):
        for grant in Grant.objects.filter(account=someone.account):
            manage.end_role(grant.id, by=SYSTEM)
    assert not someone.actor().can("office.situation")


def test_only_an_administrator_makes_accounts(db: None) -> None:
    officer = member("officer", at=office())
    with acting(officer.actor(), "test"), pytest.raises(NotAllowed):
        manage.create_organisation(name="x", kind="service", country="CO", by=officer.actor())


def test_a_login_is_given_once(db: None) -> None:
    someone = member("officer", at=office())
    with acting(SYSTEM, "test"), pytest.raises(Refused, match="already an account"):
        manage.create_staff(
            login=someone.account.login.upper(),
            name="y",
            password=PASSWORD,
            organisation=someone.account.organisation,
            language="en",
            by=SYSTEM,
        )


def test_nobody_gives_a_role_to_themselves(db: None) -> None:
    administrator = member("administrator", at=office())
    with acting(administrator.actor(), "test"), pytest.raises(Refused) as refused:
        manage.give_role(administrator.account, "registrar", scope=None, by=administrator.actor())
    assert refused.value.code == "own_account"


def test_worker_gets_no_role_no_device_and_no_password(worker: Account) -> None:
    with acting(SYSTEM, "test"):
        for change in (
            lambda: manage.give_role(worker, "officer", scope=None, by=SYSTEM),
            lambda: manage.give_device(worker, by=SYSTEM),
            lambda: manage.renew_password(worker, by=SYSTEM),
            lambda: manage.set_active(worker, False, by=SYSTEM),
        ):
            with pytest.raises(NotFound):
                change()


def test_first_passwords_are_long_and_differ() -> None:
    made = {manage.first_password() for _ in range(50)}
    assert len(made) == 50 and all(len(one.replace("-", "")) == 16 for one in made)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "contains the login itself"])
def test_password_that_is_easy_to_guess_is_refused(db: None, password: str) -> None:
    someone = member("counsellor", at=office())
    password = f"{someone.account.login.split('@')[0]} and more" if "login" in password else password
    with acting(someone.actor(), "test"), pytest.raises(Refused):
        manage.change_password(someone.account, password, by=someone.actor())


def test_password_is_chosen_by_its_owner_only(db: None) -> None:
    place = office()
    administrator, someone = member("administrator", at=place), member("counsellor", at=place)
    with acting(administrator.actor(), "test"), pytest.raises(NotAllowed):
        manage.change_password(someone.account, "another long sentence", by=administrator.actor())


def test_closed_account_cannot_sign_in(db: None) -> None:
    someone = member("counsellor", at=office())
    browser = someone.client()
    assert browser.get("/en/sign-in/password/").status_code == 200
    with acting(SYSTEM, "test"):
        manage.set_active(someone.account, False, by=SYSTEM)
    assert signin.staff(someone.account.login, PASSWORD) is None
    assert browser.get("/en/sign-in/password/").status_code == 302
