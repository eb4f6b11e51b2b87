"""Resetting what opens another's account: the owner is told, and of a powerful account two administrators do it.

An administrator who could do it alone and unseen would be whoever they wish.
"""

import uuid
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.audit.models import TimelineEvent
from corridor.foundation.database.context import SYSTEM_ID, Actor
from corridor.foundation.events import publish

from .events import AccessReset
from .models import Account, Grant, Reset
from .roles import role, roles_with

ASKED_HOURS = 24
ROLE_DAYS = 7
"""A role that ended so lately counts still: nobody ends it, resets the account, and gives it back. And who became an
administrator so lately counts as whoever made them one."""


def admit(account: Account, what: str, *, by: Actor) -> bool:
    """Whether the reset is done now; False when it was only asked for, and a second administrator has to do the same.

    `what` is "password" or "device". The owner is told when it is done, by message and at the next sign-in.
    """
    Account.objects.select_for_update().get(id=account.id)  # two who ask at once come one after the other
    now = timezone.now()
    asked = open_ask(account, what)
    if by.kind != "system" and _needs_two(account) and (asked is None or _hands(asked.asked_by) & _hands(by.id)):
        if asked is None:
            Reset.objects.create(account=account, what=what, asked_by=by.id)
            timeline.record("accounts.reset_asked", by=by, subject=account, what=what)
        return False
    reset = asked or Reset(account=account, what=what, asked_by=by.id)
    reset.done_by, reset.done_at = by.id, now
    reset.save()
    publish(AccessReset(account.id, account.language, what))
    return True


def open_ask(account: Account, what: str) -> Reset | None:
    """The reset that one administrator asked for within the last day and no second one has done."""
    since = timezone.now() - timedelta(hours=ASKED_HOURS)
    return Reset.objects.filter(account=account, what=what, done_at__isnull=True, asked_at__gt=since).first()


def take_untold(account: Account) -> list[Reset]:
    """Resets that the owner has not been told of at sign-in, oldest first; they count as told from now on."""
    found = list(Reset.objects.filter(account=account, done_at__isnull=False, told_at__isnull=True).order_by("done_at"))
    Reset.objects.filter(id__in=[one.id for one in found]).update(told_at=timezone.now())
    return found


def _needs_two(account: Account) -> bool:
    """Whether a role of the account decides or administers, and two others are there who could do it together.

    Nobody becomes the only one by shutting the others out: whose role or account ended lately counts still.
    """
    since = timezone.now() - timedelta(days=ROLE_DAYS)
    lately = Q(until__isnull=True) | Q(until__gt=since)
    held = Grant.objects.filter(lately, account=account)
    if not any(role(code).totp for code in held.values_list("role", flat=True)):
        return False
    shut = TimelineEvent.objects.filter(subject_id=OuterRef("account_id"), verb="accounts.closed", at__gt=since)
    there = Q(account__is_active=True) | Exists(shut)
    others = Grant.objects.filter(lately, there, role__in=roles_with("office.accounts")).exclude(account=account)
    return len({_hand(one) for one in others.values_list("account_id", flat=True).distinct()}) >= 2


def _hand(administrator: uuid.UUID) -> uuid.UUID:
    """Whose hand an administrator is: another's who made them one within the last days, otherwise their own.

    An administrator can open an account, make it one, and sign in with it: that is no second person.
    """
    since, seen = timezone.now() - timedelta(days=ROLE_DAYS), {SYSTEM_ID}
    while administrator not in seen:
        seen.add(administrator)
        given = Grant.objects.filter(account_id=administrator, role__in=roles_with("office.accounts"))
        first = given.order_by("given_at", "id").first()
        if first is None or first.given_at <= since or first.given_by in seen:
            break
        administrator = first.given_by
    return administrator


def _hands(administrator: uuid.UUID) -> set[uuid.UUID]:
    """Who may be signed in as an administrator: they, and whoever lately made a password or authenticator for them."""
    since = timezone.now() - timedelta(days=ROLE_DAYS)
    verbs = ["accounts.password_renewed", "accounts.device_given"]
    made = TimelineEvent.objects.filter(subject_id=administrator, verb__in=verbs, at__gt=since)
    others = made.exclude(actor_id__in=[SYSTEM_ID, administrator]).values_list("actor_id", flat=True)
    return {_hand(administrator), *map(_hand, others)}
