"""`./corridor occupations`: code the job titles of a file to ISCO-08; load tables of titles beside the shipped one."""

import argparse
import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from .environment import CommandError, say, var

BEST = 5
ADDED = [f"{name}_{place}" for place in range(1, BEST + 1) for name in ("isco08", "confidence", "known_as")]
USUAL_COLUMNS = ("title", "job_title", "job title", "occupation", "titulo", "ocupacion", "puesto", "preferredlabel")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    code = verbs.add_parser("code", help="write a CSV with the five best unit groups beside each title")
    code.add_argument("file", metavar="FILE.csv", help="UTF-8, with a line of column names; - is the standard input")
    code.add_argument("--column", help="the column with the titles (otherwise: the only one, or the one named title)")
    code.add_argument("--lang", default="", help="the language to try first: en, es, ar, fr")
    code.add_argument("--output", type=Path, help="where to write (otherwise to the standard output)")
    load = verbs.add_parser("load", help="load titles: ESCO's occupations, ISCO's groups, or columns code and title")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE.csv")
    load.add_argument("--lang", default="", help="the language, where the file's name does not end with it (_es.csv)")
    verbs.add_parser("tables", help="say which tables there are")


def run(args: argparse.Namespace) -> int:
    """Dispatch; the tables lie in the same folder as for the server."""
    os.environ.setdefault("CORRIDOR_VAR", str(var()))
    if args.verb == "load":
        return load(args.files, args.lang)
    if args.verb == "tables":
        return tell()
    return code(args.file, args.column, args.lang, args.output)


def code(name: str, column: str | None, language: str, output: Path | None) -> int:
    """Read, code and write row by row, so that the length of the file does not matter."""
    known = _languages()
    if language and language not in known:
        raise CommandError(f"There are no titles in {language!r}. There are: {', '.join(known)}.")
    source = _opened(name)
    target = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
    try:
        rows, coded = _code_rows(name, source, column, language, target)
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not UTF-8. Save it as CSV in UTF-8 and try again.") from None
    except csv.Error as error:
        raise CommandError(f"{name} is no CSV file: {error}.") from None
    finally:
        source.close()
        if output:
            target.close()
    say(f"{rows:,} rows; {coded:,} titles have at least one unit group.")
    return 0


def _code_rows(name: str, source: TextIO, column: str | None, language: str, target: TextIO) -> tuple[int, int]:
    from corridor.foundation.reference import occupations

    reader = csv.DictReader(source)
    columns = list(reader.fieldnames or [])
    if not columns:
        raise CommandError(f"{name} is empty: a line of column names and a row for each title are needed.")
    chosen = _column(name, columns, column)
    writer = csv.writer(target)
    writer.writerow([*columns, *ADDED])
    rows = coded = 0
    for row in reader:
        answers = occupations.rank(row[chosen] or "", language, limit=BEST)
        found = [cell for answer in answers for cell in (answer.code, f"{answer.confidence:.3f}", answer.matched)]
        writer.writerow([*(row[each] or "" for each in columns), *found, *[""] * (len(ADDED) - len(found))])
        rows, coded = rows + 1, coded + bool(answers)
    if not rows:
        raise CommandError(f"{name} has column names and no rows.")
    return rows, coded


def _opened(name: str) -> TextIO:
    if name == "-":
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from None


def _column(name: str, columns: list[str], wanted: str | None) -> str:
    if wanted is not None:
        if wanted in columns:
            return wanted
        raise CommandError(f"{name} has no column {wanted!r}. It has: {', '.join(columns)}.")
    usual = [column for column in columns if column.strip().casefold() in USUAL_COLUMNS]
    if len(columns) == 1 or usual:
        return usual[0] if usual else columns[0]
    raise CommandError(f"Say which column has the titles with --column. {name} has: {', '.join(columns)}.")


def load(paths: list[Path], language: str) -> int:
    """Read all files before any is kept, then make the languages ready."""
    from corridor.foundation.reference import loaded, occupations

    try:
        read = {path: loaded.read(path, language) for path in paths}
    except loaded.TableError as error:
        raise CommandError(str(error)) from None
    for path, found in read.items():
        loaded.keep(path.stem, found)
        titles = sum(entry.kind == loaded.TITLE for entry in found)
        groups = len({entry.code for entry in found})
        say(f"{path.name}: {titles:,} titles of {groups} unit groups in {found[0].language}.")
    for each in sorted({entry.language for found in read.values() for entry in found}):
        say(f"Making the titles in {each} ready")
        occupations.prepare(each)
    say(f"They lie in {loaded.folder()}. A server that runs uses them from its next start.")
    return 0


def tell() -> int:
    """The shipped table and the loaded ones, with their numbers of titles."""
    for line in table_lines():
        print(line)
    return 0


def table_lines() -> Iterator[str]:
    from corridor.foundation.reference import loaded, occupations

    for language in occupations.SHIPPED:
        yield f"shipped  {language}: {len(occupations.shipped(language)):,} titles and search words"
    for path in loaded.tables():
        found = list(loaded.entries_of(path))
        titles = sum(entry.kind == loaded.TITLE for entry in found)
        yield f"loaded   {path.name} ({', '.join(sorted({entry.language for entry in found}))}): {titles:,} titles"


def _languages() -> list[str]:
    from corridor.foundation.reference import occupations

    return list(occupations.languages())
