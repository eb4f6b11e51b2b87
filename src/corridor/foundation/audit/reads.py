"""Reading the sealed records through the owner's functions, which check that the context reaches the person."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Read:
    """One opening of a file: when, by which account in which roles, and why."""

    at: datetime
    actor_id: uuid.UUID
    roles: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Change:
    """One change of a row: what its changed columns held before."""

    at: datetime
    table: str
    row_id: uuid.UUID
    operation: str
    before: dict[str, Any] | None
    actor_id: uuid.UUID


def who_opened(person_id: uuid.UUID, limit: int = 200) -> list[Read]:
    """Newest first; empty when the context does not reach the person's file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, actor_id, roles, why FROM corridor.reads_of(%s, %s)", [person_id, limit])
        return [Read(at, actor, tuple(roles), why) for at, actor, roles, why in cursor.fetchall()]


def history_of(person_id: uuid.UUID, limit: int = 500) -> list[Change]:
    """Newest first; empty when the context does not reach the person's file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT at, table_name, row_id, operation, before, actor_id FROM corridor.history_of(%s, %s)",
            [person_id, limit],
        )
        return [
            Change(at, table, row_id, operation, json.loads(before) if before else None, actor_id)
            for at, table, row_id, operation, before, actor_id in cursor.fetchall()
        ]
