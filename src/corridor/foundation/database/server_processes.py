"""Finds and ends PostgreSQL processes that outlived the one that started them.

A server is recognised by its working folder, which is its data folder: a number in postmaster.pid may by now belong to
any other process, and a killed postmaster leaves processes that the file does not name.
"""

import signal
import time
from pathlib import Path

import psutil


def on_data(data: Path) -> list[psutil.Process]:
    """The living PostgreSQL processes that work in `data`, the postmaster first when it lives."""
    found = []
    for process in psutil.process_iter(["name", "status"]):
        if process.info["name"] != "postgres" or process.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        try:
            if Path(process.cwd()) == data:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    numbers = {process.pid for process in found}
    return sorted(found, key=lambda process: (_parent(process) in numbers, process.pid))


def stop_all(data: Path, patience: float = 3) -> int:
    """End every PostgreSQL process on `data`: asked first, killed after `patience` seconds. Return their number."""
    found = on_data(data)
    if not found:
        return 0
    _send(found[:1], signal.SIGINT)
    deadline = time.monotonic() + patience
    while on_data(data) and time.monotonic() < deadline:
        time.sleep(0.02)
        if len(left := on_data(data)) and left[0].pid != found[0].pid:
            break  # the postmaster is gone and these did not follow it
    _send(on_data(data), signal.SIGKILL)
    while on_data(data):
        time.sleep(0.02)
    return len(found)


def _parent(process: psutil.Process) -> int:
    try:
        return int(process.ppid())
    except psutil.Error:
        return 0


def _send(processes: list[psutil.Process], number: int) -> None:
    for process in processes:
        try:
            process.send_signal(number)
        except psutil.Error:
            continue
