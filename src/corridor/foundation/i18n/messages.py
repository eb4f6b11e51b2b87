"""The catalogues of every app: brought up to date, checked, compiled. No GNU gettext is needed.

`./corridor messages` says what is wanting, `--update` writes the missing messages into the `.po` files, `--check` lists
every problem, `--missing` prints what waits for a translation; each takes names of apps.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from corridor.foundation.i18n.catalogue import (
    ONE_NUMBER_FORMS,
    catalogue_path,
    compile_one,
    empty,
    has_plural_rule,
    read,
    write,
)
from corridor.foundation.i18n.extraction import SOURCE, CatalogueError, app_name, apps, built_at_run_time, extract
from corridor.foundation.i18n.languages import TRANSLATED

__all__ = ["CatalogueError", "Problem", "apps", "check", "compile_all", "extract", "locale_paths", "main", "update"]

PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|(?<![{\w]){\w*}")

SENTENCES = {
    "missing": "is not in the catalogue: run `./corridor messages --update`, then translate it",
    "empty": "has no translation",
    "fuzzy": "is marked fuzzy: check it and remove the mark",
    "placeholders": "has other placeholders than its translation",
    "obsolete": "is no longer said by the app: run `./corridor messages --update`",
    "built": "puts a message together inside the marking call: mark the whole sentence, and fill it in afterwards",
    "conflict": "is translated differently in another app, and only one of the two would be seen",
    "plural rule": "(the header) has another plural rule: run `./corridor messages --update`, then check the plurals",
    "unreadable": "cannot be read",
}
"""What each kind of problem means; `Problem.kind` is one of the keys."""


UNTRANSLATED = ("missing", "empty", "fuzzy")


@dataclass(frozen=True, order=True)
class Problem:
    """One reason why a screen would not speak a language: where, which message, which kind, and details."""

    app: str
    language: str
    msgid: str
    kind: str
    detail: str = ""

    def __str__(self) -> str:
        where = f"{self.app} [{self.language}]" if self.language else self.app
        detail = f" ({self.detail})" if self.detail else ""
        return f"{where}: {self.msgid!r} {SENTENCES[self.kind]}{detail}"


def locale_paths(root: Path = SOURCE) -> list[str]:
    """The `locale` folder of every app that has one: Django's setting LOCALE_PATHS."""
    return [str(app / "locale") for app in apps(root) if (app / "locale").is_dir()]


def update(root: Path = SOURCE, only: Sequence[str] = ()) -> list[Path]:
    """Adds the missing messages to each catalogue and removes those no longer said; returns the changed files.

    Translations are kept. A new message that another app has translated already takes that translation over.
    `only` names the apps to write (`registry` or `stages/registry`); without it, all.
    """
    changed = []
    wanted = {app: extract(app) for app in apps(root)}
    for language in TRANSLATED:
        known = {app: read(catalogue_path(app, language), language) for app in wanted}
        memory = _memory(known.values())
        for app, messages in wanted.items():
            path = catalogue_path(app, language)
            if _is_named(app, only) and write(path, _merged(messages, known[app], memory, language), language):
                changed.append(path)
    return changed


def check(root: Path = SOURCE, only: Sequence[str] = ()) -> list[Problem]:
    """Every problem of every catalogue, or of the `only` named apps, sorted; an empty list means complete."""
    problems: list[Problem] = []
    translated: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for app in apps(root):
        name = app_name(app)
        try:
            wanted = extract(app)
            problems.extend(
                Problem(name, "", f"{path.relative_to(app)}:{line}", "built") for path, line in built_at_run_time(app)
            )
            for language in TRANSLATED:
                known = read(catalogue_path(app, language), language)
                if len(known) and not has_plural_rule(known, language):
                    problems.append(Problem(name, language, "", "plural rule"))
                problems.extend(_compared(name, language, wanted, known))
                for message in _said(known):
                    key = (language, message.context or "", _singular(message))
                    translated[key][name] = "\n".join(_forms(message))
        except CatalogueError as problem:
            problems.append(Problem(name, "", "", "unreadable", str(problem)))
    problems.extend(_conflicts(translated))
    names = {app_name(app) for app in apps(root) if _is_named(app, only)}
    return sorted(problem for problem in problems if problem.app in names)


def compile_all(root: Path = SOURCE) -> int:
    """Compiles each catalogue that changed since it was last compiled; returns how many."""
    count = 0
    for app in apps(root):
        for language in TRANSLATED:
            path = catalogue_path(app, language)
            if path.exists():
                count += compile_one(path, language)
    return count


def main(argv: Sequence[str] | None = None) -> int:
    """The command `./corridor messages`; returns the exit status."""
    parser = argparse.ArgumentParser(prog="corridor messages", description="Check and update the translations.")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--update", action="store_true", help="write new messages into the catalogues")
    mode.add_argument("--check", action="store_true", help="list every problem and fail if there is one (the default)")
    mode.add_argument("--missing", action="store_true", help="print the messages that have no translation")
    parser.add_argument("apps", metavar="APP", nargs="*", help="only these, as registry or stages/registry")
    options = parser.parse_args(argv)
    unknown = [name for name in options.apps if not any(_is_named(app, [name]) for app in apps())]
    if unknown:
        print(f"There is no app named {', '.join(unknown)}; the apps are: {', '.join(map(app_name, apps()))}")
        return 2
    try:
        if options.update:
            return _update_command(options.apps)
    except CatalogueError as problem:
        print(problem)
        return 1
    return _missing_command(options.apps) if options.missing else _check_command(options.apps)


def _update_command(only: Sequence[str]) -> int:
    changed = update(only=only)
    for path in changed:
        print(path.relative_to(SOURCE))
    waiting = Counter(problem.app for problem in check(only=only) if problem.kind in UNTRANSLATED)
    print(f"{len(changed)} catalogues changed; {waiting.total()} messages wait for a translation")
    for app, count in sorted(waiting.items()):
        print(f"  {app}: {count}")
    return 0


def _check_command(only: Sequence[str]) -> int:
    problems = check(only=only)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in the catalogues of {', '.join(TRANSLATED)}")
    return 1 if problems else 0


def _missing_command(only: Sequence[str]) -> int:
    for problem in check(only=only):
        if problem.kind in UNTRANSLATED:
            print(f"{problem.app}\t{problem.language}\t{problem.msgid!r}")
    return 0


def _is_named(app: Path, names: Sequence[str]) -> bool:
    """True for an app that is among the names, and for any app when there are none."""
    return not names or any(name.strip("/") in (app.name, app_name(app)) for name in names)


def _said(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def _singular(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    if isinstance(message.string, str) or message.string is None:
        return (message.string or "",)
    return tuple(message.string)


def _is_translated(message: Message, plural: bool) -> bool:
    return bool(message.pluralizable) == plural and all(form.strip() for form in _forms(message))


def _memory(catalogues: Iterable[Catalog]) -> dict[tuple[str | None, str], Message]:
    """The sure translations of all apps of one language, by context and message."""
    found: dict[tuple[str | None, str], Message] = {}
    for catalogue in catalogues:
        for message in _said(catalogue):
            if _is_translated(message, message.pluralizable) and not message.fuzzy:
                found.setdefault((message.context, _singular(message)), message)
    return found


def _merged(wanted: Catalog, known: Catalog, memory: dict[tuple[str | None, str], Message], language: str) -> Catalog:
    """The wanted messages with the translations that are known; a message that changed its plural starts anew."""
    merged = empty(language)
    for message in _said(wanted):
        old = known.get(_singular(message), message.context)
        if old is None or not _is_translated(old, message.pluralizable):
            old = memory.get((message.context, _singular(message)), old)
        blank = ("",) * merged.num_plurals if message.pluralizable else ""
        if old is None or old.pluralizable != message.pluralizable:
            merged.add(message.id, blank, context=message.context)
        else:
            flags = ("fuzzy",) if old.fuzzy else ()
            merged.add(message.id, old.string, context=message.context, flags=flags, user_comments=old.user_comments)
    return merged


def _compared(app: str, language: str, wanted: Catalog, known: Catalog) -> Iterator[Problem]:
    """What is wrong with one catalogue, given what its app says."""
    for message in _said(wanted):
        singular = _singular(message)
        found = known.get(singular, message.context)
        if found is None or found.pluralizable != message.pluralizable:
            yield Problem(app, language, singular, "missing", message.context or "")
        elif not _is_translated(found, message.pluralizable):
            yield Problem(app, language, singular, "empty", message.context or "")
        elif found.fuzzy:
            yield Problem(app, language, singular, "fuzzy", message.context or "")
        else:
            for form in _wrong_forms(message, _forms(found), ONE_NUMBER_FORMS[language]):
                yield Problem(app, language, singular, "placeholders", form)
    for message in _said(known):
        if wanted.get(_singular(message), message.context) is None:
            yield Problem(app, language, _singular(message), "obsolete", message.context or "")


def _wrong_forms(message: Message, forms: tuple[str, ...], one_number_forms: int) -> Iterator[str]:
    """The translations whose placeholders are not those of the message.

    A plural form that stands for one single number may say it in words, so one placeholder may be left out there.
    """
    allowed = _placeholders(message.id[-1] if message.pluralizable else str(message.id))
    for place, form in enumerate(forms):
        used = _placeholders(form)
        may_omit = 1 if message.pluralizable and place < one_number_forms else 0
        if used - allowed or (allowed - used).total() > may_omit:
            yield form


def _placeholders(text: str) -> Counter[str]:
    """The placeholders of a text; a named one counts once, since a translation may need it twice."""
    found = Counter(PLACEHOLDER.findall(text.replace("%%", "")))
    return Counter({mark: count if mark.startswith("%") and "(" not in mark else 1 for mark, count in found.items()})


def _conflicts(translated: dict[tuple[str, str, str], dict[str, str]]) -> Iterator[Problem]:
    """Messages that two apps translate differently: Django joins all catalogues, so one would hide the other."""
    for (language, _context, msgid), by_app in translated.items():
        texts = {text for text in by_app.values() if text.strip()}
        if len(texts) > 1:
            yield Problem(min(by_app), language, msgid, "conflict", "; ".join(f"{a}: {t}" for a, t in by_app.items()))
