"""What one worker can get: the open work of a scheme, what would open more of it, and the chance of being chosen.

Read by the worker themself (or by whoever may read the whole file). Of other people only counts of past rounds come in,
kept without persons when each round was published (services/bands.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from corridor.foundation.database.context import Actor
from corridor.rules.matching import Failure, Mend, Score, Weight
from corridor.rules.matching.chance import Band, Chance, NoChance, chance_at, rounds_ahead
from corridor.rules.matching.openings import Gain, gains, standings
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from .models import Application, Round
from .services.common import today
from .services.market import orders_of, workers_of
from .services.workers import own_columns, plain_order

_READ = (
    *("number", "occupation_code", "country", "start", "end", "experience_months", "languages", "skills", "training"),
    *("employer_id", "posts", "reserved", "filled", "season_id"),
)
WAITING = ("on_roster", "reserve", "not_selected", "shortlisted")
"""States of a place on the roster that a round may still choose from."""
ROUNDS = 20
"""The newest rounds from which a chance is told."""


@dataclass(frozen=True)
class Able:
    """An open order that the worker may do, with the points that they would have now."""

    order: Any
    score: Score


@dataclass(frozen=True)
class NotYet:
    """An open order with the rules that are not met."""

    order: Any
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Work:
    """The open orders of a scheme for one worker: what they may do, most points first; the rest, nearest first."""

    able: tuple[Able, ...]
    not_yet: tuple[NotYet, ...]
    gains: tuple[Gain, ...]

    @property
    def total(self) -> int:
        """How many orders are open."""
        return len(self.able) + len(self.not_yet)

    @property
    def opening(self) -> tuple[Gain, ...]:
        """The changes that open at least one order."""
        return tuple(gain for gain in self.gains if gain.opens)


@dataclass(frozen=True)
class Outlook:
    """The chance until `until`, or why there is none; `known` rounds of the scheme were published.

    `ahead` is what their rhythm brings before `until`; where that is none, the chance is of one round.
    """

    chance: Chance | NoChance
    until: date
    known: int
    ahead: int


def work_of(row: Application, *, actor: Actor) -> Work:
    """The open orders with free posts of an application's scheme, by the rules and points of a round held now.

    Of an order only what a round reads is loaded: a nation has ten thousand, and a page shows ten of them.
    """
    rules = agreements.rules_of(_version(row))
    rows = demand.public_orders(scheme_id=row.scheme_id).order_by("number")
    rows = rows.select_related(None).only(*_READ)
    free = {order: demand.balance(order).free for order in rows}
    found = [order for order in free if free[order] > 0]
    laws = {country: agreements.law_of(country) for country in {order.country for order in found}}
    orders = orders_of([plain_order(order, free[order], rules, laws[order.country]) for order in found])
    seasons = {order.season_id for order in found}
    starts = [season.starts_on for season in agreements.seasons(row.scheme_id) if season.id in seasons]
    before = max(starts, default=today())
    workers = workers_of([(str(row.id), {**own_columns(row, before, by=actor)})])
    register = [Weight(line.criterion, line.points, line.full_at) for line in rules.counted]
    now = standings(workers, orders, 0, register)
    able = [Able(order, each.score) for order, each in zip(found, now, strict=True) if each.score is not None]
    rest = [NotYet(order, each.failures) for order, each in zip(found, now, strict=True) if each.failures]
    return Work(
        tuple(sorted(able, key=lambda each: -each.score.total)),
        tuple(sorted(rest, key=lambda each: (_beyond(each.failures), len(each.failures)))),
        tuple(gains(workers, orders, 0, register, now)),
    )


def outlook(row: Application, work: Work) -> Outlook | None:
    """The chance of being chosen before the place on the roster ends; None for who is on no roster."""
    if row.state not in WAITING or row.roster_until is None or row.roster_until < today():
        return None
    register = [line.model_dump() for line in agreements.rules_of(_version(row)).counted]
    published = Round.objects.filter(scheme_id=row.scheme_id, state="published").order_by("-published_at")
    rounds = list(published.values("published_at", "register", "bands")[:ROUNDS])
    days = [timezone.localdate(each["published_at"]) for each in rounds]
    ahead = rounds_ahead(days, today(), row.roster_until)
    return Outlook(_chance(work, rounds, register, ahead), row.roster_until, len(rounds), ahead)


def _chance(work: Work, rounds: Sequence[dict[str, Any]], register: Any, ahead: int) -> Chance | NoChance:
    """Rounds that counted by another register gave other points: they cannot be compared and are left out."""
    if not work.able:
        return NoChance.NO_WORK
    most = work.able[0].score.total
    occupation = min(each.order.occupation_code for each in work.able if each.score.total == most)
    alike = [[Band(*band) for band in each["bands"]] for each in rounds if each["register"] == register]
    return chance_at(alike, occupation, most, max(1, ahead))


def _beyond(failures: Sequence[Failure]) -> bool:
    """Whether a rule stands among these that nobody can change: such work comes last."""
    return any(failed.mend in (Mend.WAIT_FOR_AGE, Mend.OTHER_ORDER) for failed in failures)


def _version(row: Application) -> Any:
    return agreements.current_version(row.scheme_id) or row.version
