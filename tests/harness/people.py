"""Offices, accounts and signed-in clients for tests, made by the verbs that an administrator uses."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.actors import actor_for
from corridor.foundation.accounts.models import Account, Office, Organisation
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.keys import uuid7

PASSWORD = "a good long sentence"


@dataclass(frozen=True)
class Member:
    """An account with its office; `actor()` reads its rights anew, `client()` is a browser in which it is signed in."""

    account: Account
    office: Office | None

    def actor(self) -> Actor:
        return actor_for(self.account)

    def client(self) -> Client:
        return signed_in(self.account)


def organisation(name: str = "Servicio de Empleo", kind: str = "service", country: str = "CO") -> Organisation:
    with acting(SYSTEM, "test"):
        return manage.create_organisation(name=name, kind=kind, country=country, by=SYSTEM)


def office(name: str = "Pereira", within: Organisation | None = None, **more: Any) -> Office:
    with acting(SYSTEM, "test"):
        return manage.create_office(within or organisation(), name=name, by=SYSTEM, **more)


def member(
    *roles: str, at: Office | None = None, scopes: tuple[Any, ...] = (), within: Organisation | None = None
) -> Member:
    """A staff account with each of `roles` in the office's scope and in each of `scopes` (Scope or its id)."""
    with acting(SYSTEM, "test"):
        account = manage.create_staff(
            login=f"{uuid7().hex}@example.org",
            name=f"{roles[0]} {uuid7().hex[:6]}" if roles else "nobody",
            password=PASSWORD,
            organisation=within or (at.organisation if at else organisation()),
            language="en",
            by=SYSTEM,
        )
        for role in roles:
            for scope in [*([at.scope] if at else []), *scopes] or [None]:
                manage.give_role(account, role, scope=scope, by=SYSTEM)
    return Member(account, at)


def signed_in(account: Account) -> Client:
    """A client past every step of signing in (the steps themselves are tested in tests/interfaces/kit)."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["complete"] = session["second"] = True
    session.save()
    return client
