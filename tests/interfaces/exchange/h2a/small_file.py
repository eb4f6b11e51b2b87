"""A small disclosure file: the columns of the real one, invented rows."""

import csv
import gzip
import io
from typing import Any

COLUMNS = [
    "CASE_NUMBER",
    "DECISION_DATE",
    "VISA_CLASS",
    "CASE_RECEIVED_DATE",
    "CASE_STATUS",
    "REQUESTED_START_DATE_OF_NEED",
    "REQUESTED_END_DATE_OF_NEED",
    "PRIMARY/SUB",
    "EMPLOYER_NAME",
    "EMPLOYER_ADDRESS1",
    "EMPLOYER_ADDRESS2",
    "EMPLOYER_CITY",
    "EMPLOYER_STATE",
    "EMPLOYER_POSTAL_CODE",
    "EMPLOYER_COUNTRY",
    "EMPLOYER_PROVINCE",
    "JOB_TITLE",
    "SOC_CODE",
    "SOC_TITLE",
    "PRIMARY_CROP",
    "NBR_WORKERS_REQUESTED",
    "NBR_WORKERS_CERTIFIED",
    "FULL_TIME_POSITION",
    "NATURE_OF_TEMPORARY_NEED",
    "BASIC_NUMBER_OF_HOURS",
    "BASIC_RATE_OF_PAY",
    "BASIC_UNIT_OF_PAY",
    "TRAINING_REQ",
    "NUM_MONTHS_TRAINING",
    "NAME_REQD_TRAINING",
    "EMP_EXPERIENCE_REQD",
    "EMP_EXP_NUM_MONTHS",
    "WORKSITE_CITY",
    "WORKSITE_STATE",
    "WORKSITE_POSTAL_CODE",
    "ORGANIZATION_FLAG",
]
ROW = {
    "VISA_CLASS": "H-2A",
    "CASE_STATUS": "DETERMINATION ISSUED - CERTIFICATION",
    "REQUESTED_START_DATE_OF_NEED": "2016-03-15 00:00:00",
    "REQUESTED_END_DATE_OF_NEED": "2016-11-15 00:00:00",
    "PRIMARY/SUB": "PRI",
    "EMPLOYER_NAME": "Alder Farms, LLC",
    "EMPLOYER_ADDRESS1": "1 Mill Road",
    "EMPLOYER_CITY": "Exampleton",
    "EMPLOYER_STATE": "MD",
    "EMPLOYER_POSTAL_CODE": "21000",
    "EMPLOYER_COUNTRY": "UNITED STATES OF AMERICA",
    "JOB_TITLE": "Farmworker; Diversified Crop",
    "SOC_CODE": "45-2092",
    "SOC_TITLE": "Farmworkers and Laborers, Crop, Nursery, and",
    "PRIMARY_CROP": "Apples",
    "NBR_WORKERS_REQUESTED": "10",
    "NBR_WORKERS_CERTIFIED": "8",
    "NATURE_OF_TEMPORARY_NEED": "Seasonal",
    "BASIC_NUMBER_OF_HOURS": "40",
    "BASIC_RATE_OF_PAY": "11.66",
    "BASIC_UNIT_OF_PAY": "Hour",
    "TRAINING_REQ": "N",
    "EMP_EXPERIENCE_REQD": "Y",
    "EMP_EXP_NUM_MONTHS": "3",
    "WORKSITE_CITY": "Exampleton",
    "WORKSITE_STATE": "MD",
    "WORKSITE_POSTAL_CODE": "21000",
}


def row(case: str, **changes: Any) -> dict[str, str]:
    """A good row of an application, with changes."""
    return {**ROW, "CASE_NUMBER": case, **changes}


def member_of(case: str, name: str, posts: str = "2") -> dict[str, str]:
    """A row of a member farm of an application."""
    return row(case, **{"PRIMARY/SUB": "SUB", "EMPLOYER_NAME": name, "NBR_WORKERS_CERTIFIED": posts})


def as_csv(rows: list[dict[str, str]], *, packed: bool = False, columns: list[str] | None = None) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    return gzip.compress(content) if packed else content
