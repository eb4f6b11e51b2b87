"""The signed context: who acts, for which scopes, set once a transaction and checked by PostgreSQL itself.

The application signs `actor;kind;scopes;wide;expiry` with HMAC-SHA256; the database holds the same key in a table
that only the owner reads, and every policy and history trigger asks `corridor.context()`. A context that was not
signed by the application is an error, none at all shows no row (docs/adr/0002-two-walls.md).
"""

import hashlib
import hmac
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from .errors import NotAllowed

PUBLIC_ID = uuid.UUID("00000000-0000-7000-8000-000000000001")
SYSTEM_ID = uuid.UUID("00000000-0000-7000-8000-000000000002")


@dataclass(frozen=True)
class Actor:
    """Who does something: an account, the public, or the system itself.

    `scopes` are the scope rows whose persons the actor reaches; `offices` those among them that are offices (they own
    what the actor registers). `wide` is the system's reach over all rows, never given to an account.

    `granted` pairs each permission with a scope in which it was given: the counsellor of one office who is an officer
    of a scheme is no counsellor there (docs/adr/0013-permission-and-scope.md). None, for an actor with one role, means
    that every permission counts in every scope.
    """

    id: uuid.UUID
    kind: str  # account | public | system
    permissions: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    scopes: frozenset[uuid.UUID] = frozenset()
    offices: tuple[uuid.UUID, ...] = ()
    person_id: uuid.UUID | None = None
    language: str = "en"
    wide: bool = False
    name: str = field(default="", compare=False)
    organisations: frozenset[uuid.UUID] = frozenset()
    granted: frozenset[tuple[str, uuid.UUID]] | None = field(default=None, repr=False)

    def can(self, permission: str, *, scope: uuid.UUID | None = None) -> bool:
        """Whether the actor holds `permission`: at all, or in `scope`."""
        if self.kind == "system":
            return True
        return permission in self.permissions and (scope is None or self.wide or scope in self.scopes_for(permission))

    def require(self, permission: str) -> None:
        """Raise NotAllowed unless the actor holds `permission`."""
        if not self.can(permission):
            raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))

    def scopes_for(self, *permissions: str) -> frozenset[uuid.UUID]:
        """The scopes in which one of the permissions was given."""
        if self.granted is None:
            return self.scopes if any(self.can(permission) for permission in permissions) else frozenset()
        return frozenset(scope for permission, scope in self.granted if permission in permissions)

    def within(self, *permissions: str) -> "Actor":
        """The actor with the reach that these permissions give, and no other scope.

        Raises NotAllowed when the actor holds none of them. Asked again for another permission, it answers from all
        that was granted: a verb that calls another one hands on the whole actor.
        """
        if not any(self.can(permission) for permission in permissions):
            self.require(permissions[0])
        if self.kind == "system" or self.wide or self.granted is None:
            return self
        scopes = self.scopes_for(*permissions)
        return replace(self, scopes=scopes, offices=tuple(one for one in self.offices if one in scopes))


PUBLIC = Actor(id=PUBLIC_ID, kind="public")
SYSTEM = Actor(id=SYSTEM_ID, kind="system", wide=True)


@dataclass
class Frame:
    """What the current transaction knows of itself: the actor, the purpose, and the persons read so far."""

    actor: Actor
    why: str
    signed: str
    read: set[uuid.UUID] = field(default_factory=set)


_frame: ContextVar[Frame | None] = ContextVar("corridor_frame", default=None)


def current() -> Frame | None:
    return _frame.get()


def note_read(persons: Iterable[uuid.UUID | None]) -> None:
    """Remember persons whose data was read; the read log is written from this before the answer leaves."""
    frame = _frame.get()
    if frame is not None:
        frame.read.update(person for person in persons if person is not None)


def sign(actor: Actor, seconds: int) -> str:
    """The setting `corridor.context` for this actor, valid for `seconds`."""
    scopes = ",".join(sorted(str(scope) for scope in actor.scopes))
    body = f"{actor.id};{actor.kind};{scopes};{'t' if actor.wide else 'f'};{int(time.time()) + seconds}"
    mac = hmac.new(settings.CORRIDOR_CONTEXT_KEY, body.encode(), hashlib.sha256).hexdigest()
    return f"{body}|{mac}"


def _apply(signed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('corridor.context', %s, true)", [signed])


@contextmanager
def acting(actor: Actor, why: str, *, seconds: int = 900, snapshot: bool = False) -> Iterator[Frame]:
    """Run a transaction as `actor` for the purpose `why`; the read log is written at its end, or nothing is.

    Nested use (a system step inside a request) signs its own context and restores the outer one afterwards.
    With `snapshot` all its statements see the database as the first one did (repeatable read); never nested.
    """
    from corridor.foundation.database.readlog import flush  # the table is a model: not loadable at import time

    outer = _frame.get()
    frame = Frame(actor=actor, why=why, signed=sign(actor, seconds))
    token = _frame.set(frame)
    try:
        with transaction.atomic(durable=snapshot):
            if snapshot:
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            _apply(frame.signed)
            yield frame
            flush(frame)
        if connection.in_atomic_block:  # nested: the setting lives as long as the outer transaction
            _apply(outer.signed if outer else "")
    finally:
        _frame.reset(token)
