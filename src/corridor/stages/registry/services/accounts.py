"""Accounts of workers: the file number is the login, a code to the phone the key."""

import uuid
from collections.abc import Sequence

from django.db import connection

from corridor.foundation.accounts.models import Account
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.reference import languages

from .common import lock

SHOWN = ("en", "es", "ar")


def open_accounts(person_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Account]:
    """An account and the reach over their own file for each person; those who have one keep it."""
    by = by.within("registry.register")
    persons = lock(person_ids, by=by)
    had = set(Account.objects.filter(person_id__in=person_ids).values_list("person_id", flat=True))
    fresh = [person for person in persons if person.id not in had]
    with connection.cursor() as cursor:
        cursor.execute("SELECT corridor.give_own(%s)", [[person.id for person in persons]])
    accounts = []
    for person in fresh:
        account = Account(
            login=person.file_number,
            name=person.native_name or person.name,
            person_id=person.id,
            language=_language(person.language),
        )
        account.password = "!"  # noqa: S105  # unusable: workers sign in with a code
        accounts.append(account)
    Account.objects.bulk_create(accounts)
    timeline.record_many("registry.account_opened", by=by, entries=[(person, person.id, {}) for person in fresh])
    opened = {row.person_id: row for row in Account.objects.filter(person_id__in=person_ids)}
    return [opened[person.id] for person in persons]


def _language(code: str) -> str:
    short = languages.iso639_1(code) if languages.exists(code) else None
    return short if short in SHOWN else "en"
