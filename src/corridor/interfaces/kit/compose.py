"""What the journeys of a door give to its first page: tasks, milestones, panels and tiles, composed there in order.

A journey's `compose.py` has one function for each kind that its door collects: `tasks(actor) -> list[Task]`;
the first page calls them all, so that journeys do not know each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader: the words, the page where it is done and the words of its button.

    `order` is the place among tasks (smaller first); `due` a deadline; `tag` and `tone` a warning beside it.
    """

    title: Any
    text: Any
    url: str
    button: Any
    due: date | None = None
    tag: Any = ""
    tone: str = ""
    order: int = 50


@dataclass(frozen=True)
class Milestone:
    """One stop on a worker's way; `state` is "done", "now", "late" or "" (still to come)."""

    title: Any
    note: Any = ""
    state: str = ""
    order: int = 50
    on: date | None = None
    url: str = ""
    link: Any = ""


@dataclass(frozen=True)
class Panel:
    """A section of the whole file of a person: a heading, its anchor, and a template with its context."""

    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    anchor: str = ""


@dataclass(frozen=True)
class Action:
    """What may be done with a file: the words, and the page of its form."""

    label: Any
    url: str
    icon: str = ""
    order: int = 50


@dataclass(frozen=True)
class Tile:
    """A figure with its meaning in words, and the list behind it."""

    figure: Any
    label: Any
    url: str = ""
    words: Any = ""
    tone: str = ""
    order: int = 50


def collect(journeys: Iterable[ModuleType], kind: str, *arguments: Any) -> list[Any]:
    """Everything that the journeys' functions named `kind` give for these arguments, in order."""
    found = [item for journey in journeys if hasattr(journey, kind) for item in getattr(journey, kind)(*arguments)]
    return sorted(found, key=lambda item: item.order)
