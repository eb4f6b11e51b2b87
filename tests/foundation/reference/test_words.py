"""The shipped words for occupations: whole, in one form, and no phrase in two unit groups by accident."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from corridor.foundation.reference import isco, occupations
from corridor.foundation.reference.tables import DATA, rows
from corridor.foundation.reference.words import words
from corridor.rules.identity.letters import words as folded

FILES = sorted(DATA.glob("words_*.tsv"))


def shared(name: str) -> set[str]:
    """The phrases that a file names as those of several groups, folded."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("# shared:") for line in lines if line.startswith("# shared:")]
    return {" ".join(folded(phrase)) for line in said for phrase in line.split("|")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_words_has_one_form(path: Path) -> None:
    found = list(rows(path.name))
    codes = [row["code"] for row in found]
    assert codes == sorted(set(codes))
    assert all(isco.is_unit_group(code) for code in codes)
    for row in found:
        phrases = row["words"].split("|")
        assert all(phrase == " ".join(phrase.split()) and 2 <= len(phrase) <= 60 for phrase in phrases), row["code"]
        alike = [" ".join(folded(phrase)) for phrase in phrases]
        assert all(alike), row["code"]
        assert len(alike) == len(set(alike)), row["code"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_phrase_is_in_two_groups_by_accident(path: Path) -> None:
    groups = defaultdict(set)
    for row in rows(path.name):
        for phrase in row["words"].split("|"):
            groups[" ".join(folded(phrase))].add(row["code"])
    for code, title in isco.as_choices(path.stem[-2:]):
        groups[" ".join(folded(title))].add(code)
    several = {phrase: codes for phrase, codes in groups.items() if len(codes) > 1}
    assert set(several) == shared(path.name), {p: several.get(p) for p in set(several) ^ shared(path.name)}


def test_words_stand_in_every_group_and_in_no_other_language() -> None:
    for language in occupations.SHIPPED:
        assert set(words(language)) == set(isco.unit_groups())
        assert all(words(language).values())
    assert words("fr") == {}
    assert occupations.shipped("fr") == []
