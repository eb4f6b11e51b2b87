"""A list of workers from a file: every row is registered, known already, or refused with the words to mend it."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from pydantic import ValidationError

from corridor.foundation.accounts.models import Office
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.crypto import house_key, seal, unseal
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.database.keys import uuid7

from ..models import Details, Document, ImportBatch, ImportDraft, Person
from ..problems import PROBLEMS, problem
from ..records import PersonRecord
from .columns import COLUMNS, CellWrong, fields_of, read_cell
from .common import keys
from .register import MOST, register
from .sealing import document_index, phone_index
from .sheets import rows_of, workbook


@dataclass(frozen=True)
class RowError:
    """One cell that keeps its row out: the row as counted in the file, the column's title there, what stands in it."""

    row: int
    column: str
    value: str
    code: str

    @property
    def message(self) -> Any:
        return problem(self.code).message

    @property
    def mend(self) -> Any:
        return problem(self.code).mend


@dataclass(frozen=True)
class ImportReport:
    """What became of a file. rows = accepted + known + refused; `accepted` of a dry run are those that would be.

    `known` rows stand in the office's files already, with their file numbers; `refused` rows are kept as they came, so
    that they can be mended and sent again alone. `repeat` says that the same bytes were answered before.
    """

    filename: str
    dry_run: bool
    rows: int
    accepted: int
    known: list[tuple[int, str]]
    errors: list[RowError]
    header: list[str]
    refused: list[tuple[int, list[str]]]
    ignored: list[str]
    repeat: bool = False
    batch_id: uuid.UUID | None = None
    numbers: list[str] = field(default_factory=list)


@dataclass
class _Row:
    number: int
    cells: list[str]
    record: PersonRecord | None = None
    errors: list[RowError] = field(default_factory=list)


def import_workers(
    content: bytes, filename: str, *, by: Actor, dry_run: bool, office_id: uuid.UUID | None = None
) -> ImportReport:
    """Register the workers of a CSV or XLSX file (5,000 rows at most), or only say what would happen.

    The same bytes are answered with the same report. Rows that are refused do not hold back the others. Raises Refused
    for a file that is no table or has no column for the name.
    """
    by = by.within("registry.import")
    place = office_id or (by.offices[0] if by.offices else None)
    office = Office.objects.filter(scope_id=place).first() if place else None
    if place is None or office is None:
        raise NotAllowed("no_office", _("Only an office keeps files, and your account belongs to none."))
    digest = hashlib.sha256(content).hexdigest()
    with connection.cursor() as cursor:  # two colleagues who send one file at once: the second waits and is answered
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{place}:{digest}"])
    before = ImportBatch.objects.filter(office_id=place, sha256=digest).first()
    if before is not None:
        return replace(_open(before), repeat=True)
    header, rows = _read(content, office.country)
    known = _known([row for row in rows if not row.errors], by, place)
    fresh = [row for row in rows if not row.errors and row.number not in known]
    report = _report(filename, header, rows, known, len(fresh), dry_run)
    if dry_run:
        return report
    persons = [
        person
        for start in range(0, len(fresh), MOST)
        for person in register(
            [row.record for row in fresh[start : start + MOST] if row.record], office_id=place, by=by
        )
    ]
    report = replace(report, batch_id=uuid7(), numbers=[person.file_number for person in persons])
    _keep(report, digest, place, by)
    return report


def keep_draft(content: bytes, filename: str, *, by: Actor) -> uuid.UUID:
    """Keep a file between its check and its acceptance; drafts of the office older than a day go."""
    by = by.within("registry.import")
    if not by.offices:
        raise NotAllowed("no_office", _("Only an office keeps files, and your account belongs to none."))
    ImportDraft.objects.filter(office_id__in=list(by.offices), at__lt=timezone.now() - timedelta(days=1)).delete()
    key = uuid7()
    sealed = seal(house_key(), content, f"registry.draft:{key}")
    ImportDraft.objects.create(
        id=key, office_id=by.offices[0], filename=filename[:200], content=sealed, at=timezone.now(), by=by.id
    )
    return key


def draft(draft_id: uuid.UUID, *, by: Actor) -> tuple[str, bytes]:
    """(filename, content) of a file that waits; NotFound when it was accepted or is another office's."""
    by = by.within("registry.import")
    row = ImportDraft.objects.filter(id=draft_id, office_id__in=list(by.offices)).first()
    if row is None:
        raise NotFound("no_such_import", _("There is no such import, or you may not see it."))
    return row.filename, unseal(house_key(), bytes(row.content), f"registry.draft:{row.id}")


def accept_draft(draft_id: uuid.UUID, *, by: Actor) -> ImportReport:
    """Register the workers of a checked file and let the draft go."""
    filename, content = draft(draft_id, by=by)
    report = import_workers(content, filename, by=by, dry_run=False)
    ImportDraft.objects.filter(id=draft_id).delete()
    return report


def batches(by: Actor, limit: int = 20) -> list[ImportBatch]:
    """The files that the actor's offices sent in, newest first."""
    by = by.within("registry.import")
    return list(ImportBatch.objects.filter(office_id__in=list(by.offices)).order_by("-at")[:limit])


def report_of(batch_id: uuid.UUID, *, by: Actor) -> ImportReport:
    """The report of an earlier file."""
    by = by.within("registry.import")
    batch = ImportBatch.objects.filter(id=batch_id, office_id__in=list(by.offices)).first()
    if batch is None:
        raise NotFound("no_such_import", _("There is no such import, or you may not see it."))
    return _open(batch)


def template(language: str) -> bytes:
    """A workbook to fill in: the columns in the reader's language, and a sheet that explains them."""
    with override(language):
        shown = [column for column in COLUMNS if column.field not in ("given", "family")]
        explained = [[str(_("Column")), str(_("Example")), str(_("How to fill it in"))]]
        explained += [[str(column.title), column.example, str(column.help)] for column in shown]
        sheets = [(str(_("Workers")), [[str(column.title) for column in shown]]), (str(_("Help")), explained)]
        return workbook(sheets, right_to_left=language == "ar")


def mending(report: ImportReport, language: str) -> bytes:
    """A workbook with the refused rows only, as they came, with what is wrong and how to mend it beside each."""
    with override(language):
        texts: dict[int, list[str]] = {}
        for error in report.errors:
            texts.setdefault(error.row, []).append(f"{error.column}: {error.message} {error.mend}")
        rows: list[list[str]] = [[*report.header, str(_("What to mend"))]]
        rows += [[*cells, " / ".join(texts.get(number, []))] for number, cells in report.refused]
        return workbook([(str(_("Rows to mend")), rows)], right_to_left=language == "ar")


def _read(content: bytes, region: str) -> tuple[list[str], list[_Row]]:
    table = rows_of(content)
    start = next((place for place, cells in enumerate(table[:20]) if any(fields_of(cells))), None)
    fields = fields_of(table[start]) if start is not None else []
    if start is None or not {"name", "given", "family"} & set(fields):
        raise Refused(
            "no_name_column",
            _("We find no column for the name. Write “Name” above it, or start from our template."),
            field="file",
        )
    header = table[start]
    rows = [
        _row(number, cells, header, fields, region)
        for number, cells in enumerate(table[start + 1 :], start + 2)
        if any(cells)
    ]
    if not rows:
        raise Refused("no_rows", _("This file has a header and no row below it."), field="file")
    _mark_twice(rows, header, fields)
    return header, rows


def _row(number: int, cells: list[str], header: list[str], fields: list[str], region: str) -> _Row:
    row = _Row(number, [*cells, *[""] * (len(header) - len(cells))][: len(header)])
    values: dict[str, str] = {}
    for title, name, text in zip(header, fields, row.cells, strict=False):
        if not name or not text:
            continue
        try:
            values[name] = read_cell(name, text, region)
        except CellWrong as wrong:
            row.errors.append(RowError(number, title, text, wrong.code))
    family, given = values.pop("family", ""), values.pop("given", "")
    values["name"] = values.get("name") or f"{given} {family}".strip()
    place = {name: title for name, title in zip(fields, header, strict=False) if name}
    name_title = place.get("name") or place.get("given") or place.get("family") or ""
    if not values["name"]:
        row.errors.append(RowError(number, name_title, "", "missing"))
    if values.get("document_kind") and not values.get("document_number"):
        row.errors.append(RowError(number, place.get("document_number", place["document_kind"]), "", "document_alone"))
    if values["name"]:
        _validate(row, values, place, header)
    return row


def _validate(row: _Row, values: dict[str, str], place: dict[str, str], header: list[str]) -> None:
    """Check the cells together; what is wrong is told beside what single cells had wrong, all of a row at once."""
    told = {error.column for error in row.errors}
    try:
        record = PersonRecord.model_validate(values)
        row.record = None if row.errors else record
    except ValidationError as error:
        for found in error.errors():
            name = str(found["loc"][0]) if found["loc"] else "name"
            code = found["type"] if found["type"] in PROBLEMS else "other"
            title = place.get(name) or place.get("given") or place.get("family") or ""
            value = row.cells[header.index(title)] if title in header else ""
            if title in told:
                continue
            row.errors.append(RowError(row.number, title, value, code))


def _identity(record: PersonRecord) -> tuple[str, str, str, str]:
    return keys(record.name, "")[0], record.birth, record.phone, (document_index(record.document_number) or b"").hex()


def _mark_twice(rows: Sequence[_Row], header: list[str], fields: list[str]) -> None:
    """Refuse a row that repeats an earlier one: the same name with the same birth, phone and document."""
    seen: set[tuple[str, str, str, str]] = set()
    place = next((n for n, name in enumerate(fields) if name in ("name", "given", "family")), 0)
    for row in rows:
        if row.record is None:
            continue
        mark = _identity(row.record)
        if mark in seen and any(mark[1:]):
            row.errors.append(RowError(row.number, header[place], row.cells[place], "twice"))
        seen.add(mark)


def _known(rows: Sequence[_Row], by: Actor, office_id: uuid.UUID) -> dict[int, str]:
    """Rows whose person has a file in this office: the same name, and the same phone, document or whole birth date."""
    records = {row.number: row.record for row in rows if row.record}
    names = {number: keys(record.name, record.native_name)[0] for number, record in records.items()}
    persons = {
        person.id: person
        for person in Person.objects.visible_to(by).filter(office_id=office_id, name_key__in=set(names.values()))
    }
    by_name: dict[str, list[uuid.UUID]] = {}
    for person in persons.values():
        by_name.setdefault(person.name_key, []).append(person.id)
    marks: dict[uuid.UUID, set[Any]] = {person_id: set() for person_id in persons}
    for details in Details.objects.visible_to(by).filter(person_id__in=list(persons)):
        marks[details.person_id] |= {details.phone_index and bytes(details.phone_index), details.birth} - {None, ""}
    for paper in Document.objects.visible_to(by).filter(person_id__in=list(persons)):
        marks[paper.person_id].add(bytes(paper.number_index))
    found: dict[int, str] = {}
    for number, record in records.items():
        birth = record.birth if len(record.birth) == 10 else None
        wanted = {phone_index(record.phone), document_index(record.document_number), birth} - {None}
        for person_id in by_name.get(names[number], []):
            if wanted & marks[person_id]:
                found[number] = persons[person_id].file_number
    return found


def _report(
    filename: str, header: list[str], rows: Sequence[_Row], known: dict[int, str], accepted: int, dry_run: bool
) -> ImportReport:
    return ImportReport(
        filename=filename[:200],
        dry_run=dry_run,
        rows=len(rows),
        accepted=accepted,
        known=sorted(known.items()),
        errors=[error for row in rows for error in row.errors],
        header=header,
        refused=[(row.number, row.cells) for row in rows if row.errors],
        ignored=[title for title, name in zip(header, fields_of(header), strict=True) if title and not name],
    )


def _keep(report: ImportReport, digest: str, office_id: uuid.UUID, by: Actor) -> None:
    text = json.dumps(asdict(replace(report, batch_id=None)))
    batch = ImportBatch.objects.create(
        id=report.batch_id,
        office_id=office_id,
        sha256=digest,
        filename=report.filename,
        at=timezone.now(),
        by=by.id,
        rows=report.rows,
        accepted=report.accepted,
        known=len(report.known),
        report=seal(house_key(), text.encode(), f"registry.import:{report.batch_id}"),
    )
    timeline.record("registry.imported", by=by, subject=batch, rows=report.rows, accepted=report.accepted)


def _open(batch: ImportBatch) -> ImportReport:
    plain = json.loads(unseal(house_key(), bytes(batch.report), f"registry.import:{batch.id}"))
    plain["errors"] = [RowError(**error) for error in plain["errors"]]
    plain["known"] = [(number, file_number) for number, file_number in plain["known"]]
    plain["refused"] = [(number, cells) for number, cells in plain["refused"]]
    return ImportReport(**{**plain, "batch_id": batch.id})
