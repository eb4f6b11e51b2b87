"""Content kept in several languages: which row a reader gets, and what the reader is told about it.

A row has `language`, `text`, `source_hash` and `status` (see `models.TextInLanguage`). The original is the row whose
source hash is that of its own text; a translation holds the hash of the original that it was made from.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from corridor.foundation.i18n.languages import DEFAULT_LANGUAGE, direction, primary_subtag


class TextRow(Protocol):
    """What `text_for` reads of a row."""

    language: str
    text: str
    source_hash: str
    status: str


@dataclass(frozen=True)
class ChosenText:
    """A text as it may be shown: `language` and `direction` belong on the element that holds it."""

    text: str
    language: str
    wanted: str
    checked: bool
    outdated: bool

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, of the text itself."""
        return direction(self.language)

    @property
    def is_fallback(self) -> bool:
        """True when the text is not in the wanted language; the screen says so beside it."""
        return primary_subtag(self.language) != primary_subtag(self.wanted)


def hash_of(text: str) -> str:
    """The fingerprint of a source text: SHA-256 in hexadecimal, 64 characters, over the text without outer space."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def text_for(rows: Iterable[TextRow], language: str) -> ChosenText:
    """The text in the wanted language, else the original, else English, else any; LookupError when there is none.

    An empty text never hides another language's. The answer says when it is a fallback, when nobody has checked the
    translation, and when the original has changed since.
    """
    filled = [row for row in rows if row.text.strip()]
    if not filled:
        raise LookupError("There is no text in any language.")
    original = next((row for row in filled if row.source_hash == hash_of(row.text)), None)

    def rank(row: TextRow) -> tuple[bool, bool, bool, bool, str]:
        return (
            row.language.lower() != language.lower(),
            primary_subtag(row.language) != primary_subtag(language),
            row is not original,
            primary_subtag(row.language) != DEFAULT_LANGUAGE,
            row.language,
        )

    chosen = min(filled, key=rank)
    outdated = original is not None and chosen.source_hash != original.source_hash
    return ChosenText(
        text=chosen.text,
        language=chosen.language,
        wanted=language,
        checked=chosen is original or (chosen.status == "checked" and not outdated),
        outdated=outdated,
    )
