"""A catalogue on disk: `<app>/locale/<language>/LC_MESSAGES/django.po`, written so that diffs stay small.

Messages are sorted; no line numbers, no dates, no program's name; one line a message however long it is.
"""

import io
import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from corridor.foundation.i18n.extraction import CatalogueError

PLURALS: dict[str, tuple[int, str]] = {
    "es": (2, "(n != 1)"),
    # CLDR's six Arabic categories in their usual order: zero, one, two, few, many, other.
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"),
}
"""Number of plural forms of a language and the expression that picks one."""

ONE_NUMBER_FORMS: dict[str, int] = {"es": 1, "ar": 3}
"""How many of the first forms each stand for one single number (1; or 0, 1, 2), and so may leave the number out."""


def catalogue_path(app_dir: Path, language: str) -> Path:
    """Where an app keeps its translations into a language."""
    return app_dir / "locale" / language / "LC_MESSAGES" / "django.po"


def empty(language: str) -> Catalog:
    """A catalogue of a language without messages."""
    catalogue = Catalog(locale=language, fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", _plural_forms(language))]
    return catalogue


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file, or an empty one when there is no such file; CatalogueError when it is damaged."""
    if not path.exists():
        return empty(language)
    try:
        catalogue = read_po(io.BytesIO(path.read_bytes()), locale=language, domain="django", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as problem:
        raise CatalogueError(f"{path}: not a readable catalogue: {problem}") from problem
    return catalogue


def has_plural_rule(catalogue: Catalog, language: str) -> bool:
    """True when the header of a catalogue picks its plural forms as all of ours do."""
    count, expression = PLURALS[language]
    return (catalogue.num_plurals, _bare(catalogue.plural_expr)) == (count, _bare(expression))


def write(path: Path, catalogue: Catalog, language: str) -> bool:
    """Writes a catalogue, or removes its file when it has no message; True when the disk changed."""
    if not len(catalogue):
        existed = path.exists()
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return existed
    body = io.BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    content = _header(language).encode() + body.getvalue().rstrip(b"\n") + b"\n"
    if path.exists() and path.read_bytes() == content:
        return False
    _replace(path, content)
    return True


def compile_one(path: Path, language: str) -> bool:
    """Writes the binary catalogue beside a `.po` unless a newer one is there; True when it was written."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    content = io.BytesIO()
    write_mo(content, read(path, language))
    _replace(target, content.getvalue())
    return True


def _bare(text: str) -> str:
    """A plural expression without the spaces and outer brackets that do not change it."""
    bare = "".join(text.split())
    return bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare


def _plural_forms(language: str) -> str:
    count, expression = PLURALS[language]
    return f"nplurals={count}; plural={expression};"


def _header(language: str) -> str:
    """The first entry of every file, the same for all apps of a language."""
    return (
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {_plural_forms(language)}\\n"\n'
        "\n"
    )


def _replace(path: Path, content: bytes) -> None:
    """Puts a file in place in one step: several processes may compile, or read, at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
