"""A document (contract, certificate, slip) is a value; renderers make HTML and PDF of the same value."""

from corridor.foundation.documents.registry import (
    RendererMissing,
    register_renderer,
    registered_formats,
    render,
)
from corridor.foundation.documents.values import (
    Block,
    ClauseRow,
    ClauseTable,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Qr,
    Signature,
    Signatures,
    Text,
)
from corridor.foundation.documents.words import WordsMissing, register_words, say

__all__ = [
    "Block",
    "ClauseRow",
    "ClauseTable",
    "Document",
    "Heading",
    "KeyValue",
    "KeyValues",
    "Note",
    "Paragraph",
    "Qr",
    "RendererMissing",
    "Signature",
    "Signatures",
    "Text",
    "WordsMissing",
    "register_renderer",
    "register_words",
    "registered_formats",
    "render",
    "say",
]
