"""The harness itself: who the suite is, what it may not do, and what it leaves behind."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection

from tests.harness import server

ROOT = Path(__file__).resolve().parents[2]


def test_suite_connects_as_the_application_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("corridor_app", False, False, 0)


def test_suite_cannot_create_a_table(db: None) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("CREATE TABLE theirs (id int)")


def test_suite_server_is_not_the_one_of_var() -> None:
    assert server.the_server().places.home not in (ROOT / "var", ROOT / "var" / "postgres")
    assert "corridor-throwaway-" in str(server.the_server().places.home)
    assert not server.var().is_relative_to(ROOT)


def test_fresh_database_is_another_one_and_goes_away(
    fresh_database: str, superuser_connection: psycopg.Connection[Any]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user")
        assert cursor.fetchone() == (fresh_database, "corridor_app")
    count = superuser_connection.execute(
        "SELECT count(*) FROM pg_database WHERE datname = 'template_missing'"
    ).fetchone()
    assert count == (0,)


def test_owner_connection_sees_the_same_database(owner_connection: psycopg.Connection[Any]) -> None:
    found = owner_connection.execute("SELECT current_user, current_database()").fetchone()
    assert found == ("corridor_owner", server.current_database())
