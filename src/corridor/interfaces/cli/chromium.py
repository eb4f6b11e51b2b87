"""Where Chromium is, and how tests and screenshots start it: without calls home and without a network."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_chromium() -> str | None:
    """The path in CORRIDOR_CHROMIUM, or the first known name on PATH."""
    given = os.environ.get("CORRIDOR_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)
