"""Papers of persons."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.database.keys import uuid7

from ..models import Document
from ..records import DocumentRecord
from .common import lock, own_or
from .sealing import NUMBER, Sealer, document_index


def add_documents(records: Sequence[DocumentRecord], *, by: Actor) -> list[Document]:
    """Papers in order; each number is sealed with its person's key."""
    persons = list(dict.fromkeys(record.person_id for record in records))
    for person_id in persons:
        by = own_or(by, person_id, "registry.complete")
    lock(persons, by=by)
    sealer = Sealer(persons)
    rows = [_document(record, sealer) for record in records]
    Document.objects.bulk_create(rows)
    timeline.record_many(
        "registry.document_added", by=by, entries=[(row, row.person_id, {"kind": row.kind}) for row in rows]
    )
    return rows


def remove_document(document_id: uuid.UUID, *, by: Actor) -> None:
    """Take a paper out of the file; the history of rows keeps what it was."""
    row = Document.objects.visible_to(by).select_for_update().filter(id=document_id).first()
    if row is None:
        raise NotFound("no_such_document", _("There is no such document, or you may not see it."))
    lock([row.person_id], by=own_or(by, row.person_id, "registry.complete"))
    timeline.record("registry.document_removed", by=by, subject=row, person_id=row.person_id, kind=row.kind)
    row.delete()


def _document(record: DocumentRecord, sealer: Sealer) -> Document:
    index = document_index(record.number)
    if index is None:
        raise Refused("document_number", _("A document number has letters or digits."), field="number")
    if record.issued_on and record.valid_until and record.valid_until <= record.issued_on:
        raise Refused(
            "document_dates", _("The document ends before it begins. Look at both dates again."), field="valid_until"
        )
    row = uuid7()
    return Document(
        id=row,
        person_id=record.person_id,
        kind=record.kind,
        number=sealer.seal(record.person_id, NUMBER, row, record.number),
        number_index=index,
        country=record.country,
        issued_on=record.issued_on,
        valid_until=record.valid_until,
        file_id=record.file_id,
    )
