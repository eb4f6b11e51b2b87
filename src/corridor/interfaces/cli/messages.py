"""`./corridor messages`: the translations' tool, see corridor.foundation.i18n.messages."""

import argparse

PASSES_THROUGH = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The tool reads its own."""


def run(args: argparse.Namespace) -> int:
    from corridor.foundation.i18n import messages

    return int(messages.main(args.rest) or 0)
