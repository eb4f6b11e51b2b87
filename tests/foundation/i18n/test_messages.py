"""The catalogues: what is extracted, how a file is brought up to date, and which problems are found."""

import gettext
import os
from pathlib import Path

import pytest

from corridor.foundation.i18n import messages
from corridor.foundation.i18n.catalogue import PLURALS, catalogue_path, read

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("Find work")
def count(n):
    return ngettext("%(n)s worker", "%(n)s workers", n)
MAY = pgettext("month", "May")
LONG = _("one "
         "sentence")
"""
TEMPLATE = """{% load i18n %}
<main>
    <h1>{% translate "Welcome" %}</h1>
  <p title='{{ _("Close") }}'>{% translate "May" context "permission" %}</p>
   {% blocktranslate trimmed with name=user.name %}
      Hello {{ name }},
      100 % free
   {% endblocktranslate %}
 {% blocktranslate count n=total %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}
</main>
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small package with one app that says something in Python and in a template, and one that is silent."""
    app = tmp_path / "stages" / "registry"
    (app / "templates" / "registry").mkdir(parents=True)
    (app / "labels.py").write_text(PYTHON)
    (app / "templates" / "registry" / "home.html").write_text(TEMPLATE)
    (tmp_path / "foundation" / "events").mkdir(parents=True)
    return tmp_path


def ids(root: Path) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in messages.extract(root / "stages" / "registry") if message.id}


def fill(root: Path, language: str, **translations: str | tuple[str, ...]) -> None:
    """Translates every message of the app as itself, but for the ones named by their first word."""
    path = catalogue_path(root / "stages" / "registry", language)
    lines, forms = [], PLURALS[language][0]
    for line in path.read_text().splitlines():
        lines.append(line)
        if line.startswith("msgid ") and line != 'msgid ""':
            current = line[6:]
        if line == 'msgstr ""' and len(lines) > 2:
            lines[-1] = f"msgstr {current}"
        for form in range(forms):
            if line == f'msgstr[{form}] ""':
                lines[-1] = f"msgstr[{form}] {current}"
    text = "\n".join(lines) + "\n"
    for before, after in translations.items():
        text = text.replace(f'msgstr "{before}', f'msgstr "{after}')
    path.write_text(text)


def kinds(root: Path) -> list[str]:
    return [problem.kind for problem in messages.check(root)]


def complete(root: Path) -> None:
    messages.update(root)
    for language in PLURALS:
        fill(root, language)


def test_extract_finds_every_way_of_marking(source: Path) -> None:
    assert ids(source) == {
        (None, "Find work"),
        (None, ("%(n)s worker", "%(n)s workers")),
        ("month", "May"),
        (None, "one sentence"),
        (None, "Welcome"),
        (None, "Close"),
        ("permission", "May"),
        (None, "Hello %(name)s, 100 %% free"),
        (None, ("%(n)s file", "%(n)s files")),
    }


def test_extract_with_a_broken_file_names_it(source: Path) -> None:
    (source / "stages" / "registry" / "labels.py").write_text('x = _("open')
    with pytest.raises(messages.CatalogueError, match=r"labels\.py"):
        messages.extract(source / "stages" / "registry")


def test_update_writes_sorted_files_without_lines_or_dates(source: Path) -> None:
    assert len(messages.update(source)) == 2
    text = catalogue_path(source / "stages" / "registry", "ar").read_text()
    assert "#:" not in text and "Date" not in text and "Babel" not in text
    found = [line for line in text.splitlines() if line.startswith("msgid ") and line != 'msgid ""']
    assert found == sorted(found)
    assert text.count("msgstr[5]") == 2


def test_update_twice_changes_nothing(source: Path) -> None:
    messages.update(source)
    assert messages.update(source) == []


def test_update_of_a_silent_app_makes_no_folder(source: Path) -> None:
    messages.update(source)
    assert not (source / "foundation" / "events" / "locale").exists()


def test_update_keeps_translations_and_removes_what_is_no_longer_said(source: Path) -> None:
    complete(source)
    (source / "stages" / "registry" / "labels.py").write_text('TITLE = _("Find work")\nNEW = _("New")\n')
    assert {"missing", "obsolete"} == set(kinds(source))
    messages.update(source)
    catalogue = read(catalogue_path(source / "stages" / "registry", "es"), "es")
    assert catalogue.get("Find work").string == "Find work"
    assert catalogue.get("May", "month") is None
    assert kinds(source) == ["empty", "empty"]


def test_update_takes_over_what_another_app_translated(source: Path) -> None:
    complete(source)
    (source / "foundation" / "events" / "names.py").write_text('TITLE = _("Find work")\n')
    messages.update(source)
    assert kinds(source) == []


def test_update_of_one_app_leaves_the_others(source: Path) -> None:
    (source / "foundation" / "events" / "names.py").write_text('TITLE = _("Found")\n')
    changed = messages.update(source, only=["events"])
    assert {path.parents[3].name for path in changed} == {"events"}
    assert {problem.app for problem in messages.check(source, only=["stages/registry"])} == {"stages/registry"}


def test_check_of_complete_catalogues_finds_nothing(source: Path) -> None:
    complete(source)
    assert messages.check(source) == []


def test_check_before_an_update_reports_each_message_and_language(source: Path) -> None:
    assert kinds(source) == ["missing"] * 9 * 2


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ('msgstr "Find work"', 'msgstr ""', "empty"),
        ('msgid "Find work"', '#, fuzzy\nmsgid "Find work"', "fuzzy"),
        ('msgstr "Hello %(name)s', 'msgstr "Hello %(nombre)s', "placeholders"),
        ('msgstr "Hello %(name)s', 'msgstr "Hello', "placeholders"),
        ('msgstr[1] "%(n)s file"', 'msgstr[1] "files"', "placeholders"),
        ('msgstr[1] "%(n)s file"', 'msgstr[1] ""', "empty"),
        ("(n != 1)", "(n > 1)", "plural rule"),
    ],
)
def test_check_with_one_fault_reports_its_kind(source: Path, before: str, after: str, kind: str) -> None:
    complete(source)
    path = catalogue_path(source / "stages" / "registry", "es")
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    assert kinds(source) == [kind]


def test_check_lets_a_form_of_one_number_say_it_in_words(source: Path) -> None:
    complete(source)
    path = catalogue_path(source / "stages" / "registry", "ar")
    text = path.read_text().replace('msgstr[2] "%(n)s file"', 'msgstr[2] "ملفان"')
    path.write_text(text)
    assert messages.check(source) == []
    path.write_text(text.replace('msgstr[3] "%(n)s file"', 'msgstr[3] "ملفات"'))
    assert kinds(source) == ["placeholders"]


def test_check_with_two_translations_of_one_message_reports_the_conflict(source: Path) -> None:
    (source / "foundation" / "events" / "names.py").write_text('TITLE = _("Find work")\n')
    complete(source)
    messages.update(source)
    path = catalogue_path(source / "foundation" / "events", "es")
    path.write_text(path.read_text().replace('msgstr "Find work"', 'msgstr "Buscar"'))
    assert kinds(source) == ["conflict"]


@pytest.mark.parametrize("call", ['_(f"Hello {name}")', '_("Hello %s" % name)', '_("Hello {}".format(name))'])
def test_check_with_a_message_built_at_run_time_names_the_line(source: Path, call: str) -> None:
    complete(source)
    (source / "foundation" / "events" / "names.py").write_text(f"\n\ndef greet(name):\n    return {call}\n")
    problems = [problem for problem in messages.check(source) if problem.kind == "built"]
    assert [problem.msgid for problem in problems] == ["names.py:4"]


def test_check_with_a_damaged_file_reports_it(source: Path) -> None:
    complete(source)
    catalogue_path(source / "stages" / "registry", "es").write_text('msgid "Find work"\nnonsense\n')
    assert kinds(source) == ["unreadable"]


def test_problem_reads_as_a_sentence_with_app_language_and_message() -> None:
    problem = messages.Problem("stages/registry", "es", "Find work", "empty")
    assert str(problem) == "stages/registry [es]: 'Find work' has no translation"


def test_compile_all_writes_what_gettext_reads_and_only_when_stale(source: Path) -> None:
    complete(source)
    path = catalogue_path(source / "stages" / "registry", "ar")
    path.write_text(path.read_text().replace('msgstr[2] "%(n)s file"', 'msgstr[2] "ملفان"'))
    assert messages.compile_all(source) == 2
    assert messages.compile_all(source) == 0
    os.utime(path, ns=(path.stat().st_atime_ns, path.with_suffix(".mo").stat().st_mtime_ns + 1))
    assert messages.compile_all(source) == 1
    with path.with_suffix(".mo").open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    assert arabic.ngettext("%(n)s file", "%(n)s files", 2) == "ملفان"
    assert arabic.pgettext("month", "May") == "May"


@pytest.mark.parametrize(("number", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (110, 3), (11, 4), (99, 4), (100, 5)])
def test_arabic_plural_rule_picks_the_form(number: int, form: int) -> None:
    assert gettext.c2py(PLURALS["ar"][1])(number) == form


def test_locale_paths_lists_apps_with_strings_only(source: Path) -> None:
    messages.update(source)
    assert messages.locale_paths(source) == [str(source / "stages" / "registry" / "locale")]


def test_main_with_an_unknown_app_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["--missing", "nowhere"]) == 2
    assert "foundation/i18n" in capsys.readouterr().out


def test_own_catalogues_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["--check", "foundation/i18n"]) == 0
    assert capsys.readouterr().out.startswith("0 problems")
