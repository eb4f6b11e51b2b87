"""The declared shape of what comes in from other stages."""

import uuid
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class RecallGrant:
    """A recall right to be granted: `source` law, agreement or custom; `force` must or may (rules.matching)."""

    person_id: uuid.UUID
    employer_id: uuid.UUID
    source: str
    force: str
    until: date
    placement_id: uuid.UUID | None = None


@dataclass(frozen=True)
class InterviewPlan:
    """When and how candidates are met: the first begins at `clock` of `day` in `zone` (IANA), each takes `minutes`.

    `way` is phone, video or place; `place` the number, link or address; `language` ISO 639-3.
    """

    day: date
    clock: time
    zone: str
    minutes: int
    way: str
    place: str
    language: str
