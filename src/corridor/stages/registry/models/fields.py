"""How a field is declared: its class, its purpose, how long it is kept (a test holds that none is forgotten)."""

from typing import NamedTuple


class Declared(NamedTuple):
    """`kind` is plain, personal or special (encrypted, or kept where only the whole file reaches)."""

    kind: str
    purpose: str
    retention: str


FILE = "as long as the file"
"""Until the person is erased: on request, or by the law of the office once the last season has ended."""
KEY = Declared("plain", "key of the row", FILE)
PERSON = Declared("plain", "whose row it is", FILE)
