"""`./corridor manage ...`: a Django management command as the application's role, or with `--owner` as the owner."""

import argparse

from .environment import installation, owner_needed

PASSES_THROUGH = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything goes to Django."""


def run(args: argparse.Namespace) -> int:
    rest = list(args.rest)
    owner = rest[:1] == ["--owner"]
    with installation() as place:
        if owner:
            owner_needed(place)
        return place.manage(*(rest[1:] if owner else rest), owner=owner)
