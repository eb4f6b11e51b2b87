"""The sign-ins of the demo world, known before it is loaded."""

import json
from pathlib import Path

PASSWORD = "corridor-demo-2027"  # noqa: S105  # shown to everybody who starts the demo
DOMAIN = "demo.example"
NOTE = "demo.json"
ROLES = (
    *("registrar", "counsellor", "employer", "recruiter", "officer", "approver", "attache", "inspector"),
    *("statistician", "secretariat", "administrator", "auditor"),
)


def login(part: str) -> str:
    """The e-mail address with which a part signs in; mail to it reaches nobody."""
    return f"{'.'.join(part.lower().split())}@{DOMAIN}"


def keep_workers(var: Path, numbers: dict[str, str]) -> None:
    """Write down file numbers to show at the start: workers sign in by them, and they are drawn at random."""
    (var / NOTE).write_text(json.dumps(numbers))


def workers(var: Path) -> dict[str, str]:
    """File numbers by what their workers have to show; none where no demo was loaded."""
    try:
        return dict(json.loads((var / NOTE).read_text()))
    except (OSError, ValueError):
        return {}


def sign_ins(var: Path) -> list[tuple[str, str, str]]:
    """(role, sign-in name, password), one a role; a worker gets a code on the screen instead of a password."""
    shown = [("worker", number, "(code on screen)") for number in list(workers(var).values())[:1]]
    return [*shown, *((role, login(role), PASSWORD) for role in ROLES)]
