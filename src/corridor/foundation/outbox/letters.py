"""What a gateway is given, and what it may answer."""

from dataclasses import dataclass
from datetime import datetime


class GatewayUnready(Exception):
    """The environment asks for a gateway that cannot work; the message is a sentence that says what to set."""


class NotSent(Exception):
    """A letter was not taken. `code` says why, without address or words of the letter.

    `for_good`: sending it again cannot help. `unreachable`: nothing else can be sent by this gateway now.
    """

    def __init__(self, code: str, *, for_good: bool = False, unreachable: bool = False) -> None:
        super().__init__(code)
        self.code, self.for_good, self.unreachable = code, for_good, unreachable


@dataclass(frozen=True)
class Letter:
    """A message in the reader's language with the address that the gateway needs; never stored.

    `id` is the same at each attempt, so that a receiver can tell a repetition.
    """

    id: str
    channel: str
    code: str
    person: str
    to: str
    language: str
    subject: str
    body: str
    at: datetime
