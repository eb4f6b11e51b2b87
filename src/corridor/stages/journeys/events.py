"""The news of this stage."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class Departed:
    """Workers have left for the country of work."""

    placement_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class Arrived:
    """Workers have arrived at the place of work."""

    placement_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class PlacementEnded:
    """Work has ended, whether in time or early: the news does not tell them apart (principle 4)."""

    placement_ids: tuple[uuid.UUID, ...]
