"""A document on paper: every text is there to copy, the same value gives the same bytes, and it is tagged."""

import io
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pypdf
import pytest
from django.utils import translation

from corridor.foundation.documents import Note, Text, registered_formats, render
from corridor.foundation.documents.values import texts_of
from corridor.interfaces.kit.components import sample_document
from corridor.interfaces.kit.renderers import pdf


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _plain(text: str) -> str:
    """Latin text without the breaks of lines."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _arabic_words(text: str) -> set[str]:
    """Arabic words, their presentation forms made letters, in either order of letters."""
    words = re.findall(r"[\u0621-\u064a]+", unicodedata.normalize("NFKC", text))
    return {word for found in words for word in (found, found[::-1])}


def _unmarked(value: Any) -> Any:
    """The value without Arabic vowel marks: the extractor gives the letter under a mark twice (see the ADR)."""
    if isinstance(value, str):
        return re.sub(r"[\u064b-\u0652]", "", value)
    if isinstance(value, tuple):
        return tuple(map(_unmarked, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _unmarked(getattr(value, field.name)) for field in fields(value)})
    return value


def test_pdf_and_html_are_registered() -> None:
    assert {"html", "pdf"} <= set(registered_formats())


@pytest.mark.parametrize("turned", [False, True])
def test_every_text_can_be_copied(turned: bool) -> None:
    with translation.override("ar" if turned else "en"):
        document = _unmarked(sample_document())
    said = _text(render(document, "pdf"))
    found, arabic = _plain(said), _arabic_words(said)
    for text in texts_of(document):
        for words in (text.first, text.second):
            if _arabic_words(words):
                assert _arabic_words(words) <= arabic, words
            else:
                assert _plain(words) in found, words


def test_same_value_same_bytes_and_another_value_other_bytes() -> None:
    document = sample_document()
    assert pdf.render(document) == pdf.render(sample_document())
    assert pdf.render(document) != pdf.render(replace(document, number="CO-27-0412-8"))


def test_date_inside_is_the_date_of_issue() -> None:
    content = pdf.render(replace(sample_document(), issued_at=date(2031, 5, 6)))
    metadata = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20310506")
    assert "6 May 2031" in _text(content)


def test_pdf_is_tagged_and_names_its_language() -> None:
    root = pypdf.PdfReader(io.BytesIO(pdf.render(sample_document()))).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"


def test_only_our_fonts_are_embedded() -> None:
    page = pypdf.PdfReader(io.BytesIO(pdf.render(sample_document()))).pages[0]
    fonts = {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in page["/Resources"]["/Font"].values()}
    assert fonts == {"NotoSans-Regular", "NotoSans-Bold", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"}


def test_long_document_numbers_its_pages() -> None:
    document = sample_document()
    many = replace(document, blocks=document.blocks * 6)
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(many)))
    count = len(reader.pages)
    assert count > 2
    assert f"2/{count}" in _plain(reader.pages[1].extract_text())


@pytest.mark.parametrize("text", ["#set page(fill: red)", "*a* _b_ $c$ <d> @e `f` \\ // g", "two\nlines", '"quoted"'])
def test_text_is_never_markup(text: str) -> None:
    document = replace(sample_document(), blocks=(Note(Text(text)),))
    assert _plain(text) in _plain(_text(pdf.render(document)))
