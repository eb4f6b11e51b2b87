"""The ways out: which gateway carries which channel, as the environment says (docs/operate.md).

`console` writes to a file, `email` speaks SMTP, `webhook` posts signed JSON. A gateway that is unknown or half
configured raises GatewayUnready with one sentence, so that nothing starts which could not send.
"""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol
from urllib.parse import urlsplit

from .letters import GatewayUnready, Letter, NotSent
from .webhook import Webhook, is_loopback

CHANNELS = ("sms", "email", "webhook")
EMAIL_SECONDS = 10
TLS = {"starttls": 587, "tls": 465, "none": 25}
"""How a mail server is spoken to, with the usual port."""


class Gateway(Protocol):
    """Carries letters. `needs` is the kind of address that it needs of a recipient: "phone", "email" or ""."""

    @property
    def needs(self) -> str: ...

    def send(self, letter: Letter) -> None:
        """Hand the letter over; NotSent when it was not taken."""
        ...


@dataclass(frozen=True)
class Console:
    """Writes each message where the operator (and the demonstration) can read it."""

    folder: str
    needs: str = ""

    def send(self, letter: Letter) -> None:
        line = {
            "at": letter.at.isoformat(),
            "channel": letter.channel,
            "person": letter.person,
            "subject": letter.subject,
            "body": letter.body,
        }
        with (Path(self.folder) / "outbox.log").open("a") as out:
            out.write(json.dumps(line) + "\n")


@dataclass(frozen=True)
class Email:
    """Sends by SMTP."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str
    sender: str
    needs: str = "email"

    def send(self, letter: Letter) -> None:
        from django.core.mail import EmailMessage
        from django.core.mail.backends.smtp import EmailBackend

        backend = EmailBackend(
            host=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.tls == "starttls",
            use_ssl=self.tls == "tls",
            timeout=EMAIL_SECONDS,
        )
        domain = parseaddr(self.sender)[1].rpartition("@")[2]
        headers = {"Message-ID": f"<{letter.id}@{domain}>", "Auto-Submitted": "auto-generated"}
        message = EmailMessage(letter.subject, letter.body, self.sender, [letter.to], headers=headers)
        try:
            backend.send_messages([message])
        except SMTPRecipientsRefused as error:  # the server's words hold the address: only its number is kept
            code = next(iter(error.recipients.values()))[0]
            raise NotSent(f"email_{code}", for_good=code >= 500) from None
        except SMTPResponseException as error:
            raise NotSent(f"email_{error.smtp_code}") from None
        except ssl.SSLError:
            raise NotSent("email_tls", unreachable=True) from None
        except (SMTPException, OSError):
            raise NotSent("email_unreachable", unreachable=True) from None


def read(environment: Mapping[str, str]) -> dict[str, Gateway]:
    """The gateway of each channel; GatewayUnready when one is unknown or lacks a part of its configuration."""
    usual = environment.get("CORRIDOR_GATEWAY") or "console"
    names = {channel: environment.get(f"CORRIDOR_GATEWAY_{channel.upper()}") or usual for channel in CHANNELS}
    allowed = {"sms": ("console", "email", "webhook"), "email": ("console", "email"), "webhook": ("console", "webhook")}
    for channel, name in names.items():
        if name not in allowed[channel]:
            variable = f"CORRIDOR_GATEWAY_{channel.upper()}"
            choices = ", ".join(allowed[channel])
            raise GatewayUnready(f"{variable} (or CORRIDOR_GATEWAY) is {name}; for {channel} it can be: {choices}.")
    return {channel: _made(channel, name, environment) for channel, name in names.items()}


def _made(channel: str, name: str, environment: Mapping[str, str]) -> Gateway:
    if name == "email":
        return _email(environment)
    if name == "webhook":
        part = "SMS" if channel == "sms" else "WEBHOOK"
        return _webhook(part, environment, needs="phone" if channel == "sms" else "")
    return Console(environment.get("CORRIDOR_VAR") or "var")


def _email(environment: Mapping[str, str]) -> Email:
    host, sender = environment.get("CORRIDOR_EMAIL_HOST", ""), environment.get("CORRIDOR_EMAIL_FROM", "")
    for variable, value in (("CORRIDOR_EMAIL_HOST", host), ("CORRIDOR_EMAIL_FROM", sender)):
        if not value:
            raise GatewayUnready(f"Messages are to go by e-mail, but {variable} is not set.")
    if "@" not in parseaddr(sender)[1]:
        raise GatewayUnready("CORRIDOR_EMAIL_FROM is not an e-mail address.")
    tls = environment.get("CORRIDOR_EMAIL_TLS") or "starttls"
    if tls not in TLS:
        raise GatewayUnready(f"CORRIDOR_EMAIL_TLS is {tls}; it can be: {', '.join(TLS)}.")
    if tls == "none" and not is_loopback(host):
        raise GatewayUnready("CORRIDOR_EMAIL_TLS=none is for a mail server on this machine only: messages hold codes.")
    user, password = environment.get("CORRIDOR_EMAIL_USER", ""), environment.get("CORRIDOR_EMAIL_PASSWORD", "")
    if bool(user) != bool(password):
        raise GatewayUnready("CORRIDOR_EMAIL_USER and CORRIDOR_EMAIL_PASSWORD go together; one of them is not set.")
    port = environment.get("CORRIDOR_EMAIL_PORT") or str(TLS[tls])
    if not (port.isdigit() and 0 < int(port) < 65536):
        raise GatewayUnready(f"CORRIDOR_EMAIL_PORT is {port}; it is a number from 1 to 65535.")
    return Email(host, int(port), user, password, tls, sender)


def _webhook(part: str, environment: Mapping[str, str], *, needs: str) -> Webhook:
    url, secret = environment.get(f"CORRIDOR_{part}_URL", ""), environment.get(f"CORRIDOR_{part}_SECRET", "")
    for variable, value in ((f"CORRIDOR_{part}_URL", url), (f"CORRIDOR_{part}_SECRET", secret)):
        if not value:
            raise GatewayUnready(f"Messages are to go by webhook, but {variable} is not set.")
    where = urlsplit(url)
    if where.scheme not in ("https", "http") or not where.hostname:
        raise GatewayUnready(f"CORRIDOR_{part}_URL is no address that begins with https://.")
    if where.scheme == "http" and not is_loopback(where.hostname):
        raise GatewayUnready(f"CORRIDOR_{part}_URL begins with http://; only an address of this machine may.")
    try:
        return Webhook.with_secret(url, secret, needs)
    except ValueError:
        raise GatewayUnready(f"CORRIDOR_{part}_SECRET is too short or damaged: 24 bytes or more are needed.") from None
