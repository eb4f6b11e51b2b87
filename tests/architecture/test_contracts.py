"""The contracts of .importlinter hold, cover every stage, and catch what they forbid."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "src" / "corridor" / "stages"
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo", "--no-cache"]

# Where the forbidden import is written, what it says, and the contract that must break.
FORBIDDEN = [
    ("foundation/reference/x.py", "import corridor.stages.registry.api", "A storey imports only"),
    ("rules/x.py", "import corridor.foundation.reference.x", "A storey imports only"),
    ("rules/x.py", "import django", "Rules are plain Python"),
    ("rules/x.py", "from pydantic import BaseModel", "Rules are plain Python"),
    ("stages/registry/x.py", "import corridor.stages.returns.api", "A stage calls only the stages below it"),
    ("stages/contracts/x.py", "import corridor.stages.orientation.api", "A stage calls only the stages below it"),
    ("stages/returns/x.py", "from corridor.stages.registry.models import person", "A stage is entered through its api"),
    ("interfaces/desk/x.py", "import corridor.stages.registry.models.person", "A stage is entered through its api"),
    ("interfaces/desk/x.py", "import corridor.interfaces.office.x", "Doors are independent"),
    ("interfaces/kit/x.py", "import corridor.interfaces.desk.x", "Doors are independent"),
    ("foundation/database/x.py", "import corridor.foundation.outbox.x", "A part of the foundation"),
    ("foundation/audit/x.py", "import corridor.config.settings", "Nothing imports the composition"),
    ("stages/payments/__init__.py", "", "A stage calls only the stages below it"),
    ("foundation/database/server_keys.py", "import django", "The embedded server needs no framework"),
]
ALLOWED = [
    ("interfaces/desk/x.py", "import corridor.stages.registry.api"),
    ("stages/returns/x.py", "import corridor.stages.registry.api"),
    ("stages/registry/x.py", "from corridor.stages.registry.models import person"),
    ("config/x.py", "import corridor.stages.registry.permissions"),
]
SMALL_HOUSE = [
    *(
        "config/settings.py",
        "interfaces/cli/x.py",
        "interfaces/desk/x.py",
        "interfaces/office/x.py",
        "interfaces/kit/x.py",
    ),
    *("stages/returns/api.py", "stages/contracts/api.py", "stages/orientation/api.py", "stages/registry/api.py"),
    *(
        "stages/registry/models/person.py",
        "stages/registry/permissions.py",
        "foundation/outbox/x.py",
        "foundation/audit/x.py",
    ),
    *("foundation/reference/x.py", "foundation/database/server.py", "foundation/database/server_keys.py"),
    *("foundation/database/server_places.py", "foundation/database/server_processes.py", "rules/x.py"),
]


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house of the same shape with empty modules, under the real contracts."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for name in SMALL_HOUSE:
        write(tmp_path, name, "")
    return tmp_path


def write(house: Path, name: str, line: str) -> None:
    file = house / "corridor" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    for folder in [file.parent, *file.parent.parents]:
        if folder == house:
            break
        (folder / "__init__.py").touch()
    file.write_text(f"{line}\n")


def lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        LINT, cwd=folder, env={"PYTHONPATH": str(folder), "PATH": ""}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_contracts_are_kept() -> None:
    code, text = lint_real()
    assert code == 0, text


def lint_real() -> tuple[int, str]:
    done = subprocess.run(LINT, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_small_house_keeps_all_contracts(small_house: Path) -> None:
    for name, line in ALLOWED:
        write(small_house, name, line)
    code, text = lint(small_house)
    assert code == 0, text


@pytest.mark.parametrize(("name", "line", "contract"), FORBIDDEN)
def test_forbidden_import_is_caught(small_house: Path, name: str, line: str, contract: str) -> None:
    write(small_house, name, line)
    code, text = lint(small_house)
    broken = [row for row in text.splitlines() if row.endswith("BROKEN") and row.startswith(contract)]
    assert code == 1, text
    assert broken, text


def stages() -> list[Path]:
    return sorted(folder for folder in STAGES.iterdir() if (folder / "__init__.py").exists())


def test_every_stage_has_a_readme() -> None:
    assert [stage.name for stage in stages() if not (stage / "README.md").exists()] == []


def test_every_stage_api_declares_what_is_public() -> None:
    without = []
    for stage in stages():
        api = stage / "api.py"
        tree = ast.parse(api.read_text()) if api.exists() else ast.Module([], [])
        targets = [
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        ]
        if "__all__" not in targets:
            without.append(stage.name)
    assert without == []
