"""From the file to the stage: streamed, in batches, with an account of every row."""

import csv
import gzip
import io
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.stages.demand import api as demand

from .mapping import ColumnMapping, shipped
from .rows import Reader

GZIP = b"\x1f\x8b"


def import_h2a(
    content: str | Path | bytes,
    *,
    by: Actor,
    file_name: str = "",
    scheme_id: uuid.UUID | None = None,
    season_id: uuid.UUID | None = None,
    progress: Callable[[int], None] | None = None,
) -> demand.OrderImport:
    """Import a disclosure file, from a path or its bytes, plain or packed with gzip; a second run adds nothing.

    Returns the account: rows = imported + joined + refused, with row, column, value, reason and mend of each refusal.
    Raises Refused when this is not such a file at all. Runs in the caller's transaction: all of it or nothing.
    """
    by.require("demand.import")
    mapping = shipped()
    with _text(content) as lines:
        return demand.import_orders(
            _rows(lines, mapping),
            source=mapping.source,
            by=by,
            file_name=file_name or (Path(content).name if not isinstance(content, bytes) else ""),
            scheme_id=scheme_id,
            season_id=season_id,
            progress=progress,
        )


def _rows(lines: io.TextIOBase, mapping: ColumnMapping) -> Iterator[demand.OrderRow | demand.RowRefused]:
    try:
        table = csv.DictReader(lines)
        missing = mapping.needed - set(table.fieldnames or [])
        if missing:
            raise Refused(
                "wrong_columns",
                _("This is not a disclosure file of H-2A: it lacks the columns %(columns)s."),
                field="file",
                columns=", ".join(sorted(missing)[:5]),
            )
        reader = Reader(mapping)
        for row in table:
            yield reader.read(table.line_num, row)
    except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, EOFError) as error:
        raise Refused(
            "unreadable", _("The file cannot be read. Save it as CSV in UTF-8 and send it again."), field="file"
        ) from error


@contextmanager
def _text(content: str | Path | bytes) -> Iterator[io.TextIOBase]:
    with io.BytesIO(content) if isinstance(content, bytes) else Path(content).open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        opened = gzip.GzipFile(fileobj=raw) if packed else raw
        yield io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")
