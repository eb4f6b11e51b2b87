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
from dataclasses import dataclass, field

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

    def can(self, permission: str) -> bool:
        return self.kind == "system" or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise NotAllowed unless the actor holds `permission`."""
        if not self.can(permission):
            raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))


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
def acting(actor: Actor, why: str, *, seconds: int = 900) -> Iterator[Frame]:
    """Run a transaction as `actor` for the purpose `why`; the read log is written at its end, or nothing is.

    Nested use (a system step inside a request) signs its own context and restores the outer one afterwards.
    """
    from corridor.foundation.database.readlog import flush  # the table is a model: not loadable at import time

    outer = _frame.get()
    frame = Frame(actor=actor, why=why, signed=sign(actor, seconds))
    token = _frame.set(frame)
    try:
        with transaction.atomic():
            _apply(frame.signed)
            yield frame
            flush(frame)
        if connection.in_atomic_block:  # nested: the setting lives as long as the outer transaction
            _apply(outer.signed if outer else "")
    finally:
        _frame.reset(token)
