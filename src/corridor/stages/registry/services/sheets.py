"""Reading a table out of a CSV or XLSX file as people save them, and writing workbooks that cannot run a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused

MOST_ROWS = 5000
MOST_UNPACKED, MOST_CELLS = 100 * 1024 * 1024, 5_000_000
"""Of a workbook: bytes when unpacked, and cells from the first to the last, written or not: each costs memory."""
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
_MARKS = ("\t", ";", ",", "|")


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of the first sheet, each cell as text (dates as ISO 8601). Raises Refused for what is no table."""
    if not content.strip():
        raise Refused("empty_file", _("This file is empty. Choose another one."), field="file")
    table = _workbook(content) if content[:4] == b"PK\x03\x04" else _text(content)
    if len(table) > MOST_ROWS + 1:
        raise Refused(
            "too_many_rows",
            _("The file has more than 5,000 rows. Split it, and send the parts one after another."),
            field="file",
        )
    return table


def _workbook(content: bytes) -> list[list[str]]:
    import python_calamine

    try:
        _require_small(content)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, zipfile.BadZipFile, ValueError, IndexError):
        raise Refused(
            "unreadable",
            _("We cannot read this workbook. Save it again as XLSX or CSV, without a password."),
            field="file",
        ) from None
    return [[_cell(value) for value in row] for row in sheet]


def _require_small(content: bytes) -> None:
    """Raise ValueError for a workbook that is small as a file and fills the memory when it is read."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise ValueError("too large when unpacked")
        # Every part: which one is the sheet, and where it lies, is for the workbook to say.
        if any(_area(packed.read(part)) > MOST_CELLS for part in packed.infolist()):
            raise ValueError("too many cells")


def _area(sheet: bytes) -> int:
    """Cells from A1 to the last one that a part places, 1 for a part that is no sheet."""
    height = width = 1
    for letters, row in _PLACE.findall(sheet):
        height = max(height, int(row))
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        width = max(width, column)
    return height * width


def _cell(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text(content: bytes) -> list[list[str]]:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or (
        b"\x00" in content[:200]
        and content[:2]
        not in (
            b"\xff\xfe",
            b"\xfe\xff",
        )
    ):
        raise Refused(
            "unreadable",
            _("We cannot read this workbook. Save it again as XLSX or CSV, without a password."),
            field="file",
        )
    text = decode(content)
    head = text.split("\n", 1)[0]
    mark = max(_MARKS, key=head.count)
    if head.lower().startswith("sep=") and len(head.strip()) == 5:
        mark, text = head[4], text.split("\n", 1)[1] if "\n" in text else ""
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]


def decode(content: bytes) -> str:
    """Text of UTF-8, UTF-16 (by its mark) or Windows-1252 bytes."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def workbook(sheets: Sequence[tuple[str, Iterable[Sequence[Any]]]], *, right_to_left: bool = False) -> bytes:
    """An XLSX file; every text stands as text, so that none can act as a formula."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.sheet_view.rightToLeft = right_to_left
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type, cell.number_format = "s", "@"
                if number == 1:
                    cell.font = Font(bold=True)
                    sheet.column_dimensions[cell.column_letter].width = max(14, len(str(value)) + 2)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
