"""The chance of being chosen before a day, from past rounds, with its uncertainty. Counts come in, never persons.

A past round says: so many candidates stood where this worker stands (eligible for the same occupation, points at most
so many away from theirs), so many of them were chosen. Of REACHES the narrowest is taken at which a round has enough.
Rounds differ by more than chance (other work, other people), so the counts
are taken as beta-binomial, never as one large sample:

- The likeness rho of candidates of one round is the analysis-of-variance estimate (Ridout, Demétrio and Firth 1999,
  Biometrics 55:137), drawn towards RHO by as much as RHO_ROUNDS rounds weigh: few rounds cannot say that they are
  alike. One round alone has rho = RHO.
- A round of n people then counts as n / (1 + (n - 1) rho) of them (the design effect; Kleinman 1973, JASA 68:46). The
  mean chance is a beta with Jeffreys' prior of half a person on either side (Brown, Cai and DasGupta 2001, Statistical
  Science 16:101).
- The next round has a chance of its own: the variance between rounds, rho m (1 - m), is added, and a beta of the same
  mean and variance gives the middle and the 90 % interval.
- Over several rounds ahead the same chance is taken for each. Their luck goes together, which makes the interval wider
  and the middle lower than independent rounds would.

A round with fewer than SMALLEST_SHOWN comparable people is left out (principle 16). It is an account of the past, not a
promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import exp, lgamma, log, log1p

from corridor.rules.fairness.shares import SMALLEST_SHOWN

RHO, RHO_ROUNDS = 0.15, 3
LEVEL = 0.90
BAND, REACHES = 100, (500, 1_000, 2_000)
"""Points of one band of the kept counts, and how far from a worker's own points bands may lie to be comparable."""
YEAR = 365


@dataclass(frozen=True, slots=True)
class Past:
    """Of one published round: how many comparable candidates there were, and how many of them were chosen."""

    comparable: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Band:
    """Candidates of a round whose best points lay in [points, points + BAND) for work of one occupation."""

    occupation: str
    points: int
    comparable: int
    chosen: int


class NoChance(StrEnum):
    """Why no chance can be told."""

    NO_ROUND = "no_round"  # no round was published under this register
    TOO_FEW = "too_few"  # no round had enough comparable people
    NO_WORK = "no_work"  # eligible for no open order now


@dataclass(frozen=True, slots=True)
class Chance:
    """`about` with its interval `low` to `high` (0 to 1), over `ahead` rounds.

    It rests on `people` in `rounds` rounds, whose points lay at most `reach` from the worker's own.
    """

    about: float
    low: float
    high: float
    rounds: int
    people: int
    ahead: int
    reach: int = 0


def comparable(bands: Iterable[Band], occupation: str, points: int, reach: int = REACHES[0]) -> Past:
    """The people of a round who stood where a worker with `points` for an `occupation` stands."""
    own = points // BAND * BAND
    near = [band for band in bands if band.occupation == occupation and abs(band.points - own) <= reach]
    return Past(sum(band.comparable for band in near), sum(band.chosen for band in near))


def rounds_ahead(published: Sequence[date], today: date, until: date) -> int:
    """How many rounds the past rhythm brings until a day, rounded down; at least a year counts as the past.

    A season's rounds come close together: measured over their own weeks they would seem to go on all year.
    """
    if not published or until <= today:
        return 0
    span = max(YEAR, (today - min(published)).days)
    return len(published) * (until - today).days // span


def chance(past: Sequence[Past], ahead: int, k: int = SMALLEST_SHOWN) -> Chance | NoChance:
    """The chance of being chosen in one of `ahead` rounds (at least 1), or why it cannot be told.

    Raises ValueError for counts that make no sense.
    """
    if ahead < 1 or any(not 0 <= one.chosen <= one.comparable for one in past):
        raise ValueError("at least one round ahead, and no more chosen than there were")
    used = [one for one in past if one.comparable >= k]
    if not used:
        return NoChance.TOO_FEW if past else NoChance.NO_ROUND
    a, b = _next_round(used, _likeness(used))
    low, high = (1 - (1 - _quantile(a, b, tail)) ** ahead for tail in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    missed = 1.0
    for n in range(ahead):  # the mean of (1 - q) ** ahead under a beta
        missed *= (b + n) / (a + b + n)
    about = 1 - missed
    return Chance(about, min(low, about), max(high, about), len(used), sum(one.comparable for one in used), ahead)


def chance_at(
    rounds: Sequence[Sequence[Band]], occupation: str, points: int, ahead: int, k: int = SMALLEST_SHOWN
) -> Chance | NoChance:
    """The chance of a worker with `points` for an `occupation`, at the narrowest reach that can tell one."""
    told: Chance | NoChance = NoChance.NO_ROUND
    for reach in REACHES:
        told = chance([comparable(bands, occupation, points, reach) for bands in rounds], ahead, k)
        if isinstance(told, Chance):
            return replace(told, reach=reach)
    return told


def tenths(told: Chance) -> tuple[int, int, int]:
    """(about, low, high) in tenths: the interval is never made narrower by rounding."""
    low, high = int(told.low * 10), 10 - int((1 - told.high) * 10)
    return min(max(round(told.about * 10), low), high), low, high


def _likeness(past: Sequence[Past]) -> float:
    """The intraclass correlation of the candidates of one round, drawn towards RHO; between 0 and 1."""
    rounds = len(past)
    if rounds == 1:
        return RHO
    people = sum(one.comparable for one in past)
    mean = sum(one.chosen for one in past) / people
    between = sum(one.comparable * (one.chosen / one.comparable - mean) ** 2 for one in past) / (rounds - 1)
    left = people - rounds
    within = sum(one.chosen * (1 - one.chosen / one.comparable) for one in past) / left if left else 0.0
    size = (people - sum(one.comparable**2 for one in past) / people) / (rounds - 1)
    whole = between + (size - 1) * within
    found = max(0.0, (between - within) / whole) if whole > 0 else 0.0
    return (RHO_ROUNDS * RHO + (rounds - 1) * found) / (RHO_ROUNDS + rounds - 1)


def _next_round(past: Sequence[Past], rho: float) -> tuple[float, float]:
    """The beta (a, b) of the chance in a further round."""
    a = b = 0.5
    for one in past:
        weight = 1 / (1 + (one.comparable - 1) * rho)
        a += weight * one.chosen
        b += weight * (one.comparable - one.chosen)
    mean, room = a / (a + b), a * b / (a + b) ** 2
    unsure = room / (a + b + 1)
    concentration = room / (unsure + rho * (room - unsure)) - 1
    return mean * concentration, (1 - mean) * concentration


def _quantile(a: float, b: float, tail: float) -> float:
    """The point below which a beta has the share `tail`, by halving; exact to a millionth."""
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if _below(a, b, middle) < tail else (low, middle)
    return (low + high) / 2


def _below(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast below here only
        return 1 - _below(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    fraction = 1.0
    for m in range(60, 0, -1):  # from the inside out: odd and even terms in turn
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        fraction = 1 + odd / (1 + even / fraction)
    return front / fraction
