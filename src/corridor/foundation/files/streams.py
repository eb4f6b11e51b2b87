"""Files of any length that belong to no person, written and read in pieces, so that memory stays small.

On the disk each piece is a length (4 bytes, big endian) and its bytes sealed with the house's key; the place of a piece
counts on and says which is the last, so that none can be left out, moved or cut off.
"""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.crypto import house_key, seal, unseal
from corridor.foundation.database.errors import NotFound
from corridor.foundation.database.keys import uuid7

from .models import StoredFile

PIECE = 1024 * 1024
LENGTH_BYTES = 4


def keep_stream(parts: Iterable[bytes], *, name: str, content_type: str, by: Actor) -> StoredFile:
    """Store what `parts` give, one after the other, and return the row. The file is on disk before the row exists."""
    key = uuid7()
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    total, size = hashlib.sha256(), 0
    try:
        with partial.open("wb") as out:
            for number, (piece, last) in enumerate(_pieces(parts)):
                total.update(piece)
                size += len(piece)
                sealed = seal(house_key(), piece, _place(key, number, last))
                out.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.rename(path)
    row = StoredFile(
        id=key, sha256=total.hexdigest(), size=size, content_type=content_type, name=name[:200], created_by=by.id
    )
    row.save(force_insert=True)
    return row


def read_stream(file_id: uuid.UUID) -> tuple[StoredFile, Iterator[bytes]]:
    """The row and the pieces of its content; NotFound. An altered piece raises InvalidTag when it is reached."""
    row = StoredFile.objects.filter(id=file_id, person_id__isnull=True).first()
    if row is None or not _path(file_id).is_file():
        raise NotFound("no_such_file", _("There is no such file, or you may not see it."))
    return row, _opened(file_id)


def _opened(file_id: uuid.UUID) -> Iterator[bytes]:
    with _path(file_id).open("rb") as kept:
        sealed, number = _next(kept), 0
        while sealed is not None:
            following = _next(kept)
            yield unseal(house_key(), sealed, _place(file_id, number, following is None))
            sealed, number = following, number + 1


def _next(kept: BinaryIO) -> bytes | None:
    head = kept.read(LENGTH_BYTES)
    return kept.read(int.from_bytes(head, "big")) if head else None


def _pieces(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    held = bytearray()
    for part in parts:
        held += part
        while len(held) > PIECE:
            yield bytes(held[:PIECE]), False
            del held[:PIECE]
    yield bytes(held), True


def _path(key: uuid.UUID) -> Path:
    return Path(settings.CORRIDOR_VAR) / "files" / "streams" / f"{key}.pieces"


def _place(key: uuid.UUID, number: int, last: bool) -> str:
    return f"file:{key}:{number}:{'last' if last else 'more'}"
