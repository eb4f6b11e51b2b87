"""A document as PDF: tagged, with text to copy, and the same bytes for the same value (docs/adr/0006-pdf.md)."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from corridor.foundation.documents import (
    Block,
    ClauseTable,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Qr,
    Signatures,
    Text,
)
from corridor.foundation.i18n.languages import direction, primary_subtag
from corridor.interfaces.kit import formatting

FONTS = Path(__file__).resolve().parents[1] / "fonts"
TEMPLATE = Path(__file__).with_name("document.typ")


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The vendored fonts and no others: what is installed on a machine must not change a document."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _two(text: Text) -> dict[str, str]:
    return {"first": text.first, "second": text.second}


def _rows(block: KeyValues | ClauseTable) -> list[dict[str, Any]]:
    if isinstance(block, KeyValues):
        return [{"label": _two(row.label), "value": _two(row.value)} for row in block.rows]
    return [
        {"clause": _two(row.clause), "text": _two(row.text), "mark": _two(row.mark), "tone": row.tone}
        for row in block.rows
    ]


def _block(block: Block) -> dict[str, Any]:
    """A block as plain data; `kind` picks the function that draws it."""
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _two(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": _two(block.text)}
        case Note():
            return {"kind": "note", "tone": block.tone, "text": _two(block.text)}
        case KeyValues():
            return {"kind": "key_values", "rows": _rows(block)}
        case ClauseTable():
            return {"kind": "clauses", "heads": [_two(head) for head in block.heads], "rows": _rows(block)}
        case Signatures():
            places = [{"role": _two(p.role), "name": p.name, "given": _two(p.given)} for p in block.places]
            return {"kind": "signatures", "places": places}
        case Qr():
            return _qr(block)


def _qr(block: Qr) -> dict[str, Any]:
    drawing = io.BytesIO()
    segno.make(block.data, error="m", micro=False).save(drawing, "svg", border=4, dark="#000", light="#fff")
    alt = block.typed or block.data
    svg = drawing.getvalue().decode()
    return {"kind": "qr", "svg": svg, "alt": alt, "caption": _two(block.caption), "typed": block.typed}


def _side(language: str) -> dict[str, str]:
    return {"lang": primary_subtag(language), "dir": direction(language)}


def _data(document: Document) -> dict[str, Any]:
    """What the template reads."""
    issued, second = document.issued_at, document.second_language
    return {
        "title": document.title.first,
        "heading": _two(document.title),
        "number": document.number,
        "issuer": _two(document.issuer),
        "issued": {
            "first": formatting.day(issued, document.language),
            "second": formatting.day(issued, second) if second else "",
        },
        "date": {"year": issued.year, "month": issued.month, "day": issued.day},
        "first": _side(document.language),
        "second": _side(second) if second else None,
        "blocks": [_block(block) for block in document.blocks],
    }


def render(document: Document) -> bytes:
    """The document on A4 pages as PDF 1.7, tagged for screen readers (PDF/UA-1), fonts embedded.

    The date inside is the date of issue, never the clock, so that the same value gives the same bytes.
    """
    return bytes(
        typst.compile(
            _template(),
            font_paths=_fonts(),
            format="pdf",
            sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False, sort_keys=True)},
            pdf_standards="ua-1",
        )
    )
