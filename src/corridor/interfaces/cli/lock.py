"""`./corridor lock`: writes the locks of requirements/. `problems()` is the check of `./corridor test`."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from .environment import ROOT, CommandError, say

REQUIREMENTS = ROOT / "requirements"
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]
# The other locks that a checkout may hold; npm's also names the sites of authors, so only its "resolved" lines count.
NPM_LOCK = "package-lock.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions, not those locked now")


def run(args: argparse.Namespace) -> int:
    """core first; dev is compiled under core's versions, so that both hold the same."""
    upgrade = ["--upgrade"] if args.upgrade else []
    _compile("core", upgrade)
    _compile("dev", [*upgrade, "-c", "core.lock"])
    _compile("bench", [*upgrade, "-c", "core.lock"])
    found = problems(ROOT)
    for problem in found:
        say(problem)
    return 1 if found else 0


def _compile(name: str, options: list[str]) -> None:
    say(f"Choosing versions for requirements/{name}.lock")
    done = subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", f"{name}.in", "-q", *OPTIONS, *options, "-o", f"{name}.lock"],
        cwd=REQUIREMENTS,
        env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"},
        check=False,
    )
    if done.returncode:
        raise CommandError(f"requirements/{name}.lock could not be written; the reason stands above.")


def problems(root: Path) -> list[str]:
    """What is wrong with the locks under `root`: a host's address, a missing hash, a wanted package that is absent."""
    found = []
    for lock in sorted((root / "requirements").glob("*.lock")):
        text = lock.read_text()
        where = lock.relative_to(root)
        if "://" in text:
            found.append(f"{where} names a host (://). Make it again: ./corridor lock")
        for block in re.split(r"\n(?=\S)", text):
            if "==" in block.split("\n")[0] and "--hash=sha256:" not in block:
                found.append(f"{where}: {block.splitlines()[0]} has no hash. Make it again: ./corridor lock")
        wanted = _names(lock.with_suffix(".in").read_text())
        found.extend(
            f"{where} lacks {name}, which {lock.stem}.in wants. Run ./corridor lock"
            for name in sorted(wanted - _names(text))
        )
    found.extend(
        f'{path.relative_to(root)} names a host in a "resolved" line. See .npmrc.'
        for path in root.glob(NPM_LOCK)
        if re.search(r'"resolved": *"https?://', path.read_text())
    )
    return found


def _names(text: str) -> set[str]:
    names = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", text, re.MULTILINE)
    return {name.lower().replace("_", "-") for name in names}
