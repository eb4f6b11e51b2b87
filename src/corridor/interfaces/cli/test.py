"""`./corridor test`: everything a checkout needs to be trusted. The checks come first, pytest's closing line last."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corridor.foundation.database import server as database_server
from corridor.foundation.database.server_keys import SECRETS

from . import lock
from .chromium import find_chromium
from .environment import ROOT, say

PYTHON_FILES = ["src", "tests", "corridor"]
BUILT = {".mo", ".pyc", ".so", ".egg-info", ".whl"}
# The checks' own database and keys: never those of an installation.
KEYS = dict.fromkeys(SECRETS.values(), "Y2hlY2tzOiBubyBrZXkgb2YgYW4gaW5zdGFsbGF0aW9u")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--long", action="store_true", help="run the exhaustive loops too")
    parser.add_argument("--jobs", default="2", help="how many tests at a time (default 2)")
    parser.add_argument("pytest", nargs="*", metavar="-- PYTEST", help="only pytest, with these arguments")


def run(args: argparse.Namespace) -> int:
    """All checks, even after one fails, then the tests; with pytest arguments the tests alone."""
    begun = time.monotonic()
    failed = [] if args.pytest else [check.__name__ for check in CHECKS if not passes(check)]
    if not ensure_chromium():
        failed.append("ensure_chromium")
    if failed:
        say(f"Checks that failed: {', '.join(failed)}")
    say(f"Tests (the checks took {time.monotonic() - begun:.0f} s)")
    command = [sys.executable, "-m", "pytest", "-q", "-n", args.jobs, "--dist", "loadgroup"]
    code = subprocess.run(
        [*command, *(["--long"] if args.long else []), *args.pytest], cwd=ROOT, check=False
    ).returncode
    return code or (1 if failed else 0)


def passes(check: Callable[[], list[str]]) -> bool:
    """Run one check and tell its outcome; what it found is printed a line each."""
    begun = time.monotonic()
    found = check()
    say(f"{'failed' if found else 'ok':<7}{check.__name__.replace('_', ' ')} ({time.monotonic() - begun:.1f} s)")
    for line in found:
        say(f"       {line}")
    return not found


# -- the checks: each returns what it found, a line each -------------------------------------------------------------


def locks() -> list[str]:
    return lock.problems(ROOT)


def stray_files() -> list[str]:
    """Built files, keys and databases do not belong in the repository."""
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [
        f"{name} is a built file or a part of an installation; git rm --cached {name}"
        for name in git.stdout.splitlines()
        if Path(name).suffix in BUILT or name.startswith(("var/", ".venv/"))
    ]


def style() -> list[str]:
    return said("ruff", "check", "--output-format=concise", "--quiet", *PYTHON_FILES)


def layout() -> list[str]:
    return said("ruff", "format", "--check", "--quiet", *PYTHON_FILES)


def types() -> list[str]:
    return said("mypy", "--no-error-summary")


def imports() -> list[str]:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    return _said([sys.executable, "-c", code, "--no-logo"])


def translations() -> list[str]:
    from corridor.foundation.i18n import messages

    return [str(problem) for problem in messages.check()]


def generated_pages() -> list[str]:
    """docs/events.md and the diagrams of the READMEs say what the code says."""
    return said("corridor.interfaces.cli", "docs", "--check")


def migrations() -> list[str]:
    """No model without its migration, and no table without the protection that it declares; on a throw-away server."""
    with database_server.start(throwaway=True) as server:
        environment = {
            **os.environ,
            **KEYS,
            "DJANGO_SETTINGS_MODULE": "corridor.config.settings",
            "DATABASE_URL": server.owner_url,
            "CORRIDOR_VAR": str(server.places.home / "var"),
        }
        for command in (
            ["makemigrations", "--check", "--dry-run"],
            ["migrate", "-v0"],
            ["protect"],
            ["protect", "--check"],
        ):
            if found := _said([sys.executable, "-m", "django", *command], environment):
                return [f"{' '.join(command)}: {line}" for line in found]
    return []


# Each entry is a function that returns its findings.
CHECKS: list[Callable[[], list[str]]] = [
    locks,
    stray_files,
    style,
    layout,
    types,
    imports,
    translations,
    generated_pages,
    migrations,
]


def ensure_chromium() -> bool:
    """Present, or installed through apt where we are root; else say what to install."""
    if find_chromium():
        return True
    if os.geteuid() == 0 and Path("/usr/bin/apt-get").exists():
        say("Installing Chromium for the browser tests (some 500 MB).")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["/usr/bin/apt-get", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
    if find_chromium() is None:
        say("Chromium is missing: install it (Debian: apt-get install chromium), or name it in CORRIDOR_CHROMIUM.")
        return False
    return True


def said(module: str, *arguments: str) -> list[str]:
    return _said([sys.executable, "-m", module, *arguments])


def _said(command: list[str], environment: dict[str, str] | None = None) -> list[str]:
    """What a program that failed has said; nothing when it passed."""
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).strip().splitlines() or [f"exit code {done.returncode}"]
