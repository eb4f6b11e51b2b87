"""`./corridor doctor`: what is wrong with this machine, its database or its keys, a sentence each."""

import argparse
import json
import shutil
from collections.abc import Iterator
from typing import Any

import psycopg

from corridor.foundation.database.server import EXTENSIONS, ServerError
from corridor.foundation.database.server_keys import missing_secrets

from .chromium import find_chromium
from .environment import ROOT, CommandError, Installation, gateways_ready, installation, var

OLDEST_POSTGRESQL = 18
DISK_BYTES = 1_000_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when something stops Corridor; notes alone leave it at 0."""
    problems, notes = [*machine(), *messages()], tools()
    try:
        with installation() as place:
            problems += database(place)
            notes += unsent(place)
    except (CommandError, ServerError, psycopg.Error, OSError) as error:
        problems.append(f"The database cannot be reached: {_first_line(error)}")
    if args.json:
        print(json.dumps({"problems": problems, "notes": notes}, indent=2))
    else:
        for line in problems:
            print(f"Problem: {line}")
        for line in notes:
            print(f"Note: {line}")
        if not problems:
            print("Nothing stops Corridor on this machine.")
    return 1 if problems else 0


def machine() -> list[str]:
    """Disk and keys. (Python's version is the launcher's to check.)"""
    found = []
    free = shutil.disk_usage(ROOT).free
    if free < DISK_BYTES:
        found.append(f"Only {free // 1_000_000} MB are free on the disk of {ROOT}. Free at least 1,000 MB.")
    keys = var() / "keys"
    if missing := missing_secrets(keys):
        files = any((var() / "files").glob("*")) if (var() / "files").exists() else False
        if files:
            names = ", ".join(missing)
            found.append(f"Files exist but these keys do not: {names}. Put them back from where you keep them.")
    for key in keys.glob("*") if keys.exists() else ():
        if key.stat().st_mode & 0o077:
            found.append(f"{key} can be read by other users. Mend it: chmod 600 {key}")
    return found


def tools() -> list[str]:
    """What only tests and screenshots need."""
    if find_chromium() is None:
        return ["Chromium is missing; the browser tests need it (Debian: apt-get install chromium)."]
    return []


def messages() -> list[str]:
    """A gateway that is unknown or half configured."""
    try:
        gateways_ready()
    except CommandError as unready:
        return [str(unready)]
    return []


def unsent(place: Installation) -> list[str]:
    """Messages of the last 30 days that nobody got, counted by the reason; and those that wait for long."""
    with psycopg.connect(place.app_url, connect_timeout=10) as connection:
        if not _one(connection, "SELECT to_regclass('outbox_message') IS NOT NULL"):
            return []
        rows = connection.execute(
            "SELECT channel, reason, count(*), max(created_at)::date FROM outbox_message"
            " WHERE created_at > now() - interval '30 days' AND reason <> '' AND state IN ('failed', 'skipped')"
            " GROUP BY 1, 2 ORDER BY 3 DESC"
        ).fetchall()
        late = _one(
            connection,
            "SELECT count(*) FROM outbox_message"
            " WHERE state = 'waiting' AND created_at < now() - interval '10 minutes'",
        )
    found = [
        f"Messages that were not sent ({way}, {why}): {count}, the last on {day}." for way, why, count, day in rows
    ]
    return [*found, f"Messages that have waited for more than 10 minutes: {late}."] if late else found


def database(place: Installation) -> list[str]:
    """The server's version, the two roles, the extensions; first as the application, then as the owner."""
    found: list[str] = []
    with psycopg.connect(place.app_url, connect_timeout=10) as connection:
        found += _server(connection) + list(_application_role(connection)) + list(_extensions(connection))
        application = connection.info.user
    if not place.owner_url:
        return found
    with psycopg.connect(place.owner_url, connect_timeout=10) as connection:
        found += _owner_role(connection, application)
    return found


def _server(connection: psycopg.Connection[Any]) -> list[str]:
    version = connection.info.server_version // 10_000
    found = []
    if version < OLDEST_POSTGRESQL:
        found.append(f"The server is PostgreSQL {version}; Corridor needs {OLDEST_POSTGRESQL} or newer.")
    encoding = _one(connection, "SHOW server_encoding")
    if encoding != "UTF8":
        found.append(f"The database's encoding is {encoding}. Make it again with ENCODING 'UTF8'.")
    return found


def _application_role(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """Row security holds only for a role that owns nothing and cannot pass by it."""
    role = connection.info.user
    superuser, bypass, creates_roles, creates_databases = (
        connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        or (False,) * 4
    )
    if superuser:
        yield f"The application's role {role} is a superuser. Use another one: ALTER ROLE {role} NOSUPERUSER."
    if bypass:
        yield f"The application's role {role} bypasses row security. Mend it: ALTER ROLE {role} NOBYPASSRLS."
    if creates_roles or creates_databases:
        yield f"The application's role {role} may make roles or databases: ALTER ROLE {role} NOCREATEROLE NOCREATEDB."
    owned = _one(
        connection,
        "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)",
    )
    if owned:
        yield f"The application's role {role} owns {owned} tables or indexes. Give them to the role of MIGRATE_URL."
    if _one(
        connection, "SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = current_database()"
    ):
        yield f"The application's role {role} owns the database. Give it to the role of MIGRATE_URL."
    elif _one(connection, "SELECT has_database_privilege(current_database(), 'CREATE')") or _one(
        connection, "SELECT has_schema_privilege('public', 'CREATE')"
    ):
        yield f"The application's role {role} may create tables. Revoke CREATE on the database and on schema public."
    through = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')"
        " AND (rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid)) AND NOT"
        " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
    ).fetchall()
    for (name,) in through:
        yield f"The application's role {role} can become {name}, past row security: REVOKE {name} FROM {role}."


def _extensions(connection: psycopg.Connection[Any]) -> Iterator[str]:
    present = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
    for name in EXTENSIONS:
        if name not in present:
            yield f"The extension {name} is missing. As a superuser, in this database: CREATE EXTENSION {name};"


def _owner_role(connection: psycopg.Connection[Any], application: str) -> list[str]:
    found = []
    owner = connection.info.user
    if owner == application:
        found.append(
            f"DATABASE_URL and MIGRATE_URL name the same role {owner}. The application needs one that owns nothing."
        )
    if not _one(connection, "SELECT has_database_privilege(current_database(), 'CREATE')"):
        found.append(
            f"The owner {owner} may not create a schema. As a superuser: GRANT CREATE ON DATABASE ... TO {owner}."
        )
    return found


def _one(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
