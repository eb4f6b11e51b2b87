"""`python -m corridor.interfaces.cli COMMAND ...`: runs the command's module and turns errors into sentences."""

import argparse
import importlib
import sys

from . import available, listing
from .environment import CommandError, say


def main(arguments: list[str]) -> int:
    """Run one command; return its exit code."""
    debug = "--debug" in (arguments[: arguments.index("--")] if "--" in arguments else arguments)
    if debug:
        arguments.remove("--debug")
    if not arguments or arguments[0] not in available():
        if arguments:
            say(f"There is no command {arguments[0]}.")
        print(listing())
        return 2 if arguments else 0
    name, rest = arguments[0], arguments[1:]
    try:
        module = importlib.import_module(f"corridor.interfaces.cli.{name}")
        parser = argparse.ArgumentParser(prog=f"./corridor {name}", description=available()[name])
        parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
        module.add_arguments(parser)
        if getattr(module, "PASSES_THROUGH", False):
            return int(module.run(argparse.Namespace(rest=rest)))
        return int(module.run(parser.parse_args(rest)))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            raise
        say(str(error) if isinstance(error, CommandError | _server_error()) else _unexpected(error))
        return 1


def _server_error() -> type[Exception]:
    from corridor.foundation.database.server import ServerError

    return ServerError


def _unexpected(error: Exception) -> str:
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    return f"{type(error).__name__}: {first} Run the same command with --debug for the details, or ./corridor doctor."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
