"""`./corridor restore FILE`: fills an empty database and the files; a database that was there can be kept aside."""

import argparse
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

from corridor.foundation.database.server import Server

from . import archive
from .environment import CommandError, Installation, installation, owner_needed, say
from .prepare import prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="an archive made by ./corridor backup")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="the database is not empty: keep it aside under another name (embedded only)",
    )


def run(args: argparse.Namespace) -> int:
    told = archive.describe(args.file)
    archive.require_keys(told)
    with installation(join=False) as place:
        owner_needed(place)
        make_room(place, replace=args.replace)
        say(f"Restoring the backup of {told['made_at']}.")
        with tempfile.TemporaryDirectory(prefix="corridor-restore-") as scratch:
            archive.fill(place.owner_url, args.file, Path(scratch))
        prepare(place)
    print(f"Restored: the database and {told['files']} files.")
    return 0


def make_room(place: Installation, *, replace: bool) -> None:
    """Leave an empty database at the place's address, or refuse."""
    if archive.is_empty(place.owner_url):
        return
    if not replace:
        raise CommandError("The database is not empty. To keep it aside and restore in its place, add --replace.")
    if place.server is None:
        raise CommandError("The database is not empty. Make an empty one on your server and name it in both addresses.")
    kept = set_aside(place.server)
    say(f"The database that was here is kept as {kept}.")


def set_aside(server: Server) -> str:
    """Rename the embedded server's database and make an empty one; return the old one's new name."""
    kept = time.strftime("corridor_before_%Y%m%d_%H%M%S", time.gmtime())
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER DATABASE corridor RENAME TO {}").format(sql.Identifier(kept)))
    server.create_database("corridor")
    return kept
