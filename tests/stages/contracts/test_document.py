"""The contract as a document: bilingual, with its marks, and the same on screen and on paper."""

import dataclasses
import io
import re
from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.documents import ClauseTable, Document, render
from corridor.foundation.documents.values import texts_of
from corridor.stages.contracts import api
from tests.stages.contracts.conftest import LOWER_WAGE, Signing


def paper(contract: api.Contract, *languages: str) -> Document:
    with acting(SYSTEM, "test"):
        fresh = api.contract(contract.id, SYSTEM)
        return api.document(fresh, languages=languages, address="http://localhost/es/verify/")


def clauses(document: Document) -> dict[str, Any]:
    table = next(block for block in document.blocks if isinstance(block, ClauseTable))
    return {row.clause.first: row for row in table.rows}


def letters(text: str) -> str:
    """Letters and digits only: a PDF breaks lines and hyphenates where it likes."""
    return "".join(re.findall(r"\w", text.casefold()))


def test_it_is_written_in_the_language_of_worker_and_destination(world: Signing) -> None:
    contract = world.issued(3)[0]
    own = paper(contract)
    assert (own.language, own.second_language) == ("es", None)
    both = paper(contract, "ar", "es")
    assert (both.language, both.second_language) == ("ar", "es")
    assert all(text.second for row in clauses(both).values() for text in (row.clause, row.text))


def test_a_worse_clause_is_marked_in_words_with_what_was_promised(world: Signing) -> None:
    contract = world.drafted(3)[0]
    with world.by(world.season.officer) as actor:
        api.change_terms(contract.id, {**LOWER_WAGE, "payslip": None}, by=actor)
    rows = clauses(paper(contract, "en", "es"))
    assert rows["Wage"].tone == "bad"
    assert "1,323" in rows["Wage"].mark.first
    assert rows["Payslip with each payment"].text.first == "not in this contract"


@pytest.mark.parametrize("languages", [("es",), ("ar", "es"), ("en", "es")])
def test_screen_and_paper_hold_every_text_of_the_document(world: Signing, languages: tuple[str, ...]) -> None:
    document = paper(world.verified(3)[0], *languages)
    page = letters(re.sub(r"<[^>]+>", " ", render(document, "html").decode()))
    for text in texts_of(document):
        assert letters(text.first) in page
        assert letters(text.second) in page
    if "ar" in languages:
        return  # joined letters come out of a PDF in shapes of their own; their words are compared in Latin script
    from pypdf import PdfReader

    read = letters("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(render(document, "pdf"))).pages))
    for text in texts_of(document):
        assert letters(text.first) in read


def test_the_same_contract_gives_the_same_bytes(world: Signing) -> None:
    contract = world.issued(3)[0]
    first, second = paper(contract), paper(contract)
    assert first == second
    assert render(first, "pdf") == render(second, "pdf")
    assert dataclasses.replace(first, number="other") != second
