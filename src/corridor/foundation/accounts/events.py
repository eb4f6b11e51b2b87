"""What the layer of accounts tells those above it."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class AccessReset:
    """Somebody else made a new password or authenticator for an account; its owner is told."""

    account_id: uuid.UUID
    language: str
    what: str
