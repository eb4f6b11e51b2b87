"""The news of this stage."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class VersionPublished:
    """Rules of a scheme were published; rounds, contracts and paths made from now on follow them."""

    version_id: uuid.UUID
