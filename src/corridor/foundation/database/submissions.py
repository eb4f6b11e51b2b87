"""Submission keys: retries, double clicks and lost answers never make a second effect."""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .context import Actor
from .errors import SubmissionMismatch
from .keys import uuid7


def body_hash(body: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).digest()


def once(actor: Actor, key: uuid.UUID, body: Mapping[str, Any], effect: Callable[[], Any]) -> tuple[Any, bool]:
    """Run `effect` once for (actor, key) and return (its JSON answer, whether this was a repeat).

    A second caller with the same key waits for the first to commit and gets its answer. The same key with another body
    raises SubmissionMismatch (422). Must run inside the transaction that does the work.
    """
    digest = body_hash(body)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO database_submission (id, actor_id, key, body_hash, answer, at)"
            " VALUES (%s, %s, %s, %s, NULL, now())"
            " ON CONFLICT (actor_id, key) DO NOTHING RETURNING id",
            [uuid7(), actor.id, key, digest],
        )
        if cursor.fetchone() is None:
            cursor.execute(
                "SELECT body_hash, answer FROM database_submission WHERE actor_id = %s AND key = %s", [actor.id, key]
            )
            stored, answer = cursor.fetchone()
            if bytes(stored) != digest:
                raise SubmissionMismatch(
                    "submission_mismatch",
                    _(
                        "This form was already sent with other answers. Open it again"
                        " and send the new answers from there."
                    ),
                )
            return (json.loads(answer) if isinstance(answer, str) else answer), True
        answer = effect()
        cursor.execute(
            "UPDATE database_submission SET answer = %s WHERE actor_id = %s AND key = %s",
            [json.dumps(answer, default=str), actor.id, key],
        )
    return answer, False
