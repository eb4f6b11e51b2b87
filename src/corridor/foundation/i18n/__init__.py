"""Languages of the screens, message catalogues, and content kept in several languages.

`languages` has the fixed tables, `messages` the catalogues of each app, `models` the abstract row of a text in one
language, `texts` the choice among such rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from corridor.foundation.i18n.languages import (
    DEFAULT_LANGUAGE,
    DIRECTION,
    LANGUAGES,
    TRANSLATED,
    direction,
    endonym,
    is_supported,
    supported,
)

__all__ = [
    "DEFAULT_LANGUAGE",
    "DIRECTION",
    "LANGUAGES",
    "TRANSLATED",
    "activate_for",
    "direction",
    "endonym",
    "is_supported",
    "supported",
]


@contextmanager
def activate_for(language: str | None) -> Iterator[str]:
    """Speak a person's language inside the block (a message, a document), and the former one after it.

    Yields the language really spoken: a tag that the screens do not speak gives English.
    """
    # Imported here because settings read the tables above before Django is set up.
    from django.utils import translation

    spoken = supported(language)
    with translation.override(spoken):
        yield spoken
