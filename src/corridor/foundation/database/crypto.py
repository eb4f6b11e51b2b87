"""Encryption of special fields: AES-256-GCM with a key per person, wrapped by a master key outside the database.

The associated data binds a ciphertext to its table, column and row: moved elsewhere it does not open. Blind indexes are
HMAC-SHA-256 with a key of their own, for equality search on normalised values of high entropy only.
"""

import hashlib
import hmac
import os
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from .models import PersonKey


def _derive(purpose: str) -> bytes:
    return hmac.new(settings.CORRIDOR_MASTER_KEY, purpose.encode(), hashlib.sha256).digest()


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """Nonce and ciphertext of `plain`, bound to `place` (table.column:row)."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """Raises cryptography.exceptions.InvalidTag when the bytes were altered or moved."""
    return AESGCM(key).decrypt(bytes(sealed[:12]), bytes(sealed[12:]), place.encode())


def house_key() -> bytes:
    """The key for what belongs to no person (job order files, agreements)."""
    return _derive("house")


def _wrap(person: uuid.UUID) -> tuple[bytes, bytes]:
    key = os.urandom(32)
    return key, seal(_derive("persons"), key, f"personkey:{person}")


def person_key(person: uuid.UUID) -> bytes:
    """The person's key, made at first use. The caller's context must reach the person."""
    row = PersonKey.objects.filter(person_id=person).first()
    if row is None:
        _key, wrapped = _wrap(person)
        PersonKey.objects.bulk_create([PersonKey(person_id=person, wrapped=wrapped)], ignore_conflicts=True)
        row = PersonKey.objects.get(person_id=person)
    return unseal(_derive("persons"), row.wrapped, f"personkey:{person}")


def person_keys(persons: list[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    """Keys of many persons in two statements, missing ones made."""
    known = {row.person_id: bytes(row.wrapped) for row in PersonKey.objects.filter(person_id__in=persons)}
    made = {person: _wrap(person)[1] for person in persons if person not in known}
    PersonKey.objects.bulk_create([PersonKey(person_id=person, wrapped=wrapped) for person, wrapped in made.items()])
    return {
        person: unseal(_derive("persons"), wrapped, f"personkey:{person}") for person, wrapped in (known | made).items()
    }


def encrypt_for(person: uuid.UUID, text: str, place: str) -> bytes:
    return seal(person_key(person), text.encode(), place)


def decrypt_for(person: uuid.UUID, sealed: bytes, place: str) -> str:
    return unseal(person_key(person), sealed, place).decode()


def blind_index(column: str, value: str) -> bytes:
    """32 bytes that are equal for equal normalised values of one column, and say nothing without the key."""
    return hmac.new(_derive(f"blind:{column}"), value.encode(), hashlib.sha256).digest()
