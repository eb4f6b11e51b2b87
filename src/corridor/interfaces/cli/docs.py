"""`./corridor docs`: the pages made from code: docs/events.md, and the state diagrams in the stages' READMEs."""

import argparse
import os
import re
from dataclasses import fields
from pathlib import Path

import django

from .environment import ROOT, CommandError, say

MARKED = re.compile(r"<!-- machine: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
# Apps are loaded to hear their events; nothing connects to a database.
NOWHERE = {
    "DJANGO_SETTINGS_MODULE": "corridor.config.settings",
    "DATABASE_URL": "postgresql://nobody@localhost/none",
    "CORRIDOR_SECRET_KEY": "",
    "CORRIDOR_CONTEXT_KEY": "bm9uZQ==",
    "CORRIDOR_MASTER_KEY": "bm9uZQ==",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; name the pages that are out of date")


def run(args: argparse.Namespace) -> int:
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text() != text]
    if args.check:
        for path in stale:
            say(f"{path.relative_to(ROOT)} is out of date: run ./corridor docs")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(pages()[path])
        say(f"{path.relative_to(ROOT)} written")
    return 0


def pages() -> dict[Path, str]:
    """Every generated page with the text that it should have."""
    for name, value in NOWHERE.items():
        os.environ.setdefault(name, value)
    django.setup()
    readmes = sorted((ROOT / "src" / "corridor" / "stages").glob("*/README.md"))
    return {ROOT / "docs" / "events.md": events_page(), **{path: with_diagrams(path) for path in readmes}}


def events_page() -> str:
    """Every event that a stage publishes, with its fields and who handles it."""
    from corridor.foundation.events import published

    lines = [
        "# Events",
        "",
        "News that travels upward: the lower stage publishes, the higher one handles, in the same transaction.",
        "Written by `./corridor docs`; `./corridor test` fails when it is out of date.",
    ]
    for cls, handlers in sorted(published().items(), key=lambda entry: (entry[0].__module__, entry[0].__name__)):
        if not cls.__module__.startswith("corridor."):
            continue
        stage = cls.__module__.split(".")[2]
        about = (cls.__doc__ or "").strip().splitlines()
        lines += ["", f"## {stage}: {cls.__name__}", "", about[0] if about else "", ""]
        lines += [f"- `{field.name}`: {_type(field.type)}" for field in fields(cls)]
        heard = [f"{handler.__module__.split('.')[2]} (`{handler.__qualname__}`)" for handler in handlers]
        lines.append(f"- handled by: {', '.join(sorted(heard)) or 'nobody yet'}")
    return "\n".join(lines) + "\n"


def _type(kind: object) -> str:
    return kind if isinstance(kind, str) else getattr(kind, "__name__", None) or str(kind)


def with_diagrams(path: Path) -> str:
    """The README with the diagram of each machine that it marks; raises CommandError for an unknown machine."""
    from corridor.rules.transitions import MACHINES

    def diagram(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in MACHINES:
            raise CommandError(f"{path.relative_to(ROOT)} marks a machine {name}, which does not exist.")
        return f"<!-- machine: {name} -->\n```mermaid\n{MACHINES[name].diagram()}```\n<!-- end -->"

    return MARKED.sub(diagram, path.read_text())
