"""`./corridor story`: a whole season and the recall into the next on a throw-away database, with its counts checked."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from corridor.foundation.database import server as database_server

from .environment import ROOT, CommandError, Installation, say
from .prepare import prepare
from .world.steps import Teller

WORKERS = 300
LEAST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"how many workers apply (default {WORKERS})")
    parser.add_argument("--orders", type=Path, help="job orders from an H-2A disclosure file (.csv or .csv.gz)")
    parser.add_argument("--round-file", type=Path, help="write the auditor's file of the first round here")
    parser.add_argument("--public", type=Path, help="write the public file of the first round here")
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
        code = tell(args.workers, args.orders, as_json=args.json)
        write_round(args.round_file, args.public)
        return code
    with database_server.start(throwaway=True, progress=say) as server:
        os.environ["CORRIDOR_VAR"] = str(server.places.home / "var")  # its own keys and files, deleted with it
        place = Installation(server.app_url, server.owner_url, server)
        prepare(place)
        command = [sys.executable, "-m", "corridor.interfaces.cli", "story", "--here", "--workers", str(args.workers)]
        command += ["--json"] if args.json else []
        command += ["--orders", str(args.orders.resolve())] if args.orders else []
        for option, path in (("--round-file", args.round_file), ("--public", args.public)):
            command += [option, str(path.resolve())] if path else []
        return subprocess.run(command, env=place.environment(), cwd=ROOT, check=False).returncode


def tell(workers: int, orders: Path | None, *, as_json: bool) -> int:
    """Play and check, as the application's role on an empty database; 1 when a count does not add up."""
    from django.utils import timezone

    from .world import story  # models: importable once Django is set up

    teller = Teller(say if as_json else print)
    story.play(workers, orders, teller, timezone.localdate())
    return report(workers, teller, as_json=as_json)


def write_round(auditor: Path | None, public: Path | None) -> None:
    """The files of the first published round, as anybody and as an auditor would download them."""
    from corridor.foundation.database.context import SYSTEM, acting
    from corridor.stages.selection import api as selection

    with acting(SYSTEM, "write the files of the story's round"):
        row = selection.rounds(SYSTEM).filter(state="published").order_by("published_at").first()
        if row is None:
            raise CommandError("The story has published no round.")
        if auditor is not None:
            _save(auditor, selection.auditor_file(row.id, by=SYSTEM))
        if public is not None:
            _save(public, selection.auditor_file(row.id, by=SYSTEM, kind="public"))
    if auditor or public:
        say(f"The seal of the draw, published before the inputs closed: {row.commitment}")


def _save(path: Path, found: Any) -> None:
    with path.open("wb") as out:
        out.writelines(found.pieces)
    say(f"Written: {path} ({found.size:,} bytes)")


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
