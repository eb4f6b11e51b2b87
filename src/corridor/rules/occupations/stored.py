"""A `Coder` as a file, so that a process need not build it anew: arrays and lines of text, nothing that runs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corridor.rules.occupations.coder import Coder, Rows
from corridor.rules.occupations.slips import Vocabulary


def save(coder: Coder, path: Path, digest: str) -> None:
    """Write a coder. `digest` names what it was built from; `open_stored` asks for the same."""
    arrays = {
        "first": coder.first,
        "rarity": coder.rarity,
        **{f"speaks_{name}": getattr(coder.speaks, name) for name in ("starts", "columns", "values")},
        **{f"holders_{name}": getattr(coder.holders, name) for name in ("starts", "columns", "values")},
        "digest": _bytes([digest]),
        "codes": _bytes(coder.codes),
        "titles": _bytes(" ".join(title.split()) for title in coder.titles),
        "features": _bytes(coder.features),
    }
    part = path.with_suffix(f".{os.getpid()}.part.npz")  # another process may write the same
    np.savez(part, **arrays)
    part.replace(path)


def open_stored(path: Path, digest: str, synonyms: Mapping[str, str]) -> Coder | None:
    """The coder in a file; None where there is no file, it is damaged, or it was built from something else."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            if _lines(stored["digest"]) != [digest]:
                return None
            features = _lines(stored["features"])
            rarity = stored["rarity"]
            return Coder(
                codes=tuple(_lines(stored["codes"])),
                titles=tuple(_lines(stored["titles"])),
                first=stored["first"],
                features={feature: place for place, feature in enumerate(features)},
                speaks=Rows(stored["speaks_starts"], stored["speaks_columns"], stored["speaks_values"]),
                holders=Rows(stored["holders_starts"], stored["holders_columns"], stored["holders_values"]),
                rarity=rarity,
                synonyms=synonyms,
                vocabulary=Vocabulary(feature for feature, rare in zip(features, rarity, strict=True) if rare > 0),
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _bytes(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(stored: NDArray[np.uint8]) -> list[str]:
    text = stored.tobytes().decode()
    return text.split("\n") if text else []
