"""A document as an HTML fragment, for a page of `print.html` or any other."""

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

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
)
from corridor.foundation.i18n.languages import direction
from corridor.interfaces.kit import formatting

_KINDS: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    KeyValues: "key_values",
    ClauseTable: "clauses",
    Signatures: "signatures",
    Qr: "qr",
    Note: "note",
}


def qr_svg(data: str) -> SafeString:
    """A QR code as inline SVG, black on white in every colour scheme, with its quiet zone."""
    code = segno.make(data, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))  # noqa: S308 - made here


def _shown(block: Block) -> dict[str, object]:
    return {
        "kind": _KINDS[type(block)],
        "block": block,
        "qr": qr_svg(block.data) if isinstance(block, Qr) else "",
    }


def render(document: Document) -> bytes:
    """The fragment as UTF-8; each text carries its own `lang` and `dir`."""
    second = document.second_language
    context = {
        "document": document,
        "issued": {
            "first": formatting.day(document.issued_at, document.language),
            "second": formatting.day(document.issued_at, second) if second else "",
        },
        "blocks": [_shown(block) for block in document.blocks],
        "first": {"lang": document.language, "dir": direction(document.language)},
        "second": ({"lang": second, "dir": direction(second)} if second else None),
    }
    return str(render_to_string("kit/document/document.html", context)).encode()
