"""`./corridor occupations`: a file of titles coded, and its errors said in a sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from corridor.foundation.reference import occupations as reference
from corridor.interfaces.cli import occupations
from corridor.interfaces.cli.environment import CommandError


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CORRIDOR_OCCUPATIONS", str(tmp_path / "occupations"))
    reference.forget()
    yield tmp_path
    reference.forget()


def file_of(folder: Path, content: bytes | str) -> str:
    path = folder / "jobs.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_five_codes_stand_beside_each_title(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = file_of(own_folder, 'id,job\n1,fruit picker\n2,qqqq zzzz\n3,"Truck driver, heavy"\n')
    assert occupations.code(name, "job", "en", None) == 0
    out = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out.out)))
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["isco08_1"] for row in rows] == ["9211", "", "8332"]
    assert float(rows[0]["confidence_1"]) > 0.9
    assert rows[0]["known_as_1"] == "fruit picker"
    assert "3 rows; 2 titles" in out.err


def test_it_writes_to_a_file_and_finds_the_column(own_folder: Path) -> None:
    target = own_folder / "coded.csv"
    occupations.code(file_of(own_folder, "\ufeffid,Title\n1,nurse\n"), None, "", target)
    assert next(csv.DictReader(target.open(encoding="utf-8")))["isco08_1"].startswith(("2221", "3221"))


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        ("id,job\n1,nurse\n", "work", "no column 'work'. It has: id, job"),
        ("id,job\n1,nurse\n", None, "Say which column"),
        ("", None, "is empty"),
        ("title\n", None, "no rows"),
        (b"title\n\xff\xfe\n", None, "not UTF-8"),
    ],
)
def test_errors_are_sentences(own_folder: Path, content: bytes | str, column: str | None, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        occupations.code(file_of(own_folder, content), column, "", None)


def test_an_absent_file_and_an_unknown_language_are_said(own_folder: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        occupations.code(str(own_folder / "none.csv"), None, "", None)
    with pytest.raises(CommandError, match="no titles in 'fr'"):
        occupations.code(file_of(own_folder, "title\nnurse\n"), None, "fr", None)


def test_loading_makes_a_table_known(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own_folder / "own_fr.csv"
    path.write_text("code,title\n9211,cueilleuse de pommes\n", encoding="utf-8")
    assert occupations.load([path], "") == 0
    assert "1 titles of 1 unit groups in fr" in capsys.readouterr().err
    occupations.tell()
    assert "own_fr.tsv (fr): 1 titles" in capsys.readouterr().out
    with pytest.raises(CommandError, match="none of the known forms"):
        occupations.load([Path(file_of(own_folder, "a,b\n1,2\n"))], "en")
