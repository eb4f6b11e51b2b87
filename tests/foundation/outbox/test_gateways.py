"""Messages reach a real mail server and a real web server, once, signed, and never an address nobody configured."""

import base64
import hashlib
import hmac
import json
import socket
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox import deliver, gateways, messages, recipients
from corridor.foundation.outbox.letters import GatewayUnready
from corridor.foundation.outbox.models import Message
from tests.harness import server
from tests.harness.people import member, office
from tests.harness.receivers import Hook, Mailbox, mail_server, web_server

SECRET = "a secret of more than twenty-four bytes"
PHONE, EMAIL = "+573001234567", "ana@example.org"
messages.declare("test.code", subject=_("Sign in"), body=_("Sign in"))


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def hook() -> Iterator[Hook]:
    with web_server() as given:
        yield given


@pytest.fixture(autouse=True)
def gateways_of_the_suite() -> Iterator[None]:
    """Whatever a test configures, the next one begins with the console."""
    yield
    configure()


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    """Somebody with a telephone and an e-mail address."""
    ana = uuid.uuid4()
    known = {ana: {"phone": PHONE, "email": EMAIL}}
    monkeypatch.setattr(recipients, "_resolvers", [lambda ids: {one: known[one] for one in ids if one in known}])
    return ana


def configure(**environment: str) -> None:
    deliver.use(gateways.read({"CORRIDOR_VAR": str(server.var()), **environment}))


def by_mail(box: Mailbox) -> None:
    configure(
        CORRIDOR_GATEWAY="console",
        CORRIDOR_GATEWAY_SMS="email",
        CORRIDOR_GATEWAY_EMAIL="email",
        CORRIDOR_EMAIL_HOST="127.0.0.1",
        CORRIDOR_EMAIL_PORT=str(box.port),
        CORRIDOR_EMAIL_TLS="none",
        CORRIDOR_EMAIL_FROM="Corridor <corridor@ministry.example>",
    )


def by_hook(hook: Hook, **more: str) -> None:
    configure(CORRIDOR_GATEWAY_SMS="webhook", CORRIDOR_SMS_URL=hook.url, CORRIDOR_SMS_SECRET=SECRET, **more)


def sent(person: uuid.UUID | None, **more: Any) -> Message:
    """A message put into the outbox and handed over; as it is then."""
    with acting(SYSTEM, "test"):
        message = deliver.send("test.code", by=SYSTEM, language="es", person_id=person, **more)
    assert message is not None
    deliver.deliver(str(message.id))
    message.refresh_from_db()
    return message


def due_now() -> None:
    """Let every pause be over."""
    with acting(SYSTEM, "test"):
        Message.objects.update(next_at=timezone.now() - timedelta(seconds=1))


def test_mail_reaches_a_mail_server(db: None, mailbox: Mailbox, person: uuid.UUID) -> None:
    by_mail(mailbox)
    message = sent(person)
    assert (message.state, message.reason) == ("sent", "")
    [letter] = mailbox.letters
    assert (letter["To"], letter["From"]) == (EMAIL, "Corridor <corridor@ministry.example>")
    assert letter["Message-ID"] == f"<{message.id}@ministry.example>"
    assert letter.get_content().strip() == messages.render("test.code", "es", {})[1]
    assert letter["Subject"] == messages.render("test.code", "es", {})[0]


def test_staff_are_written_to_where_they_sign_in(db: None, mailbox: Mailbox) -> None:
    by_mail(mailbox)
    someone = member("officer", at=office())
    assert sent(None, account_id=someone.account.id, channel="email").state == "sent"
    assert [letter["To"] for letter in mailbox.letters] == [someone.account.login]


def test_an_address_that_the_server_refuses_is_not_tried_again_nor_written_down(
    db: None, mailbox: Mailbox, person: uuid.UUID
) -> None:
    by_mail(mailbox)
    mailbox.refuse[EMAIL] = f"550 5.1.1 <{EMAIL}> is not here"
    message = sent(person)
    assert (message.state, message.reason, message.attempts) == ("failed", "email_550", 1)


def test_a_mail_server_that_is_busy_is_asked_again(db: None, mailbox: Mailbox, person: uuid.UUID) -> None:
    by_mail(mailbox)
    mailbox.down = True
    message = sent(person)
    assert (message.state, message.reason) == ("waiting", "email_421")
    mailbox.down = False
    due_now()
    deliver.deliver_due()
    message.refresh_from_db()
    assert (message.state, message.attempts, len(mailbox.letters)) == ("sent", 2, 1)


def test_a_webhook_is_signed_dated_and_carries_its_id(db: None, hook: Hook, person: uuid.UUID) -> None:
    by_hook(hook)
    message = sent(person)
    assert message.state == "sent"
    [(headers, body)] = hook.calls
    told = json.loads(body)
    assert told["data"] == {"to": PHONE, "language": "es", **dict(zip(("subject", "text"), words(), strict=True))}
    assert headers["webhook-id"] == str(message.id)
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 30
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    mac = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"


def words() -> tuple[str, str]:
    return messages.render("test.code", "es", {})


def test_a_secret_may_come_in_base64(hook: Hook) -> None:
    plain = bytes(range(32))
    configure(
        CORRIDOR_GATEWAY_SMS="webhook",
        CORRIDOR_SMS_URL=hook.url,
        CORRIDOR_SMS_SECRET=f"whsec_{base64.b64encode(plain).decode()}",
    )
    assert deliver._gateways["sms"].secret == plain  # type: ignore[attr-defined]


def test_no_redirect_is_followed(db: None, hook: Hook, person: uuid.UUID) -> None:
    with web_server() as elsewhere:
        hook.answers, hook.elsewhere = [302, 307], elsewhere.url
        by_hook(hook)
        message = sent(person)
        due_now()
        deliver.deliver_due()
        assert elsewhere.calls == []
    message.refresh_from_db()
    assert (message.state, message.reason, len(hook.calls)) == ("waiting", "http_307", 2)


def test_pauses_grow_and_then_the_message_has_failed(db: None, hook: Hook, person: uuid.UUID) -> None:
    by_hook(hook)
    hook.answers = [503] * 20
    message = sent(person)
    pauses = []
    for _n in range(10):
        message.refresh_from_db()
        if message.state != "waiting":
            break
        pauses.append(message.next_at - timezone.now())
        deliver.deliver_due()  # not due yet: nothing happens
        due_now()
        deliver.deliver_due()
    assert pauses == sorted(pauses)
    assert pauses[-1] > timedelta(hours=11)
    assert (message.state, message.reason, len(hook.calls)) == ("failed", "http_503", 7)
    assert {headers["webhook-id"] for headers, _body in hook.calls} == {str(message.id)}
    with acting(SYSTEM, "test"):
        assert deliver.try_again(by=SYSTEM) == 1
    hook.answers.clear()
    deliver.deliver_waiting()
    message.refresh_from_db()
    assert message.state == "sent"


def test_an_answer_about_the_message_itself_ends_it(db: None, hook: Hook, person: uuid.UUID) -> None:
    by_hook(hook)
    hook.answers = [422]
    message = sent(person)
    assert (message.state, message.reason) == ("failed", "http_422")


def test_a_gateway_that_is_away_costs_one_try_not_one_for_each_message(db: None, person: uuid.UUID) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configure(CORRIDOR_GATEWAY_SMS="webhook", CORRIDOR_SMS_URL=f"http://127.0.0.1:{port}/", CORRIDOR_SMS_SECRET=SECRET)
    with acting(SYSTEM, "test"):
        deliver.send_many("test.code", by=SYSTEM, to=[(person, "en", {}) for _n in range(45)])
    deliver.deliver_waiting()
    with acting(SYSTEM, "test"):
        assert sorted(Message.objects.values_list("attempts", flat=True)) == [0] * 44 + [1]
        assert set(Message.objects.filter(attempts=1).values_list("reason", flat=True)) == {"http_unreachable"}


def test_many_go_in_batches_and_each_once(db: None, hook: Hook, person: uuid.UUID) -> None:
    by_hook(hook)
    with acting(SYSTEM, "test"):
        deliver.send_many("test.code", by=SYSTEM, to=[(person, "en", {}) for _n in range(45)])
    deliver.deliver_waiting()
    deliver.deliver_waiting()
    assert len({headers["webhook-id"] for headers, _body in hook.calls}) == len(hook.calls) == 45


def test_what_somebody_else_is_sending_is_left_alone(db: None, hook: Hook, person: uuid.UUID) -> None:
    by_hook(hook)
    with acting(SYSTEM, "test"):
        message = deliver.send("test.code", by=SYSTEM, language="en", person_id=person)
    assert message is not None
    assert len(deliver._claim()) == 1  # another worker, killed before it wrote what came of it
    deliver.deliver(str(message.id))
    deliver.deliver_due()
    assert hook.calls == []
    due_now()
    deliver.deliver_due()
    assert len(hook.calls) == 1


def test_a_code_that_is_too_old_is_not_sent_and_no_code_stays(db: None, hook: Hook, person: uuid.UUID) -> None:
    by_hook(hook)
    old = sent(person, params={"code": "123456"}, until=timezone.now() - timedelta(seconds=1))
    new = sent(person, params={"code": "654321"}, until=timezone.now() + timedelta(minutes=10))
    assert (old.state, old.reason, old.params) == ("skipped", "too_late", {})
    assert (new.state, new.params, len(hook.calls)) == ("sent", {}, 1)


def test_a_broken_message_does_not_keep_the_others_back(db: None, hook: Hook, person: uuid.UUID) -> None:
    messages.declare("test.broken", subject="Sign in", body="%(code)s")
    by_hook(hook)
    with acting(SYSTEM, "test"):
        for code in ("test.broken", "test.code"):
            deliver.send_many(code, by=SYSTEM, to=[(person, "en", {})])
    deliver.deliver_waiting()
    with acting(SYSTEM, "test"):
        assert set(Message.objects.values_list("code", "state", "reason")) == {
            ("test.broken", "failed", "error"),
            ("test.code", "sent", ""),
        }


def test_what_nobody_declared_is_refused_at_the_deed(db: None, person: uuid.UUID) -> None:
    with acting(SYSTEM, "test"), pytest.raises(KeyError, match=r"test\.unheard"):
        deliver.send("test.unheard", by=SYSTEM, language="en", person_id=person)
    with acting(SYSTEM, "test"), pytest.raises(KeyError, match=r"test\.unheard"):
        deliver.send_many("test.unheard", by=SYSTEM, to=[])


def test_whoever_has_no_telephone_is_written_to_by_e_mail(
    db: None, hook: Hook, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_mail, has_nothing = uuid.uuid4(), uuid.uuid4()
    monkeypatch.setattr(recipients, "_resolvers", [lambda ids: {has_mail: {"email": EMAIL}}])
    by_hook(
        hook,
        CORRIDOR_GATEWAY_EMAIL="email",
        CORRIDOR_EMAIL_HOST="127.0.0.1",
        CORRIDOR_EMAIL_PORT=str(mailbox.port),
        CORRIDOR_EMAIL_TLS="none",
        CORRIDOR_EMAIL_FROM="corridor@ministry.example",
    )
    assert sent(has_mail).state == "sent"
    assert [letter["To"] for letter in mailbox.letters] == [EMAIL]
    nobody = sent(has_nothing)
    assert (nobody.state, nobody.reason, hook.calls) == ("skipped", "no_address", [])


def test_messages_with_a_key_go_once_each(db: None, person: uuid.UUID) -> None:
    to = [(person, "en", {}), (person, "en", {})]
    with acting(SYSTEM, "test"):
        assert deliver.send_many("test.code", by=SYSTEM, to=to, keys=["a", "b"]) == 2
        assert deliver.send_many("test.code", by=SYSTEM, to=to, keys=["b", "c"]) == 1
        assert Message.objects.count() == 3


MAIL = {
    "CORRIDOR_GATEWAY_EMAIL": "email",
    "CORRIDOR_EMAIL_HOST": "mail.example",
    "CORRIDOR_EMAIL_FROM": "corridor@ministry.example",
}
SMS = {
    "CORRIDOR_GATEWAY_SMS": "webhook",
    "CORRIDOR_SMS_URL": "https://sms.example/send",
    "CORRIDOR_SMS_SECRET": SECRET,
}


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"CORRIDOR_GATEWAY": "pigeon"}, "is pigeon"),
        ({"CORRIDOR_GATEWAY_EMAIL": "webhook"}, "CORRIDOR_GATEWAY_EMAIL"),
        ({**MAIL, "CORRIDOR_EMAIL_HOST": ""}, "CORRIDOR_EMAIL_HOST is not set"),
        ({**MAIL, "CORRIDOR_EMAIL_FROM": ""}, "CORRIDOR_EMAIL_FROM is not set"),
        ({**MAIL, "CORRIDOR_EMAIL_FROM": "ministry"}, "not an e-mail address"),
        ({**MAIL, "CORRIDOR_EMAIL_TLS": "no"}, "CORRIDOR_EMAIL_TLS is no"),
        ({**MAIL, "CORRIDOR_EMAIL_TLS": "none"}, "on this machine only"),
        ({**MAIL, "CORRIDOR_EMAIL_USER": "corridor"}, "go together"),
        ({**MAIL, "CORRIDOR_EMAIL_PORT": "smtp"}, "CORRIDOR_EMAIL_PORT is smtp"),
        ({**SMS, "CORRIDOR_SMS_URL": ""}, "CORRIDOR_SMS_URL is not set"),
        ({**SMS, "CORRIDOR_SMS_SECRET": ""}, "CORRIDOR_SMS_SECRET is not set"),
        ({**SMS, "CORRIDOR_SMS_SECRET": "short"}, "too short"),
        ({**SMS, "CORRIDOR_SMS_SECRET": "whsec_%%%"}, "damaged"),
        ({**SMS, "CORRIDOR_SMS_URL": "http://sms.example/send"}, "begins with http://"),
        ({**SMS, "CORRIDOR_SMS_URL": "http://127.0.0.1.example/send"}, "begins with http://"),
        ({**SMS, "CORRIDOR_SMS_URL": "ftp://sms.example/send"}, "https://"),
    ],
)
def test_what_could_not_send_is_refused(environment: dict[str, str], told: str) -> None:
    with pytest.raises(GatewayUnready, match=told):
        gateways.read(environment)


def test_whole_configurations_are_taken() -> None:
    assert {channel: way.needs for channel, way in gateways.read({**MAIL, **SMS}).items()} == {
        "sms": "phone",
        "email": "email",
        "webhook": "",
    }
    assert {way.needs for way in gateways.read({}).values()} == {""}
    inside = {**MAIL, **SMS, "CORRIDOR_EMAIL_USER": "u", "CORRIDOR_EMAIL_PASSWORD": "hunter-22"}
    shown = repr(gateways.read(inside))
    assert SECRET not in shown
    assert "hunter-22" not in shown
