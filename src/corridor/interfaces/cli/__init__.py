"""The commands of `./corridor`, one module each: `add_arguments(parser)` and `run(args) -> int`.

This file is read by the launcher before any package is installed: standard library only.
"""

from importlib.util import find_spec

COMMANDS = {
    "up": "start Corridor: database, web server and job worker; Ctrl-C stops them",
    "demo": "load the demo world (--full: 1,200 workers)",
    "story": "play a whole season on a throw-away database and check every count",
    "bench": "measure: NAME [--quick] [--json]; without a name, say which there are",
    "round": "check the file of a selection round: round verify FILE [--commitment HASH]",
    "test": "check everything that a checkout needs to be trusted (--long: the exhaustive loops too)",
    "doctor": "say what is wrong with this machine, the database or the keys",
    "migrate": "bring the database to this version: tables, grants, row security, triggers",
    "backup": "write database and files to one archive, and name the keys that it needs",
    "restore": "fill an empty database and the files from a backup; refuses without its keys",
    "upgrade": "after new code came: back up, migrate, and check",
    "occupations": "code job titles of a file to ISCO-08; load ESCO or another table of titles",
    "messages": "translations: --update, --check, --missing APP",
    "screenshots": "take the pictures of the README from the demo world",
    "docs": "write the pages made from code (events, state diagrams); --check",
    "administrator": "make the first administrator of an empty installation",
    "manage": "run a Django management command in Corridor's environment",
    "lock": "choose package versions anew and write requirements/*.lock",
}


def available() -> dict[str, str]:
    """The commands whose module is there, with a line each."""
    return {name: line for name, line in COMMANDS.items() if find_spec(f"{__name__}.{name}")}


def listing() -> str:
    commands = available()
    width = max(map(len, commands)) + 2
    lines = [f"  {name:<{width}}{line}" for name, line in commands.items()]
    return "\n".join(["Usage: ./corridor COMMAND [options]   (COMMAND --help says more)", "", *lines])
