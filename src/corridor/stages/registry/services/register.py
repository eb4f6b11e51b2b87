"""Registering persons: the file, its details, what they can do, and the reach of their office, in a few statements."""

import secrets
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Office
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.database.submissions import once
from corridor.foundation.events import publish
from corridor.foundation.scopes import access
from corridor.rules import identity

from ..events import Registered
from ..models import Details, Document, Experience, LanguageSkill, Person
from ..records import PersonRecord
from .accounts import open_accounts
from .common import keys, occupation
from .sealing import EMAIL, NUMBER, PHONE, Sealer, document_index, phone_index

MOST = 1000
MOTHER_TONGUE = 6


def register(records: Sequence[PersonRecord], *, office_id: uuid.UUID, by: Actor) -> list[Person]:
    """A file for each record, in order, kept by the office whose scope `office_id` is; at most 1,000 at once.

    Raises NotAllowed when the office is not one of the actor's. Publishes Registered.
    """
    by = by.within("registry.register")
    office = _office(office_id, by)
    if len(records) > MOST:
        raise Refused("too_many", _("Register at most 1,000 persons at once."))
    if not records:
        return []
    persons = [
        _person(record, number, office_id, by)
        for record, number in zip(records, _numbers(office.country, len(records)), strict=True)
    ]
    ids = [person.id for person in persons]
    access.give(ids, scope_id=office_id, level=access.FILE, why="registered")
    Person.objects.bulk_create(persons)
    _rest(persons, records, office.country)
    timeline.record_many(
        "registry.registered", by=by, entries=[(person, person.id, {"office": office_id}) for person in persons]
    )
    publish(Registered(tuple(ids)))
    return persons


def register_one(
    record: PersonRecord,
    *,
    by: Actor,
    office_id: uuid.UUID | None = None,
    key: uuid.UUID | None = None,
    open_account: bool = False,
) -> Person:
    """One file in the actor's (first) office, with an account on request; the same submission key gives it again."""
    place = office_id or (by.offices[0] if by.offices else None)
    if place is None:
        raise NotAllowed("no_office", _("Only an office keeps files, and your account belongs to none."))

    def effect() -> str:
        person = register([record], office_id=place, by=by)[0]
        if open_account:
            open_accounts([person.id], by=by)
        return str(person.id)

    answer = once(by, key, record.model_dump(mode="json"), effect)[0] if key else effect()
    return Person.objects.visible_to(by).get(id=answer)


def _office(office_id: uuid.UUID, by: Actor) -> Office:
    office = Office.objects.filter(scope_id=office_id).first()
    if office is None or not (by.kind == "system" or office_id in by.offices):
        raise NotAllowed("other_office", _("You can register persons for your own office only."))
    return office


def _numbers(country: str, count: int) -> list[str]:
    """Fresh file numbers; those taken by others, in reach or not, are drawn again."""
    drawn: set[str] = set()
    while len(drawn) < count:
        fresh = {identity.make(country, secrets.randbelow) for _n in range(count - len(drawn))}
        with connection.cursor() as cursor:
            cursor.execute("SELECT corridor.numbers_taken(%s)", [list(fresh)])
            drawn |= fresh - {row[0] for row in cursor.fetchall()}
    return list(drawn)


def _person(record: PersonRecord, number: str, office_id: uuid.UUID, by: Actor) -> Person:
    code, words = occupation(record.occupation, record.occupation_code, by.language)
    name_key, sound_key = keys(record.name, record.native_name)
    return Person(
        id=uuid7(),
        file_number=number,
        name=record.name,
        native_name=record.native_name,
        name_key=name_key,
        sound_key=sound_key,
        occupation_code=code,
        occupation_words=words,
        language=record.language,
        office_id=office_id,
        registered_at=timezone.now(),
        registered_by=by.id,
    )


def _rest(persons: Sequence[Person], records: Sequence[PersonRecord], country: str) -> None:
    sealer = Sealer([person.id for person in persons])
    pairs = list(zip(persons, records, strict=True))
    Details.objects.bulk_create([_details(person, record, sealer) for person, record in pairs])
    _create(
        LanguageSkill,
        (
            LanguageSkill(person=person, language=record.language, level=MOTHER_TONGUE)
            for person, record in pairs
            if record.language
        ),
    )
    _create(
        Experience,
        (
            Experience(person=person, occupation_code=person.occupation_code, months=record.experience_months)
            for person, record in pairs
            if person.occupation_code and record.experience_months
        ),
    )
    _create(
        Document,
        (
            _document(person, record, sealer, country)
            for person, record in pairs
            if document_index(record.document_number)
        ),
    )


def _create(model: Any, rows: Iterable[Any]) -> None:
    made = list(rows)
    if made:
        model.objects.bulk_create(made)


def _details(person: Person, record: PersonRecord, sealer: Sealer) -> Details:
    row = uuid7()
    return Details(
        id=row,
        person=person,
        birth=record.birth,
        sex=record.sex,
        nationality=record.nationality,
        phone=sealer.seal(person.id, PHONE, row, record.phone),
        phone_index=phone_index(record.phone),
        email=sealer.seal(person.id, EMAIL, row, record.email),
        district=record.district,
        town=record.town,
    )


def _document(person: Person, record: PersonRecord, sealer: Sealer, country: str) -> Document:
    row = uuid7()
    return Document(
        id=row,
        person=person,
        kind=record.document_kind or "national_id",
        number=sealer.seal(person.id, NUMBER, row, record.document_number),
        number_index=document_index(record.document_number),
        country=record.document_country or record.nationality or country,
        valid_until=record.document_until,
    )
