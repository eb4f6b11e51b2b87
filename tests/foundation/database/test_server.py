"""The embedded server: comes up clean, comes back after any kill, and leaves nothing behind."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from corridor.foundation.database import server as database_server
from corridor.foundation.database import server_places, server_processes
from corridor.foundation.database.server import ServerError

# Starts the lasting server of a var folder and holds it until killed.
HOLDER = """
import sys, time
from pathlib import Path
from corridor.foundation.database import server
held = server.start(Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "var"
    yield folder
    places = server_places.places_for(folder)
    server_processes.stop_all(places.data)
    shutil.rmtree(places.home, ignore_errors=True)


@pytest.fixture
def holder(var: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(var)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()


def processes(var: Path) -> list[psutil.Process]:
    return server_processes.on_data(server_places.places_for(var).data)


def write(server: database_server.Server, value: int) -> None:
    with psycopg.connect(server.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def rows(server: database_server.Server) -> list[int]:
    with psycopg.connect(server.owner_url) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY value")]


def test_start_gives_roles_extensions_and_collation(var: Path) -> None:
    with database_server.start(var) as server:
        with psycopg.connect(server.app_url) as connection:
            rights = connection.execute(
                "SELECT (SELECT count(*) FROM pg_class WHERE relowner = r.oid), rolsuper, rolbypassrls, rolcreaterole,"
                " rolcreatedb FROM pg_roles r WHERE rolname = current_user"
            ).fetchone()
            assert rights == (0, False, False, False, False)
            extensions = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
            assert set(database_server.EXTENSIONS) <= extensions
            made = connection.execute(
                "SELECT datlocale, pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
            ).fetchone()
            assert made == ("PG_UNICODE_FAST", "corridor_owner")
            settings = dict(
                connection.execute(
                    "SELECT name, setting FROM pg_settings WHERE name IN"
                    " ('data_checksums', 'fsync', 'dynamic_shared_memory_type', 'listen_addresses')"
                ).fetchall()
            )
            assert settings == {
                "data_checksums": "on",
                "fsync": "on",
                "dynamic_shared_memory_type": "mmap",
                "listen_addresses": "",
            }
        for forbidden in ("CREATE TABLE t (a int)", "CREATE SCHEMA s", "CREATE TEMP TABLE t (a int)"):
            with psycopg.connect(server.app_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)


def test_start_refuses_a_wrong_password(var: Path) -> None:
    with database_server.start(var) as server:
        wrong = server.app_url.replace("corridor_app:", "corridor_app:x")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_keys_are_readable_by_their_user_alone(var: Path) -> None:
    with database_server.start(var):
        modes = {key.name: key.stat().st_mode & 0o777 for key in (var / "keys").iterdir()}
    assert modes == {"database.json": 0o600}


def test_second_start_is_quick_and_keeps_rows(var: Path) -> None:
    with database_server.start(var) as server:
        write(server, 1)
    begun = time.monotonic()
    with database_server.start(var) as server:
        assert time.monotonic() - begun < 2
        assert rows(server) == [1]
    assert processes(var) == []


def test_stop_is_harmless_twice(var: Path) -> None:
    server = database_server.start(var)
    server.stop()
    server.stop()
    assert processes(var) == []


def test_second_command_joins_and_does_not_stop_the_first(var: Path, holder: subprocess.Popen[str]) -> None:
    with database_server.start(var) as server:
        assert not server.owned
        write(server, 1)
    assert processes(var)
    with pytest.raises(ServerError, match="Stop it"):
        database_server.start(var, join=False)


def test_orphan_of_a_killed_owner_is_stopped_and_rows_stay(var: Path, holder: subprocess.Popen[str]) -> None:
    with database_server.start(var) as server:
        write(server, 1)
    orphan = processes(var)[0].pid
    holder.kill()
    holder.wait()
    assert psutil.pid_exists(orphan)
    told: list[str] = []
    with database_server.start(var, progress=told.append) as server:
        assert server.owned
        assert rows(server) == [1]
        assert orphan not in {process.pid for process in processes(var)}
    assert any("interrupted run" in line for line in told)


@pytest.mark.parametrize("victims", ["postmaster", "children", "all"])
def test_rows_survive_kill_of(var: Path, holder: subprocess.Popen[str], victims: str) -> None:
    with database_server.start(var) as server:
        for value in range(50):
            write(server, value)
    every = processes(var)
    chosen = {"postmaster": every[:1], "children": every[1:], "all": every}[victims]
    assert chosen
    for process in chosen:
        with suppress(ProcessLookupError):  # one that falls may take its siblings along
            os.kill(process.pid, signal.SIGKILL)
    holder.kill()
    holder.wait()
    with database_server.start(var) as server:
        assert rows(server) == list(range(50))


def test_stale_pid_file_that_names_a_living_stranger_is_no_obstacle(var: Path) -> None:
    with database_server.start(var) as server:
        write(server, 1)
    data = server_places.places_for(var).data
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n{int(time.time())}\n5432\n\n\n")
        with database_server.start(var) as server:
            assert rows(server) == [1]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_half_made_data_folder_is_made_again(var: Path) -> None:
    places = server_places.places_for(var)
    (places.home / "data.new" / "base").mkdir(parents=True)
    with database_server.start(var) as server:
        write(server, 1)
        assert rows(server) == [1]


def test_missing_keys_are_said_and_the_data_is_left_alone(var: Path) -> None:
    with database_server.start(var) as server:
        write(server, 1)
    (var / "keys" / "database.json").rename(var / "kept.json")
    with pytest.raises(ServerError, match="Put it back from a backup"):
        database_server.start(var)
    (var / "kept.json").rename(var / "keys" / "database.json")
    with database_server.start(var) as server:
        assert rows(server) == [1]


def test_other_keys_are_said(var: Path) -> None:
    with database_server.start(var):
        pass
    (var / "keys" / "database.json").write_text('{"superuser": "a", "owner": "b", "app": "c"}')
    with pytest.raises(ServerError, match=r"do not open the database"):
        database_server.start(var)
    assert processes(var) == []


def test_fresh_clone_at_the_same_path_keeps_the_earlier_data_aside(var: Path) -> None:
    with database_server.start(var) as server:
        write(server, 1)
    if os.geteuid() != 0:
        pytest.skip("an ordinary user's data lies in the checkout and goes with it")
    shutil.rmtree(var)
    told: list[str] = []
    with database_server.start(var, progress=told.append) as server, psycopg.connect(server.owner_url) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
    assert any("is kept in" in line for line in told)
    assert list(server_places.places_for(var).home.glob("data-of-an-earlier-checkout-*/PG_VERSION"))


def test_throwaway_leaves_nothing() -> None:
    server = database_server.start(throwaway=True)
    home = server.places.home
    with psycopg.connect(server.superuser_url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
    server.stop()
    assert not home.exists()
    assert server_processes.on_data(home / "data") == []


def test_throwaway_of_a_killed_run_is_cleared_by_the_next() -> None:
    code = (
        "import os; from corridor.foundation.database import server; s = server.start(throwaway=True);"
        " print(s.places.home, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    home = Path(done.stdout.strip())
    assert server_processes.on_data(home / "data")
    database_server.clear_abandoned()
    assert not home.exists()
    assert server_processes.on_data(home / "data") == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account to run as")
def test_root_runs_it_unprivileged_from_a_folder_that_others_cannot_enter() -> None:
    with tempfile.TemporaryDirectory(prefix="closed-") as closed:
        Path(closed).chmod(0o700)
        var = Path(closed) / "checkout" / "var"
        with database_server.start(var) as server:
            write(server, 1)
            users = set()
            for process in processes(var):
                with suppress(psutil.NoSuchProcess):  # the server's own workers come and go
                    users.add(process.username())
        assert users
        assert "root" not in users
        assert pwd.getpwnam(users.pop()).pw_uid != 0
        shutil.rmtree(server.places.home)


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root and setpriv to change the user"
)
def test_ordinary_user_runs_it_inside_the_checkout() -> None:
    """The interpreter may lie where an ordinary user cannot go: then this test says so and fails."""
    python = str(Path(sys.executable).resolve())
    if subprocess.run(as_games(python, "-c", ""), capture_output=True, check=False).returncode:
        python = "/usr/bin/python3"
    with tempfile.TemporaryDirectory(prefix="open-") as home:
        Path(home).chmod(0o755)
        checkout = Path(home) / "checkout"
        checkout.mkdir()
        shutil.chown(checkout, "games", "games")
        code = (
            "import sys; from pathlib import Path; from corridor.foundation.database import server;"
            " s = server.start(Path(sys.argv[1])); print(s.places.home, s.places.account); s.stop()"
        )
        paths = ":".join(path for path in sys.path if path)
        done = subprocess.run(
            as_games(python, "-c", code, str(checkout / "var")),
            env={"PYTHONPATH": paths, "PATH": "/usr/bin:/bin", "HOME": str(checkout)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.strip() == f"{checkout / 'var' / 'postgres'} None", done.stderr


def as_games(*command: str) -> list[str]:
    account = pwd.getpwnam("games")
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", *command]
