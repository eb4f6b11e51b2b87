"""Foreign keys point down only: the linter sees imports, not the labels by which tables name each other."""

import configparser
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = {"contenttypes", "auth", "sessions", "otp_totp", "procrastinate", "admin"}


def order_of(contract: str) -> list[str]:
    """The layers of a contract of .importlinter, topmost first; those on one line share a place."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser[f"importlinter:contract:{contract}"]["layers"].strip().splitlines()
    return [line.replace("(", "").replace(")", "").strip() for line in lines]


def heights() -> dict[str, int]:
    """App label -> height; a key may point only to a smaller one or stay in its own app."""
    found = {}
    for n, line in enumerate([*order_of("stages"), *order_of("foundation")]):
        for name in line.split("|"):
            found[name.strip()] = -n
    return found


def wrong(source: str, target: str, height: dict[str, int]) -> bool:
    """True for a key that points up, sideways or out of the house."""
    if source == target or target in LIBRARIES:
        return False
    return target not in height or height[target] >= height[source]


def keys_of_models() -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models():
        if not model.__module__.startswith("corridor."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                yield model._meta.app_label, field.related_model._meta.app_label, str(field)


def keys_of_migrations() -> Iterator[tuple[str, str, str]]:
    for path in (ROOT / "src" / "corridor").glob("*/*/migrations/0*.py"):
        for label in re.findall(r"""to=["'](\w+)\.\w+["']""", path.read_text(), re.IGNORECASE):
            yield path.parent.parent.name, label.lower(), str(path.relative_to(ROOT))


def ups(keys: Iterable[tuple[str, str, str]]) -> list[str]:
    height = heights()
    return [f"{where}: {source} -> {target}" for source, target, where in keys if wrong(source, target, height)]


def test_keys_of_models_point_down() -> None:
    assert ups(keys_of_models()) == []


def test_keys_of_migrations_point_down() -> None:
    found = list(keys_of_migrations())
    assert found
    assert ups(found) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("registry", "demand"),
        ("demand", "counselling"),
        ("scopes", "accounts"),
        ("audit", "registry"),
        ("returns", "x"),
    ],
)
def test_a_key_upwards_or_sideways_is_caught(source: str, target: str) -> None:
    assert ups([(source, target, "somewhere")])


@pytest.mark.parametrize(("source", "target"), [("demand", "registry"), ("accounts", "scopes"), ("demand", "demand")])
def test_a_key_downwards_passes(source: str, target: str) -> None:
    assert ups([(source, target, "somewhere")]) == []


def test_no_key_goes_back() -> None:
    """`related_name="+"`: the lower table does not know who points to it."""
    back = [
        str(field)
        for model in apps.get_models()
        if model.__module__.startswith("corridor.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.remote_field.related_name != "+"
        and field.related_model._meta.app_label != model._meta.app_label
    ]
    assert back == []
