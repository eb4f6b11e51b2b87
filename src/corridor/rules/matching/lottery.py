"""A draw that anybody can recompute with a pocket tool.

Each identifier gets the SHA-256 of the UTF-8 text "<seed>|<identifier>"; the smallest hexadecimal digest comes first.
The SHA-256 of the seed alone is published before the inputs close, the seed itself with the result: nobody can choose
a seed that suits them after seeing the applicants.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def commitment(seed: str) -> str:
    """Return the SHA-256 of the seed in hexadecimal, to be published before the inputs close."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(seed: str, identifier: str) -> str:
    """Return the lot of one identifier: 64 hexadecimal digits, the smallest of which wins."""
    return hashlib.sha256(f"{seed}|{identifier}".encode()).hexdigest()


def draw(seed: str, identifiers: Iterable[str]) -> list[str]:
    """Return the identifiers in drawn order; the order in which they are given does not matter."""
    return sorted(set(identifiers), key=lambda identifier: (lot(seed, identifier), identifier))


def positions(seed: str, identifiers: Iterable[str]) -> dict[str, int]:
    """Return each identifier's position in the draw, 1 for the first."""
    return {identifier: place for place, identifier in enumerate(draw(seed, identifiers), start=1)}
