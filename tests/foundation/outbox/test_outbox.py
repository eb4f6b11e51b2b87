"""Messages go out once, in the reader's language, by a job that runs as who sent them."""

import json
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox import deliver, messages
from corridor.foundation.outbox.models import Message
from tests.harness import server
from tests.harness.people import member, office

messages.declare("test.hello", subject=_("Sign in"), body=_("Sign in"))


def written() -> list[dict[str, Any]]:
    path = server.var() / "outbox.log"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def run_jobs() -> None:
    app.run_worker(wait=False, listen_notifications=False, install_signal_handlers=False)


def test_message_is_queued_with_its_deed_and_rolled_back_with_it(db: None) -> None:
    someone = member("officer", at=office())
    with pytest.raises(RuntimeError), acting(someone.actor(), "test"):
        deliver.send("test.hello", by=someone.actor(), account_id=someone.account.id, language="en")
        raise RuntimeError
    assert Message.objects.count() == 0
    assert ProcrastinateJob.objects.count() == 0


def test_effect_key_sends_once(db: None) -> None:
    with acting(SYSTEM, "test"):
        first = deliver.send("test.hello", by=SYSTEM, language="en", effect_key="k")
        again = deliver.send("test.hello", by=SYSTEM, language="en", effect_key="k")
    assert first is not None
    assert again is None
    assert Message.objects.count() == 1


def test_job_holds_ids_only(db: None) -> None:
    with acting(SYSTEM, "test"):
        message = deliver.send("test.hello", by=SYSTEM, language="es", params={"code": "123456"})
    job = ProcrastinateJob.objects.get()
    assert message is not None
    assert job.args == {"actor_id": str(SYSTEM.id), "message_id": str(message.id)}


def test_delivery_speaks_the_readers_language_and_is_repeatable(db: None) -> None:
    before = len(written())
    with acting(SYSTEM, "test"):
        message = deliver.send("test.hello", by=SYSTEM, language="es")
        assert message is not None
        deliver.deliver(str(message.id))
        deliver.deliver(str(message.id))
    [line] = written()[before:]
    assert line["body"] == messages.render("test.hello", "es", {})[1]
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 1)
