"""What the stage tells those above it."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class OrderOpened:
    """Job orders take applications now."""

    order_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class OrderClosed:
    """Job orders take nobody any more: closed by the employer or an office, or revoked."""

    order_ids: tuple[uuid.UUID, ...]
