"""Words to ISCO-08 unit groups, ranked, from the shipped table and what an operator has loaded beside it."""

import hashlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock

from corridor.foundation.i18n import DEFAULT_LANGUAGE
from corridor.foundation.reference import isco, loaded
from corridor.foundation.reference.synonyms import synonyms
from corridor.foundation.reference.tables import DATA
from corridor.foundation.reference.words import words
from corridor.rules import occupations as rules
from corridor.rules.occupations import Coder, Decisions, Ranked, Title

SHIPPED = ("en", "es", "ar")
_OWN_LANGUAGE = 0.2
"""The reader's language is taken unless another one knows so much more of the words."""
_BUILDING = Lock()


def rank(text: str, language: str = "", *, limit: int = 5, decisions: Decisions | None = None) -> list[Ranked]:
    """The unit groups that words may mean, the likeliest first; an empty list when nothing of them is known.

    Words of every language that has titles are understood; `language` is tried first. Decisions count in any.
    """
    return rules.rank(text, coder(understood_in(text, language)), limit=limit, decisions=decisions)


def understood_in(text: str, language: str = "") -> str:
    """The language whose titles know most of the words; the given one, else English, where they know as much."""
    own = language[:2] or DEFAULT_LANGUAGE
    known = {each: coder(each).known(text) + (_OWN_LANGUAGE if each == own else 0.0) for each in languages()}
    return max(known, key=lambda each: (known[each], each == DEFAULT_LANGUAGE, each))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that have titles: the shipped ones first."""
    return (*SHIPPED, *(each for each in loaded.languages() if each not in SHIPPED))


@lru_cache(maxsize=16)
def coder(language: str) -> Coder:
    """The titles of one language made ready: from the file written when they were built, else built now (seconds)."""
    digest = _digest(language)
    with _BUILDING:  # threads that ask at once wait for the one that builds
        stored = rules.open_stored(_prepared(language), digest, synonyms())
        if stored is None:
            stored = build(language)
            with suppress(OSError):  # a folder that cannot be written costs each process the building
                _prepared(language).parent.mkdir(parents=True, exist_ok=True)
                rules.save(stored, _prepared(language), digest)
    return stored


def build(language: str) -> Coder:
    """All titles of a language made ready anew."""
    found = list(loaded.entries(language))
    titles = [*shipped(language), *loaded.titles(found)]
    return rules.build(titles, loaded.titles(found, loaded.SENTENCE), synonyms())


def shipped(language: str) -> list[Title]:
    """The titles and search words of a language in the shipped table; none for a language that it does not have."""
    phrases = words(language)
    return [Title(unit, text) for unit in phrases for text in (isco.groups()[unit].titles[language], *phrases[unit])]


def prepare(language: str) -> None:
    """Have the titles of a language built and written after a change of its tables, so that no process needs to."""
    forget()
    coder(language)


def forget() -> None:
    """Read the tables again at the next question."""
    coder.cache_clear()
    languages.cache_clear()


def _prepared(language: str) -> Path:
    return loaded.folder() / f"{language}.npz"


def _digest(language: str) -> str:
    """What a coder of a language is made from: the tables, and the code that reads and weighs them."""
    code = sorted(Path(rules.__file__).parent.glob("*.py"))
    seen = hashlib.sha256(language.encode())
    own = [DATA / "isco08.tsv", DATA / "synonyms.tsv", *sorted(DATA.glob(f"words_{language}.tsv"))]
    for path in [*own, *code]:
        seen.update(path.read_bytes())
    beginning = f"{language}\t".encode()
    for content in (path.read_bytes() for path in loaded.tables()):
        if content.startswith(beginning) or b"\n" + beginning in content:
            seen.update(content)
    return seen.hexdigest()
