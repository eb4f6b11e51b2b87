"""The demo world, loaded into an empty database in one transaction: all of it, or nothing."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.db import transaction

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.journeys import api as journeys
from corridor.stages.registry import api as registry
from corridor.stages.selection import api as selection

from . import asking, journeying, registering, setting
from .calendar import Calendar, calendar
from .cast import WHY
from .clock import at
from .people import Newcomer, newcomers
from .places import FARMS
from .present import Present
from .seasons import Season
from .setting import Setting
from .sign_ins import keep_workers
from .steps import Teller

MOROCCAN_FARMS = 6
SEED = "corridor"


def is_empty() -> bool:
    """Whether nobody works here yet."""
    with acting(SYSTEM, WHY):
        return not Organisation.objects.exists()


def load(size: int, today: date, var: Path, say: Callable[[str], None]) -> Teller:
    """A world of `size` workers as it stands on `today`."""
    tell, days = Teller(say), calendar(today)
    with transaction.atomic():
        place = _place(tell, days)
        random = Random(SEED)  # noqa: S311
        people = _people(size, days)
        colombia = _past(place, people["past"], days, size, random, tell)
        _running(place, people["Tetuán"], days, size, random, tell)
        offers = _coming(place, people["new"], colombia, days, random, tell)
        with acting(SYSTEM, WHY):
            place.cast.let_in(*(part for part, who in place.cast.accounts.items() if not who.is_worker))
    keep_workers(var, _shown(offers))
    return tell


def _place(tell: Teller, days: Calendar) -> Setting:
    with tell.step("offices, staff, law and schemes") as counts:
        begin = days.past.before(300)
        place = setting.found(begin, setting.colombia(), setting.morocco())
        colombia, morocco = place.corridors
        setting.employers(place, colombia, list(FARMS[MOROCCAN_FARMS:]), begin + timedelta(days=20))
        setting.employers(place, morocco, list(FARMS[:MOROCCAN_FARMS]), begin + timedelta(days=30))
        counts |= {"accounts": len(place.cast.accounts), "farms": len(FARMS)}
    return place


def _people(size: int, days: Calendar) -> dict[str, list[Newcomer]]:
    """Three quarters came before the past season, a tenth are new, the rest come to Tetuán."""
    tetuan, new = round(size * 0.15), round(size * 0.1)
    past = size - tetuan - new
    pereira = round((past + new) * 0.6)
    drawn = newcomers(SEED, "CO", {"Pereira": pereira, "Armenia": past + new - pereira}, days.today)
    return {"past": drawn[:past], "new": drawn[past:], "Tetuán": newcomers(SEED, "MA", {"Tetuán": tetuan}, days.today)}


def _past(place: Setting, people: list[Newcomer], days: Calendar, size: int, random: Random, tell: Teller) -> Season:
    """The season that ended last month, from the first order to the last return."""
    cast, corridor, year = place.cast, place.corridors[0], days.past
    with tell.step("workers registered") as counts:
        known = registering.register(cast, people, year.before(190))
        counts["workers"] = len(known)
    posts = _posts(corridor.farms, round(size * 0.5), random)
    with tell.step("job orders approved and opened") as counts:
        row = asking.open_season(cast, corridor, year, round(size * 0.55), year.before(240))
        ids = asking.ask(cast, corridor, row, posts, year.before(160), random, until="open")
        counts |= {"job orders": len(ids), "posts": sum(posts.values())}
    season = Season(cast, corridor, year, row, dict(zip(posts, ids, strict=True)), random, tell)
    applying = len(known) * 14 // 15
    season.applications(dict(list(known.items())[:applying]))
    season.conclude(season.rounds(most=2))
    season.prepare()
    season.travel()
    season.work(asked=0.3)
    season.come_back(waiting=3, away=2)
    season.close()
    return season


def _posts(farms: object, wanted: int, random: Random) -> dict[setting.Farm, int]:
    """Posts for each farm, about `wanted` in all, and at least one each."""
    names = list(farms)  # type: ignore[call-overload]
    shares = [random.uniform(0.6, 1.6) for _farm in names]
    return {farm: max(1, round(wanted * share / sum(shares))) for farm, share in zip(names, shares, strict=True)}


def _running(place: Setting, people: list[Newcomer], days: Calendar, size: int, random: Random, tell: Teller) -> None:
    """The season that runs now from Tetuán: two waves at work, the third about to leave."""
    cast, corridor, year = place.cast, place.corridors[1], days.current
    known = registering.register(cast, people, year.before(190))
    posts = _posts(corridor.farms, round(size * 0.1), random)
    row = asking.open_season(cast, corridor, year, round(size * 0.15), year.before(240))
    ids = asking.ask(cast, corridor, row, posts, year.before(160), random, until="open")
    season = Season(cast, corridor, year, row, dict(zip(posts, ids, strict=True)), random, tell)
    season.applications(known)
    season.conclude(season.rounds(most=2))
    with tell.step("a season under way, its third wave about to leave") as counts:
        season.placements = journeying.of_contracts(season.contracts)
        waves = journeying.waves(season.placements)
        gone = [one for starts, rows in waves.items() if starts <= days.today for one in rows]
        coming = [one for one in season.placements if one not in gone]
        journeying.walk(cast, corridor, gone, year.before(40))
        journeying.clear(cast, corridor, gone, year.before(20))
        for starts, rows in waves.items():
            if starts <= days.today:
                journeying.travel(cast, corridor, rows, starts)
        journeying.walk(cast, corridor, coming, days.today - timedelta(days=20))
        cleared = coming[: len(coming) * 2 // 3]
        if cleared:
            journeying.clear(cast, corridor, cleared, days.today - timedelta(days=8))
            journeying.walk(cast, corridor, cleared, days.today - timedelta(days=3), steps=("travel",))
            _leave_soon(place, cleared, days)
        journeying.check_in(cast, gone[:-2], days.today - timedelta(days=2), random)
        _incidents(place, gone, days)
        counts |= {"at work": len(gone), "about to leave": len(coming)}


def _leave_soon(place: Setting, rows: list[journeys.Placement], days: Calendar) -> None:
    with at(days.today - timedelta(days=2)), place.cast.playing(place.corridors[1].officer) as officer:
        leave = min(row.starts_on for row in rows) - timedelta(days=2)
        journeys.plan_travel([row.id for row in rows], leave, meeting_point="محطة الحافلات، تطوان", by=officer)


def _incidents(place: Setting, rows: list[journeys.Placement], days: Calendar) -> None:
    """One told by a worker to everybody, one reported by a farm and not yet looked at."""
    if len(rows) < 2:
        return
    day, first, second = days.today - timedelta(days=4), rows[0], rows[-1]
    with at(day), place.cast.playing(place.cast.worker(first.person_id)) as worker:
        journeys.report_incident(
            first.id, kind="wages", words="نقصت ساعتان من كشف الأجر.", on=day, by=worker, shared=True
        )
    part = next(iter(journeying.by_farm(place.corridors[1], [second])))
    with at(day), place.cast.playing(part) as employer:
        journeys.report_incident(second.id, kind="absence", words="No vino el lunes ni el martes.", on=day, by=employer)


def _coming(
    place: Setting, people: list[Newcomer], past: Season, days: Calendar, random: Random, tell: Teller
) -> list[uuid.UUID]:
    now = Present(place.cast, place.corridors[0], days.coming, days.today, random, tell)
    posts = {farm: count + 1 for farm, count in _posts(past.orders, len(past.placements), random).items()}
    season, orders = now.ask(posts)
    offers = now.recall(orders, posts)
    now.newcomers(people, orders)
    now.rounds(season, orders)
    now.office()
    return offers


def _shown(offers: list[uuid.UUID]) -> dict[str, str]:
    """File numbers for the sign-in: somebody with an open offer, and somebody at work who reads Arabic."""
    with acting(SYSTEM, WHY):
        offer = selection.offers(SYSTEM, state="made").filter(id__in=offers).first()
        due = journeys.due_check_ins(SYSTEM, date.max)
        shown = {"an open offer": offer.person_id if offer else None, "a check-in": due[-1].person_id if due else None}
        names = registry.names([person for person in shown.values() if person])
    return {what: names[person].file_number for what, person in shown.items() if person}
