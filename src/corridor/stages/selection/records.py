"""The declared shape of what comes in from other stages."""

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RecallGrant:
    """A recall right to be granted: `source` law, agreement or custom; `force` must or may (rules.matching)."""

    person_id: uuid.UUID
    employer_id: uuid.UUID
    source: str
    force: str
    until: date
    placement_id: uuid.UUID | None = None
