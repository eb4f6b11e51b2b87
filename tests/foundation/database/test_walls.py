"""Both walls: with no context no row, a forged context is refused, and each wall holds when the other is taken away."""

import uuid
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from corridor.foundation.database.context import PUBLIC, SYSTEM, acting, sign
from corridor.foundation.database.keys import uuid7
from corridor.foundation.files.models import StoredFile
from corridor.foundation.scopes import access
from corridor.foundation.scopes.access import CANDIDATE, FILE
from tests.harness import server
from tests.harness.people import Member, member, office

TRICKS = [
    "SET corridor.context = ''",
    "SELECT set_config('corridor.context', '', false)",
    "SET ROLE corridor_owner",
    "SET SESSION AUTHORIZATION corridor_owner",
    "RESET ROLE",
    "SET row_security = off",
    "ALTER TABLE files_storedfile DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE files_storedfile NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY reach ON files_storedfile",
    "CREATE POLICY mine ON files_storedfile USING (true)",
    "ALTER TABLE files_storedfile DISABLE TRIGGER ALL",
    "UPDATE corridor.context_key SET inner_pad = ''",
    "INSERT INTO corridor.context_key (inner_pad, outer_pad) VALUES ('', '')",
    "CREATE OR REPLACE FUNCTION corridor.wide() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION public.wide() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "GRANT corridor_owner TO corridor_app",
    "ALTER ROLE corridor_app BYPASSRLS",
    "COPY files_storedfile FROM PROGRAM 'echo'",
    "SET session_replication_role = replica",
    "CREATE TEMP VIEW v AS SELECT * FROM files_storedfile",
]


@pytest.fixture
def counsellor(db: None) -> Member:
    return member("counsellor", at=office("Pereira"))


@pytest.fixture
def stranger(db: None) -> Member:
    return member("counsellor", at=office("Armenia"))


@pytest.fixture
def person(counsellor: Member) -> uuid.UUID:
    """A person of the counsellor's office, with one row in a table of persons."""
    key = uuid7()
    with acting(counsellor.actor(), "test"):
        access.give([key], scope_id=counsellor.actor().offices[0], level=FILE, why="registered")
        StoredFile.objects.create(
            sha256="0" * 64,
            size=1,
            content_type="text/plain",
            name="x",
            person_id=key,
            created_by=counsellor.account.id,
        )
    return key


def rows(person: uuid.UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM files_storedfile WHERE person_id = %s", [person])
        return int(cursor.fetchone()[0])


def test_without_context_there_is_no_row(person: uuid.UUID) -> None:
    with transaction.atomic():
        assert rows(person) == 0


def test_own_office_sees_the_row_and_another_does_not(person: uuid.UUID, counsellor: Member, stranger: Member) -> None:
    with acting(counsellor.actor(), "test"):
        assert rows(person) == 1
    with acting(stranger.actor(), "test"):
        assert rows(person) == 0
    with acting(PUBLIC, "test"):
        assert rows(person) == 0


def test_reach_that_has_ended_shows_nothing(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        access.end([person], scope_id=counsellor.actor().offices[0])
    with acting(counsellor.actor(), "test"):
        assert rows(person) == 0


def test_candidate_level_does_not_open_the_file(person: uuid.UUID, counsellor: Member, stranger: Member) -> None:
    with acting(counsellor.actor(), "test"):
        access.give([person], scope_id=stranger.actor().offices[0], level=CANDIDATE, why="shortlisted")
    with acting(stranger.actor(), "test"):
        assert rows(person) == 0
        assert access.persons_of(stranger.actor().offices[0]) == [person]


def test_first_wall_holds_without_the_second(person: uuid.UUID, counsellor: Member, stranger: Member) -> None:
    """`visible_to` alone, under a context that row security lets through to every row."""
    with acting(SYSTEM, "test"):
        assert rows(person) == 1
        assert StoredFile.objects.visible_to(counsellor.actor()).filter(person_id=person).count() == 1
        assert StoredFile.objects.visible_to(stranger.actor()).filter(person_id=person).count() == 0
        assert StoredFile.objects.visible_to(PUBLIC).filter(person_id=person).count() == 0


def test_second_wall_holds_without_the_first(person: uuid.UUID, stranger: Member) -> None:
    """Plain SQL that forgot `visible_to`: reading, changing, deleting and adding rows of another office's person."""
    with acting(stranger.actor(), "test"):
        assert rows(person) == 0
        assert StoredFile.objects.filter(person_id=person).update(name="y") == 0
    with pytest.raises(DatabaseError, match="row-level security"), acting(stranger.actor(), "test"):
        StoredFile.objects.create(
            sha256="1" * 64, size=1, content_type="text/plain", name="x", person_id=person, created_by=uuid7()
        )


@pytest.mark.parametrize("change", ["actor", "scopes", "wide", "expiry", "mac"])
def test_forged_context_is_refused(person: uuid.UUID, counsellor: Member, change: str) -> None:
    body, mac = sign(counsellor.actor(), 900).split("|")
    parts = body.split(";")
    place = {"actor": 0, "scopes": 2, "wide": 3, "expiry": 4}
    if change == "mac":
        mac = "0" * 64
    else:
        new = {"actor": str(uuid7()), "scopes": str(uuid7()), "wide": "t", "expiry": str(int(parts[4]) + 1)}
        parts[place[change]] = new[change]
    forged = f"{';'.join(parts)}|{mac}"
    with pytest.raises(DatabaseError, match="not signed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('corridor.context', %s, true)", [forged])
        rows(person)


def test_expired_context_is_refused(person: uuid.UUID, counsellor: Member) -> None:
    old = sign(counsellor.actor(), -1)
    with pytest.raises(DatabaseError, match="expired"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('corridor.context', %s, true)", [old])
        rows(person)


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_open_nothing(person: uuid.UUID, stranger: Member, trick: str) -> None:
    try:
        with acting(stranger.actor(), "test"), connection.cursor() as cursor:
            cursor.execute(trick)
            assert rows(person) == 0
    except DatabaseError as refused:
        assert "must be" in str(refused) or "permission denied" in str(refused) or "row-level" in str(refused)


def test_context_ends_with_its_transaction(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        assert rows(person) == 1
    with transaction.atomic():
        assert rows(person) == 0


def test_inner_context_gives_way_to_the_outer_one(person: uuid.UUID, counsellor: Member, stranger: Member) -> None:
    with acting(stranger.actor(), "test"):
        with acting(counsellor.actor(), "test"):
            assert rows(person) == 1
        assert rows(person) == 0


def test_change_without_a_context_is_refused(db: None) -> None:
    with pytest.raises(DatabaseError, match="no context, no change"), transaction.atomic():
        member_of_nothing = office_row()
        member_of_nothing.save(force_insert=True)


def office_row() -> Any:
    from corridor.foundation.accounts.models import Organisation

    return Organisation(name="x", kind="service", country="CO")


def test_reach_cannot_be_taken_by_oneself(person: uuid.UUID, stranger: Member) -> None:
    with pytest.raises(DatabaseError, match="cannot give a reach"), acting(stranger.actor(), "test"):
        access.give([person], scope_id=stranger.actor().offices[0], level=FILE, why="registered")
    with pytest.raises(DatabaseError), acting(stranger.actor(), "test"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO scopes_personaccess (id, scope_id, person_id, level, why) VALUES (%s, %s, %s, 2, 'x')",
            [uuid7(), uuid7(), person],
        )


def test_candidate_reach_cannot_be_widened_to_the_file(person: uuid.UUID, counsellor: Member, stranger: Member) -> None:
    scope = stranger.actor().offices[0]
    with acting(counsellor.actor(), "test"):
        access.give([person], scope_id=scope, level=CANDIDATE, why="shortlisted")
    with pytest.raises(DatabaseError, match="cannot give a reach"), acting(stranger.actor(), "test"):
        access.give([person], scope_id=scope, level=FILE, why="shortlisted")


def test_wide_is_never_an_accounts(counsellor: Member) -> None:
    assert counsellor.actor().wide is False
    assert replace(counsellor.actor(), wide=True) != counsellor.actor()


def test_every_table_of_persons_is_guarded(db: None) -> None:
    from corridor.foundation.database import protect

    assert protect.problems() == []


def test_taking_a_guard_away_is_noticed(superuser_connection: psycopg.Connection[Any], fresh_database: str) -> None:
    from corridor.foundation.database import protect

    with psycopg.connect(server.the_server().url("owner", fresh_database), autocommit=True) as owner:
        owner.execute("ALTER TABLE files_storedfile NO FORCE ROW LEVEL SECURITY")
        owner.execute("DROP TRIGGER history_update ON accounts_office")
    found = protect.problems()
    assert any(line.startswith("files_storedfile") for line in found)
    assert any(line.startswith("accounts_office") for line in found)
