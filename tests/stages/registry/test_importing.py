"""Lists of workers as people save them: encodings, marks, header names, wrong cells, repeats."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.utils.translation import override

from corridor.foundation.database.context import acting
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.stages.registry import api
from corridor.stages.registry.services import sheets
from tests.harness.people import Member, member, office

GOOD = """Nombre;Fecha de nacimiento;Sexo;Teléfono;Oficio;Meses de experiencia;Idioma;Notas
Ana María Peña;17/05/1990;F;300 123 4567;9211;18;español;x
Luz Ríos;1985;mujer;+57 300 765 4321;recoger fruta;;es;
"""
MIXED = """Nombre;Fecha de nacimiento;Sexo;Teléfono;Idioma
Ana Peña;31/02/1990;F;300 123 4567;es
;1990;F;;es
Luz Ríos;05/17/1985;Q;12;klingon
Pedro Paz;1980-01-01;M;3001112222;es
Pedro Paz;1980-01-01;M;3001112222;es
"""


@pytest.fixture
def registrar(db: None) -> Member:
    return member("registrar", at=office())


def send(who: Member, content: bytes, name: str = "list.csv", dry_run: bool = False) -> api.ImportReport:
    with acting(who.actor(), "test"):
        return api.import_workers(content, name, by=who.actor(), dry_run=dry_run)


def count(who: Member) -> int:
    with acting(who.actor(), "test"):
        return int(api.people(who.actor()).count())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_reads_what_spreadsheets_write(registrar: Member, encoding: str, mark: str) -> None:
    report = send(registrar, GOOD.replace(";", mark).encode(encoding))
    assert (report.rows, report.accepted, report.errors) == (2, 2, [])
    assert report.ignored == ["Notas"]
    with acting(registrar.actor(), "test"):
        ana = api.people(registrar.actor()).get(name="Ana María Peña")
        file = api.person(ana.id, by=registrar.actor())
        assert file.details is not None
        assert (file.details.birth, file.details.phone) == ("1990-05-17", "+573001234567")
        assert file.languages == {"spa": 6}


@pytest.mark.parametrize(
    "header",
    [
        ["Name", "Date of birth", "Sex", "Phone"],
        ["nombre completo", "FECHA DE NACIMIENTO", "sexo", "Celular"],
        ["الاسم", "تاريخ الميلاد", "الجنس", "الهاتف"],
    ],
)
def test_header_in_three_languages_in_a_workbook(registrar: Member, header: list[str]) -> None:
    import datetime

    book = openpyxl.Workbook()
    book.active.append(["List of workers"])
    book.active.append([])
    book.active.append(header)
    book.active.append(["Ana Peña", datetime.date(1990, 5, 17), "F", 3001234567])
    out = io.BytesIO()
    book.save(out)
    report = send(registrar, out.getvalue(), "list.xlsx")
    assert (report.rows, report.accepted, report.errors) == (1, 1, [])
    with acting(registrar.actor(), "test"):
        file = api.person(api.people(registrar.actor()).get().id, by=registrar.actor())
        assert file.details is not None
        assert (file.details.birth, file.details.phone) == ("1990-05-17", "+573001234567")


def test_every_error_has_row_column_value_and_mending(registrar: Member) -> None:
    report = send(registrar, MIXED.encode(), dry_run=True)
    assert count(registrar) == 0, "a dry run registers nobody"
    assert [(error.row, error.column, error.value, error.code) for error in report.errors] == [
        (2, "Fecha de nacimiento", "31/02/1990", "birth"),
        (3, "Nombre", "", "missing"),
        (4, "Fecha de nacimiento", "05/17/1985", "birth_order"),
        (4, "Sexo", "Q", "sex"),
        (4, "Teléfono", "12", "phone"),
        (4, "Idioma", "klingon", "language"),
        (6, "Nombre", "Pedro Paz", "twice"),
    ]
    for language in ("en", "es", "ar"):
        with override(language):
            assert all(str(error.message) and str(error.mend) for error in report.errors)
    assert (report.rows, report.accepted, len(report.refused)) == (5, 1, 4)


def test_all_that_is_wrong_in_a_row_is_told_at_once(registrar: Member) -> None:
    content = b"Name;Birth date;Phone\nPedro Ruiz;31/02/1990;abc\n"
    told = [(error.column, error.value) for error in send(registrar, content, dry_run=True).errors]
    assert told == [("Phone", "abc"), ("Birth date", "31/02/1990")]


def test_good_rows_are_kept_and_mended_rows_come_again(registrar: Member) -> None:
    report = send(registrar, MIXED.encode())
    assert (report.accepted, count(registrar)) == (1, 1)
    book = openpyxl.load_workbook(io.BytesIO(api.mending(report, "en")))
    rows = [[cell.value or "" for cell in row] for row in book.active.iter_rows()]
    assert [row[0] for row in rows] == ["Nombre", "Ana Peña", "", "Luz Ríos", "Pedro Paz"]
    assert "no such date" in rows[1][5]
    rows[1][1] = "28/02/1990"
    mended = "\n".join(";".join(str(cell).replace(";", " ") for cell in row) for row in rows[:2])
    again = send(registrar, mended.encode())
    assert (again.rows, again.accepted, count(registrar)) == (1, 1, 2)


def test_same_bytes_get_the_same_report(registrar: Member) -> None:
    first = send(registrar, GOOD.encode())
    colleague = member("registrar", at=registrar.office)
    for who in (registrar, colleague):
        again = send(who, GOOD.encode(), "renamed.csv")
        assert again.repeat
        assert (again.batch_id, again.accepted, again.numbers) == (first.batch_id, first.accepted, first.numbers)
    assert count(registrar) == 2
    with acting(registrar.actor(), "test"):
        assert [batch.id for batch in api.batches(registrar.actor())] == [first.batch_id]
        assert first.batch_id is not None
        assert api.report_of(first.batch_id, by=registrar.actor()).numbers == first.numbers


def test_people_with_a_file_are_known_not_registered_twice(registrar: Member) -> None:
    first = send(registrar, GOOD.encode())
    report = send(registrar, (GOOD + "Eva Sol;1999;F;;;;;\n").encode())
    assert (report.rows, report.accepted, count(registrar)) == (3, 1, 3)
    assert [number for _row, number in report.known] == first.numbers


def test_another_office_reads_no_report(registrar: Member) -> None:
    first = send(registrar, GOOD.encode())
    stranger = member("registrar", at=office("Cali")).actor()
    with acting(stranger, "test"):
        assert api.batches(stranger) == []
        with pytest.raises(NotFound):
            api.report_of(first.batch_id, by=stranger)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"a;b\n1;2\n", "no_name_column"),
        (b"Name;Sex\n", "no_rows"),
        (b"PK\x03\x04 not a workbook", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "unreadable"),
        (b"\0\1\2\3binary", "unreadable"),
        (b"Name\n" + b"Ana\n" * 5001, "too_many_rows"),
    ],
)
def test_files_that_are_no_list_are_refused_in_words(registrar: Member, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        send(registrar, content)
    assert refused.value.code == code


def test_needs_the_permission(registrar: Member) -> None:
    counsellor = member("counsellor", at=registrar.office)
    with pytest.raises(NotAllowed):
        send(counsellor, GOOD.encode())


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_our_template_comes_back(registrar: Member, language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(api.template(language)))
    header = [cell.value for cell in next(book.active.iter_rows())]
    help_sheet = book.worksheets[1]
    examples = {row[0].value: row[1].value for row in help_sheet.iter_rows(min_row=2)}
    book.active.append([examples[title] for title in header])
    out = io.BytesIO()
    book.save(out)
    report = send(registrar, out.getvalue(), "template.xlsx")
    assert (report.accepted, report.errors, report.ignored) == (1, [], [])


def test_formulas_stay_text(registrar: Member, tmp_path: Path) -> None:
    report = send(registrar, b"Name;Birth\n=1+1;1990\n", dry_run=True)
    book = openpyxl.load_workbook(io.BytesIO(api.mending(report, "en")))
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_200_rows_cost_a_bounded_number_of_statements(registrar: Member) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def rows(start: int, end: int) -> bytes:
        lines = [f"Person {n};1990;F;30012{n:05d}" for n in range(start, end)]
        return ("Name;Birth;Sex;Phone\n" + "\n".join(lines)).encode()

    actor = registrar.actor()
    with acting(actor, "test"), CaptureQueriesContext(connection) as few:
        api.import_workers(rows(0, 2), "a.csv", by=actor, dry_run=False)
    with acting(actor, "test"), CaptureQueriesContext(connection) as many:
        assert api.import_workers(rows(2, 202), "b.csv", by=actor, dry_run=False).accepted == 200
    assert len(many) == len(few) < 30


def test_workbook_that_would_fill_the_memory_is_not_read() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "name", "x"
    out = io.BytesIO()
    book.save(out)
    assert len(out.getvalue()) < 20_000
    with pytest.raises(Refused) as refused:
        sheets.rows_of(out.getvalue())
    assert refused.value.code == "unreadable"


def test_workbook_that_unpacks_to_a_mountain_is_not_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", bytes(sheets.MOST_UNPACKED + 1))
    with pytest.raises(Refused) as refused:
        sheets.rows_of(out.getvalue())
    assert refused.value.code == "unreadable"
