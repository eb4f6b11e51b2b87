"""Workers come to the offices: registered, completed and verified by each office's registrar."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from corridor.stages.registry import api as registry

from .cast import Cast
from .clock import at
from .people import Newcomer

BATCH = 500


def register(
    cast: Cast, newcomers: Sequence[Newcomer], day: date, *, verified: bool = True
) -> dict[uuid.UUID, Newcomer]:
    """Files of newcomers by person id, each in its own office."""
    by_office: dict[str, list[Newcomer]] = defaultdict(list)
    for newcomer in newcomers:
        by_office[newcomer.office].append(newcomer)
    found: dict[uuid.UUID, Newcomer] = {}
    for office, people in by_office.items():
        for first in range(0, len(people), BATCH):
            found |= _batch(cast, office, people[first : first + BATCH], day, verified)
    return found


def registrar(office: str) -> str:
    """The part of the registrar of an office."""
    return "registrar" if office == "Pereira" else f"registrar {office}"


def _batch(cast: Cast, office: str, people: Sequence[Newcomer], day: date, verified: bool) -> dict[uuid.UUID, Newcomer]:
    with at(day), cast.playing(registrar(office)) as by:
        persons = registry.register([_record(who) for who in people], office_id=cast.offices[office].scope_id, by=by)
        found = {person.id: who for person, who in zip(persons, people, strict=True)}
        registry.set_languages({person: who.languages for person, who in found.items()}, by=by)
        registry.set_skills({person: who.skills for person, who in found.items()}, by=by)
        registry.set_trainings(
            {
                person: {code: day - timedelta(days=200) for code in who.trainings}
                for person, who in found.items()
                if who.trainings
            },
            by=by,
        )
        registry.set_experience(
            {
                person: [
                    registry.ExperienceRecord(
                        occupation_code=code, months=months, employer_words="", country=who.country
                    )
                    for code, months in who.months.items()
                ]
                for person, who in found.items()
                if who.months
            },
            by=by,
        )
        registry.record_consents(_answers(found), by=by)
        registry.open_accounts(list(found), by=by)
        if verified:
            registry.verify(list(found), by=by)
    return found


def _record(who: Newcomer) -> registry.PersonRecord:
    return registry.PersonRecord(
        name=who.name,
        native_name=who.native_name,
        birth=who.birth,
        sex=who.sex,
        phone=who.phone,
        district=who.district,
        town=who.town,
        occupation=who.occupation,
        language=who.language,
        nationality=who.country,
        document_kind="passport" if who.passport_until else "",
        document_number=who.passport if who.passport_until else "",
        document_country=who.country if who.passport_until else "",
        document_until=who.passport_until,
    )


def _answers(found: dict[uuid.UUID, Newcomer]) -> list[registry.ConsentRecord]:
    asked = [code for code, purpose in registry.PURPOSES.items() if purpose.asked]
    return [
        registry.ConsentRecord(
            person_id=person,
            purpose=code,
            given=code in who.agrees,
            channel="paper",
            language="es" if who.country == "CO" else "ar",
        )
        for person, who in found.items()
        for code in asked
    ]
