"""`./corridor demo`: an invented world in an empty database, with a season behind it and one in the making."""

import argparse
import os

from .environment import CommandError, installation, say, var
from .prepare import prepare
from .world import sign_ins as known

WORKERS, FULL = 200, 1200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help=f"{FULL:,} workers instead of {WORKERS}")
    parser.add_argument("--if-empty", action="store_true", help="do nothing, without a word, if somebody works here")


def run(args: argparse.Namespace) -> int:
    with installation() as place:
        if place.owner_url:
            prepare(place)
        os.environ.update(place.environment())
        return fill(FULL if args.full else WORKERS, quiet=args.if_empty)


def fill(size: int, *, quiet: bool) -> int:
    """Load a world of `size` workers, as the application's role; refuses a database that is in use."""
    import django

    django.setup()

    from django.utils import timezone

    from .world.load import is_empty, load  # models: importable from here on

    if not is_empty():
        if quiet:
            return 0
        raise CommandError(
            "There are organisations in this database already, and the demo never mixes with real work. "
            "Use a new checkout, or another database, for the demo."
        )
    say(f"Loading the demo world: {size:,} workers.")
    told = load(size, timezone.localdate(), var(), lambda line: say(f"  {line}"))
    say(f"The demo world is loaded ({sum(step.seconds for step in told.told):.0f} s).")
    return 0


def sign_ins() -> list[tuple[str, str, str]]:
    """(role, sign-in name, password) of the demo world, one a role."""
    return known.sign_ins(var())
