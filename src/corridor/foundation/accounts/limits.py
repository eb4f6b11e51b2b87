"""Limits on guessing.

A counter a window in PostgreSQL, exact under concurrency; slows the guesser, never locks a victim out.
"""

import time

from django.db import connection
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused
from corridor.foundation.database.keys import uuid7


class TooMany(Refused):
    """The limit of tries in this window is used up."""

    status = 429


def count(key: str, *, most: int, seconds: int) -> None:
    """Count one try of `key`; raise TooMany beyond `most` within the current window of `seconds`."""
    window = int(time.time()) // seconds
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO accounts_attempt AS a (id, key, "window", count) VALUES (%s, %s, %s, 1)'
            ' ON CONFLICT (key, "window") DO UPDATE SET count = a.count + 1 RETURNING a.count',
            [uuid7(), key[:120], window],
        )
        if cursor.fetchone()[0] > most:
            minutes = max(1, round(seconds / 60))
            raise TooMany("too_many", _("Too many tries. Wait %(minutes)s minutes, then try again."), minutes=minutes)
