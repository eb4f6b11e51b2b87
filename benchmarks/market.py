"""A made-up market of any size, the same for every seed: skewed occupations, destinations, languages and orders.

Shapes as in published programmes: few occupations and destinations take most of the wishes, one worker in seven has
worked for an employer before, posts are a tenth of the workers. Nobody in it is real.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np

from corridor.rules.matching.engine.columns import (
    LANGUAGE_BITS,
    NO_DESTINATION,
    NO_OCCUPATION,
    Array,
    Claims,
    Family,
    Orders,
    Register,
    Workers,
    in_drawn_order,
)

OCCUPATIONS, DESTINATIONS, DISTRICTS, EMPLOYERS, SPOKEN = 436, 30, 40, 20_000, 8
TODAY = 46_350  # a day in 2026
REGISTER = Register(months=(3000, 120), level=(1500, 4), language=(1500, 6))


def _skewed(n: int, power: float) -> Array:
    share = 1.0 / np.arange(1, n + 1) ** power
    return np.cumsum(share / share.sum())


def _draw(rng: np.random.Generator, upto: Array, size: int | tuple[int, ...]) -> Array:
    return np.minimum(np.searchsorted(upto, rng.random(size), side="right"), len(upto) - 1)


def workers(count: int, *, seed: int = 2027, sector: bool = False) -> Workers:
    """Return `count` workers in drawn order. `sector`: 12 occupations and 4 destinations, as a seasonal programme
    has."""
    rng = np.random.default_rng(seed)
    kinds, places = (12, 4) if sector else (OCCUPATIONS, DESTINATIONS)
    skills = _draw(rng, np.cumsum([0.45, 0.30, 0.17, 0.08]), count) + 1
    occupations = np.full((count, 4), NO_OCCUPATION, np.uint16)
    main = _draw(rng, _skewed(kinds, 1.0), count)
    for k in range(4):
        near = main + (rng.integers(1, 3, count) + 2 * (k - 1) if sector else rng.integers(1, 8, count) + 8 * (k - 1))
        occupations[:, k] = np.where(skills > k, (near if k else main) % kinds, NO_OCCUPATION)
        for other in range(k):
            occupations[occupations[:, other] == occupations[:, k], k] = NO_OCCUPATION
    empty = occupations == NO_OCCUPATION
    months = np.minimum(12 * (rng.geometric(0.2, (count, 4)) - 1), 360).astype(np.uint16)
    level = _draw(rng, np.cumsum([0.35, 0.25, 0.20, 0.13, 0.07]), (count, 4)).astype(np.uint8)
    months[empty], level[empty] = 0, 0
    born = (TODAY - 18 * 366 - rng.beta(1.6, 2.6, count) * 42 * 365).astype(np.uint16)
    free = TODAY + np.where(rng.random(count) < 0.6, 0, rng.integers(0, 300, count))
    until = TODAY + np.where(rng.random(count) < 0.12, rng.integers(0, 400, count), rng.integers(400, 3650, count))
    families = (
        Family("sex", 2, (rng.random(count) < 0.42).astype(np.uint8)),
        Family("district", DISTRICTS, _draw(rng, _skewed(DISTRICTS, 0.6), count).astype(np.uint8)),
    )
    made = Workers(
        occupations, months, level, _languages(rng, count), _destinations(rng, count, places), born,
        free.astype(np.uint16), until.astype(np.uint16), np.where(rng.random(count) < 0.12, 500, 0).astype(np.uint16),
        families, _claims(rng, count),
    )  # fmt: skip
    return in_drawn_order(made, rng.permutation(count).astype(np.uint32))[0]


def _languages(rng: np.random.Generator, count: int) -> Array:
    packed = np.full(count, 6, np.uint32)
    for language in range(1, SPOKEN):
        grade = _draw(rng, np.cumsum([0.3, 0.28, 0.2, 0.12, 0.07, 0.03]), count) + 1
        grade = np.where(rng.random(count) < 0.3, grade, 0).astype(np.uint32)
        packed |= grade << np.uint32(LANGUAGE_BITS * language)
    return packed


def _destinations(rng: np.random.Generator, count: int, places: int) -> Array:
    wished = _draw(rng, np.cumsum([0.15, 0.2, 0.25, 0.2, 0.2]), count) + 1
    weight = np.log(np.diff(_skewed(places, 0.8), prepend=0.0)).astype(np.float32)
    chosen = np.full((count, 5), NO_DESTINATION, np.uint8)
    for a in range(0, count, 250_000):
        b = min(count, a + 250_000)
        luck = weight - np.log(-np.log(rng.random((b - a, places), dtype=np.float32) + 1e-12) + 1e-12)
        best = np.argsort(-luck, axis=1)[:, : min(5, places)]
        chosen[a:b, : best.shape[1]] = best
    chosen[np.arange(5)[None, :] >= wished[:, None]] = NO_DESTINATION
    return chosen


def _claims(rng: np.random.Generator, count: int) -> Claims:
    has = np.flatnonzero(rng.random(count) < 0.15)
    employer = rng.integers(1, EMPLOYERS + 1, len(has))
    points = 800 + 400 * np.minimum(rng.integers(1, 5, len(has)), 3)
    order = np.argsort(employer, kind="stable")
    tier = (rng.random(len(has)) < 0.2).astype(np.uint8)
    return Claims(
        employer[order].astype(np.uint32), has[order].astype(np.uint32), tier, points[order].astype(np.uint16)
    )


def orders(count: int, posts: int, *, seed: int = 4049, sector: bool = False, rule: str = "cap") -> Orders:
    """Return `count` orders with about `posts` posts, in the order in which workers like them (pay first).

    `rule`: "cap" puts ceilings by sex or district on two orders in five, "kept" keeps posts instead, "none" neither.
    """
    rng = np.random.default_rng(seed)
    kinds, places = (12, 4) if sector else (OCCUPATIONS, DESTINATIONS)
    wanted = np.argsort(np.arange(kinds) + rng.normal(0, 12 if not sector else 2, kinds))
    raw = rng.lognormal(0, 1.0, count)
    number = np.clip(np.round(raw * posts / raw.sum()), 1, 200).astype(np.int32)
    start = TODAY + rng.integers(30, 360, count)
    destination = _draw(rng, _skewed(places, 0.8), count)
    family = (_draw(rng, np.cumsum([0.6, 0.2, 0.2]), count) - 1).astype(np.int8)
    if rule == "none":
        family[:] = -1
    first_group, kept, cap = _quotas(number, family, rule)
    oldest = rng.choice([40, 45, 50, 60], count)
    least = np.where(rng.random(count) < 0.55, _draw(rng, np.cumsum([0.4, 0.35, 0.2, 0.05]), count) + 1, 0)
    return Orders(
        wanted[_draw(rng, _skewed(kinds, 0.9), count)].astype(np.uint16), destination.astype(np.uint8),
        rng.integers(1, EMPLOYERS + 1, count).astype(np.uint32), number,
        (12 * _draw(rng, np.cumsum([0.35, 0.2, 0.2, 0.12, 0.08, 0.05]), count)).astype(np.uint16),
        _draw(rng, np.cumsum([0.55, 0.25, 0.15, 0.05]), count).astype(np.uint8),
        (destination % SPOKEN).astype(np.uint8),
        least.astype(np.uint8),
        start.astype(np.uint16), (start + rng.choice([90, 180, 270, 365], count)).astype(np.uint16),
        (start - oldest * 365).astype(np.uint16), (start - 18 * 365).astype(np.uint16), family, first_group, kept, cap,
    )  # fmt: skip


def _quotas(posts: Array, family: Array, rule: str) -> tuple[Array, Array, Array]:
    groups = np.where(family < 0, 0, np.where(family == 0, 2, DISTRICTS))
    first = np.concatenate([[0], np.cumsum(groups)])[:-1].astype(np.int64)
    of = np.repeat(np.arange(len(posts)), groups)
    share = np.where(family[of] == 0, 0.6, 0.25)
    if rule == "cap":
        return first, np.zeros(len(of), np.int32), np.ceil(posts[of] * share).astype(np.int32)
    within = np.arange(len(of)) - first[of]
    kept = np.where(
        family[of] == 0, np.where(within == 1, posts[of] * 0.4, 0), np.where(within > 35, posts[of] / 20, 0)
    )
    return first, kept.astype(np.int32), posts[of].astype(np.int32)


def workers_from_elsewhere(count: int) -> Workers:
    """Return the same workers, made in a process of its own, so that this one never held what their making takes."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, str(count), folder], check=True)
        return load(Path(folder))


def save(made: Workers, folder: Path) -> None:
    """Write the columns as files of numpy."""
    for field in fields(Workers)[:-2]:
        np.save(folder / f"{field.name}.npy", getattr(made, field.name))
    for family in made.families:
        np.save(folder / f"family.{family.name}.{family.groups}.npy", family.of)
    for field, column in zip(fields(Claims), astuple(made.claims), strict=True):
        np.save(folder / f"claims.{field.name}.npy", column)


def load(folder: Path) -> Workers:
    """Read what `save` wrote."""
    families = []
    for path in sorted(folder.glob("family.*"), reverse=True):  # sex, district
        _, name, groups, _ = path.name.split(".")
        families.append(Family(name, int(groups), np.load(path)))
    claims = Claims(*(np.load(folder / f"claims.{field.name}.npy") for field in fields(Claims)))
    columns = (np.load(folder / f"{field.name}.npy") for field in fields(Workers)[:-2])
    return Workers(*columns, families=tuple(families), claims=claims)


if __name__ == "__main__":
    save(workers(int(sys.argv[1])), Path(sys.argv[2]))
