"""Levels of a language: none, and the six of the Common European Framework (CEFR), each with what a person can do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Level:
    """`number` is 0 (none) to 6 (C2), as the matching rules count; `code` is what people call it."""

    number: int
    code: str
    can_do: Promise


LEVELS: tuple[Level, ...] = (
    Level(0, "", _("Does not speak it yet.")),
    Level(1, "A1", _("Can greet, give their name, and understand simple words said slowly.")),
    Level(2, "A2", _("Can shop, ask the way, and follow simple instructions at work.")),
    Level(3, "B1", _("Can talk about work and daily life, and explain a problem.")),
    Level(4, "B2", _("Can take part in most conversations and understand a contract with some help.")),
    Level(5, "C1", _("Can speak and write with ease about almost anything.")),
    Level(6, "C2", _("Understands and says everything, as those who grew up with it.")),
)


def level(number: int) -> Level:
    """The level of a number; KeyError outside 0 to 6."""
    if not 0 <= number < len(LEVELS):
        raise KeyError(number)
    return LEVELS[number]


def number(code: str) -> int:
    """The number of a level's code (`b1` gives 3), 0 for an empty one; KeyError for an unknown code."""
    numbers = {item.code: item.number for item in LEVELS}
    return numbers[code.strip().upper()]


def label(number: int) -> str:
    """`B1`, or the sentence for none, in the reader's language."""
    found = level(number)
    return found.code or str(found.can_do)


def as_choices() -> list[tuple[int, str]]:
    """(number, "B1: can-do sentence") for a select, in the reader's language."""
    return [(item.number, f"{item.code}: {item.can_do}" if item.code else str(item.can_do)) for item in LEVELS]
