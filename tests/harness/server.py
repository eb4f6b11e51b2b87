"""One throw-away PostgreSQL a run: started by the first process, reached by the others through the environment."""

import fcntl
import os
import tempfile
import uuid
from pathlib import Path
from typing import Any

from corridor.foundation.database import server as database_server
from corridor.foundation.reference import occupations

VARIABLE = "CORRIDOR_TEST_SERVER"
TEMPLATE = "corridor"
# Keys of the suite, never of an installation: 32 bytes each, in base64.
KEYS = {
    "CORRIDOR_SECRET_KEY": "dGVzdHM6IHRoZSBzZWNyZXQga2V5IG9mIHRlc3RzISE=",
    "CORRIDOR_CONTEXT_KEY": "dGVzdHM6IHRoZSBjb250ZXh0IGtleSBvZiB0ZXN0cyE=",
    "CORRIDOR_MASTER_KEY": "dGVzdHM6IHRoZSBtYXN0ZXIga2V5IG9mIHRlc3RzISE=",
}


def prepare_environment() -> None:
    """Start the run's server unless the environment names it; point the settings at it. `var/` is not touched."""
    if VARIABLE not in os.environ:
        server = database_server.start(throwaway=True)
        os.environ[VARIABLE] = database_server.describe(server)
    server = the_server()
    os.environ["DATABASE_URL"] = server.app_url
    os.environ["MIGRATE_URL"] = server.owner_url
    os.environ.setdefault("CORRIDOR_OCCUPATIONS", str(server.places.home / "occupations"))
    os.environ["CORRIDOR_VAR"] = tempfile.mkdtemp(prefix="var-", dir=server.places.home)
    os.environ["CORRIDOR_DEBUG"] = ""
    os.environ["CORRIDOR_FAST_PASSWORDS"] = "1"
    os.environ.update(KEYS)


def the_server() -> database_server.Server:
    return database_server.reach(os.environ[VARIABLE])


def ensure_template() -> None:
    """Migrate and protect the template database as its owner, once a run, whichever process comes first."""
    home = the_server().places.home
    with (home / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = home / "template-ready"
        if not ready.exists():
            _migrate()
            for language in occupations.SHIPPED:  # else every process builds them at its first question
                occupations.coder(language)
            ready.touch()


def _migrate() -> None:
    from django.core.management import call_command

    from corridor.foundation.database import protect

    point_at(TEMPLATE, "owner")
    call_command("migrate", verbosity=0, interactive=False)
    protect.apply()
    point_at(TEMPLATE, "app")


def clone() -> str:
    """A fresh copy of the template; return its name."""
    name = f"clone_{uuid.uuid4().hex}"
    ensure_template()
    with (the_server().places.home / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a template that is being copied cannot be copied
        the_server().create_database(name, template=TEMPLATE)
    return name


def drop(name: str) -> None:
    the_server().drop_database(name)


def point_at(database: str, role: str = "app") -> None:
    """Make Django's default connection, in every thread, that of `role` to `database`."""
    import psycopg.conninfo
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    told: dict[str, Any] = psycopg.conninfo.conninfo_to_dict(the_server().url(role, database))
    connection.settings_dict.update(
        NAME=database, USER=told["user"], PASSWORD=told["password"], HOST=told["host"], PORT=told["port"]
    )


def current_database() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def var() -> Path:
    """The suite's own `var` folder, for files."""
    return Path(os.environ["CORRIDOR_VAR"])
