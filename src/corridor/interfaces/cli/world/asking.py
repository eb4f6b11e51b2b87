"""Farms ask for workers: drafted and sent by each farm, verified by the officer, approved by the ministry, opened."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from .calendar import Year
from .cast import Cast
from .clock import at
from .places import WORK, Farm
from .setting import Corridor

WAVES = (0, 21, 45)
"""First days of work of the three arrival waves, counted from the first day of the season."""


def open_season(cast: Cast, corridor: Corridor, year: Year, quota: int, day: date) -> Any:
    with at(day), cast.playing(corridor.approver) as approver:
        return agreements.open_season(
            corridor.scheme.id,
            code=year.code,
            starts_on=year.starts_on,
            ends_on=year.ends_on,
            quota=quota,
            reserve=max(1, quota // 10),
            by=approver,
        )


def order_record(corridor: Corridor, season: Any, farm: Farm, posts: int, wave: int, random: Random) -> Any:
    """What a farm asks for; each pays at or above the standard contract."""
    work = WORK[farm.work]
    rules = agreements.rules_of(corridor.version)
    wage = {**rules.standard_terms["wage"], "value": f"{1323 + 10 * random.randint(0, 14)}.00"}
    start = season.starts_on + timedelta(days=WAVES[wave])
    return demand.JobOrderRecord(
        employer_id=corridor.farms[farm].id,
        title=work.title,
        duties=work.duties,
        occupation_code=work.code,
        posts=posts,
        start=start,
        end=season.ends_on - timedelta(days=random.choice((0, 0, 7, 14))),
        workplace=f"Finca de {farm.name}",
        town=farm.town,
        region=farm.region,
        country="ES",
        terms={**rules.standard_terms, "wage": wage},
        skills=[],
        training=list(work.training),
        scheme_id=corridor.scheme.id,
        season_id=season.id,
    )


def ask(
    cast: Cast, corridor: Corridor, season: Any, posts: Mapping[Farm, int], day: date, random: Random, *, until: str
) -> list[uuid.UUID]:
    """One job order a farm, taken as far as `until`: draft, submitted, verified, approved or open."""
    records = {
        farm: order_record(corridor, season, farm, count, number % len(WAVES), random)
        for number, (farm, count) in enumerate(posts.items())
    }
    return take(cast, corridor, records, day, until=until)


def record_again(order: Any, season: Any, days: int) -> Any:
    """The same work for the same farm so many days later, in another season."""
    kept = ("title", "duties", "occupation_code", "posts", "workplace", "town", "region", "country", "terms")
    more = ("employer_id", "scheme_id", "experience_months", "languages", "skills", "training")
    return demand.JobOrderRecord(
        **{name: getattr(order, name) for name in (*kept, *more)},
        start=order.start + timedelta(days=days),
        end=order.end + timedelta(days=days),
        season_id=season.id,
    )


def take(cast: Cast, corridor: Corridor, records: Mapping[Farm, Any], day: date, *, until: str) -> list[uuid.UUID]:
    """Job orders of farms from draft as far as `until`, each step by whose it is."""
    ids = []
    for farm, record in records.items():
        with at(day - timedelta(days=14)), cast.playing(f"employer {farm.name}") as employer:
            order = demand.draft_orders([record], by=employer)[0]
            if until != "draft":
                demand.submit([order.id], by=employer)
        ids.append(order.id)
    reached = ("draft", "submitted", "verified", "approved", "open").index(until)
    approve(cast, corridor, ids, day, reached)
    return ids


def approve(cast: Cast, corridor: Corridor, ids: Sequence[uuid.UUID], day: date, reached: int = 4) -> None:
    """What the authorities do with job orders that were sent: verify (2), approve (3), open (4)."""
    if reached >= 2:
        with at(day - timedelta(days=7)), cast.playing(corridor.officer) as officer:
            demand.verify(ids, by=officer)
    if reached >= 3:
        with at(day - timedelta(days=3)), cast.playing(corridor.approver) as approver:
            demand.approve(ids, by=approver)
    if reached >= 4:
        with at(day), cast.playing(corridor.officer) as officer:
            demand.open_orders(ids, by=officer)


def close(cast: Cast, corridor: Corridor, order_ids: Sequence[uuid.UUID], day: date) -> None:
    """Orders whose season is over are closed by the officer."""
    for order_id in order_ids:
        with at(day), cast.playing(corridor.officer) as officer:
            demand.close_order(order_id, by=officer)
