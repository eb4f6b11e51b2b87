"""`./corridor migrate`: for a PostgreSQL of the user's, and for deployments that start the web server themselves."""

import argparse

from .environment import installation, say
from .prepare import prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    with installation() as place:
        prepare(place)
    say("The database is at this version.")
    return 0
