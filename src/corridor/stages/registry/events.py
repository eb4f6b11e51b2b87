"""The news that the registry publishes."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class Registered:
    """These persons have a file now."""

    person_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class Erased:
    """These persons are being erased: published before their rows go, in the same transaction."""

    person_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class Merged:
    """`other` is an alias of `kept` from now on."""

    kept: uuid.UUID
    other: uuid.UUID
