"""Occupations in doubt by keyboard, and files of another authority with an account of every row."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from corridor.stages.demand.models import JobOrder, OrderImport
from tests.harness.people import member
from tests.interfaces.exchange.h2a.small_file import as_csv, member_of, row

from .test_orders import key_of, text

DOUBTFUL = {"JOB_TITLE": "Zqx operative", "SOC_CODE": "", "SOC_TITLE": "Zqx"}


@pytest.fixture
def officer(db: None) -> Client:
    return member("officer").client()


def send(browser: Client, content: bytes, name: str = "small.csv") -> Any:
    key = key_of(browser.get("/en/office/orders/imports/"))
    return browser.post(
        "/en/office/orders/imports/", {"submission_key": key, "file": SimpleUploadedFile(name, content)}
    )


def test_every_row_is_accounted_for(officer: Client) -> None:
    rows = [row("H-1"), member_of("H-1", "Birch"), row("H-2", BASIC_UNIT_OF_PAY="?"), row("H-3", **DOUBTFUL)]
    answer = send(officer, as_csv(rows, packed=True), "small.csv.gz")
    assert answer.status_code == 302, text(answer)
    page = text(officer.get(answer.headers["Location"]))
    assert "What became of 4 rows" in page
    assert "The unit of pay is not known" in page
    assert "BASIC_UNIT_OF_PAY" in page
    assert "Confirm them" in page
    table = text(officer.get(f"{answer.headers['Location']}rows.csv"))
    assert '4,BASIC_UNIT_OF_PAY,?,"The unit of pay is not known' in table
    assert "small.csv.gz" in text(officer.get("/en/office/orders/imports/"))


def test_cells_of_a_refused_row_run_in_no_spreadsheet(officer: Client) -> None:
    answer = send(officer, as_csv([row("H-1"), row("H-2", BASIC_UNIT_OF_PAY="=HYPERLINK()")]))
    assert ",'=HYPERLINK()," in text(officer.get(f"{answer.headers['Location']}rows.csv"))


def test_wrong_file_is_refused_in_words(officer: Client) -> None:
    answer = send(officer, b"name,age\nAna,3\n")
    assert answer.status_code == 422
    assert "it lacks the columns" in text(answer)
    assert OrderImport.objects.count() == 0


def test_titles_are_confirmed_one_after_the_other(officer: Client) -> None:
    other = {"JOB_TITLE": "Yyx helper", "SOC_CODE": "", "SOC_TITLE": "Yyx"}
    send(officer, as_csv([row("H-1", **DOUBTFUL), row("H-2", **DOUBTFUL), row("H-3", **other)]))
    page = officer.get("/en/office/orders/coding/")
    assert "Zqx operative" in text(page)
    assert "2 job orders have this title." in text(page)
    body = {"submission_key": key_of(page), "title": "Zqx operative", "present": "", "code": "other", "other": ""}
    assert "Write the occupation" in text(officer.post("/en/office/orders/coding/", body))
    answer = officer.post("/en/office/orders/coding/", {**body, "other": "9211"})
    assert answer.status_code == 302, text(answer)
    assert set(JobOrder.objects.filter(title="Zqx operative").values_list("occupation_code", "coding")) == {
        ("9211", "confirmed")
    }
    assert "Yyx helper" in text(officer.get(answer.headers["Location"]))


def test_no_title_left_says_so(officer: Client) -> None:
    assert "Every job order has its occupation." in text(officer.get("/en/office/orders/coding/"))
