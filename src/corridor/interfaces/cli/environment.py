"""What every command needs: where the checkout is, a running database, and the environment that the settings read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corridor.foundation.database import server as database_server
from corridor.foundation.database.server_keys import secret_values
from corridor.foundation.outbox import gateways

ROOT = Path(__file__).resolve().parents[4]


class CommandError(Exception):
    """A command cannot go on; the message is a sentence that says what to do."""


@dataclass
class Installation:
    """A running database and the environment for child processes. `server` is None for a PostgreSQL of the user's."""

    app_url: str
    owner_url: str
    server: database_server.Server | None = None
    extra: dict[str, str] = field(default_factory=dict)

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """As the application's role, or as the owner of the tables (only to migrate)."""
        own = {
            "DJANGO_SETTINGS_MODULE": "corridor.config.settings",
            "DATABASE_URL": self.owner_url if owner else self.app_url,
            "MIGRATE_URL": self.owner_url,
            "CORRIDOR_VAR": str(var()),
        }
        if not owner:
            own.pop("MIGRATE_URL")  # the serving processes cannot become the owner
            return {**_inherited(), **own, **secret_values(var() / "keys"), **self.extra}
        return {**_inherited(), **own, **secret_values(var() / "keys"), **self.extra}

    def manage(self, *arguments: str, owner: bool = False) -> int:
        """Run a Django management command; return its exit code."""
        command = [sys.executable, "-m", "django", *arguments]
        return subprocess.run(command, env=self.environment(owner=owner), cwd=ROOT, check=False).returncode


def var() -> Path:
    """The folder of keys and files: CORRIDOR_VAR, or `var` in the checkout."""
    return Path(os.environ.get("CORRIDOR_VAR") or ROOT / "var").resolve()


@contextmanager
def installation(*, join: bool = True) -> Iterator[Installation]:
    """The database that DATABASE_URL and MIGRATE_URL name, or the embedded one, running until the end of the block."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield Installation(given, os.environ.get("MIGRATE_URL", ""))
        return
    with database_server.start(var(), join=join, progress=say) as server:
        yield Installation(server.app_url, server.owner_url, server)


def gateways_ready() -> None:
    """Stop before anything starts that could not send its messages."""
    try:
        gateways.read(os.environ)
    except gateways.GatewayUnready as unready:
        raise CommandError(str(unready)) from None


def owner_needed(place: Installation) -> None:
    if not place.owner_url:
        raise CommandError(
            "MIGRATE_URL is not set: it names the same database as DATABASE_URL, as the role that owns it."
        )


def say(message: str) -> None:
    """Progress and errors, for people; figures go to standard output."""
    print(message, file=sys.stderr, flush=True)


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "MIGRATE_URL"}
