"""Occupation tables that an operator has loaded beside the shipped one: ESCO, or a country's own list of titles.

They are not part of Corridor (their licences are others'), so they lie in `var/occupations`, one file a source, in one
form: tab-separated lines of language, unit group, kind (title or sentence), text.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corridor.foundation.reference import isco
from corridor.rules.occupations import Title

TITLE, SENTENCE = "title", "sentence"
_ROOT = Path(__file__).resolve().parents[4]
_LANGUAGE = re.compile(r"[_-]([a-z]{2})$")
_EXAMPLES = "Examples of the occupations classified here:"
_AFTER_EXAMPLES = re.compile(r"\n\s*(Some related|Notes?\b|Excluded)")
_MOST_TITLE = 120


class TableError(ValueError):
    """A table cannot be loaded; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A title of a unit group, or a text about it."""

    language: str
    code: str
    kind: str
    text: str


def folder() -> Path:
    """Where loaded tables lie: CORRIDOR_OCCUPATIONS, or `occupations` in the folder of keys and files."""
    own = os.environ.get("CORRIDOR_OCCUPATIONS")
    return Path(own) if own else Path(os.environ.get("CORRIDOR_VAR") or _ROOT / "var") / "occupations"


def tables() -> list[Path]:
    """The loaded tables, by name."""
    return sorted(folder().glob("*.tsv"))


def languages() -> list[str]:
    """The languages that loaded tables have titles in."""
    return sorted({entry.language for entry in entries()})


def entries(language: str = "") -> Iterator[Entry]:
    """What is loaded, in one language or in all."""
    for path in tables():
        for entry in entries_of(path):
            if language in ("", entry.language):
                yield entry


def entries_of(path: Path) -> Iterator[Entry]:
    """What one loaded table has."""
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 4 and isco.is_unit_group(parts[1]):
            yield Entry(*parts)


def titles(found: Iterable[Entry], kind: str = TITLE) -> list[Title]:
    """The titles (or the sentences) among entries."""
    return [Title(entry.code, entry.text) for entry in found if entry.kind == kind]


def read(path: Path, language: str = "") -> list[Entry]:
    """The titles of a CSV file: of ESCO's occupations, of ISCO's groups as ESCO gives them, or `code` and `title`.

    The language is the end of the file's name (`..._es.csv`) unless it is given. Raises TableError.
    """
    language = language or "".join(_LANGUAGE.findall(path.stem)[:1])
    if not re.fullmatch("[a-z]{2}", language):
        raise TableError(f"Name the language of {path.name}: --lang en, es, ar or fr.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except UnicodeDecodeError:
        raise TableError(f"{path.name} is not UTF-8. Save it as CSV in UTF-8 and try again.") from None
    except (OSError, csv.Error) as error:
        raise TableError(f"{path.name} cannot be read: {error}") from None
    columns = set(rows[0]) if rows else set()
    for wanted, reader in _READERS:
        if wanted <= columns:
            found = [entry for row in rows for entry in reader(row, language) if isco.is_unit_group(entry.code)]
            if found:
                return list(dict.fromkeys(found))
            raise TableError(f"{path.name} has no title with a unit group of ISCO-08 (four digits).")
    raise TableError(
        f"{path.name} has none of the known forms: iscoGroup, preferredLabel, altLabels (ESCO's occupations); "
        "code, preferredLabel, description (ISCO's groups); code, title."
    )


def keep(name: str, found: Iterable[Entry]) -> Path:
    """Write entries as the table `name`, in place of an earlier one of that name."""
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{name}.tsv"
    part = path.with_suffix(".part")
    lines = (f"{entry.language}\t{entry.code}\t{entry.kind}\t{' '.join(entry.text.split())}\n" for entry in found)
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(path)
    return path


def _esco_occupation(row: dict[str, str], language: str) -> Iterator[Entry]:
    code = (row["iscoGroup"] or "").strip().rsplit("/C", 1)[-1].zfill(4)
    labels = [*(row["preferredLabel"] or "").split("/"), *(row["altLabels"] or "").splitlines()]
    for label in labels:
        if label.strip():
            yield Entry(language, code, TITLE, label.strip())
    if (row.get("description") or "").strip():
        yield Entry(language, code, SENTENCE, row["description"].strip())


def _isco_group(row: dict[str, str], language: str) -> Iterator[Entry]:
    code = (row["code"] or "").strip()
    if (row["preferredLabel"] or "").strip():
        yield Entry(language, code, TITLE, row["preferredLabel"].strip())
    said, _mark, after = (row.get("description") or "").partition(_EXAMPLES)
    if said.strip():
        yield Entry(language, code, SENTENCE, said.strip())
    for line in _AFTER_EXAMPLES.split(after, maxsplit=1)[0].splitlines():
        example = line.strip(" -\t")
        if example and len(example) < _MOST_TITLE:
            yield Entry(language, code, TITLE, example)


def _plain(row: dict[str, str], language: str) -> Iterator[Entry]:
    if (row["title"] or "").strip():
        yield Entry(language, (row["code"] or "").strip().zfill(4), TITLE, row["title"].strip())


_READERS = (
    ({"iscoGroup", "preferredLabel", "altLabels"}, _esco_occupation),
    ({"code", "preferredLabel"}, _isco_group),
    ({"code", "title"}, _plain),
)
