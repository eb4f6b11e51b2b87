"""The doctor refuses every application role that row security does not hold, each with the way to mend it."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from corridor.foundation.database import server as database_server
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox.models import Message
from corridor.interfaces.cli import doctor, up
from corridor.interfaces.cli.environment import CommandError, Installation
from tests.harness import server

# A change of owner takes the grants along that the former owner had given.
OWNER, APP = database_server.ROLES["owner"], database_server.ROLES["app"]
GRANTS = f"GRANT CONNECT, TEMPORARY ON DATABASE corridor TO {APP}; GRANT ALL ON DATABASE corridor TO {OWNER}"


@pytest.fixture(scope="module")
def own_server() -> Iterator[database_server.Server]:
    """Roles belong to a whole server: changing them would disturb the suite's."""
    with database_server.start(throwaway=True) as server:
        yield server


@pytest.fixture
def place(own_server: database_server.Server) -> Installation:
    return Installation(own_server.app_url, own_server.owner_url, own_server)


@pytest.fixture
def superuser(own_server: database_server.Server) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(own_server.url("superuser"), autocommit=True) as connection:
        yield connection


def test_embedded_database_is_sound(place: Installation) -> None:
    assert doctor.database(place) == []


@pytest.mark.parametrize(
    ("change", "undo", "told"),
    [
        (f"ALTER ROLE {APP} SUPERUSER", f"ALTER ROLE {APP} NOSUPERUSER", "is a superuser"),
        (f"ALTER ROLE {APP} BYPASSRLS", f"ALTER ROLE {APP} NOBYPASSRLS", "bypasses row security"),
        (f"ALTER ROLE {APP} CREATEROLE", f"ALTER ROLE {APP} NOCREATEROLE", "may make roles"),
        (f"ALTER DATABASE corridor OWNER TO {APP}; {GRANTS}", f"ALTER DATABASE corridor OWNER TO {OWNER}; {GRANTS}",
         "owns the database"),
        (f"CREATE TABLE theirs (); ALTER TABLE theirs OWNER TO {APP}", "DROP TABLE theirs", "owns 1 tables"),
        (f"GRANT CREATE ON SCHEMA public TO {APP}", f"REVOKE CREATE ON SCHEMA public FROM {APP}", "may create tables"),
        (f"GRANT {OWNER} TO {APP}; CREATE TABLE t (); ALTER TABLE t OWNER TO {OWNER}",
         f"REVOKE {OWNER} FROM {APP}; DROP TABLE t", f"can become {OWNER}"),
        ("DROP EXTENSION pg_trgm", "CREATE EXTENSION pg_trgm", "The extension pg_trgm is missing"),
    ],
)  # fmt: skip
def test_doctor_refuses(
    place: Installation, superuser: psycopg.Connection[Any], change: str, undo: str, told: str
) -> None:
    superuser.execute(change)
    try:
        found = doctor.database(place)
    finally:
        superuser.execute(undo)
    assert any(told in line for line in found), found
    assert doctor.database(place) == []


def test_doctor_refuses_one_role_for_both(place: Installation) -> None:
    found = doctor.database(replace(place, app_url=place.owner_url))
    assert any("the same role" in line for line in found), found
    assert any("owns the database" in line for line in found), found


def test_doctor_names_a_key_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDOR_VAR", str(tmp_path))
    key = tmp_path / "keys" / "master_key"
    key.parent.mkdir()
    key.write_text("x")
    key.chmod(0o644)
    assert any(f"chmod 600 {key}" in line for line in doctor.machine())
    key.chmod(0o600)
    assert not any("chmod" in line for line in doctor.machine())


def test_doctor_names_missing_keys_of_existing_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDOR_VAR", str(tmp_path))
    monkeypatch.delenv("CORRIDOR_MASTER_KEY", raising=False)
    (tmp_path / "files" / "ab").mkdir(parents=True)
    assert any("CORRIDOR_MASTER_KEY" in line for line in doctor.machine())


def test_doctor_and_up_say_which_gateway_could_not_send(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.messages() == []
    monkeypatch.setenv("CORRIDOR_GATEWAY_SMS", "webhook")
    [told] = doctor.messages()
    assert "CORRIDOR_SMS_URL is not set" in told
    with pytest.raises(CommandError, match="CORRIDOR_SMS_URL is not set"):
        up.run(Namespace())


def test_doctor_counts_what_was_not_sent(fresh_database: str) -> None:
    place = Installation(server.the_server().url("app", server.current_database()), "")
    assert doctor.unsent(place) == []
    old = timezone.now() - timedelta(hours=1)
    with acting(SYSTEM, "test"):
        for state, reason in (("failed", "http_503"), ("failed", "http_503"), ("skipped", "no_address"), ("sent", "")):
            Message.objects.create(channel="sms", code="x", language="en", state=state, reason=reason)
        Message.objects.create(channel="sms", code="x", language="en")
        Message.objects.update(created_at=old)
    assert [line.partition(", the last")[0] for line in doctor.unsent(place)] == [
        "Messages that were not sent (sms, http_503): 2",
        "Messages that were not sent (sms, no_address): 1",
        "Messages that have waited for more than 10 minutes: 1.",
    ]
