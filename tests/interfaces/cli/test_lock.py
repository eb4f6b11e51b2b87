"""The lock check: what it lets pass and what it stops."""

import shutil
from pathlib import Path

import pytest

from corridor.interfaces.cli import lock

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def test_locks_of_the_checkout_are_sound() -> None:
    assert lock.problems(ROOT) == []


def test_lock_that_names_a_host_is_stopped(copy: Path) -> None:
    core = copy / "requirements" / "core.lock"
    core.write_text("--index-url https://packages.example/simple\n" + core.read_text())
    assert lock.problems(copy) == ["requirements/core.lock names a host (://). Make it again: ./corridor lock"]


def test_package_without_hash_is_stopped(copy: Path) -> None:
    core = copy / "requirements" / "core.lock"
    core.write_text(core.read_text() + "unchecked==1.0\n    # via nobody\n")
    assert lock.problems(copy) == ["requirements/core.lock: unchecked==1.0 has no hash. Make it again: ./corridor lock"]


def test_wanted_package_that_is_not_locked_is_stopped(copy: Path) -> None:
    wanted = copy / "requirements" / "core.in"
    wanted.write_text(wanted.read_text() + "\nAnother_Thing>=2\n")
    assert lock.problems(copy) == [
        "requirements/core.lock lacks another-thing, which core.in wants. Run ./corridor lock"
    ]


def test_npm_lock_that_names_a_host_is_stopped(copy: Path) -> None:
    (copy / "package-lock.json").write_text('{"packages": {"a": {"resolved": "https://packages.example/a.tgz"}}}')
    assert lock.problems(copy) == ['package-lock.json names a host in a "resolved" line. See .npmrc.']
    (copy / "package-lock.json").write_text('{"packages": {"a": {"funding": "https://author.example"}}}')
    assert lock.problems(copy) == []


def test_django_is_the_supported_release() -> None:
    versions = [
        line for line in (ROOT / "requirements" / "core.lock").read_text().splitlines() if line.startswith("django==")
    ]
    assert len(versions) == 1
    assert versions[0].startswith("django==5.2.")
