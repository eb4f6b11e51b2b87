"""The demo world, loaded into an empty database in one transaction: all of it, or nothing."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.db import transaction

from corridor.foundation.accounts.models import Account, Organisation
from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.journeys import api as journeys
from corridor.stages.registry import api as registry
from corridor.stages.selection import api as selection

from . import asking, journeying, registering, setting
from .calendar import Calendar, Year, calendar
from .cast import WHY
from .clock import at
from .people import Newcomer, newcomers
from .places import FARMS, SHOWN
from .present import Present
from .seasons import Season
from .setting import Corridor, Setting
from .sign_ins import keep_workers, login
from .steps import Teller

MOROCCAN_FARMS = 6
WINTER_FARMS = 4
SHOWN_POSTS = 8
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
        place.cast.say = say
        random = Random(SEED)  # noqa: S311
        people = _people(size, days)
        colombia = _past(place, people["past"], days, size, random, tell)
        _, winter, morocco = place.corridors
        _running(place, winter, days.winter, people["winter"], days, random, tell)
        _running(place, morocco, days.current, people["Tetuán"], days, random, tell)
        offers = _coming(place, people["new"], colombia, days, random, tell)
        with acting(SYSTEM, WHY):
            place.cast.let_in(*(part for part, who in place.cast.accounts.items() if not who.is_worker))
            shown = place.cast.accounts[f"employer {SHOWN.name}"]
            Account.objects.filter(id=shown.id).update(login=login("employer"))
    keep_workers(var, _shown(offers))
    return tell


def _place(tell: Teller, days: Calendar) -> Setting:
    with tell.step("offices, staff, law and schemes") as counts:
        begin = days.past.before(300)
        place = setting.found(begin, setting.colombia(), setting.winter(), setting.morocco())
        colombia, winter, morocco = place.corridors
        setting.employers(place, colombia, list(FARMS[MOROCCAN_FARMS:]), begin + timedelta(days=20))
        setting.employers(place, morocco, list(FARMS[:MOROCCAN_FARMS]), begin + timedelta(days=30))
        greenhouses = [farm for farm in colombia.farms if farm.work == "greenhouse"]
        farms = [greenhouses[0], SHOWN, *greenhouses[1 : WINTER_FARMS - 1]]  # the second farm's wave left yesterday
        winter.farms = {farm: colombia.farms[farm] for farm in farms}
        counts |= {"accounts": len(place.cast.accounts), "farms": len(FARMS)}
    return place


def _people(size: int, days: Calendar) -> dict[str, list[Newcomer]]:
    """Three quarters came before the past season, a tenth are new, the rest come to Tetuán or work in winter."""
    tetuan, new = round(size * 0.15), round(size * 0.1)
    past = size - tetuan - new
    pereira = round((past + new) * 0.6)
    drawn = newcomers(SEED, "CO", {"Pereira": pereira, "Armenia": past + new - pereira}, days.today)
    greenhouse, berries = ([who for who in drawn[:past] if who.occupation == code] for code in ("6113", "9211"))
    winter = greenhouse[: max(5, round(size * 0.045))] + berries[: max(3, round(size * 0.015))]
    return {
        "past": [who for who in drawn[:past] if who not in winter],
        "new": drawn[past:],
        "winter": winter,
        "Tetuán": newcomers(SEED, "MA", {"Tetuán": tetuan}, days.today),
    }


def _past(place: Setting, people: list[Newcomer], days: Calendar, size: int, random: Random, tell: Teller) -> Season:
    """The season that ended last month, from the first order to the last return."""
    cast, corridor, year = place.cast, place.corridors[0], days.past
    with tell.step("workers registered") as counts:
        known = registering.register(cast, people, year.before(190))
        counts["workers"] = len(known)
    posts = _posts(corridor.farms, round(size * 0.5), random)
    posts[SHOWN] = max(posts[SHOWN], SHOWN_POSTS)
    with tell.step("job orders approved and opened") as counts:
        row = asking.open_season(cast, corridor, year, round(size * 0.55) + SHOWN_POSTS, year.before(240))
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


def _running(
    place: Setting,
    corridor: Corridor,
    year: Year,
    people: list[Newcomer],
    days: Calendar,
    random: Random,
    tell: Teller,
) -> None:
    """A season that runs now: some at work, some on the way or about to leave, some not cleared yet."""
    cast = place.cast
    known = registering.register(cast, people, year.before(190))
    posts = _posts(corridor.farms, round(len(people) * 0.7), random)
    row = asking.open_season(cast, corridor, year, len(people), year.before(240))
    ids = asking.ask(cast, corridor, row, posts, year.before(160), random, until="open")
    season = Season(cast, corridor, year, row, dict(zip(posts, ids, strict=True)), random, tell)
    season.applications(known)
    season.conclude(season.rounds(most=2))
    with tell.step("a season under way, its last wave about to leave") as counts:
        placements = journeying.of_contracts(season.contracts)
        leaving = {day: rows for day, rows in journeying.waves(placements).items() if day - LEAD <= days.today}
        gone = [one for rows in leaving.values() for one in rows]
        coming = [one for one in placements if one not in gone]
        journeying.walk(cast, corridor, gone, year.before(40))
        journeying.clear(cast, corridor, gone, year.before(20))
        for starts, rows in leaving.items():
            journeying.depart(cast, corridor, rows, starts)
            if starts <= days.today:
                journeying.receive(cast, corridor, rows, starts)
        _about_to_leave(place, corridor, coming, days)
        at_work = [one for starts, rows in leaving.items() if starts <= days.today for one in rows]
        journeying.check_in(cast, at_work[:-2], days.today - timedelta(days=2), random)
        _incidents(place, corridor, at_work, days)
        counts |= {"at work": len(at_work), "on the way": len(gone) - len(at_work), "about to leave": len(coming)}


LEAD = timedelta(days=2)
"""Between the departure and the first day of work."""


def _about_to_leave(place: Setting, corridor: Corridor, rows: list[journeys.Placement], days: Calendar) -> None:
    """Two thirds are cleared and have a meeting point; the rest wait for their clearance."""
    cast, cleared = place.cast, rows[: len(rows) * 2 // 3]
    journeying.walk(cast, corridor, rows, days.today - timedelta(days=20))
    if not cleared:
        return
    journeying.clear(cast, corridor, cleared, days.today - timedelta(days=8))
    journeying.walk(cast, corridor, cleared, days.today - timedelta(days=3), steps=("travel",))
    leave = min(row.starts_on for row in cleared) - LEAD
    where = "Terminal de transportes, puerta 3" if corridor.origin == "CO" else "محطة الحافلات، تطوان"
    with at(days.today - LEAD), cast.playing(corridor.officer) as officer:
        journeys.plan_travel([row.id for row in cleared], leave, meeting_point=where, by=officer)


def _incidents(place: Setting, corridor: Corridor, rows: list[journeys.Placement], days: Calendar) -> None:
    """One told by a worker to everybody, one reported by a farm and not yet looked at."""
    if len(rows) < 2:
        return
    day, first, second = days.today - timedelta(days=4), rows[0], rows[-1]
    with at(day), place.cast.playing(place.cast.worker(first.person_id)) as worker:
        journeys.report_incident(
            first.id, kind="wages", words=_HOURS_MISSING[corridor.origin], on=day, by=worker, shared=True
        )
    part = next(iter(journeying.by_farm(corridor, [second])))
    with at(day), place.cast.playing(part) as employer:
        journeys.report_incident(second.id, kind="absence", words="No vino el lunes ni el martes.", on=day, by=employer)


_HOURS_MISSING = {"CO": "Faltan dos horas en la nómina de este mes.", "MA": "نقصت ساعتان من كشف الأجر."}


def _coming(
    place: Setting, people: list[Newcomer], past: Season, days: Calendar, random: Random, tell: Teller
) -> list[uuid.UUID]:
    now = Present(place.cast, place.corridors[0], days.coming, days.today, random, tell)
    posts = {farm: count + 1 for farm, count in _posts(past.orders, len(past.placements), random).items()}
    posts[SHOWN] = max(posts[SHOWN], SHOWN_POSTS)
    season, orders = now.ask(posts)
    offers = now.recall(orders, posts)
    now.newcomers(people, orders)
    now.rounds(season, orders)
    now.office()
    return offers


def _shown(offers: list[uuid.UUID]) -> dict[str, str]:
    """File numbers for the sign-in: somebody with an open offer, and somebody at work whose name is in Arabic."""
    with acting(SYSTEM, WHY):
        answering = [offer.person_id for offer in selection.offers(SYSTEM, state="made").filter(id__in=offers)]
        asked = [row.person_id for row in journeys.due_check_ins(SYSTEM, date.max)]
        names = registry.names([*answering, *asked])
    shown = {"an open offer": answering, "a check-in": [person for person in asked if names[person].native_name]}
    return {what: names[people[0]].file_number for what, people in shown.items() if people}
