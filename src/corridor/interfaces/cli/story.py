"""`./corridor story`: a whole season and the recall into the next on a throw-away database, with its counts checked."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from corridor.foundation.database import server as database_server

from .environment import ROOT, CommandError, Installation, say
from .prepare import prepare
from .world.steps import Teller

WORKERS = 300
LEAST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"how many workers apply (default {WORKERS})")
    parser.add_argument("--orders", type=Path, help="job orders from an H-2A disclosure file (.csv or .csv.gz)")
    parser.add_argument("--json", action="store_true", help="print steps and checks as JSON")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)  # the child: its database is named


def run(args: argparse.Namespace) -> int:
    """Start a throw-away server and play in a child process that has the application's role only."""
    if args.workers < LEAST:
        raise CommandError(f"A season needs people: give --workers at least {LEAST}.")
    if args.orders is not None and not args.orders.is_file():
        raise CommandError(f"There is no file {args.orders}.")
    if args.here:
        import django

        django.setup()
        return tell(args.workers, args.orders, as_json=args.json)
    with database_server.start(throwaway=True, progress=say) as server:
        os.environ["CORRIDOR_VAR"] = str(server.places.home / "var")  # its own keys and files, deleted with it
        place = Installation(server.app_url, server.owner_url, server)
        prepare(place)
        command = [sys.executable, "-m", "corridor.interfaces.cli", "story", "--here", "--workers", str(args.workers)]
        command += ["--json"] if args.json else []
        command += ["--orders", str(args.orders.resolve())] if args.orders else []
        return subprocess.run(command, env=place.environment(), cwd=ROOT, check=False).returncode


def tell(workers: int, orders: Path | None, *, as_json: bool) -> int:
    """Play and check, as the application's role on an empty database; 1 when a count does not add up."""
    from django.utils import timezone

    from .world import story  # models: importable once Django is set up

    teller = Teller(say if as_json else print)
    story.play(workers, orders, teller, timezone.localdate())
    return report(workers, teller, as_json=as_json)


def report(workers: int, teller: Teller, *, as_json: bool) -> int:
    """Ask the tables whether the counts add up, print what they answer; 1 when one does not."""
    from .world import checks

    found = checks.outcomes()
    seconds = sum(step.seconds for step in teller.told)
    if as_json:
        steps = [{"step": step.step, "seconds": round(step.seconds, 2), **step.counts} for step in teller.told]
        plain = [outcome.plain() for outcome in found]
        print(json.dumps({"workers": workers, "seconds": round(seconds, 1), "steps": steps, "checks": plain}, indent=1))
    else:
        print(f"\nDo the counts add up? ({workers:,} workers, {seconds:.0f} s)")
        for outcome in found:
            print(f"  {'yes' if outcome.holds else 'NO ':<4} {outcome.name}: {outcome.sentence}")
    wrong = [outcome.name for outcome in found if not outcome.holds]
    if wrong:
        say(f"These counts do not add up: {', '.join(wrong)}.")
    return 1 if wrong else 0
