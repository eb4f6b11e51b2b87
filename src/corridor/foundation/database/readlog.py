"""The read log: who read which persons and why, written in the transaction that read them. No log, no answer."""

from django.db import connection

from .context import Frame
from .keys import uuid7


def flush(frame: Frame) -> None:
    """Write one row for all persons read so far in this frame (none: no row). System reads of jobs are logged too."""
    if not frame.read:
        return
    persons = sorted(frame.read)
    frame.read.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_readlog (id, at, actor_id, roles, why, persons) VALUES (%s, now(), %s, %s, %s, %s)",
            [uuid7(), frame.actor.id, list(frame.actor.roles), frame.why, persons],
        )
