"""The news that this stage publishes."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class OfferAccepted:
    """Workers accepted these offers; their posts are filled and contracts can be drafted."""

    offer_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class OfferEnded:
    """These offers were declined, lapsed or withdrawn; their posts are free again."""

    offer_ids: tuple[uuid.UUID, ...]
