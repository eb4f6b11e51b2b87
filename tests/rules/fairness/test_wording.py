"""Hidden criteria in the words of job orders: a table of what must be found, and of what must not."""

from pathlib import Path

import pytest

from corridor.rules.fairness import FORBIDDEN, GROUNDS, LAW, NOT_MEANT, RESERVE, SOURCES, wordings
from corridor.rules.fairness.wording import LANGUAGES

TABLE = [tuple(line.split("\t")) for line in Path(__file__).with_name("wordings.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("language", "criteria", "text"), TABLE)
def test_phrase(language: str, criteria: str, text: str) -> None:
    """Without a language, too: an order does not say in which one it is written."""
    wanted = set() if criteria == "-" else set(criteria.split(","))
    for said in (language, None):
        found = {wording.criterion for wording in wordings(text, said)}
        assert wanted <= found if wanted else not found


def test_every_criterion_has_examples_and_a_source() -> None:
    shown = {criterion for _language, criteria, _text in TABLE for criterion in criteria.split(",")} - {"-"}
    listed = {criterion for lists in LANGUAGES.values() for criterion, _phrase in lists.FOUND}
    assert shown == listed == set(SOURCES)
    assert set(GROUNDS) == set(SOURCES)
    assert all(SOURCES.values())


def test_no_ground_unlocks_what_no_agreement_unlocks() -> None:
    """Principle 6: sex only as a published reserve, age only as a legal limit, the rest never."""
    for criterion in set(FORBIDDEN) - {"health", "disability", "ethnicity", "rating_given"}:
        assert GROUNDS[criterion] == (NOT_MEANT,)
    assert LAW not in GROUNDS["sex"]
    assert RESERVE not in GROUNDS["age"]


def test_phrase_stands_where_it_says() -> None:
    text = "Recolección de fresas.\nBuscamos   SEÑORITAS\u200f de buena\npresencia, máx. 30 años."
    found = wordings(text)
    assert [each.criterion for each in found] == ["sex", "looks", "age"]
    assert all(text[each.start : each.end] == each.phrase for each in found)
    assert "SEÑORITAS" in found[0].phrase


def test_marks_do_not_hide_a_phrase() -> None:
    assert wordings("m\u00ade\u200bn ONLY")[0].criterion == "sex"
    assert wordings("رِجَالٌ فَقَط")[0].criterion == "sex"
    assert wordings("") == wordings("  \n ") == ()


def test_long_text_takes_no_long_time() -> None:
    from time import perf_counter

    text = "Prune, pick and pack apples; feed the young animals and wash the bins. " * 56
    started = perf_counter()
    assert wordings(text[:4000]) == ()
    assert perf_counter() - started < 2
