"""Workers drawn from a seeded generator: the same seed gives the same people, in the order in which they come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random

from .names import (
    COLOMBIA_FAMILIES,
    COLOMBIA_MEN,
    COLOMBIA_WOMEN,
    MOROCCO_FAMILIES,
    MOROCCO_MEN,
    MOROCCO_WOMEN,
)
from .places import DISTRICTS, TOWNS

# No operator serves numbers that begin so: Colombian ones begin with 3 or 60, Moroccan ones with 5 to 8.
PHONES = {"CO": "+57100", "MA": "+21210"}
DIGITS = {"CO": 7, "MA": 7}
LANGUAGE = {"CO": "spa", "MA": "ara"}
PASSPORT = {"CO": "AZ", "MA": "MH"}
WOMEN = {"CO": 0.46, "MA": 0.9}
TRADES = {"9211": 70, "6111": 12, "6113": 12, "8341": 6}
SKILLS = {"9211": ("harvest",), "6111": ("planting", "irrigation"), "6113": ("greenhouse",), "8341": ("tractor",)}
TRAININGS = {"8341": ("tractor_course",)}


@dataclass(frozen=True)
class Newcomer:
    """Somebody who comes to an office, with what they can do. `months` of work by ISCO-08 unit group."""

    name: str
    native_name: str
    sex: str
    birth: str
    phone: str
    country: str
    office: str
    district: str
    town: str
    occupation: str
    language: str
    languages: dict[str, int]
    months: dict[str, int]
    skills: tuple[str, ...]
    trainings: tuple[str, ...]
    passport: str
    passport_until: date | None
    agrees: tuple[str, ...]
    kin: str


def newcomers(
    seed: str, country: str, offices: Mapping[str, int], today: date, trades: Mapping[str, int] | None = None
) -> list[Newcomer]:
    """So many people for each office, mixed. No two share a name or a number.

    `trades` weighs the ISCO-08 unit groups in which they have worked; without it, those of the farms of places.py.
    """
    random = Random(f"{seed} {country}")  # noqa: S311  # invented people, not secrets
    names = _names(random, country)
    places = [office for office, count in offices.items() for _n in range(count)]
    random.shuffle(places)
    return [
        _newcomer(random, number, *name, country, office, today, trades or TRADES)
        for number, (name, office) in enumerate(zip(islice(names, len(places)), places, strict=True))
    ]


def _names(random: Random, country: str) -> Iterator[tuple[str, str, str]]:
    """(sex, name, name in its own script or "") without end and without repetition."""
    taken: set[str] = set()
    while True:
        sex = "F" if random.random() < WOMEN[country] else "M"
        name, native = _colombian(random, sex) if country == "CO" else _moroccan(random, sex)
        if name not in taken:
            taken.add(name)
            yield sex, name, native


def _colombian(random: Random, sex: str) -> tuple[str, str]:
    given = random.sample(COLOMBIA_WOMEN if sex == "F" else COLOMBIA_MEN, 2 if random.random() < 0.55 else 1)
    return " ".join([*given, *random.choices(COLOMBIA_FAMILIES, k=2)]), ""


def _moroccan(random: Random, sex: str) -> tuple[str, str]:
    given = random.choice(MOROCCO_WOMEN if sex == "F" else MOROCCO_MEN)
    family = random.choice(MOROCCO_FAMILIES)
    second = random.choice(MOROCCO_FAMILIES) if random.random() < 0.3 else ("", "")
    return " ".join(filter(None, (given[0], family[0], second[0]))), " ".join(
        filter(None, (given[1], family[1], second[1]))
    )


def _newcomer(
    random: Random,
    number: int,
    sex: str,
    name: str,
    native: str,
    country: str,
    office: str,
    today: date,
    trades: Mapping[str, int],
) -> Newcomer:
    born = today - timedelta(days=round(365.25 * random.triangular(19, 52, 29)))
    trade = random.choices(list(trades), weights=list(trades.values()))[0]
    months = {} if random.random() < 0.2 else {trade: random.choice((6, 8, 12, 18, 24, 36, 48, 60))}
    if random.random() < 0.15:
        months["9213"] = random.choice((6, 12, 24))
    until = today + timedelta(days=random.randint(500, 3000))
    return Newcomer(
        name=name,
        native_name=native,
        sex=sex,
        birth=born.isoformat() if random.random() < 0.95 else str(born.year),
        phone=f"{PHONES[country]}{number:0{DIGITS[country]}d}",
        country=country,
        office=office,
        district=random.choice(DISTRICTS[office]),
        town=random.choice(TOWNS[office]),
        occupation=trade,
        language=LANGUAGE[country],
        languages=_languages(random, country),
        months=months,
        skills=tuple(
            dict.fromkeys((*SKILLS.get(trade, ()), *random.sample(("packing", "pruning", "team", "driving"), 1)))
        ),
        trainings=(*TRAININGS.get(trade, ()), *(("safety",) if random.random() < 0.4 else ())),
        passport=f"{PASSPORT[country]}{random.randint(100000, 999999)}",
        passport_until=until if random.random() < 0.97 else None,
        agrees=tuple(purpose for purpose, share in _PURPOSES if random.random() < share),
        kin=f"{random.choice(('Madre', 'Hermana', 'Esposo', 'Esposa', 'Padre'))}: {name.split()[-1]}",
    )


_PURPOSES = (("news", 0.6), ("survey", 0.7), ("research", 0.4), ("family", 0.5))


def _languages(random: Random, country: str) -> dict[str, int]:
    """ISO 639-3 codes to levels 1 to 6 (A1 to C2)."""
    if country == "CO":
        return {"spa": 6, **({"eng": random.choice((1, 2))} if random.random() < 0.15 else {})}
    spoken = {"ara": 6}
    if random.random() < 0.4:
        spoken["spa"] = random.choice((1, 1, 2, 3))
    if random.random() < 0.25:
        spoken["fra"] = random.choice((2, 3))
    return spoken
