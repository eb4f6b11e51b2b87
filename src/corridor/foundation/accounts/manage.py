"""Organisations, offices, staff accounts and their roles, as administrators and the set-up of a place make them."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.scopes.access import make_scope
from corridor.foundation.scopes.models import PersonAccess, Scope

from . import resets
from .models import Account, Grant, Office, Organisation
from .roles import all_roles, roles_with

PERMISSION = "office.accounts"
SHORTEST = 12
FEWEST_LETTERS = 6


def create_organisation(*, name: str, kind: str, country: str, by: Actor) -> Organisation:
    """A body that acts; `kind` is one of Organisation.KINDS, `country` ISO 3166 alpha-2."""
    by.require(PERMISSION)
    made = Organisation.objects.create(name=name, kind=kind, country=country)
    timeline.record("accounts.organisation_created", by=by, subject=made)
    return made


@dataclass(frozen=True)
class Hours:
    """When an office is open: from one day of the week to another (ISO 8601: Monday is 1), and the times."""

    from_day: int
    to_day: int
    opens_at: time
    closes_at: time


def create_office(
    organisation: Organisation,
    *,
    name: str,
    by: Actor,
    town: str = "",
    time_zone: str = "UTC",
    phone: str = "",
    address: str = "",
    hours: Hours | None = None,
) -> Office:
    """A place where the organisation's people work, with the scope that owns what they register.

    Raises Refused when it would close before it opens.
    """
    by.require(PERMISSION)
    if hours is not None and hours.closes_at <= hours.opens_at:
        raise Refused("hours_wrong", _("It closes before it opens. Look at the times again."), field="closes_at")
    key = uuid7()
    scope = make_scope("office", key, owner_id=organisation.id)
    made = Office.objects.create(
        id=key,
        organisation=organisation,
        name=name,
        town=town,
        country=organisation.country,
        time_zone=time_zone,
        phone=phone,
        address=address,
        open_from_day=hours.from_day if hours else None,
        open_to_day=hours.to_day if hours else None,
        opens_at=hours.opens_at if hours else None,
        closes_at=hours.closes_at if hours else None,
        scope=scope,
    )
    timeline.record("accounts.office_created", by=by, subject=made)
    return made


def create_staff(
    *,
    login: str,
    name: str,
    password: str | None,
    organisation: Organisation,
    language: str,
    by: Actor,
    must_change: bool = False,
) -> Account:
    """An account of a person on the staff; raises Refused when the e-mail address is taken.

    must_change: the password is a first one, which its owner replaces at the first sign-in. Without a password (None)
    nobody can sign in until the account is given one.
    """
    by.require(PERMISSION)
    login = login.strip().lower()
    if Account.objects.filter(login=login).exists():
        raise Refused("login_taken", _("There is already an account with this e-mail address."), field="login")
    account = Account(login=login, name=name, organisation=organisation, language=language, must_change=must_change)
    account.set_password(password)
    account.save()
    timeline.record("accounts.staff_created", by=by, subject=account)
    return account


def give_role(
    account: Account, role: str, *, scope: Scope | uuid.UUID | None, by: Actor, until: datetime | None = None
) -> Grant:
    """One role in one scope, until a time; giving it again renews it.

    Nobody gives a role to themselves: an administrator who could would read whatever they wish.
    """
    by.require(PERMISSION)
    _not_oneself(account, by)
    _staff_only(account)
    if role not in {known.code for known in all_roles()}:
        raise Refused("no_such_role", _("There is no such role."), field="role")
    scope_id = scope.id if isinstance(scope, Scope) else scope
    grant, _made = Grant.objects.update_or_create(
        account=account, role=role, scope_id=scope_id, defaults={"until": until, "given_by": by.id}
    )
    timeline.record("accounts.role_given", by=by, subject=account, role=role, scope=scope_id)
    return grant


def take_charge(permission: str, scope: Scope, *, by: Actor) -> list[Grant]:
    """Let whoever has just made a scope work in it, with the roles through which they hold `permission`.

    The one grant that nobody else gives: the scope is new, so that nobody is reached through it and nobody else works
    in it. Refused for any other scope. For the system it does nothing.
    """
    by.require(permission)
    if by.kind != "account":
        return []
    if Grant.objects.filter(scope=scope).exists() or PersonAccess.objects.filter(scope=scope).exists():
        raise NotAllowed("scope_not_new", _("Somebody works here already. Ask an administrator for the role."))
    held = Grant.objects.live().filter(account_id=by.id, role__in=roles_with(permission))
    until = dict(held.order_by("role", F("until").asc(nulls_last=True)).values_list("role", "until"))
    made = [Grant(account_id=by.id, role=one, scope=scope, until=last, given_by=by.id) for one, last in until.items()]
    Grant.objects.bulk_create(made)
    for grant in made:
        timeline.record("accounts.role_given", by=by, subject=grant.account, role=grant.role, scope=scope.id)
    return made


def end_role(grant_id: uuid.UUID, *, by: Actor) -> None:
    """End a role now; the account's next request runs without it."""
    by.require(PERMISSION)
    grant = Grant.objects.select_for_update(of=("self",)).select_related("account").filter(id=grant_id).first()
    if grant is None:
        raise NotFound("no_such_role", _("There is no such role."))
    _not_oneself(grant.account, by)
    grant.until = timezone.now()
    grant.save(update_fields=["until"])
    timeline.record("accounts.role_ended", by=by, subject=grant.account, role=grant.role)


def give_device(account: Account, *, by: Actor) -> TOTPDevice | None:
    """A new authenticator for the second factor; the former one stops working.

    None when a second administrator has to do the same first (see resets.admit): an account that decides has one.
    """
    by.require(PERMISSION)
    _staff_only(account)
    if TOTPDevice.objects.filter(user_id=account.id).exists() and not resets.admit(account, "device", by=by):
        return None
    TOTPDevice.objects.filter(user_id=account.id).delete()
    device = TOTPDevice.objects.create(user_id=account.id, name="authenticator", confirmed=True)
    timeline.record("accounts.device_given", by=by, subject=account)
    return device


LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another


def first_password() -> str:
    """A password to hand over once: 80 bits in four groups that can be read aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _group in range(4))


def renew_password(account: Account, *, by: Actor) -> str | None:
    """A new first password for somebody who lost theirs; every sign-in of the account ends.

    None when a second administrator has to do the same first (see resets.admit).
    """
    by.require(PERMISSION)
    _not_oneself(account, by)
    _staff_only(account)
    if account.last_login is not None and not resets.admit(account, "password", by=by):
        return None
    password = first_password()
    account.set_password(password)
    account.must_change = True
    account.save(update_fields=["password", "must_change"])
    timeline.record("accounts.password_renewed", by=by, subject=account)
    return password


def change_password(account: Account, password: str, *, by: Actor) -> None:
    """The owner of an account chooses their own password; raises Refused for one that is easy to guess."""
    if by.kind != "system" and by.id != account.id:
        raise NotAllowed("not_allowed", _("Only the owner of an account chooses its password."))
    if len(password) < SHORTEST or len(set(password)) < FEWEST_LETTERS:
        raise Refused("password_short", _("Take at least 12 characters. A sentence is best."), field="password")
    if account.login.split("@")[0].lower() in password.lower() or account.check_password(password):
        raise Refused("password_known", _("Take another one, without your e-mail address in it."), field="password")
    account.set_password(password)
    account.must_change = False
    account.save(update_fields=["password", "must_change"])
    timeline.record("accounts.password_changed", by=by, subject=account)


def set_active(account: Account, active: bool, *, by: Actor) -> None:
    """Close an account, or open it again. A closed one keeps its roles and its past, and cannot sign in."""
    by.require(PERMISSION)
    _not_oneself(account, by)
    _staff_only(account)
    account.is_active = active
    account.save(update_fields=["is_active"])
    if active:
        timeline.record("accounts.opened", by=by, subject=account)
    else:
        timeline.record("accounts.closed", by=by, subject=account)


def _not_oneself(account: Account, by: Actor) -> None:
    if by.id == account.id:
        raise Refused("own_account", _("Nobody changes their own rights. Ask another administrator."))


def _staff_only(account: Account) -> None:
    if account.is_worker:
        raise NotFound("no_such_account", _("There is no such account, or it belongs to a worker."))
