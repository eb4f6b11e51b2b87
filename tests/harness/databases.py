"""Fixtures: a clone of the template a worker, a fresh one for tests that commit; always as the application's role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from tests.harness import server


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's: the application's role may create no database and truncate no table."""
    with django_db_blocker.unblock(), _clone():
        yield


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of this test's own, for code that commits, starts threads or runs a web server; its name."""
    with django_db_blocker.unblock():
        before = server.current_database()
        try:
            with _clone() as name:
                yield name
        finally:
            server.point_at(before)


@pytest.fixture
def transactional_db(fresh_database: str) -> str:
    """pytest-django's name for a test that commits. It would clean up by TRUNCATE; we throw the database away."""
    return fresh_database


@pytest.fixture
def owner_connection(django_db_setup: None) -> Iterator[psycopg.Connection[Any]]:
    """psycopg to the test's database as the owner of its tables; rolled back at the end unless committed."""
    with psycopg.connect(server.the_server().url("owner", server.current_database())) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def superuser_connection(django_db_setup: None) -> Iterator[psycopg.Connection[Any]]:
    """The same as superuser, in autocommit, to look at what no role of ours may see."""
    with psycopg.connect(
        server.the_server().url("superuser", server.current_database()), autocommit=True
    ) as connection:
        yield connection


@contextmanager
def _clone() -> Iterator[str]:
    from django.db import connection

    name = server.clone()
    server.point_at(name)
    try:
        yield name
    finally:
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
        server.drop(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])):
            raise pytest.UsageError(f"{item.nodeid}: use the fixture `fresh_database`, not django_db(transaction=True)")
