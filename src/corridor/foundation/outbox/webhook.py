"""A signed POST of JSON: to the adapter of a country's SMS provider, or to a partner's system.

Headers and signature are those of the Standard Webhooks specification 1.0 (`webhook-id`, `webhook-timestamp`,
`webhook-signature: v1,` and the base64 of HMAC-SHA256 over "id.timestamp.body"), for which libraries exist.
"""

import base64
import binascii
import hashlib
import hmac
import http.client
import ipaddress
import json
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .letters import Letter, NotSent

SECONDS = 10
LEAST_SECRET = 24
REFUSED_FOR_GOOD = {400, 410, 413, 422}
"""Answers that speak of this very message. Others (the secret, the path, the receiver's state) can be mended."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry telephone numbers and codes to an address that nobody configured."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(frozen=True)
class Webhook:
    url: str
    secret: bytes = field(repr=False)
    needs: str = ""

    @classmethod
    def with_secret(cls, url: str, secret: str, needs: str = "") -> "Webhook":
        """`secret` is text, or `whsec_` and base64; ValueError when it has fewer than 24 bytes."""
        try:
            plain = (
                base64.b64decode(secret[6:], validate=True) if secret.startswith("whsec_") else secret.encode("utf-8")
            )
        except binascii.Error:
            raise ValueError("secret") from None
        if len(plain) < LEAST_SECRET:
            raise ValueError("secret")
        return cls(url, plain, needs)

    def send(self, letter: Letter) -> None:
        """Post the letter; NotSent unless the answer is 2xx."""
        body = self._body(letter)
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Corridor",
            "webhook-id": letter.id,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(self.secret, letter.id, stamp, body),
        }
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310  checked
        try:
            with self._opener().open(request, timeout=SECONDS) as answer:
                if not 200 <= answer.status < 300:
                    raise NotSent(f"http_{answer.status}")
        except urllib.error.HTTPError as error:
            error.close()
            raise NotSent(f"http_{error.code}", for_good=error.code in REFUSED_FOR_GOOD) from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            code = "http_tls" if isinstance(reason, ssl.SSLError) else "http_unreachable"
            raise NotSent(code, unreachable=True) from None

    def _opener(self) -> urllib.request.OpenerDirector:
        handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
        if is_loopback(urlsplit(self.url).hostname or ""):
            handlers.append(urllib.request.ProxyHandler({}))  # a proxy would take "this machine" for itself
        return urllib.request.build_opener(*handlers)

    def _body(self, letter: Letter) -> bytes:
        data = {"language": letter.language, "subject": letter.subject, "text": letter.body}
        if self.needs:
            data = {"to": letter.to, **data}
        told = {"type": letter.code, "timestamp": letter.at.isoformat(), "data": data}
        return json.dumps(told, ensure_ascii=False).encode()


def signature(secret: bytes, identity: str, stamp: str, body: bytes) -> str:
    """The value of `webhook-signature`."""
    mac = hmac.new(secret, b".".join([identity.encode(), stamp.encode(), body]), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mac).decode()}"


def is_loopback(host: str) -> bool:
    """Whether the name or number is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
