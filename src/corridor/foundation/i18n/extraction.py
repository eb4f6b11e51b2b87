"""What an app says: its messages, found in Python files and in templates.

Babel reads Python; a template is first turned by Django into calls that Babel can read.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from tokenize import TokenError
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2]
"""The package `corridor`."""

STOREYS = ("foundation", "stages", "interfaces")
TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".svg", ".xml"})
SKIPPED_FOLDERS = frozenset({"migrations", "locale", "__pycache__", "static", "data"})

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""Django's marking functions and which of their arguments hold the context, the message and its plural."""


class CatalogueError(Exception):
    """A file from which messages or translations cannot be read; the message names it and says why."""


def apps(root: Path = SOURCE) -> list[Path]:
    """The folders that keep a catalogue of their own: each package of a storey, and `config`."""
    found = [folder for storey in STOREYS if (root / storey).is_dir() for folder in (root / storey).iterdir()]
    found.append(root / "config")
    return sorted(folder for folder in found if folder.is_dir() and folder.name not in SKIPPED_FOLDERS)


def app_name(app_dir: Path) -> str:
    """The name of an app in reports: `stages/registry`, or `config`."""
    return app_dir.name if app_dir.parent.name not in STOREYS else f"{app_dir.parent.name}/{app_dir.name}"


def extract(app_dir: Path) -> Catalog:
    """Every message of one app, without translations.

    Raises CatalogueError, naming the file, when a Python file or a template cannot be read.
    """
    catalogue = Catalog()
    for path in _files(app_dir):
        try:
            for message, context in _messages(path):
                _add(catalogue, message, context)
        except (SyntaxError, TokenError, ValueError) as problem:
            raise CatalogueError(f"{path}: its messages cannot be read: {problem}") from problem
    return catalogue


def built_at_run_time(app_dir: Path) -> Iterator[tuple[Path, int]]:
    """File and line of each marked message that is put together while the program runs.

    Such a message (an f-string, `%` or `.format` inside the call) is in no catalogue, so it would stay English.
    """
    for path in _files(app_dir):
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
                if isinstance(node, ast.Call) and _name(node.func) in KEYWORDS and any(map(_is_built, node.args)):
                    yield path, node.lineno


def _files(app_dir: Path) -> list[Path]:
    """The Python files and templates of an app, in a stable order."""
    found = []
    for path in app_dir.rglob("*"):
        folders = path.relative_to(app_dir).parts[:-1]
        if SKIPPED_FOLDERS.intersection(folders):
            continue
        if path.suffix == ".py" or ("templates" in folders and path.suffix in TEMPLATE_SUFFIXES):
            found.append(path)
    return sorted(found)


def _messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Message (or message and plural) and context of each marked string of one file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # The indentation of a page means nothing to Python, and would stop its tokenizer.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    file = io.BytesIO(source.encode())
    for _line, message, _comments, context in babel_extract("python", file, KEYWORDS, options={"encoding": "utf-8"}):
        yield message, context


def _add(catalogue: Catalog, message: str | tuple[str, ...], context: str | None) -> None:
    """Adds a message once; the same message met with a plural elsewhere keeps its plural."""
    singular = message if isinstance(message, str) else message[0]
    if not singular:
        return
    known = catalogue.get(singular, context)
    if known is None:
        catalogue.add(message, context=context)
    elif not known.pluralizable and not isinstance(message, str):
        catalogue.delete(singular, context)
        catalogue.add(message, context=context)


def _name(function: ast.expr) -> str:
    """The last part of the name that is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_built(argument: ast.expr) -> bool:
    """True for an f-string, a `%` on a string, and a call of `.format` on a string."""
    if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute) and argument.func.attr == "format":
        argument = argument.func.value
        return isinstance(argument, ast.Constant)
    return isinstance(argument, ast.JoinedStr) or (
        isinstance(argument, ast.BinOp) and isinstance(argument.left, ast.Constant | ast.JoinedStr)
    )
