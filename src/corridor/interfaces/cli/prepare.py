"""Runs as the owner of the tables, in a process of its own: translations, migrations, grants and row security."""

import subprocess
import sys
import time

import django
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from corridor.foundation.i18n import messages

from .environment import CommandError, Installation, owner_needed, say


def prepare(place: Installation) -> None:
    """Bring the database of `place` to this version, in a child process that alone has the owner's password."""
    owner_needed(place)
    done = subprocess.run(
        [sys.executable, "-m", "corridor.interfaces.cli.prepare"], env=place.environment(owner=True), check=False
    )
    if done.returncode:
        raise CommandError("The database could not be brought to this version; the reason stands above.")


def main() -> int:
    begun = time.monotonic()
    messages.compile_all()
    django.setup()

    from corridor.foundation.database import protect  # models can be imported from here on

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            say(f"Migrating the database: {len(plan)} steps.")
            call_command("migrate", verbosity=0, interactive=False)
        protect.apply()
        problems = protect.problems()
    except DatabaseError as error:
        say(f"{str(error).strip().splitlines()[0]}. Run ./corridor doctor.")
        return 1
    for problem in problems:
        say(problem)
    if plan:
        say(f"Migrated in {time.monotonic() - begun:.0f} seconds.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
