"""`./corridor bench NAME ...`: runs a script of `benchmarks/`, each of which prints ours, a peer, and the ratio.

`--quick` and `--json` mean the same in all of them; NAME --help says what else a script takes.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from .environment import ROOT, CommandError

PASSES_THROUGH = True
FOLDER = ROOT / "benchmarks"
# Name of the benchmark -> its script in `benchmarks/` and a line that says what it measures.
SCRIPTS = {
    "matching": ("matching.py", "a nation's round: shortlists, rounds, arrivals and most points, beside their peers"),
    "occupations": ("occupations.py", "how often a job title gets its ISCO-08 code, and how fast"),
    "round_rows": ("round_rows.py", "from rows in PostgreSQL to a decided round with every reason kept"),
    "roster": ("roster.py", "who waits how long on a roster of 17,030 with 5,300 picks a year, by rule"),
    "registry": ("registry_find.py", "how long one search box takes over many worker files"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything goes to the script."""


def run(args: argparse.Namespace) -> int:
    """Run the script in a process of its own, with the code of this checkout; return its exit code."""
    rest = list(args.rest)
    if not rest or rest[0] in {"-h", "--help"}:
        print(listing())
        return 0 if rest else 2
    return subprocess.run([sys.executable, str(script(rest[0])), *rest[1:]], env=environment(), check=False).returncode


def script(name: str) -> Path:
    """The script of a benchmark; CommandError when there is none of this name."""
    if name not in SCRIPTS:
        raise CommandError(f"There is no benchmark {name}. There are: {', '.join(SCRIPTS)}.")
    path = FOLDER / SCRIPTS[name][0]
    if not path.is_file():
        raise CommandError(f"{path} is absent: benchmarks come with a checkout, not with an image.")
    return path


def environment() -> dict[str, str]:
    paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def listing() -> str:
    width = max(map(len, SCRIPTS)) + 2
    lines = [f"  {name:<{width}}{line}" for name, (_script, line) in SCRIPTS.items()]
    return "\n".join(["Usage: ./corridor bench NAME [--quick] [--json]   (NAME --help says more)", "", *lines])
