"""`./corridor backup [FILE]`: database and files in one archive. The keys are named in it, not included."""

import argparse
import json
import time
from pathlib import Path

from . import archive
from .environment import installation, owner_needed, say, var


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="default: var/backups/corridor-DATE.tar")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(args: argparse.Namespace) -> int:
    target = args.file or var() / "backups" / time.strftime("corridor-%Y%m%d-%H%M%S.tar", time.gmtime())
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with installation() as place:
        owner_needed(place)
        told = archive.write(place, target)
    if args.json:
        print(json.dumps({"file": str(target), **told}, indent=2))
        return 0
    print(f"{target}: {target.stat().st_size:,} bytes, {told['files']} files")
    say(f"To restore it you need these keys, which are not in it: {', '.join(told['keys'])} (in {var() / 'keys'}).")
    return 0
