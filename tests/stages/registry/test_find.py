"""One search box over names in two scripts, parts of numbers, phones; who may be the same person; who is elsewhere."""

import pytest
from django.db import connection

from corridor.foundation.accounts.limits import TooMany
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed
from corridor.rules.identity import Reason
from corridor.stages.registry import api
from corridor.stages.registry.services import find as find_module
from corridor.stages.registry.services.sealing import phone_index
from tests.harness.people import Member, member, office

PEOPLE = [
    api.PersonRecord(
        name="Ana María Peña Giraldo", birth="1990-05-17", phone="+573001234567", document_number="CC-1088"
    ),
    api.PersonRecord(name="María Fernanda Gutiérrez", birth="1985-01-02", phone="+573007654321"),
    api.PersonRecord(name="Mohamed El Amrani", native_name="محمد العمراني", birth="1993"),
    api.PersonRecord(name="Jhon Jairo Ríos", birth="1979-11-30"),
]


@pytest.fixture
def desk(db: None) -> Member:
    registrar = member("registrar", at=office())
    with acting(registrar.actor(), "test"):
        api.register(PEOPLE, office_id=registrar.actor().offices[0], by=registrar.actor())
    return registrar


def names(desk: Member, query: str) -> list[str]:
    with acting(desk.actor(), "test"):
        return [found.person.name for found in api.find(query, by=desk.actor())]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ana pena", 0),
        ("PEÑA", 0),
        ("gir mar", 0),
        ("gutierrez", 1),
        ("محمد", 2),
        ("mohammed amrani", 2),
        ("العمراني", 2),
        ("jon jairo rios", 3),
        ("jhon jairo riso", 3),
        ("+57 300 123 4567", 0),
        ("300 765 4321", 1),
        ("0057 3007654321", 1),
        ("cc 1088", 0),
        ("٣٠٠ ٧٦٥ ٤٣٢١", 1),
    ],
)
def test_finds(desk: Member, query: str, first: int) -> None:
    assert names(desk, query)[:1] == [PEOPLE[first].name]


def test_finds_a_part_of_a_file_number(desk: Member) -> None:
    with acting(desk.actor(), "test"):
        person = api.people(desk.actor()).get(name=PEOPLE[0].name)
    number = person.file_number
    for typed in (number, number.lower().replace("-", " "), number[:7], number[3:7], number[8:]):
        assert PEOPLE[0].name in names(desk, typed), typed


def test_nothing_for_nothing(desk: Member) -> None:
    assert names(desk, "") == names(desk, " - ") == names(desk, "zzz qqq") == names(desk, "%") == []


def test_needs_the_permission(desk: Member) -> None:
    inspector = member("inspector", at=desk.office).actor()
    with acting(inspector, "test"), pytest.raises(NotAllowed):
        api.find("ana", by=inspector)


def test_possible_duplicates_say_why(desk: Member) -> None:
    record = api.PersonRecord(name="Anna Maria Pena", birth="1990-05-17", phone="+573001234567")
    with acting(desk.actor(), "test"):
        found = api.possible_duplicates(record, by=desk.actor())
    assert [one.person.name for one in found] == [PEOPLE[0].name]
    assert {Reason.SAME_PHONE, Reason.SAME_BIRTH_DATE} <= set(found[0].reasons)
    with acting(desk.actor(), "test"):
        assert api.possible_duplicates(api.PersonRecord(name="Pedro Nadie"), by=desk.actor()) == []


def test_duplicate_in_the_other_script_is_found(desk: Member) -> None:
    record = api.PersonRecord(name="محمد العمراني", birth="1993")
    with acting(desk.actor(), "test"):
        assert [one.person.name for one in api.possible_duplicates(record, by=desk.actor())] == [PEOPLE[2].name]


def test_elsewhere_is_only_yes_or_no_and_noted(desk: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    other = member("registrar", at=office("Cali")).actor()
    with acting(other, "test"):
        assert api.exists_elsewhere(PEOPLE[0], by=other) is True
        assert api.exists_elsewhere(api.PersonRecord(name="Ana María Peña Giraldo"), by=other) is False
        assert api.exists_elsewhere(api.PersonRecord(name="A", phone="+573110000000"), by=other) is False
        assert api.possible_duplicates(PEOPLE[0], by=other) == []
    with acting(desk.actor(), "test"):
        assert api.exists_elsewhere(PEOPLE[0], by=desk.actor()) is False, "the own office's file is not elsewhere"
        person = api.people(desk.actor()).get(name=PEOPLE[0].name)
        verbs = [event.verb for event in timeline.of_person(person.id, actor=desk.actor())]
        assert verbs == ["registry.sought_elsewhere", "registry.registered"]
    monkeypatch.setattr(find_module, "ELSEWHERE_MOST", 3)
    with acting(other, "test"):
        api.exists_elsewhere(PEOPLE[0], by=other)
        with pytest.raises(TooMany):
            api.exists_elsewhere(PEOPLE[0], by=other)


def test_the_system_finds_in_every_office(desk: Member) -> None:
    with acting(SYSTEM, "test"):
        assert [found.person.name for found in api.find("gutierrez", by=SYSTEM)] == [PEOPLE[1].name]


def test_the_search_function_itself_filters_by_reach(desk: Member) -> None:
    """Whatever the application does with its answer: another office gets no id, and no context no row."""
    stranger = member("registrar", at=office("Cali")).actor()
    index = phone_index("+573001234567")
    with acting(desk.actor(), "test"):
        number = api.people(desk.actor()).get(name=PEOPLE[0].name).file_number.replace("-", "")
    asked = [
        (["maria"], [], "", None),
        ([], ["mhmd"], "", None),
        (["marria", "pegna", "giraldoo"], [], "", None),
        ([], [], number, None),
        ([], [], "", index),
    ]

    def found(words: list[str], sounds: list[str], bare: str, phone: bytes | None) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM corridor.find_persons(%s::text[], %s::text[], %s, %s, NULL, 50)",
                [words, sounds, bare, phone],
            )
            return int(cursor.fetchone()[0])

    with acting(desk.actor(), "test"):
        assert all(found(*question) for question in asked)
    with acting(stranger, "test"):
        assert [found(*question) for question in asked] == [0] * len(asked)
    assert [found(*question) for question in asked] == [0] * len(asked)
