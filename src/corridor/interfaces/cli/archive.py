"""An archive: the database as pg_dump writes it, the encrypted files, and which keys open them, never the keys."""

import hashlib
import io
import json
import os
import re
import subprocess
import tarfile
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo

from corridor import __version__
from corridor.foundation.database.server import ServerError
from corridor.foundation.database.server_keys import SECRETS, secret_values
from corridor.foundation.database.server_places import postgres_binaries

from .environment import CommandError, Installation, say, var

FORMAT = 1
# The signing key of contexts lies in a table; every start writes it there again, so no backup needs to hold it.
WITHOUT_ROWS = "corridor.context_key"


def fingerprints() -> dict[str, str]:
    """Key name -> the first 16 hexadecimal digits of its SHA-256: enough to know it again, nothing to open with."""
    return {
        name: hashlib.sha256(value.encode()).hexdigest()[:16] for name, value in secret_values(var() / "keys").items()
    }


def write(place: Installation, target: Path) -> dict[str, Any]:
    """Write the archive to `target`, whole or not at all; return its description."""
    draft = target.with_name(f".{target.name}.part")
    dump = target.with_name(f".{target.name}.dump")
    try:
        say("Reading the database.")
        _dump(place, dump)
        description = {
            "format": FORMAT,
            "corridor": __version__,
            "made_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "keys": fingerprints(),
            "database_bytes": dump.stat().st_size,
            "files": sum(path.is_file() for path in (var() / "files").rglob("*")),
        }
        say(f"Writing {target}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
            with tarfile.open(fileobj=handle, mode="w") as archive:
                _add_text(archive, "backup.json", json.dumps(description, indent=2))
                archive.add(dump, "database.dump")
                if (var() / "files").exists():
                    archive.add(var() / "files", "files")
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
    finally:
        dump.unlink(missing_ok=True)
        draft.unlink(missing_ok=True)
    return description


def describe(source: Path) -> dict[str, Any]:
    """What the archive says of itself; raises CommandError when it is none of ours."""
    try:
        with tarfile.open(source) as archive:
            member = archive.extractfile("backup.json")
            told: dict[str, Any] = json.load(member) if member else {}
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise CommandError(f"{source} is not a backup made by ./corridor backup, or it is damaged.") from error
    if told.get("format") != FORMAT:
        raise CommandError(f"{source} has format {told.get('format')}; this version reads format {FORMAT}.")
    return told


def require_keys(told: dict[str, Any]) -> None:
    """Refuse unless the keys here are those of the backup: without them encrypted fields and files stay closed."""
    files = {variable: name for name, variable in SECRETS.items()}
    # Looked at without making them: a key made now would only look right.
    absent = [v for v in told["keys"] if not os.environ.get(v) and not (var() / "keys" / files[v]).exists()]
    if absent:
        names = ", ".join(f"{variable} (or {var() / 'keys' / files[variable]})" for variable in absent)
        raise CommandError(f"These keys of the backup are missing here: {names}. Put them there, then restore again.")
    here = fingerprints()
    wrong = [variable for variable, mark in told["keys"].items() if here.get(variable) != mark]
    if wrong:
        raise CommandError(f"These keys are not those of the backup: {', '.join(wrong)}. Put the right ones in place.")


def fill(owner_url: str, source: Path, scratch: Path) -> None:
    """Restore the archive's database into the empty one at `owner_url`, in one transaction, and its files."""
    with tarfile.open(source) as archive:
        archive.extractall(scratch, filter="data")
    command = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-comments", str(scratch / "database.dump")]
    _run("pg_restore", owner_url, command)
    files = scratch / "files"
    for path in sorted(files.rglob("*")) if files.exists() else ():
        goal = var() / "files" / path.relative_to(files)
        if path.is_dir():
            goal.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif not goal.exists():  # named by hash: what is there is the same
            goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.replace(goal) if path.stat().st_dev == goal.parent.stat().st_dev else goal.write_bytes(
                path.read_bytes()
            )


def is_empty(url: str) -> bool:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        return row.fetchone() == (0,)


def _dump(place: Installation, target: Path) -> None:
    """As superuser where the server is ours; else as the owner, whom a policy must let through on guarded tables."""
    options = ["--format=custom", f"--exclude-table-data={WITHOUT_ROWS}", f"--file={target}"]
    if place.server is not None:
        _run("pg_dump", place.server.url("superuser"), options)
        return
    with psycopg.connect(place.owner_url) as connection:
        hidden = connection.execute(
            "SELECT relname FROM pg_class c WHERE relforcerowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policy p"
            " WHERE p.polrelid = c.oid AND pg_get_expr(p.polqual, p.polrelid) = 'true'"
            " AND (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (p.polroles))"
        ).fetchall()
    if hidden:
        names = ", ".join(row[0] for row in hidden)
        raise CommandError(f"The owner cannot read every row of {names}: some would be lost. Run ./corridor migrate.")
    _run("pg_dump", place.owner_url, [*options, "--enable-row-security"])


def _run(program: str, url: str, options: list[str]) -> None:
    """A PostgreSQL program; the password goes by the environment, never on a command line that others can list."""
    password = str(conninfo.conninfo_to_dict(url).get("password") or "")
    address = re.sub(r"(://[^:/@]*):[^@/]*@", r"\1@", url)
    try:
        path = postgres_binaries() / program
    except ServerError:
        path = Path(program)
    done = subprocess.run(
        [path, f"--dbname={address}", *options],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(text.encode()), int(time.time()), 0o600
    archive.addfile(member, io.BytesIO(text.encode()))
