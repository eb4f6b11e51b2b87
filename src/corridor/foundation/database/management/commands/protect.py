from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from corridor.foundation.database import protect


class Command(BaseCommand):
    help = "Apply grants, row security and history triggers as the models declare them (run as the owner)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; say what is missing")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        if not check:
            protect.apply()
        found = protect.problems()
        if found:
            raise CommandError("\n".join(found))
