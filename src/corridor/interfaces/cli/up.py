"""`./corridor up`: the database, the web server and the job worker, started together and stopped together."""

import argparse
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import IO

import psutil
import psycopg

from .environment import ROOT, CommandError, Installation, gateways_ready, installation, say, var
from .prepare import prepare

MARK = "CORRIDOR_UP"  # in the environment of everything that `up` starts: how the next `up` knows an orphan
ANSWER_SECONDS = 30
RESTARTS, RESTART_WINDOW = 5, 60
THREADS = min(8, 2 * (os.cpu_count() or 1))  # requests at a time in one web process


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the first port to try (default 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--empty", action="store_true", help="load no demo world into an empty database")
    parser.add_argument("--web-processes", type=int, default=1, help="web server processes (default 1)")


@dataclass
class Child:
    """A process that `up` keeps running."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.starts = [moment for moment in self.starts if time.monotonic() - moment < RESTART_WINDOW]
        if len(self.starts) > RESTARTS:
            raise CommandError(f"The {self.name} stops again and again; its reason stands above.")
        self.starts.append(time.monotonic())
        # A session of its own: Ctrl-C reaches us alone, and we stop it in order.
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=ROOT, start_new_session=True)

    def stopped(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def run(args: argparse.Namespace) -> int:
    begun = time.monotonic()
    for number in (signal.SIGTERM, signal.SIGINT):  # also where a shell starts us with Ctrl-C switched off
        signal.signal(number, _interrupt)
    gateways_ready()
    with only_one() as note:
        if count := stop_orphans():
            say(f"{count} processes of an interrupted run were still there; they are stopped.")
        with installation(join=False) as place:
            place.extra[MARK] = str(var())
            place.extra["CORRIDOR_DEMO"] = "" if args.empty else "1"
            prepare(place)
            if not args.empty:
                load_demo(place)
            port = free_port(args.host, args.port)
            children = [web(place, args.host, port, args.web_processes), worker(place)]
            try:
                for child in children:
                    child.start()
                address = f"http://localhost:{port}"
                wait_for_answer(children[0], port)
                json.dump({"address": address}, note)
                note.flush()
                announce(address, time.monotonic() - begun, with_demo=not args.empty)
                keep_running(children, place)
            except KeyboardInterrupt:
                say("Stopping.")
            finally:
                stop(children)
    return 0


def web(place: Installation, host: str, port: int, processes: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(processes), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "corridor.config.wsgi:application"]
    return Child("web server", command, place.environment())


def worker(place: Installation) -> Child:
    command = [sys.executable, "-m", "django", "procrastinate", "-v", "0", "worker"]
    return Child("job worker", command, place.environment())


def load_demo(place: Installation) -> None:
    """Into an empty database only; asked here first, since the command takes a second to find out by itself."""
    with psycopg.connect(place.app_url) as connection:
        used = connection.execute("SELECT EXISTS (SELECT FROM accounts_account)").fetchone()
    if used == (False,) and find_spec("corridor.interfaces.cli.demo"):
        command = [sys.executable, "-m", "corridor.interfaces.cli", "demo", "--if-empty"]
        if subprocess.run(command, env=place.environment(), cwd=ROOT, check=False).returncode:
            raise CommandError(
                "The demo world could not be loaded; the reason stands above. --empty starts without it."
            )


def announce(address: str, seconds: float, *, with_demo: bool) -> None:
    print(f"Corridor is at {address}  (started in {seconds:.1f} s; Ctrl-C stops it)", flush=True)
    if with_demo and find_spec("corridor.interfaces.cli.demo"):
        from .demo import sign_ins  # static: (role, sign-in name, password) of the demo world

        for role, name, password in sign_ins():
            print(f"  {role:<20} {name:<34} {password}", flush=True)


@contextmanager
def only_one() -> Iterator[IO[str]]:
    """Hold the checkout's `up`; the lock falls with the process, however it ends. The file tells others the address."""
    var().mkdir(parents=True, exist_ok=True)
    with (var() / "up.json").open("a+") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note.seek(0)
            try:
                where = f"at {json.load(note)['address']}"
            except (ValueError, KeyError):
                where = "or just starting"
            raise CommandError(f"Corridor already runs {where}. Stop it there with Ctrl-C first.") from None
        note.truncate(0)
        yield note
        note.truncate(0)


def stop_orphans() -> int:
    """End what a killed `up` of this checkout left: every process with our mark. The server sees to PostgreSQL."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(var()):
                found.append(process)
    for process in found:
        with suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(found, timeout=3)
    for process in alive:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=3)
    return len(found)


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next port that nobody listens on; says so when it is another one."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError:
                raise CommandError(
                    f"Port {port} is for the system only. Choose one from 1024 on with --port."
                ) from None
            except OSError:
                continue
        if port != wanted:
            say(f"Port {wanted} is in use; taking {port}.")
        return port
    raise CommandError(f"No free port from {wanted} on. Choose another with --port.")


def wait_for_answer(child: Child, port: int) -> None:
    """Until the web server gives any answer at all."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        try:
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": own_name()})
            urllib.request.urlopen(asked, timeout=5)  # noqa: S310  an address of this machine
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if child.stopped():
                break
            time.sleep(0.05)
    raise CommandError("The web server does not start; its reason stands above.")


def own_name() -> str:
    """A name under which this installation may be reached: others are turned away, ourselves included."""
    first = os.environ.get("CORRIDOR_HOSTS", "").split(",")[0].strip().lstrip(".")
    return "localhost" if first in {"", "*"} else first


def keep_running(children: list[Child], place: Installation) -> None:
    """Start again what dies, until interrupted."""
    pause = threading.Event()
    while True:
        if place.server is not None and not place.server.running():
            say("The database server was stopped from outside; starting it again.")
            place.server.launch(say)
        for child in children:
            if child.stopped():
                say(f"The {child.name} stopped; starting it again.")
                child.start()
        pause.wait(0.5)


def stop(children: list[Child]) -> None:
    """Ask all at once, wait, then kill the groups of those that stay."""
    processes = [child.process for child in children if child.process is not None]
    for process in processes:
        with suppress(ProcessLookupError):
            process.terminate()
    deadline = time.monotonic() + 5
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # the leader and whatever it left
        process.wait()


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
