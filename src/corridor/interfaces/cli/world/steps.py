"""What is told while a season is played: each step with its counts and seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Counts = dict[str, int]


@dataclass(frozen=True)
class Told:
    """A step that was played."""

    step: str
    counts: Counts
    seconds: float

    def __str__(self) -> str:
        counts = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        return f"{self.step}: {counts}  ({self.seconds:.1f} s)"


@dataclass
class Teller:
    """Collects the steps; `say` hears each line as it is done."""

    say: Callable[[str], None]
    told: list[Told] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Counts]:
        """Time a step; what the block puts into the counts is told at its end."""
        counts: Counts = {}
        begun = time.monotonic()
        yield counts
        self.told.append(Told(name, counts, time.monotonic() - begun))
        self.say(str(self.told[-1]))
