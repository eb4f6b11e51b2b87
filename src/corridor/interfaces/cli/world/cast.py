"""Who acts: offices, organisations and accounts of the world, one sign-in for each role, all with the demo password."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.actors import actor_for
from corridor.foundation.accounts.models import Account, Office, Organisation
from corridor.foundation.database.context import SYSTEM, Actor, acting

from .sign_ins import PASSWORD, login

WHY = "demonstration"
SILENCE = 2.5
"""Seconds after which somebody who waits wants to hear how far it is."""
Item = TypeVar("Item")


@dataclass
class Cast:
    """Accounts by the part they play ("registrar Pereira", "officer", "employer Fresas del Odiel")."""

    accounts: dict[str, Account] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    say: Callable[[str], None] = field(default=lambda _line: None)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, part: str) -> Actor:
        """The actor of a part with the rights it has now; read once, and again after `renew()`."""
        if part not in self._actors:
            self._actors[part] = actor_for(self.accounts[part])
        return self._actors[part]

    def each(self, items: Sequence[Item], what: str) -> Iterator[Item]:
        """The items one by one; every few seconds it is said how many are done."""
        said = time.monotonic()
        for number, item in enumerate(items, start=1):
            yield item
            if time.monotonic() - said > SILENCE:
                said = time.monotonic()
                self.say(f"  {what}: {number:,} of {len(items):,}")

    def renew(self) -> None:
        """Forget what was read of everybody's rights: roles or scopes were given since."""
        self._actors.clear()

    @contextmanager
    def playing(self, part: str, *, lent: uuid.UUID | None = None) -> Iterator[Actor]:
        """A transaction in which `part` acts.

        `lent` is a scope that the actor gets for this transaction. A season that is long over is played today, and the
        database, whose clock stays, has ended the reach that the part had over persons then.
        """
        actor = self.actor(part)
        if lent is not None:
            lending = {(permission, lent) for permission in actor.permissions}
            actor = replace(actor, scopes=actor.scopes | {lent}, granted=(actor.granted or frozenset()) | lending)
        with acting(actor, WHY):
            yield actor

    def worker(self, person_id: uuid.UUID) -> str:
        """The part of a worker, by the account that the office opened."""
        part = f"worker {person_id}"
        if part not in self.accounts:
            known = Account.objects.filter(person_id__isnull=False)
            self.accounts |= {f"worker {account.person_id}": account for account in known}
        return part

    def organisation(self, name: str, kind: str, country: str) -> Organisation:
        made = manage.create_organisation(name=name, kind=kind, country=country, by=SYSTEM)
        self.organisations[name] = made
        return made

    def office(self, name: str, organisation: str, zone: str, **place: Any) -> Office:
        made = manage.create_office(
            self.organisations[organisation], name=name, town=name, time_zone=zone, by=SYSTEM, **place
        )
        self.offices[name] = made
        return made

    def join(
        self, part: str, name: str, organisation: str, language: str, *scopes: Any, role: str = "", sign_in: str = ""
    ) -> Account:
        """An account for `part` with its role (the part's first word) in each scope, or everywhere without one."""
        account = manage.create_staff(
            login=sign_in or login(part),
            name=name,
            password=None,
            organisation=self.organisations[organisation],
            language=language,
            by=SYSTEM,
        )
        self.accounts[part] = account
        self.give(part, *scopes, role=role)
        return account

    def give(self, part: str, *scopes: Any, role: str = "") -> None:
        """The part's role in each of the scopes, or in none."""
        for scope in scopes or (None,):
            manage.give_role(self.accounts[part], role or part.split()[0], scope=scope, by=SYSTEM)

    def let_in(self, *parts: str) -> None:
        """Give accounts the demo password, worked out once because that takes its time on purpose."""
        ids = [self.accounts[part].id for part in parts]
        Account.objects.filter(id__in=ids).update(password=make_password(PASSWORD))

    def devices(self, *parts: str) -> None:
        """An authenticator for each part whose role asks for a second factor."""
        for part in parts:
            manage.give_device(self.accounts[part], by=SYSTEM)
