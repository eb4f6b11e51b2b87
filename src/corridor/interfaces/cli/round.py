"""`./corridor round verify FILE`: checks the published file of a selection round with tools/verify_round.py."""

import argparse
import subprocess
import sys
from pathlib import Path

from .environment import ROOT, CommandError

VERIFIER = ROOT / "tools" / "verify_round.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help="check a public or an auditor's file")
    verify.add_argument("path", type=Path)
    verify.add_argument("--commitment", help="the seal of the draw, as it was published before the inputs closed")
    verify.add_argument("--page", help="the round's public page: an address, or a file saved from it")


def run(args: argparse.Namespace) -> int:
    """The verifier runs as a program of its own: it needs nothing of Corridor, and gets nothing of it."""
    if not args.path.is_file():
        raise CommandError(f"There is no file {args.path}.")
    command = [sys.executable, "-I", str(VERIFIER), str(args.path)]
    for option, value in (("--commitment", args.commitment), ("--page", args.page)):
        command += [option, value] if value else []
    return subprocess.run(command, check=False).returncode
