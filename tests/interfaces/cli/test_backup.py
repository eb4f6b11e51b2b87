"""A backup holds database and files but no keys; a restore fills an empty installation and refuses without its keys."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from corridor.foundation.database import server as database_server

ROOT = Path(__file__).resolve().parents[3]


def corridor(var: Path, *arguments: str) -> tuple[int, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CORRIDOR_", "DATABASE_URL", "MIGRATE_URL"))}
    done = subprocess.run(
        [sys.executable, "-m", "corridor.interfaces.cli", *arguments],
        cwd=ROOT,
        env={**kept, "CORRIDOR_VAR": str(var), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Any]:
    made: list[Path] = []

    def place(name: str) -> Path:
        made.append(tmp_path / name / "var")
        return made[-1]

    yield place
    for var in made:
        if var.exists():
            with database_server.start(var) as server:
                home = server.places.home
            shutil.rmtree(home, ignore_errors=True)


def organisations(var: Path) -> list[str]:
    with database_server.start(var) as server, psycopg.connect(server.url("superuser")) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM accounts_organisation")]


def test_backup_and_restore(places: Any, tmp_path: Path) -> None:
    first, second = places("first"), places("second")
    code, said = corridor(first, "migrate")
    assert code == 0, said
    with database_server.start(first) as server, psycopg.connect(server.url("superuser")) as connection:
        connection.execute("ALTER TABLE accounts_organisation DISABLE TRIGGER ALL")
        connection.execute(
            "INSERT INTO accounts_organisation (id, name, kind, country) VALUES (uuidv7(), 'Kept', 'service', 'CO')"
        )
        connection.execute("ALTER TABLE accounts_organisation ENABLE TRIGGER ALL")
    (first / "files" / "ab").mkdir(parents=True)
    (first / "files" / "ab" / "sealed").write_bytes(b"sealed bytes")

    archive = tmp_path / "backup.tar"
    code, said = corridor(first, "backup", str(archive))
    assert code == 0, said
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "key" in name.lower()]

    code, said = corridor(second, "restore", str(archive))
    assert code == 1
    assert "key" in said.lower()

    second.mkdir(parents=True, exist_ok=True)
    shutil.copytree(first / "keys", second / "keys", dirs_exist_ok=True)
    (second / "keys" / "database.json").unlink()
    code, said = corridor(second, "restore", str(archive))
    assert code == 0, said
    assert organisations(second) == ["Kept"]
    assert (second / "files" / "ab" / "sealed").read_bytes() == b"sealed bytes"

    code, said = corridor(second, "restore", str(archive))
    assert code == 1, "a database that is not empty is never overwritten"
