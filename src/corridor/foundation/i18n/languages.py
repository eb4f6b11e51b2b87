"""The languages Corridor speaks and the direction each is written in.

Only tables: settings import this module before Django is set up.
"""

DEFAULT_LANGUAGE = "en"
"""The language of the msgids, and the last resort of every fallback."""

LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("es", "Español"), ("ar", "العربية"))
"""Code and endonym of each language of the screens, in the shape of Django's setting of the same name."""

TRANSLATED: tuple[str, ...] = tuple(code for code, _endonym in LANGUAGES if code != DEFAULT_LANGUAGE)
"""The languages that have a catalogue in each app."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "ckb", "ug", "sd", "dv", "he", "yi"})
"""The languages of the world's people that are written from right to left, by primary subtag."""

DIRECTION: dict[str, str] = {code: "rtl" if code in RIGHT_TO_LEFT else "ltr" for code, _endonym in LANGUAGES}
"""The direction of each language of the screens; `direction` answers for any other."""


def primary_subtag(language: str) -> str:
    """The language without script, region or variant, in lower case: `ar-EG` and `ar_EG` give `ar`."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def direction(language: str) -> str:
    """`rtl` or `ltr` for a language tag, from the fixed table; an unknown language is `ltr`."""
    return "rtl" if primary_subtag(language) in RIGHT_TO_LEFT else "ltr"


def is_supported(language: str) -> bool:
    """True when the screens speak the language of this tag."""
    return primary_subtag(language) in DIRECTION


def supported(language: str | None) -> str:
    """The language of the screens that serves a wanted tag: its own, or English."""
    return primary_subtag(language) if language and is_supported(language) else DEFAULT_LANGUAGE


def endonym(language: str) -> str:
    """A language's name in itself; KeyError when the screens do not speak it."""
    return dict(LANGUAGES)[primary_subtag(language)]
