"""Reading files. Every read starts from `visible_to(actor)`; row security is the second wall."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from corridor.foundation.database.context import Actor, current
from corridor.foundation.database.models import PersonQuerySet

from .codes import PURPOSES, Purpose
from .models import Consent, Details, Document, Experience, LanguageSkill, Person, Skill, Training
from .services.common import no_such_person
from .services.sealing import EMAIL, KIN, NUMBER, PHONE, Sealer


@dataclass(frozen=True)
class PersonName:
    """How a person is called on screens and papers."""

    name: str
    native_name: str
    file_number: str


@dataclass(frozen=True)
class OpenDetails:
    """Details with their sealed fields opened."""

    birth: str
    sex: str
    nationality: str
    phone: str
    email: str
    district: str
    town: str
    next_of_kin: str
    legal_hold: bool
    erasure_asked_at: datetime | None


@dataclass(frozen=True)
class OpenDocument:
    """A paper with its number opened."""

    id: uuid.UUID
    kind: str
    number: str
    country: str
    issued_on: date | None
    valid_until: date | None
    file_id: uuid.UUID | None


@dataclass(frozen=True)
class PurposeAnswer:
    """A purpose and the latest answer to it: None where nobody asked yet or where it is not asked."""

    purpose: Purpose
    given: bool | None
    at: datetime | None


@dataclass(frozen=True)
class PersonFile:
    """Everything the registry knows of a person, as far as the reader's reach goes (details None at level 1)."""

    person: Person
    details: OpenDetails | None
    skills: list[str]
    languages: dict[str, int]
    experience: list[Experience]
    trainings: list[Training]
    documents: list[OpenDocument]
    consents: list[PurposeAnswer]
    aliases: list[Person] = field(default_factory=list)


def people(actor: Actor) -> PersonQuerySet:
    """Persons in the actor's reach; files joined to another are left out."""
    return Person.objects.visible_to(actor).filter(alias_of__isnull=True)


def person(person_id: uuid.UUID, *, by: Actor) -> PersonFile:
    """The whole file. Reach is the permission: NotFound for a person beyond it.

    Of a joined file, the one kept; itself for a reader who reaches only this one (a worker with the older number).
    """
    row = Person.objects.visible_to(by).filter(id=person_id).first()
    if row is not None and row.alias_of_id:
        row = Person.objects.visible_to(by).filter(id=row.alias_of_id).first() or row
    if row is None:
        raise no_such_person()
    aliases = list(Person.objects.visible_to(by).filter(alias_of_id=row.id).order_by("registered_at"))
    ids = [row.id, *(alias.id for alias in aliases)]
    spoken: dict[str, int] = {}
    for skill in LanguageSkill.objects.filter(person_id__in=ids).order_by("-level", "language"):
        spoken.setdefault(skill.language, skill.level)
    details = Details.objects.visible_to(by).filter(person_id=row.id).first()
    return PersonFile(
        person=row,
        details=_open_details(details) if details else None,
        skills=sorted(set(Skill.objects.filter(person_id__in=ids).values_list("code", flat=True))),
        languages=spoken,
        experience=list(Experience.objects.filter(person_id__in=ids).order_by("-months", "id")),
        trainings=list(Training.objects.filter(person_id__in=ids).order_by("code", "id")),
        documents=_open_documents(ids) if details else [],
        consents=_answers(row.id) if details else [],
        aliases=aliases,
    )


def _open_details(row: Details) -> OpenDetails:
    sealer, person_id = Sealer([row.person_id]), row.person_id
    return OpenDetails(
        birth=row.birth,
        sex=row.sex,
        nationality=row.nationality,
        phone=sealer.open(person_id, PHONE, row.id, row.phone),
        email=sealer.open(person_id, EMAIL, row.id, row.email),
        district=row.district,
        town=row.town,
        next_of_kin=sealer.open(person_id, KIN, row.id, row.next_of_kin),
        legal_hold=row.legal_hold,
        erasure_asked_at=row.erasure_asked_at,
    )


def _open_documents(ids: Sequence[uuid.UUID]) -> list[OpenDocument]:
    rows = list(Document.objects.filter(person_id__in=ids).order_by("kind", "-valid_until", "id"))
    sealer = Sealer([row.person_id for row in rows])
    return [
        OpenDocument(
            id=row.id,
            kind=row.kind,
            number=sealer.open(row.person_id, NUMBER, row.id, row.number),
            country=row.country,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            file_id=row.file_id,
        )
        for row in rows
    ]


def _answers(person_id: uuid.UUID) -> list[PurposeAnswer]:
    latest: dict[str, Consent] = {}
    for row in Consent.objects.filter(person_id=person_id).order_by("at", "id"):
        latest[row.purpose] = row
    return [
        PurposeAnswer(purpose, row.given if row else None, row.at if row else None)
        for purpose in PURPOSES.values()
        for row in [latest.get(purpose.code)]
    ]


def consents_given(purpose: str, person_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the persons whose latest answer to a purpose is yes."""
    rows = Consent.objects.filter(person_id__in=list(person_ids), purpose=purpose).order_by("at", "id")
    latest = {row.person_id: row.given for row in rows}
    return {person_id for person_id, given in latest.items() if given}


def names(person_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, PersonName]:
    """Names and file numbers of the persons in reach of the current context; others are left out."""
    frame = current()
    if frame is None:
        return {}
    rows = Person.objects.visible_to(frame.actor).filter(id__in=list(person_ids))
    fields = rows.only("id", "name", "native_name", "file_number")
    return {row.id: PersonName(row.name, row.native_name, row.file_number) for row in fields}


@dataclass(frozen=True)
class Card:
    """What tells two persons of one name apart in a list: birth (ISO, perhaps partial), district, town."""

    birth: str
    district: str
    town: str


def cards(person_ids: Sequence[uuid.UUID], *, by: Actor) -> dict[uuid.UUID, Card]:
    """Cards of the persons whose whole file the actor reaches; others are left out."""
    rows = Details.objects.visible_to(by).filter(person_id__in=list(person_ids))
    return {row.person_id: Card(row.birth, row.district, row.town) for row in rows}


def districts(by: Actor, most: int = 60) -> list[str]:
    """Districts that the actor's offices have written before, for suggestions."""
    rows = Details.objects.visible_to(by).filter(person__office_id__in=list(by.offices)).exclude(district="")
    return list(rows.order_by("district").values_list("district", flat=True).distinct()[:most])


def _kept(by: Actor) -> QuerySet[Person]:
    """Files that the actor's offices keep: here the indexed office column is the first wall."""
    return Person.objects.filter(office_id__in=list(by.offices), alias_of__isnull=True)


def office_list(
    by: Actor, *, verified: bool | None = None, with_account: bool | None = None, text: str = ""
) -> QuerySet[Person]:
    """The files that the actor's offices keep, newest first."""
    rows = _kept(by).order_by("-registered_at", "-id")
    if verified is not None:
        rows = rows.filter(verified_at__isnull=not verified)
    if with_account is not None:
        rows = rows.filter(_has_account() if with_account else ~_has_account())
    return rows.filter(file_number__istartswith=text.strip()) if text else rows


@dataclass(frozen=True)
class Waiting:
    """What waits at an office: files to verify, work in words to code, passports that end soon, wishes to be erased.

    `..._since` is when the oldest of them was registered.
    """

    unverified: int
    uncoded: int
    ending: int
    erasure: int
    registered_today: int
    without_account: int
    unverified_since: datetime | None
    uncoded_since: datetime | None


def waiting(by: Actor, *, today: date, start: datetime, until: date) -> Waiting:
    """Counts over the files of the actor's offices; `start` is when today began, `until` what counts as soon."""
    of_person = {
        "unverified": Q(verified_at__isnull=True),
        "uncoded": Q(occupation_code="") & ~Q(occupation_words=""),
        "ending": Q(_passport_ends(today, until)),
        "erasure": Q(_erasure_asked()),
        "registered_today": Q(registered_at__gte=start),
        "without_account": ~Q(_has_account()),
    }
    asked: dict[str, Any] = {name: Count("id", filter=rule) for name, rule in of_person.items()}
    for name in ("unverified", "uncoded"):
        asked[f"{name}_since"] = Min("registered_at", filter=of_person[name])
    return Waiting(**_kept(by).aggregate(**asked))


def _has_account() -> Exists:
    from corridor.foundation.accounts.models import Account

    return Exists(Account.objects.filter(person_id=OuterRef("id")))


def _erasure_asked() -> Exists:
    return Exists(Details.objects.filter(person_id=OuterRef("id"), erasure_asked_at__isnull=False))


def _passport_ends(today: date, until: date) -> Exists:
    ending = Document.objects.filter(person_id=OuterRef("id"), kind="passport", valid_until__gte=today)
    return Exists(ending.filter(valid_until__lt=until))


def without_code(by: Actor) -> QuerySet[Person]:
    """Files whose words for their work are not coded yet."""
    return office_list(by).filter(occupation_code="").exclude(occupation_words="")


def asked_erasure(by: Actor) -> QuerySet[Person]:
    """Files whose person asked to be erased."""
    return office_list(by).filter(_erasure_asked())


def papers_ending(by: Actor, *, today: date, until: date) -> QuerySet[Person]:
    """Files of the actor's offices with a passport that ends before `until`."""
    return office_list(by).filter(_passport_ends(today, until))


@dataclass(frozen=True)
class CandidateColumns:
    """What matching reads of persons: one index is one person throughout; the order is that of the ids asked for."""

    ids: list[uuid.UUID]
    occupations: list[frozenset[str]]
    experience: list[dict[str, int]]
    languages: list[dict[str, int]]
    skills: list[frozenset[str]]
    training: list[frozenset[str]]
    born: list[date | None]
    document_until: list[date | None]
    sex: list[str]
    district: list[str]
    available_from: list[date | None]
    available_until: list[date | None]


def candidate_columns(person_ids: Sequence[uuid.UUID], *, by: Actor) -> CandidateColumns:
    """Columns of the persons in the actor's reach, in eight statements; those beyond it are left out.

    born: the latest day that a partial date of birth allows, so that a legal minimum age is never passed by a guess.
    document_until: the last day of the passport that lasts longest.
    """
    rows = {row.id: row for row in Person.objects.visible_to(by).filter(id__in=list(person_ids))}
    ids = [person_id for person_id in person_ids if person_id in rows]
    details = {row.person_id: row for row in Details.objects.visible_to(by).filter(person_id__in=ids)}
    months: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    for done in Experience.objects.filter(person_id__in=ids):
        held = months[done.person_id]
        held[done.occupation_code] = held.get(done.occupation_code, 0) + done.months
    spoken: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    for language in LanguageSkill.objects.filter(person_id__in=ids):
        spoken[language.person_id][language.language] = language.level
    skills, training = _codes(Skill, ids), _codes(Training, ids)
    passports: dict[uuid.UUID, date] = {}
    for paper in Document.objects.visible_to(by).filter(person_id__in=ids, kind="passport").order_by("valid_until"):
        if paper.valid_until:
            passports[paper.person_id] = paper.valid_until
    return CandidateColumns(
        ids=ids,
        occupations=[_occupations(rows[each], months[each]) for each in ids],
        experience=[months[each] for each in ids],
        languages=[spoken[each] for each in ids],
        skills=[frozenset(skills[each]) for each in ids],
        training=[frozenset(training[each]) for each in ids],
        born=[_latest_birth(details[each].birth) if each in details else None for each in ids],
        document_until=[passports.get(each) for each in ids],
        sex=[details[each].sex if each in details else "" for each in ids],
        district=[details[each].district if each in details else "" for each in ids],
        available_from=[rows[each].available_from for each in ids],
        available_until=[rows[each].available_until for each in ids],
    )


def _codes(model: Any, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person_id, code in model.objects.filter(person_id__in=ids).values_list("person_id", "code"):
        found[person_id].add(code)
    return found


def _occupations(row: Person, months: dict[str, int]) -> frozenset[str]:
    return frozenset({row.occupation_code, *months} - {""})


def _latest_birth(birth: str) -> date | None:
    """The latest day that ISO text such as 1990 or 1990-05 allows."""
    if not birth:
        return None
    parts = [int(part) for part in birth.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def number_of(text: str, by: Actor) -> Person | None:
    """The person with a file number, in reach; of a joined file, the one kept."""
    row = Person.objects.visible_to(by).filter(Q(file_number=text)).select_related("alias_of").first()
    return (row.alias_of or row) if row else None
