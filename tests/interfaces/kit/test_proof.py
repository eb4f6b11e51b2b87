"""What is shown for a step: each kind of evidence asks for its own, an examination for its result alone."""

import pytest

from corridor.interfaces.kit.proof import ProofForm
from corridor.interfaces.kit.words.journeys import RESULTS
from corridor.stages.journeys import api

DAY = {"on_day": "20", "on_month": "1", "on_year": "2027"}


def form(kind: str, code: str = "visa", **answers: str) -> ProofForm:
    data = {**DAY, "submission_key": "0190b2a4-0000-7000-8000-000000000001", **answers}
    return ProofForm(data, kind=kind, results=api.results_of(code))


@pytest.mark.parametrize(
    ("kind", "code", "asked"),
    [
        ("document", "visa", {"number"}),
        ("number", "visa", {"number"}),
        ("attendance", "orientation", {"hours"}),
        ("none", "visa", set()),
        ("document", "medical", {"result"}),
        ("attendance", "medical_second_opinion", {"result"}),
    ],
)
def test_each_kind_asks_for_its_own(kind: str, code: str, asked: set[str]) -> None:
    assert set(form(kind, code).fields) - {"on", "submission_key"} == asked


def test_a_number_is_needed_where_the_number_is_the_evidence() -> None:
    assert not form("number").is_valid()
    assert form("document").is_valid()
    given = form("number", number="V-1")
    assert given.is_valid()
    assert given.proof()["number"] == "V-1"


def test_every_result_that_a_step_can_have_has_words() -> None:
    assert set(api.results_of("medical")) == set(RESULTS)
    assert not form("document", "medical", result="pregnant").is_valid()
    given = form("document", "medical", result=api.UNFIT, number="blood group 0")
    assert given.is_valid()
    assert set(given.proof()) == {"on", "result"}
