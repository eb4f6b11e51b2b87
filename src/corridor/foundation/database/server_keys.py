"""The keys of an installation: made once in `var/keys`, each in a file that only its user reads, or from outside."""

import base64
import json
import os
import secrets
from pathlib import Path

PASSWORDS = ("superuser", "owner", "app")
# File in var/keys, and the environment variable that stands in for it.
SECRETS = {
    "secret_key": "CORRIDOR_SECRET_KEY",
    "context_key": "CORRIDOR_CONTEXT_KEY",
    "master_key": "CORRIDOR_MASTER_KEY",
}


def database_passwords(keys: Path) -> dict[str, str]:
    """The passwords of the embedded server's three roles, made when absent."""
    made = json.dumps({name: secrets.token_urlsafe(32) for name in PASSWORDS}) + "\n"
    found: dict[str, str] = json.loads(_keep(keys / "database.json", made))
    return found


def secret_values(keys: Path) -> dict[str, str]:
    """Environment name -> value: 32 random bytes in base64, from the environment where it is set, else from `keys`."""
    values = {}
    for name, variable in SECRETS.items():
        given = os.environ.get(variable)
        values[variable] = (
            given or _keep(keys / name, base64.b64encode(secrets.token_bytes(32)).decode() + "\n").strip()
        )
    return values


def missing_secrets(keys: Path) -> list[str]:
    """The variables that neither the environment nor `keys` can fill now."""
    return [
        variable for name, variable in SECRETS.items() if not os.environ.get(variable) and not (keys / name).exists()
    ]


def _keep(file: Path, content: str) -> str:
    """The file's text; written first, whole and at once, when it is not there."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        try:
            os.link(draft, file)  # fails, unlike a rename, when another process was quicker
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text()
