"""The clearance as text that anyone can check: what it says, and a signature by the installation's key.

A token is base 32 of `length of payload (2 bytes) · payload · signature (64 bytes)`. Base 32 has capital letters and
digits only: it fits the dense mode of a QR code, and survives being read out, typed in any case and pasted with
blanks.
The payload is UTF-8 text of fields parted by `|`, in the order of Payload, after the version mark `CLR1`.
"""

import base64
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "CLR1"
PURPOSE = b"corridor clearance ed25519 1"
SIGNATURE_BYTES = 64
MOST_CHARACTERS = 2000


@dataclass(frozen=True)
class Payload:
    """What a clearance says. Of the person nothing but the initials."""

    number: str
    initials: str
    contract: str
    valid_until: date
    scheme: str
    issuer: str

    def text(self) -> str:
        fields = [self.number, self.initials, self.contract, self.valid_until.isoformat(), self.scheme, self.issuer]
        return "|".join([MARK, *(field.replace("|", " ") for field in fields)])


class TokenUnreadable(ValueError):
    """The text is no clearance of ours: cut off, mistyped, or something else."""


def _private_key() -> Ed25519PrivateKey:
    """Derived from the master key, so that an installation has one key more without one secret more."""
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return Ed25519PrivateKey.from_private_bytes(derived.derive(settings.CORRIDOR_MASTER_KEY))


def public_key() -> bytes:
    """The 32 bytes with which anybody checks a clearance."""
    return _private_key().public_key().public_bytes_raw()


def sign(payloads: list[str]) -> list[bytes]:
    """A signature of 64 bytes for each payload text."""
    key = _private_key()
    return [key.sign(text.encode()) for text in payloads]


def genuine(payload: str, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key()).verify(bytes(signature), payload.encode())
    except InvalidSignature:
        return False
    return True


def encode(payload: str, signature: bytes) -> str:
    body = payload.encode()
    return base64.b32encode(len(body).to_bytes(2, "big") + body + bytes(signature)).decode().rstrip("=")


def decode(text: str) -> tuple[str, bytes]:
    """Payload text and signature of a token, or of an address that ends in one. Raises TokenUnreadable."""
    bare = "".join(
        character for character in text.strip().rstrip("/").rsplit("/", 1)[-1].upper() if character.isalnum()
    )
    if not bare or len(bare) > MOST_CHARACTERS:
        raise TokenUnreadable
    try:
        body = base64.b32decode(bare + "=" * (-len(bare) % 8))
        length = int.from_bytes(body[:2], "big")
        payload, signature = body[2 : 2 + length].decode(), body[2 + length :]
    except ValueError as error:
        raise TokenUnreadable from error
    if encode(payload, signature) != bare:  # base 32 leaves a few bits free at the end: only one spelling counts
        raise TokenUnreadable
    if len(signature) != SIGNATURE_BYTES or not payload.startswith(f"{MARK}|"):
        raise TokenUnreadable
    return payload, signature


def read(payload: str) -> Payload:
    """The fields of a payload text. Raises TokenUnreadable."""
    parts = payload.split("|")
    if len(parts) != 7 or parts[0] != MARK:
        raise TokenUnreadable
    try:
        return Payload(parts[1], parts[2], parts[3], date.fromisoformat(parts[4]), parts[5], parts[6])
    except ValueError as error:
        raise TokenUnreadable from error


def initials(name: str) -> str:
    """The first letter of each word of a name, at most four: "José Ángel Pérez" -> "J. Á. P."."""
    return " ".join(f"{word[0].upper()}." for word in name.split()[:4])
