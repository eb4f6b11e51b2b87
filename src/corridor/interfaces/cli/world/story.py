"""The story: one season and the recall into the next on an empty database, then the questions whether all adds up."""

import uuid
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.exchange.h2a import import_h2a
from corridor.stages.demand import api as demand

from . import asking, choosing, registering, returning, setting
from .calendar import Year, calendar
from .cast import WHY
from .clock import at
from .people import newcomers
from .places import FARMS, Farm
from .seasons import Season
from .steps import Teller

POSTS = 0.6
"""Posts for each worker who applies."""
RECALLED = 0.7
IMPORTED = Year("2016", date(2016, 3, 1), date(2016, 12, 31))
"""The season of the disclosure file that is shipped for demonstrations: spring of its fiscal year."""
FIRST_DAYS = 46
MOST_POSTS = 40


def play(workers: int, orders: Path | None, tell: Teller, today: date) -> None:
    """Play both seasons for so many workers; job orders are invented, or taken from a disclosure file."""
    random = Random("story")  # noqa: S311
    if orders is None:
        season = _invented(workers, tell, today, random)
    else:
        season = _imported(workers, orders, tell, random)
    season.cast.say = tell.say
    _people(season, workers)
    offers = season.rounds()
    season.conclude(offers)
    season.prepare()
    season.travel()
    season.work()
    season.come_back()
    season.close()
    _again(season)


def _invented(workers: int, tell: Teller, today: date, random: Random) -> Season:
    year = calendar(today).past
    begin = year.before(300)
    with tell.step("offices, law and scheme set up, farms verified") as counts:
        place = setting.found(begin, setting.colombia())
        corridor = place.corridors[0]
        setting.employers(place, corridor, list(FARMS), begin + timedelta(days=20))
        counts |= {"accounts": len(place.cast.accounts), "farms": len(FARMS)}
    wanted = max(len(FARMS), round(workers * POSTS))
    posts = {farm: wanted // len(FARMS) + (n < wanted % len(FARMS)) for n, farm in enumerate(FARMS)}
    with tell.step("job orders drafted, verified, approved and opened") as counts:
        row = asking.open_season(place.cast, corridor, year, wanted, year.before(240))
        ids = asking.ask(place.cast, corridor, row, posts, year.before(160), random, until="open")
        counts |= {"job orders": len(ids), "posts": wanted}
    return Season(place.cast, corridor, year, row, dict(zip(posts, ids, strict=True)), random, tell)


def _imported(workers: int, path: Path, tell: Teller, random: Random) -> Season:
    year = IMPORTED
    with tell.step("offices, law and scheme set up") as counts:
        place = setting.found(year.before(300), setting.united_states())
        corridor, cast = place.corridors[0], place.cast
        counts["accounts"] = len(cast.accounts)
    wanted = round(workers * POSTS)
    row = asking.open_season(cast, corridor, year, wanted + MOST_POSTS, year.before(240))
    with tell.step("job orders imported") as counts, at(year.before(200)), cast.playing(corridor.officer) as officer:
        report = import_h2a(path, by=officer, scheme_id=corridor.scheme.id, season_id=row.id, progress=_heard(tell))
        counts |= {"rows": report.rows, "imported": report.imported, "joined": report.joined, "refused": report.refused}
    with tell.step("employers verified, job orders verified, approved and opened") as counts:
        orders = _chosen(row, wanted, random)
        farms = {Farm(f"{o.employer.name} ({o.number})", o.town, o.region, ""): o for o in orders}
        rows = {farm: order.employer for farm, order in farms.items()}
        setting.welcome(cast, corridor, rows, year.before(180))
        asking.approve(cast, corridor, [order.id for order in orders], year.before(160))
        counts |= {"job orders": len(orders), "posts": sum(order.posts for order in orders)}
    found = Season(cast, corridor, year, row, {farm: order.id for farm, order in farms.items()}, random, tell)
    found.trades = Counter(code for order in orders for code in [order.occupation_code] * order.posts)
    return found


def _heard(tell: Teller) -> Any:
    def progress(rows: int) -> None:
        if rows % 3000 == 0:
            tell.say(f"  {rows:,} rows read")

    return progress


def _chosen(season: Any, wanted: int, random: Random) -> list[Any]:
    """Orders of different employers that begin soon and have nothing against them, up to `wanted` posts."""
    last = IMPORTED.starts_on + timedelta(days=FIRST_DAYS)
    with acting(SYSTEM, WHY):
        rows = demand.orders(SYSTEM, state="submitted", season_id=season.id).filter(
            start__range=(IMPORTED.starts_on, last),
            end__lte=IMPORTED.ends_on,
            posts__lte=MOST_POSTS,
            coding="sure",
            country="US",
        )
        good = [row for row in rows.order_by("number") if not any(found["blocking"] for found in row.findings)]
    random.shuffle(good)
    taken: dict[uuid.UUID, Any] = {}
    for row in good:
        if sum(order.posts for order in taken.values()) >= wanted:
            break
        taken.setdefault(row.employer_id, row)
    return list(taken.values())


def _people(season: Season, workers: int) -> None:
    cast, year = season.cast, season.year
    with season.tell.step("workers registered and verified") as counts:
        near = round(workers * 0.6)
        offices = {"Pereira": near, "Armenia": workers - near}
        drawn = newcomers("story", "CO", offices, year.ends_on, season.trades or None)
        known = registering.register(cast, drawn, year.before(190))
        counts["workers"] = len(known)
    season.applications(known)


def _again(season: Season) -> None:
    """The next season: the same farms ask again and call back most of those who came."""
    cast, corridor, random, tell = season.cast, season.corridor, season.random, season.tell
    year = Year(
        str(season.year.starts_on.year + 1),
        season.year.starts_on + timedelta(days=364),
        season.year.ends_on + timedelta(days=364),
    )
    with tell.step("next season: farms ask again") as counts:
        orders = _orders_again(season)
        quota = sum(order.posts for order in orders.values())
        row = asking.open_season(cast, corridor, year, quota, year.before(120))
        records = {farm: asking.record_again(order, row, 364) for farm, order in orders.items()}
        ids = asking.take(cast, corridor, records, year.before(100), until="open")
        counts |= {"job orders": len(ids), "posts": quota}
    with tell.step("called back, and accepted") as counts:
        called = {farm: (order, records[farm].posts) for farm, order in zip(records, ids, strict=True)}
        offers = returning.recall(cast, corridor, called, year.before(95), RECALLED, random, lent=corridor.scope_id)
        accepted = choosing.answer_offers(cast, offers, year.before(92), random, decline=0.05)
        counts |= {"offers": len(offers), "accepted": len(accepted)}
    second = Season(cast, corridor, year, row, dict(zip(records, ids, strict=True)), random, tell)
    second.conclude(accepted)
    second.prepare()
    second.travel()


def _orders_again(season: Season) -> dict[Farm, Any]:
    with acting(SYSTEM, WHY):
        rows = {row.id: row for row in demand.orders(SYSTEM).filter(id__in=list(season.orders.values()))}
        filled = {farm: rows[order] for farm, order in season.orders.items()}
    return {farm: order for farm, order in filled.items() if order.filled}
