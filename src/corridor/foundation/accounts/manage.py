"""Organisations, offices, staff accounts and their roles, as administrators and the set-up of a place make them."""

import uuid
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.scopes.access import make_scope
from corridor.foundation.scopes.models import Scope

from .models import Account, Grant, Office, Organisation
from .roles import all_roles

PERMISSION = "office.accounts"


def create_organisation(*, name: str, kind: str, country: str, by: Actor) -> Organisation:
    """A body that acts; `kind` is one of Organisation.KINDS, `country` ISO 3166 alpha-2."""
    by.require(PERMISSION)
    made = Organisation.objects.create(name=name, kind=kind, country=country)
    timeline.record("accounts.organisation_created", by=by, subject=made)
    return made


def create_office(
    organisation: Organisation, *, name: str, by: Actor, town: str = "", time_zone: str = "UTC", phone: str = ""
) -> Office:
    """A place where the organisation's people work, with the scope that owns what they register."""
    by.require(PERMISSION)
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
        scope=scope,
    )
    timeline.record("accounts.office_created", by=by, subject=made)
    return made


def create_staff(
    *, login: str, name: str, password: str, organisation: Organisation, language: str, by: Actor
) -> Account:
    """An account of a person on the staff; raises Refused when the e-mail address is taken."""
    by.require(PERMISSION)
    login = login.strip().lower()
    if Account.objects.filter(login=login).exists():
        raise Refused("login_taken", _("There is already an account with this e-mail address."), field="login")
    account = Account(login=login, name=name, organisation=organisation, language=language)
    account.set_password(password)
    account.save()
    timeline.record("accounts.staff_created", by=by, subject=account)
    return account


def give_role(
    account: Account, role: str, *, scope: Scope | uuid.UUID | None, by: Actor, until: datetime | None = None
) -> Grant:
    """One role in one scope, until a time; giving it again renews it."""
    by.require(PERMISSION)
    if role not in {known.code for known in all_roles()}:
        raise Refused("no_such_role", _("There is no such role."), field="role")
    scope_id = scope.id if isinstance(scope, Scope) else scope
    grant, _made = Grant.objects.update_or_create(
        account=account, role=role, scope_id=scope_id, defaults={"until": until, "given_by": by.id}
    )
    timeline.record("accounts.role_given", by=by, subject=account, role=role, scope=scope_id)
    return grant


def end_role(grant_id: uuid.UUID, *, by: Actor) -> None:
    """End a role now; the account's next request runs without it."""
    by.require(PERMISSION)
    grant = Grant.objects.select_for_update().get(id=grant_id)
    grant.until = timezone.now()
    grant.save(update_fields=["until"])
    timeline.record("accounts.role_ended", by=by, subject=grant.account, role=grant.role)


def give_device(account: Account, *, by: Actor) -> TOTPDevice:
    """A new authenticator for the second factor; the former one stops working."""
    by.require(PERMISSION)
    TOTPDevice.objects.filter(user_id=account.id).delete()
    device = TOTPDevice.objects.create(user_id=account.id, name="authenticator", confirmed=True)
    timeline.record("accounts.device_given", by=by, subject=account)
    return device
