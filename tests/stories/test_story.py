"""The story told by its command, and counts made wrong on purpose: what does not add up must be seen."""

import csv
import gzip
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from corridor.interfaces.cli import story
from corridor.interfaces.cli.world import checks
from corridor.interfaces.cli.world.steps import Teller
from corridor.interfaces.cli.world.story import play

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 40

ONE_ANSWER = (
    "SELECT round_id, application_id FROM selection_roundresult GROUP BY round_id, application_id HAVING count(*) = 1"
)
# For each check: a row of a table, and a column that is made wrong in it.
SPOILT = {
    "posts": ("demand_joborder", "filled > 0", "filled", "filled - 1"),
    "quotas": ("agreements_season", "true", "quota", "quota - 30"),
    "contracts": ("contracts_contract", "true", "held_clauses", "'{wage}'::text[]"),
    "clearances": ("journeys_clearance", "true", "state", "'requested'"),
    "placements": ("journeys_placement", "state = 'returned'", "state", "'cleared'"),
    "paths": ("journeys_step", "code = 'permit'", "state", "'ready'"),
    "recalls": ("selection_recallright", "used_at IS NOT NULL", "used_at", "NULL"),
    "reasons": ("selection_roundresult", f"(round_id, application_id) IN ({ONE_ANSWER})", "application_id", "uuidv7()"),
}


def test_each_count_that_is_made_wrong_is_seen(
    fresh_database: str, superuser_connection: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    teller = Teller(lambda line: None)
    play(WORKERS, None, teller, date(2026, 11, 24))
    assert story.report(WORKERS, teller, as_json=False) == 0, capsys.readouterr()
    superuser_connection.execute("SET session_replication_role = replica")  # past the triggers that guard the rows
    for name, (table, where, column, wrong) in SPOILT.items():
        key, right = _first(superuser_connection, table, where, column)
        change = f"UPDATE {table} SET {column} = {{}} WHERE id = %s"
        assert superuser_connection.execute(change.format(wrong), [key]).rowcount == 1, name  # type: ignore[arg-type]
        assert name in {outcome.name for outcome in checks.outcomes() if not outcome.holds}, name
        capsys.readouterr()
        assert story.report(WORKERS, teller, as_json=False) == 1
        assert name in capsys.readouterr().err
        superuser_connection.execute(change.format("%s"), [right, key])  # type: ignore[arg-type]
    assert story.report(WORKERS, teller, as_json=False) == 0, "the changes were not undone"


def _first(connection: psycopg.Connection[Any], table: str, where: str, column: str) -> tuple[Any, Any]:
    """The key of the first row, and what stands in the column."""
    query = f"SELECT id, {column} FROM {table} WHERE {where} ORDER BY id LIMIT 1"
    row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    assert row is not None, table
    return row[0], row[1]


def test_command_plays_a_file_of_job_orders_and_prints_figures(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv.gz"
    _write_orders(orders, 12)
    command = [sys.executable, "-m", "corridor.interfaces.cli", "story"]
    command += ["--workers", "30", "--json", "--orders", str(orders)]
    bare = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MIGRATE_URL")}
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert all(check["holds"] for check in told["checks"])
    imports = next(check for check in told["checks"] if check["check"] == "imports")
    assert (imports["rows"], imports["imported"], imports["joined"], imports["refused"]) == (14, 12, 1, 1)
    assert next(check for check in told["checks"] if check["check"] == "contracts")["contracts"] > 0


def test_command_says_what_is_wrong_with_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    from corridor.interfaces.cli.__main__ import main

    assert main(["story", "--workers", "3"]) == 1
    assert "at least 20" in capsys.readouterr().err
    assert main(["story", "--orders", "/nowhere.csv"]) == 1
    assert "/nowhere.csv" in capsys.readouterr().err


def _write_orders(path: Path, count: int) -> None:
    """A disclosure file with `count` orders, one member farm of the first, and one that was withdrawn."""
    rows = [_row(number) for number in range(count)]
    rows.append({**_row(0), "PRIMARY/SUB": "SUB", "EMPLOYER_NAME": "Member Farm", "NBR_WORKERS_CERTIFIED": "1"})
    rows.append({**_row(count), "CASE_STATUS": "DETERMINATION ISSUED - WITHDRAWN"})
    with gzip.open(path, "wt", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _row(number: int) -> dict[str, str]:
    return {
        "CASE_NUMBER": f"H-300-16000-{100000 + number}",
        "CASE_STATUS": "DETERMINATION ISSUED - CERTIFICATION",
        "REQUESTED_START_DATE_OF_NEED": "2016-03-15 00:00:00",
        "REQUESTED_END_DATE_OF_NEED": "2016-11-30 00:00:00",
        "PRIMARY/SUB": "PRI",
        "EMPLOYER_NAME": f"Invented Orchard {number}",
        "EMPLOYER_ADDRESS1": f"{number} Lane",
        "EMPLOYER_ADDRESS2": "",
        "EMPLOYER_CITY": "Yakima",
        "EMPLOYER_STATE": "WA",
        "EMPLOYER_POSTAL_CODE": "98901",
        "EMPLOYER_COUNTRY": "UNITED STATES OF AMERICA",
        "JOB_TITLE": "Farmworker",
        "SOC_CODE": "45-2092",
        "SOC_TITLE": "Farmworkers and Laborers, Crop, Nursery, and Greenhouse",
        "PRIMARY_CROP": "Apples",
        "NATURE_OF_TEMPORARY_NEED": "Seasonal",
        "NBR_WORKERS_CERTIFIED": "2",
        "BASIC_NUMBER_OF_HOURS": "40",
        "BASIC_RATE_OF_PAY": "12.69",
        "BASIC_UNIT_OF_PAY": "Hour",
        "TRAINING_REQ": "N",
        "NAME_REQD_TRAINING": "",
        "EMP_EXPERIENCE_REQD": "N",
        "EMP_EXP_NUM_MONTHS": "",
        "WORKSITE_CITY": "Yakima",
        "WORKSITE_STATE": "WA",
        "WORKSITE_POSTAL_CODE": "98901",
    }
