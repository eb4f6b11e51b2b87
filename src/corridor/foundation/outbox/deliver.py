"""Sending: one table feeds e-mail, SMS and webhooks.

A message is put there in the transaction of the deed, and handed to its gateway after it. Who hands it over first
claims it (one short transaction), speaks to the gateway without any, and then writes what came of it. A worker that
is killed in between leaves the claim to run out; the message is tried again under the same id, by which the receiver
can tell a repetition.
"""

import logging
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.jobs import enqueue, every_minute, job

from . import recipients
from .gateways import Gateway
from .letters import Letter, NotSent
from .messages import must_be_declared, render
from .models import Message

log = logging.getLogger(__name__)
PAUSES = [timedelta(minutes=minutes) for minutes in (2, 5, 15, 60, 240, 720)]
"""How long after each attempt the next follows; after the attempt beyond the last pause the message has failed."""
BATCH = 20
CLAIM_SECONDS = 25
"""What of a batch was not begun by then is left to the next one, long before the first claim ends."""
NOBODY = uuid.UUID(int=0)
_gateways: dict[str, Gateway] = {}


def use(gateways: Mapping[str, Gateway]) -> None:
    """Send each channel by the gateway given for it."""
    _gateways.clear()
    _gateways.update(gateways)


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
    until: datetime | None = None,
) -> Message | None:
    """Put a message into the outbox in this transaction; None when `effect_key` was already sent.

    After `until` it is not sent any more, and its parameters are emptied once it is done with.
    """
    must_be_declared(code)
    message = Message(
        channel=channel,
        code=code,
        person_id=person_id,
        account_id=account_id,
        language=language,
        params=params or {},
        effect_key=effect_key,
        until=until,
    )
    made = Message.objects.bulk_create([message], ignore_conflicts=effect_key is not None)
    if effect_key is not None and not Message.objects.filter(id=message.id).exists():
        return None
    enqueue("outbox.deliver", by=by, message_id=message.id)
    return made[0]


def send_many(
    code: str,
    *,
    by: Actor,
    to: Sequence[tuple[uuid.UUID, str, dict[str, Any]]],
    channel: str = "sms",
    keys: Sequence[str] | None = None,
    accounts: bool = False,
) -> int:
    """One message each to (person id, language, params), in one statement, delivered by one job; how many.

    `keys`, one for each, send a message once however often this is called; `accounts`: the ids are of staff accounts.
    """
    must_be_declared(code)
    who = "account_id" if accounts else "person_id"
    messages = [
        Message(channel=channel, code=code, language=language, params=params, **{who: recipient})
        for recipient, language, params in to
    ]
    if keys is not None:
        sent = sent_before(keys)
        for message, key in zip(messages, keys, strict=True):
            message.effect_key = key
        messages = [message for message in messages if message.effect_key not in sent]
    Message.objects.bulk_create(messages, batch_size=1000, ignore_conflicts=keys is not None)
    if messages:
        enqueue("outbox.deliver_waiting", by=by)
    return len(messages)


def sent_before(keys: Iterable[str]) -> set[str]:
    """Those of the keys under which a message was put into the outbox."""
    found = Message.objects.filter(effect_key__in=list(keys)).values_list("effect_key", flat=True)
    return {key for key in found if key is not None}


@job("outbox.deliver", apart=True)
def deliver(message_id: str) -> None:
    """Deliver one message, unless it went already or somebody is at it."""
    _hand_over(_claim(message_id))


@job("outbox.deliver_waiting", apart=True)
def deliver_waiting() -> None:
    """Deliver what is due, batch by batch: what has an end (a code) first."""
    while _hand_over(claimed := _claim()) and len(claimed) == BATCH:
        pass


@every_minute("outbox.deliver_due")
def deliver_due() -> None:
    """Try again what a gateway did not take, and what a killed worker left."""
    deliver_waiting()


def try_again(*, by: Actor) -> int:
    """Send what has failed anew, as after a gateway was mended; how many. What has come too late stays."""
    count = Message.objects.filter(state="failed").update(state="waiting", attempts=0, next_at=timezone.now())
    if count:
        enqueue("outbox.deliver_waiting", by=by)
    return count


def _claim(message_id: str | None = None) -> list[Message]:
    """Due messages, counted as tried and not due again before the pause is over: nobody else takes them meanwhile."""
    now = timezone.now()
    with acting(SYSTEM, "send messages"):
        due = Message.objects.select_for_update(skip_locked=True).filter(state="waiting", next_at__lte=now)
        if message_id is not None:
            due = due.filter(id=message_id)
        rows = list(due.order_by(F("until").asc(nulls_last=True), "next_at", "id")[:BATCH])
        for row in rows:
            row.attempts += 1
            row.next_at = now + PAUSES[min(row.attempts, len(PAUSES)) - 1]
        Message.objects.bulk_update(rows, ["attempts", "next_at"])
    return rows


def _hand_over(messages: Sequence[Message]) -> bool:
    """Send claimed messages; False when a gateway cannot be reached, or time is over: the rest is put back."""
    began, addresses = time.monotonic(), _addresses(messages)
    for place, message in enumerate(messages):
        reached = time.monotonic() - began < CLAIM_SECONDS
        if reached:
            reached = _send(message, addresses.get(message.account_id or message.person_id or NOBODY, {}))
            place += 1
        if not reached:
            _put_back(messages[place:])
            return False
    return True


def _send(message: Message, addresses: Mapping[str, str]) -> bool:
    """Send one and write what came of it; False when its gateway cannot be reached at all."""
    if message.until is not None and message.until < timezone.now():
        _settle(message, "skipped", "too_late")
        return True
    gateway = _way(message.channel, addresses)
    if gateway is None:
        _settle(message, "skipped", "no_address")
        return True
    try:
        gateway.send(_letter(message, addresses.get(gateway.needs, "")))
    except NotSent as refused:
        over = refused.for_good or message.attempts > len(PAUSES)
        log.warning("outbox: message %s was not sent: %s", message.id, refused.code)
        _settle(message, "failed" if over else "waiting", refused.code)
        return not refused.unreachable
    except Exception:  # an error of ours in one message must not keep the others back
        log.exception("outbox: message %s was not sent", message.id)
        _settle(message, "failed", "error")
        return True
    _settle(message, "sent")
    return True


def _letter(message: Message, to: str) -> Letter:
    subject, body = render(message.code, message.language, message.params)
    return Letter(
        id=str(message.id),
        channel=message.channel,
        code=message.code,
        person=str(message.person_id or ""),
        to=to,
        language=message.language,
        subject=subject,
        body=body,
        at=timezone.now(),
    )


def _way(channel: str, addresses: Mapping[str, str]) -> Gateway | None:
    """The channel's gateway; e-mail, where it is configured, for whoever has no telephone; None without an address."""
    ways = [_gateways[channel]]
    if channel == "sms" and _gateways["email"].needs:
        ways.append(_gateways["email"])
    return next((way for way in ways if not way.needs or addresses.get(way.needs)), None)


def _addresses(messages: Sequence[Message]) -> dict[uuid.UUID, dict[str, str]]:
    """Of the recipients whose gateway needs one, in a fixed number of statements; no file is opened otherwise."""
    asked = [message for message in messages if _gateways[message.channel].needs]
    persons = sorted({message.person_id for message in asked if message.person_id and not message.account_id})
    accounts = sorted({message.account_id for message in asked if message.account_id})
    found = recipients.of_accounts(accounts)
    owners = {m.account_id: m.person_id for m in asked if m.account_id and m.person_id}  # a worker's own account
    of_persons = recipients.of_persons([*persons, *owners.values()])
    found.update({account: of_persons[person] for account, person in owners.items() if person in of_persons})
    found.update(of_persons)
    return found


def _settle(message: Message, state: str, reason: str = "") -> None:
    message.state, message.reason = state, reason
    message.sent_at = timezone.now() if state == "sent" else None
    if message.until is not None and state != "waiting":
        message.params = {}
    with acting(SYSTEM, "send messages"):
        message.save(update_fields=["state", "reason", "sent_at", "params"])


def _put_back(messages: Sequence[Message]) -> None:
    """Not begun: as if never claimed, and due with the next minute."""
    with acting(SYSTEM, "send messages"):
        ids = [message.id for message in messages]
        Message.objects.filter(id__in=ids).update(attempts=F("attempts") - 1, next_at=timezone.now())
