"""`./corridor upgrade`: after new code came (the launcher has installed its packages): backup, migrate, check."""

import argparse
import time

from . import archive, doctor
from .environment import CommandError, installation, owner_needed, say, var
from .prepare import prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-backup", action="store_true", help="you have one already")


def run(args: argparse.Namespace) -> int:
    with installation() as place:
        owner_needed(place)
        if not args.no_backup and not archive.is_empty(place.owner_url):
            target = var() / "backups" / time.strftime("before-upgrade-%Y%m%d-%H%M%S.tar", time.gmtime())
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            archive.write(place, target)
        prepare(place)
        if found := doctor.database(place):
            raise CommandError("\n".join(found))
    say("The database is at this version. Start again what serves it: ./corridor up, or your own service.")
    return 0
