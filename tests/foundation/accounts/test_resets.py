"""Nobody takes another's account over alone and unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.foundation.accounts import manage, resets
from corridor.foundation.accounts.models import Account, Grant, Reset
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox.models import Message
from tests.harness.people import Member, member


@pytest.fixture
def administrators(db: None) -> list[Member]:
    return [member("administrator"), member("administrator")]


def used(role: str) -> Account:
    """An account whose owner has signed in, with an authenticator."""
    account = member(role).account
    account.last_login = timezone.now()
    account.save(update_fields=["last_login"])
    with acting(SYSTEM, "test"):
        manage.give_device(account, by=SYSTEM)
    return account


def reset(account: Account, by: Member, what: str) -> object:
    with acting(by.actor(), "test"):
        return {"password": manage.renew_password, "device": manage.give_device}[what](account, by=by.actor())


@pytest.mark.parametrize("what", ["password", "device"])
@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_who_decides_is_reset_by_two(administrators: list[Member], role: str, what: str) -> None:
    account, (first, second) = used(role), administrators
    before = account.password
    assert reset(account, first, what) is None
    assert reset(account, first, what) is None, "asking twice is not two"
    assert Account.objects.get(id=account.id).password == before
    assert not Message.objects.filter(account_id=account.id).exists()
    assert reset(account, second, what)
    assert Message.objects.get(account_id=account.id).code == "accounts.reset"
    row = Reset.objects.get(account=account)
    assert (row.asked_by, row.done_by) == (first.account.id, second.account.id)
    with acting(SYSTEM, "test"):
        assert [one.what for one in resets.take_untold(account)] == [what]
        assert resets.take_untold(account) == []


def test_ending_the_role_first_does_not_help(administrators: list[Member]) -> None:
    account = used("approver")
    with acting(SYSTEM, "test"):
        manage.end_role(Grant.objects.get(account=account).id, by=SYSTEM)
    assert reset(account, administrators[0], "password") is None


def test_an_ask_is_good_for_a_day(administrators: list[Member]) -> None:
    account, (first, second) = used("approver"), administrators
    assert reset(account, first, "password") is None
    with acting(SYSTEM, "test"):
        Reset.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert reset(account, second, "password") is None


def test_where_only_one_could_do_it_they_do_and_the_owner_is_told(db: None) -> None:
    only, account = member("administrator"), used("approver")
    assert reset(account, only, "password")
    assert Message.objects.filter(account_id=account.id, code="accounts.reset").count() == 1


def test_a_counsellor_is_told_too_and_a_first_password_is_no_reset(administrators: list[Member]) -> None:
    account, fresh = used("counsellor"), member("approver").account
    assert reset(account, administrators[0], "password")
    assert Message.objects.filter(account_id=account.id).count() == 1
    assert reset(fresh, administrators[0], "password")
    assert not Message.objects.filter(account_id=fresh.id).exists()


@pytest.mark.parametrize("how", ["closed", "ended"])
def test_shutting_the_other_administrator_out_does_not_help(administrators: list[Member], how: str) -> None:
    account, (first, second) = used("approver"), administrators
    with acting(first.actor(), "test"):
        if how == "closed":
            manage.set_active(second.account, False, by=first.actor())
        else:
            manage.end_role(Grant.objects.get(account=second.account).id, by=first.actor())
    assert reset(account, first, "password") is None
    assert reset(account, first, "device") is None


def test_an_account_made_by_who_asked_is_no_second_administrator(administrators: list[Member]) -> None:
    account, (first, second) = used("approver"), administrators
    puppet, its_own = member(), member()
    with acting(SYSTEM, "test"):
        manage.give_role(puppet.account, "administrator", scope=None, by=first.actor())
        manage.give_role(its_own.account, "administrator", scope=None, by=puppet.actor())
    assert reset(account, first, "password") is None
    assert reset(account, puppet, "password") is None
    assert reset(account, its_own, "password") is None
    assert reset(account, second, "password")


@pytest.mark.parametrize("what", ["password", "device"])
def test_taking_the_other_administrators_account_over_does_not_help(db: None, what: str) -> None:
    account, first, other = used("approver"), member("administrator"), used("administrator")
    second = Member(other, None)
    assert reset(other, first, what), "nobody else is there who could do it with the first"
    assert reset(account, first, "password") is None
    assert reset(account, second, "password") is None, "whoever made its password may be signed in with it"
    with acting(SYSTEM, "test"):
        Reset.objects.filter(account=account).update(asked_by=other.id)
    assert reset(account, first, "password") is None
