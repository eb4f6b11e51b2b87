"""A worker asks for a code, gets it on the telephone that their file names, and is in."""

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox import deliver, gateways
from corridor.foundation.outbox.models import Message
from corridor.stages.registry import api as registry
from tests.harness import server
from tests.harness.people import member, office
from tests.harness.receivers import Hook, web_server
from tests.harness.season import person


@pytest.fixture
def hook() -> Iterator[Hook]:
    console = {"CORRIDOR_VAR": str(server.var())}
    with web_server() as given:
        secret = "a secret of more than twenty-four bytes"
        sms = {"CORRIDOR_GATEWAY_SMS": "webhook", "CORRIDOR_SMS_URL": given.url, "CORRIDOR_SMS_SECRET": secret}
        deliver.use(gateways.read({**console, **sms}))
        yield given
    deliver.use(gateways.read(console))


def test_a_code_reaches_the_telephone_and_opens_the_file(db: None, hook: Hook, client: Client) -> None:
    clerk = member("counsellor", at=office()).actor()
    with acting(clerk, "test"):
        [ana] = registry.register([person(7)], office_id=clerk.offices[0], by=clerk)
        registry.open_accounts([ana.id], by=clerk)
    assert client.post("/es/sign-in/worker/", {"number": ana.file_number}).status_code == 200
    deliver.deliver_waiting()
    [(_headers, body)] = hook.calls
    told = json.loads(body)["data"]
    assert (told["to"], told["language"]) == (person(7).phone, "es")
    [code] = re.findall(r"\b\d{6}\b", told["text"])
    signed_in = client.post("/es/sign-in/code/", {"number": ana.file_number, "code": code})
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/es/worker/")
    with acting(SYSTEM, "test"):
        assert Message.objects.get().params == {}, "no code stays behind"
