"""Keeping and reading files.

Bytes are encrypted before they touch the disk and checked against their hash when read.
"""

import hashlib
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.crypto import house_key, person_key, seal, unseal
from corridor.foundation.database.errors import NotFound, Refused

from .models import StoredFile

MOST_BYTES = 20 * 1024 * 1024
MAGIC = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"PK\x03\x04": "application/zip",
}


def sniff(content: bytes) -> str:
    """The type by content, never by name: PDF, JPEG, PNG, a ZIP package (XLSX, DOCX), UTF-8 text, else octet-stream."""
    for magic, content_type in MAGIC.items():
        if content.startswith(magic):
            return content_type
    try:
        content.decode()
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain"


def _path(row: StoredFile) -> Path:
    return Path(settings.CORRIDOR_VAR) / "files" / row.sha256[:2] / f"{row.sha256}.{row.id}"


def _key(person_id: uuid.UUID | None) -> bytes:
    return person_key(person_id) if person_id else house_key()


def keep(content: bytes, *, name: str, by: Actor, person_id: uuid.UUID | None = None) -> StoredFile:
    """Store bytes (20 MiB at most) and return the row. The file is on disk before the row exists."""
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", _("The file is larger than 20 MB. Send a smaller one."), field="file")
    row = StoredFile(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_type=sniff(content),
        name=Path(name).name[:200],
        person_id=person_id,
        created_by=by.id,
    )
    path = _path(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    with partial.open("wb") as out:
        out.write(seal(_key(person_id), content, f"file:{row.id}"))
        out.flush()
        os.fsync(out.fileno())
    partial.rename(path)
    row.save(force_insert=True)
    return row


def read(file_id: uuid.UUID) -> tuple[StoredFile, bytes]:
    """The row and its bytes; NotFound when out of reach, an error when the bytes were altered."""
    row = StoredFile.objects.filter(id=file_id).first()
    if row is None:
        raise NotFound("no_such_file", _("There is no such file, or you may not see it."))
    content = unseal(_key(row.person_id), _path(row).read_bytes(), f"file:{row.id}")
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Refused("file_altered", _("This file was altered on the disk and is not shown. Tell your administrator."))
    return row, content
