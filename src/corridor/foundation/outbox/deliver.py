"""Sending.

One table feeds e-mail, SMS and webhooks. The console gateway writes to `var/outbox.log` and is the default.
"""

import json
import logging
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from corridor.foundation.database.context import Actor
from corridor.foundation.jobs import enqueue, job

from .messages import render
from .models import Message

log = logging.getLogger(__name__)
Gateway = Callable[[Message, str, str], None]
MOST_ATTEMPTS = 5


def send(
    code: str,
    *,
    by: Actor,
    person_id: uuid.UUID | None = None,
    account_id: uuid.UUID | None = None,
    language: str,
    params: dict[str, Any] | None = None,
    channel: str = "sms",
    effect_key: str | None = None,
) -> Message | None:
    """Put a message into the outbox in this transaction; None when `effect_key` was already sent."""
    message = Message(
        channel=channel,
        code=code,
        person_id=person_id,
        account_id=account_id,
        language=language,
        params=params or {},
        effect_key=effect_key,
    )
    made = Message.objects.bulk_create([message], ignore_conflicts=effect_key is not None)
    if effect_key is not None and not Message.objects.filter(id=message.id).exists():
        return None
    enqueue("outbox.deliver", by=by, message_id=message.id)
    return made[0]


def send_many(code: str, *, by: Actor, to: list[tuple[uuid.UUID, str, dict[str, Any]]], channel: str = "sms") -> int:
    """One message each to (person id, language, params), in one statement, delivered by one job."""
    messages = [
        Message(channel=channel, code=code, person_id=person, language=language, params=params)
        for person, language, params in to
    ]
    Message.objects.bulk_create(messages, batch_size=1000)
    if messages:
        enqueue("outbox.deliver_waiting", by=by)
    return len(messages)


def console(message: Message, subject: str, body: str) -> None:
    """Write the message where the operator (and the demonstration) can read it."""
    line = json.dumps(
        {
            "at": timezone.now().isoformat(),
            "channel": message.channel,
            "person": str(message.person_id or ""),
            "subject": subject,
            "body": body,
        }
    )
    path = Path(settings.CORRIDOR_VAR) / "outbox.log"
    with path.open("a") as out:
        out.write(line + "\n")


GATEWAYS: dict[str, Gateway] = {"console": console}


def _deliver(message: Message) -> None:
    gateway = GATEWAYS[settings.CORRIDOR_GATEWAY]
    subject, body = render(message.code, message.language, message.params)
    message.attempts += 1
    try:
        gateway(message, subject, body)
        message.state, message.sent_at = "sent", timezone.now()
    except OSError:
        log.exception("outbox: delivery failed")
        message.state = "failed" if message.attempts >= MOST_ATTEMPTS else "waiting"
    message.save(update_fields=["state", "sent_at", "attempts"])


@job("outbox.deliver")
def deliver(message_id: str) -> None:
    """Deliver one message unless it went already; the row lock keeps two workers from sending it twice."""
    message = Message.objects.select_for_update().filter(id=message_id, state="waiting").first()
    if message is not None:
        _deliver(message)


@job("outbox.deliver_waiting")
def deliver_waiting() -> None:
    """Deliver a batch of waiting messages, skipping those another worker holds."""
    for message in Message.objects.select_for_update(skip_locked=True).filter(state="waiting").order_by("id")[:2000]:
        _deliver(message)
