"""Typed news that travels upward: a lower stage publishes a dataclass, a higher one handles it.

Both happen in the same transaction.

Events are frozen dataclasses in the publishing stage's `events.py`; handlers are registered in the handling stage's
`AppConfig.ready()`. There are no save-signals. `docs/events.md` is generated from `published()`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")

_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_published: dict[type, str] = {}


def event(cls: type[Event]) -> type[Event]:
    """Class decorator: declares a frozen dataclass as an event."""
    _published[cls] = cls.__module__
    return cls


def on(cls: type[Event], handler: Callable[[Event], None]) -> None:
    """Register `handler` for events of exactly `cls`; registering twice is once."""
    if handler not in _handlers[cls]:
        _handlers[cls].append(handler)


def publish(happened: Any) -> None:
    """Call every handler now, in this transaction; an error of one undoes all."""
    if type(happened) not in _published:
        raise TypeError(f"{type(happened).__name__} is not declared as an event")
    for handler in _handlers[type(happened)]:
        handler(happened)


def published() -> dict[type, list[Callable[[Any], None]]]:
    """Every declared event with its handlers, for the generated page."""
    return {cls: list(_handlers[cls]) for cls in _published}
