"""Sealing special fields with the person's key, and the blind indexes that find equal values."""

import uuid
from collections.abc import Sequence

from corridor.foundation.database.crypto import blind_index, person_keys, seal, unseal
from corridor.rules.identity import fold

PHONE, EMAIL, KIN = "registry_details.phone", "registry_details.email", "registry_details.next_of_kin"
NUMBER = "registry_document.number"


class Sealer:
    """Keys of some persons, read in two statements, to seal and open their fields."""

    def __init__(self, persons: Sequence[uuid.UUID]) -> None:
        self._keys = person_keys(list(dict.fromkeys(persons))) if persons else {}

    def seal(self, person: uuid.UUID, place: str, row: uuid.UUID, text: str) -> bytes | None:
        """The sealed text, bound to its field and row; None for an empty one."""
        return seal(self._keys[person], text.encode(), f"{place}:{row}") if text else None

    def open(self, person: uuid.UUID, place: str, row: uuid.UUID, sealed: bytes | memoryview | None) -> str:
        """The text again; "" for None."""
        return unseal(self._keys[person], bytes(sealed), f"{place}:{row}").decode() if sealed else ""


def phone_index(phone: str) -> bytes | None:
    """Blind index of an E.164 number; None for an empty one."""
    return blind_index("phone", phone) if phone else None


def bare_number(number: str) -> str:
    """A document number without case, accents, spaces and signs."""
    return "".join(letter for letter in fold(number) if letter.isalnum()).upper()


def document_index(number: str) -> bytes | None:
    """Blind index of a document number; None when it holds no letter or digit."""
    bare = bare_number(number)
    return blind_index("document", bare) if bare else None
