"""Spanish and Arabic titles as workers and employers write them: feminine, plural, with slips, in phrases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corridor.foundation.reference import isco, occupations
from corridor.rules.identity.letters import words

LANGUAGES = ("es", "ar")


@pytest.fixture(autouse=True)
def nothing_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CORRIDOR_OCCUPATIONS", str(tmp_path))
    occupations.forget()
    yield
    occupations.forget()


def everyday(language: str) -> list[tuple[str, str]]:
    """(unit group, title) of the file beside this one."""
    lines = Path(__file__).with_name(f"everyday_titles_{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(code, title) for code, title in (line.split("\t") for line in lines[2:])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_everyday_titles_are_unseen(language: str) -> None:
    known = {" ".join(words(title.text)) for title in occupations.shipped(language)}
    titles = [title for _code, title in everyday(language)]
    assert len(titles) == len(set(titles)) >= 150
    assert [title for title in titles if " ".join(words(title)) in known] == []
    assert all(isco.is_unit_group(code) for code, _title in everyday(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_titles_are_found(language: str) -> None:
    answers = {title: (code, [a.code for a in occupations.rank(title, language)]) for code, title in everyday(language)}
    absent = {title: answer for title, answer in answers.items() if answer[0] not in answer[1]}
    first = sum(codes[:1] == [code] for code, codes in answers.values())
    assert len(absent) <= 0.02 * len(answers), absent
    assert first >= 0.92 * len(answers), {t: a for t, a in answers.items() if a[1][:1] != [a[0]]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_titles_are_found_while_typing(language: str) -> None:
    asked = everyday(language)[::3]
    absent = [t for code, t in asked if code not in [hit.code for hit in isco.search(t, language, limit=5)]]
    assert len(absent) <= 0.02 * len(asked), absent
