"""`./corridor administrator NAME E-MAIL`: the first administrator of an installation, who makes everybody else."""

import argparse
import getpass
import os
import subprocess
import sys

import django

from .environment import CommandError, installation

SHORTEST = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="the person's name")
    parser.add_argument("email", help="the address they sign in with")
    parser.add_argument("--organisation", default="Corridor", help="who operates this installation")
    parser.add_argument("--country", default="ZZ", help="ISO 3166 code of the country, ZZ when there is none")


def run(args: argparse.Namespace) -> int:
    password = os.environ.get("CORRIDOR_PASSWORD") or getpass.getpass("A password of at least 12 characters: ")
    if len(password) < SHORTEST:
        raise CommandError("The password is too short: take at least 12 characters, a sentence is best.")
    with installation() as place:
        command = [sys.executable, "-m", "corridor.interfaces.cli.administrator"]
        command += [args.name, args.email, args.organisation, args.country]
        environment = {**place.environment(), "CORRIDOR_PASSWORD": password}
        return subprocess.run(command, env=environment, check=False).returncode


def make(name: str, email: str, organisation: str, country: str) -> int:
    """In a process of its own, as the application's role: account, role and authenticator."""
    django.setup()

    from corridor.foundation.accounts import manage
    from corridor.foundation.database.context import SYSTEM, acting
    from corridor.foundation.database.errors import Refused

    try:
        with acting(SYSTEM, "make the first administrator"):
            operator = manage.create_organisation(name=organisation, kind="operator", country=country, by=SYSTEM)
            account = manage.create_staff(
                login=email,
                name=name,
                password=os.environ["CORRIDOR_PASSWORD"],
                organisation=operator,
                language="en",
                by=SYSTEM,
            )
            manage.give_role(account, "administrator", scope=None, by=SYSTEM)
            device = manage.give_device(account, by=SYSTEM)
            assert device is not None  # noqa: S101 - the system asks nobody
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{email} is an administrator. Put this into an authenticator now, it is not shown again:")
    print(device.config_url)
    return 0


if __name__ == "__main__":
    sys.exit(make(*sys.argv[1:5]))
