"""Finding files: one box for a name, a file number (also a part of it), a phone or a document number."""

import re
import uuid
from dataclasses import dataclass

import phonenumbers
from django.db import connection

from corridor.foundation.accounts import limits
from corridor.foundation.accounts.models import Office
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.scopes.models import Scope
from corridor.rules import identity
from corridor.rules.identity import Identity, Reason, fold, likeness, sound_key, words

from ..models import Details, Document, Person
from ..records import PersonRecord
from .common import search_words
from .sealing import PHONE, Sealer, document_index, phone_index

ELSEWHERE_MOST, ELSEWHERE_SECONDS = 120, 3600
LEAST = 0.5
"""Entries less alike than this are not worth a registrar's look."""


@dataclass(frozen=True)
class Found:
    """A file that the search found, why (number, phone, document, name, sound, similar) and how well (0 to 1)."""

    person: Person
    why: str
    score: float


@dataclass(frozen=True)
class PossibleDuplicate:
    """A file that may be the same person, with what the two have in common."""

    person: Person
    birth: str
    district: str
    score: float
    reasons: tuple[Reason, ...]


def find(query: str, *, by: Actor, limit: int = 20) -> list[Found]:
    """Files in reach that the query finds, best first; one file kept for those that were joined."""
    by = by.within("registry.find")
    text = fold(query).strip()
    asked = words(text)
    if not asked:
        return []
    named = not any(letter.isdigit() for word in asked for letter in word)
    digits = sum(letter.isdigit() for letter in text)
    bare = re.sub(r"[^0-9A-Z]", "", text.upper())
    number = re.sub(r"[^0-9A-Z]", "", identity.normalise(query)) if len(bare) == 10 else bare
    hits = _search(
        query if named else "",
        number if (3 if digits else 4) <= len(number) <= 10 and len(asked) <= 3 else "",
        phone_index(phone_of(query, by)) if digits >= 6 else None,
        document_index(query) if digits >= 4 else None,
        limit,
    )
    return _load(hits, by)


def possible_duplicates(record: PersonRecord, *, by: Actor) -> list[PossibleDuplicate]:
    """Files in reach that may be the person of the record, likeliest first."""
    by = by.within("registry.register")
    hits = _search(record.name, "", phone_index(record.phone), document_index(record.document_number), 40)
    sounds = _search(record.name, "", None, None, 40, spelt=False)
    found = {hit.person.id: hit.person for hit in _load([*hits, *sounds], by)}
    details = {row.person_id: row for row in Details.objects.visible_to(by).filter(person_id__in=list(found))}
    numbers = _document_indexes(list(found))
    sealer = Sealer(list(found))
    asked = Identity(
        name=record.name,
        birth=record.birth,
        phone=record.phone,
        document=(document_index(record.document_number) or b"").hex(),
    )
    like = [_compare(asked, person, details.get(person.id), numbers, sealer) for person in found.values()]
    return sorted((one for one in like if one.score >= LEAST), key=lambda one: (-one.score, one.person.file_number))


def exists_elsewhere(record: PersonRecord, *, by: Actor) -> bool:
    """Whether a file with this phone or document may exist beyond the actor's reach; nothing else is told.

    Limited to 120 questions an hour an account (TooMany beyond), noted on the office's timeline and on the file found.
    """
    by = by.within("registry.register")
    phone, document = phone_index(record.phone), document_index(record.document_number)
    if phone is None and document is None:
        return False
    limits.count(f"elsewhere:{by.id}", most=ELSEWHERE_MOST, seconds=ELSEWHERE_SECONDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT corridor.person_elsewhere(%s, %s)", [phone, document])
        found = bool(cursor.fetchone()[0])
    if found:
        scope = Scope.objects.filter(id__in=list(by.offices)).first()
        if scope is not None:
            timeline.record("registry.asked_elsewhere", by=by, subject=scope)
    return found


def phone_of(text: str, by: Actor) -> str:
    """E.164 of a number as typed; one without country code is read as of the actor's office. "" when it is none."""
    written = fold(text)
    regions = list(Office.objects.filter(scope_id__in=list(by.offices)).values_list("country", flat=True)[:1])
    try:
        parsed = phonenumbers.parse("+" + written[2:] if written.startswith("00") else written, *(regions or [None]))
    except phonenumbers.NumberParseException:
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _search(
    name: str,
    bare: str,
    phone: bytes | None,
    document: bytes | None,
    limit: int,
    *,
    spelt: bool = True,
) -> list[tuple[uuid.UUID, str, float]]:
    """(person, why, score) of corridor.find_persons; `spelt=False` looks for the sound of the name only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT found, why, score FROM corridor.find_persons(%s::text[], %s::text[], %s, %s, %s, %s)",
            [search_words(name) if spelt else [], sound_key(name).split(), bare, phone, document, limit],
        )
        return [(row[0], row[1], float(row[2])) for row in cursor.fetchall()]


def _load(hits: list[tuple[uuid.UUID, str, float]], by: Actor) -> list[Found]:
    rows = {
        row.id: row
        for row in Person.objects.visible_to(by).filter(id__in=[hit[0] for hit in hits]).select_related("alias_of")
    }
    found: dict[uuid.UUID, Found] = {}
    for person_id, why, score in hits:
        row = rows.get(person_id)
        if row is not None:
            kept = row.alias_of or row
            found.setdefault(kept.id, Found(kept, why, score))
    return list(found.values())


def _document_indexes(ids: list[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    for row in Document.objects.filter(person_id__in=ids):
        found.setdefault(row.person_id, set()).add(bytes(row.number_index).hex())
    return found


def _compare(
    asked: Identity, person: Person, details: Details | None, numbers: dict[uuid.UUID, set[str]], sealer: Sealer
) -> PossibleDuplicate:
    held = numbers.get(person.id, set())
    phone = sealer.open(person.id, PHONE, details.id, details.phone) if details else ""
    birth = details.birth if details else ""
    document = asked.document if asked.document in held else next(iter(held), "")
    best = max(
        (
            likeness(asked, Identity(name=name, birth=birth, phone=phone, document=document))
            for name in (person.name, person.native_name)
            if name
        ),
        key=lambda one: one.score,
    )
    return PossibleDuplicate(person, birth, details.district if details else "", best.score, best.reasons)
