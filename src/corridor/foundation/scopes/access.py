"""Giving, ending and asking for reach over persons. The checks live in owner-defined database functions."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from .models import CANDIDATE, FILE, PersonAccess, Scope

__all__ = ["CANDIDATE", "FILE", "end", "give", "make_scope", "persons_in", "persons_of", "reaches", "scope_of"]


def make_scope(kind: str, subject_id: uuid.UUID, *, owner_id: uuid.UUID | None = None) -> Scope:
    """The scope of a thing, made when it is first asked for."""
    scope, _ = Scope.objects.get_or_create(kind=kind, subject_id=subject_id, defaults={"owner_id": owner_id})
    return scope


def scope_of(kind: str, subject_id: uuid.UUID) -> uuid.UUID | None:
    return Scope.objects.filter(kind=kind, subject_id=subject_id).values_list("id", flat=True).first()


def give(
    persons: Iterable[uuid.UUID], *, scope_id: uuid.UUID, level: int, why: str, until: datetime | None = None
) -> int:
    """Let a scope reach persons; an existing reach is only ever widened. Returns how many rows were written.

    The database refuses unless the caller reaches each person at this level already, or nobody does yet (a person just
    being registered) and the scope is one of the caller's.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT corridor.give_access(%s, %s, %s::smallint, %s, %s)", [list(persons), scope_id, level, until, why]
        )
        return int(cursor.fetchone()[0])


def end(persons: Iterable[uuid.UUID], *, scope_id: uuid.UUID) -> int:
    """End a scope's reach now. The caller must reach the persons' files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT corridor.end_access(%s, %s)", [list(persons), scope_id])
        return int(cursor.fetchone()[0])


def persons_of(scope_id: uuid.UUID, *, level: int = CANDIDATE) -> "list[uuid.UUID]":
    """Persons that a scope of the caller's reaches now."""
    rows = PersonAccess.objects.live().filter(scope_id=scope_id, level__gte=level)
    return list(rows.values_list("person_id", flat=True))


def persons_in(scopes: Iterable[uuid.UUID], *, level: int = CANDIDATE) -> "QuerySet[PersonAccess, uuid.UUID]":
    """Ids of the persons whom scopes of the caller's reach now, as a part of another query."""
    rows = PersonAccess.objects.live().filter(scope_id__in=list(scopes), level__gte=level)
    return rows.values_list("person_id", flat=True)


def reaches(person_id: uuid.UUID, *, level: int = FILE) -> bool:
    """Whether the current context reaches the person at `level`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT corridor.reaches(%s, %s::smallint)", [person_id, level])
        return bool(cursor.fetchone()[0])
