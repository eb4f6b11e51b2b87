"""On screens: one administrator asks, a second one does it, and the owner reads it at the next sign-in."""

import uuid

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from corridor.foundation.accounts.models import Account
from tests.harness.people import PASSWORD, Member, member


def press(one: Member, account: Account, what: str) -> str:
    page = reverse(f"office:administration-{what}", args=[account.id])
    return one.client().post(page, {"submission_key": str(uuid.uuid4())}, follow=True).content.decode()


def test_an_approver_gets_a_new_password_from_two(db: None) -> None:
    first, second, owner = member("administrator"), member("administrator"), member("approver").account
    Account.objects.filter(id=owner.id).update(last_login=timezone.now())
    assert "a second administrator presses the same button" in press(first, owner, "password")
    shown = first.client().get(reverse("office:administration-account", args=[owner.id])).content.decode()
    assert "A second one confirms by making it." in shown
    assert Account.objects.get(id=owner.id).check_password(PASSWORD)
    assert "a second administrator" not in press(second, owner, "password")
    assert not Account.objects.get(id=owner.id).check_password(PASSWORD)


def test_the_owner_reads_it_at_the_next_sign_in(db: None) -> None:
    administrator, owner = member("administrator"), member("counsellor").account
    Account.objects.filter(id=owner.id).update(last_login=timezone.now())
    press(administrator, owner, "password")
    account = Account.objects.get(id=owner.id)
    account.set_password(PASSWORD)
    account.must_change = False
    account.save()
    given = {"login": account.login, "password": PASSWORD}
    client = Client()
    assert (
        "an administrator made a new password"
        in client.post(reverse("kit:sign-in"), given, follow=True).content.decode()
    )
    again = Client().post(reverse("kit:sign-in"), given, follow=True).content.decode()
    assert "an administrator made a new password" not in again
