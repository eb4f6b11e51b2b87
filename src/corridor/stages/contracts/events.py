"""The news of this stage."""

import uuid
from dataclasses import dataclass

from corridor.foundation.events import event


@event
@dataclass(frozen=True)
class ContractVerified:
    """Contracts hold all that was promised, both sides have accepted, and a second person has looked."""

    contract_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class ContractCancelled:
    """Contracts were declined by the worker or cancelled by an authority; their posts are free again."""

    contract_ids: tuple[uuid.UUID, ...]


@event
@dataclass(frozen=True)
class ContractEnded:
    """Contracts are over, at their term or early."""

    contract_ids: tuple[uuid.UUID, ...]
