"""The record of what was done, as an auditor reads it: in codes, over all offices, never with a person."""

import json
import uuid
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import connection

from corridor.foundation.database.context import Actor

PERMISSION = "office.audit"


@dataclass(frozen=True)
class Event:
    """One event without the person it tells of; `subject_id` is None where the subject is about a person."""

    id: uuid.UUID
    at: datetime
    verb: str
    actor_id: uuid.UUID
    actor_kind: str
    roles: list[str]
    subject_type: str
    subject_id: uuid.UUID | None
    about_person: bool
    codes: dict[str, Any]


NAMES = [one.name for one in fields(Event)]


@dataclass(frozen=True)
class Readings:
    """How often an account opened files for one purpose, and of how many persons."""

    actor_id: uuid.UUID
    roles: list[str]
    why: str
    openings: int
    persons: int


def events(
    first: datetime, last: datetime, *, by: Actor, verb: str = "", below: uuid.UUID | None = None, most: int = 100
) -> list[Event]:
    """Events from `first` until before `last`, newest first; `below` continues after the event of that id."""
    by.require(PERMISSION)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(NAMES)} FROM corridor.events_of_all(%s, %s, %s, %s, %s)",  # noqa: S608 - our names
            [first, last, verb, below, most],
        )
        rows: list[Any] = cursor.fetchall()
    return [Event(**{**dict(zip(NAMES, row, strict=True)), "codes": json.loads(row[9])}) for row in rows]


def event_counts(first: datetime, last: datetime, *, by: Actor) -> list[tuple[str, int]]:
    """(verb, number of events) of the same time, by verb."""
    by.require(PERMISSION)
    with connection.cursor() as cursor:
        cursor.execute("SELECT verb, events FROM corridor.event_counts(%s, %s)", [first, last])
        return [(verb, count) for verb, count in cursor.fetchall()]


def readings(first: datetime, last: datetime, *, by: Actor, most: int = 200) -> list[Readings]:
    """Who opened how many files and why, the most persons first."""
    by.require(PERMISSION)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor_id, roles, why, openings, persons FROM corridor.read_counts(%s, %s, %s)",
            [first, last, most],
        )
        rows: list[Any] = cursor.fetchall()
    return [Readings(*row) for row in rows]
