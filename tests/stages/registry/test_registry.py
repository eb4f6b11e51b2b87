"""Registering, completing, verifying, joining and erasing files; what stays hidden from others."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from corridor.foundation.accounts.models import Account
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting, current
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.database.models import PersonRow
from corridor.foundation.scopes import access
from corridor.rules import identity
from corridor.stages.registry import api, models
from tests.harness.people import Member, member, office

ANA = api.PersonRecord(
    name="Ana María Peña Giraldo",
    birth="1990-05-17",
    sex="F",
    phone="+573001234567",
    district="Risaralda",
    occupation="9211",
    language="spa",
    experience_months=18,
    document_kind="passport",
    document_number="AR 123456",
    document_until=date(2031, 12, 31),
)


@pytest.fixture
def registrar(db: None) -> Member:
    return member("registrar", at=office())


@pytest.fixture
def stranger(db: None) -> Member:
    return member("registrar", at=office("Cali"))


def make(who: Member, *records: api.PersonRecord) -> list[api.Person]:
    actor = who.actor()
    with acting(actor, "test"):
        return api.register(list(records) or [ANA], office_id=actor.offices[0], by=actor)


def test_register_makes_the_whole_file(registrar: Member) -> None:
    person = make(registrar)[0]
    assert identity.is_valid(person.file_number)
    assert person.file_number.startswith("CO-")
    actor = registrar.actor()
    with acting(actor, "test"):
        file = api.person(person.id, by=actor)
        assert file.details is not None
        assert (file.details.phone, file.details.birth, file.details.sex) == ("+573001234567", "1990-05-17", "F")
        assert file.languages == {"spa": 6}
        assert [(done.occupation_code, done.months) for done in file.experience] == [("9211", 18)]
        assert [(paper.kind, paper.number) for paper in file.documents] == [("passport", "AR 123456")]
        assert [event.verb for event in timeline.of_person(person.id, actor=actor)] == ["registry.registered"]
        assert all(answer.given is None for answer in file.consents)


def test_phone_and_document_number_are_sealed(registrar: Member) -> None:
    make(registrar)
    with acting(SYSTEM, "test"):
        details, paper = models.Details.objects.get(), models.Document.objects.get()
    for stored in (bytes(details.phone), bytes(paper.number)):
        assert b"3001234567" not in stored
        assert b"123456" not in stored
    assert bytes(details.phone_index) != bytes(paper.number_index)


def test_200_persons_cost_a_bounded_number_of_statements(registrar: Member) -> None:
    actor = registrar.actor()
    records = [ANA.model_copy(update={"name": f"Person {n}", "phone": f"+5730012{n:05d}"}) for n in range(200)]
    with acting(actor, "test"), CaptureQueriesContext(connection) as two:
        api.register(records[:2], office_id=actor.offices[0], by=actor)
    with acting(actor, "test"), CaptureQueriesContext(connection) as many:
        persons = api.register(records[2:], office_id=actor.offices[0], by=actor)
    assert len(persons) == 198
    assert len(many) == len(two) < 20
    ids = [person.id for person in persons]
    for call in (
        lambda some: api.verify(some, by=actor),
        lambda some: api.open_accounts(some, by=actor),
        lambda some: api.set_languages({each: {"spa": 6, "eng": 2} for each in some}, by=actor),
        lambda some: api.set_skills({each: ["harvest", "pruning"] for each in some}, by=actor),
        lambda some: api.candidate_columns(some, by=actor),
        lambda some: api.record_consents(
            [api.ConsentRecord(person_id=each, purpose="news", given=True) for each in some], by=actor
        ),
    ):
        with acting(actor, "test"), CaptureQueriesContext(connection) as few:
            call(ids[:2])
        with acting(actor, "test"), CaptureQueriesContext(connection) as many:
            call(ids[2:])
        assert len(many) == len(few) < 16


def test_another_office_sees_nothing(registrar: Member, stranger: Member) -> None:
    person = make(registrar)[0]
    theirs = stranger.actor()
    with acting(theirs, "test"):
        for model in (models.Person, models.Details, models.Document, models.LanguageSkill, models.Experience):
            assert model.objects.count() == 0, "row security"
            assert model.objects.visible_to(theirs).count() == 0, "visible_to"
        with pytest.raises(NotFound):
            api.person(person.id, by=theirs)
        with pytest.raises(NotFound):
            api.complete(person.id, {"town": "Cali"}, by=theirs)
        with pytest.raises(NotFound):
            api.verify([person.id], by=theirs)
        assert api.find("Ana Peña", by=theirs) == []
        assert api.find("+573001234567", by=theirs) == []
        assert api.find(person.file_number, by=theirs) == []
        assert api.names([person.id]) == {}
        assert api.candidate_columns([person.id], by=theirs).ids == []


def test_first_wall_alone_hides_the_file(registrar: Member, stranger: Member) -> None:
    person = make(registrar)[0]
    with acting(SYSTEM, "test"):  # row security lets the system read all
        assert models.Person.objects.count() == 1
        assert models.Person.objects.visible_to(stranger.actor()).count() == 0
        with pytest.raises(NotFound):
            api.person(person.id, by=stranger.actor())


def test_candidate_level_sees_no_details(registrar: Member) -> None:
    person = make(registrar)[0]
    scope = uuid7()
    with acting(SYSTEM, "test"):
        made = access.make_scope("employer", scope)
        access.give([person.id], scope_id=made.id, level=access.CANDIDATE, why="shortlist")
    employer = Actor(id=uuid7(), kind="account", scopes=frozenset([made.id]))
    with acting(employer, "test"):
        file = api.person(person.id, by=employer)
        assert file.person.name == ANA.name
        assert file.languages == {"spa": 6}
        assert file.details is None
        assert file.documents == file.consents == []
        assert models.Details.objects.count() == models.Document.objects.count() == 0
        columns = api.candidate_columns([person.id], by=employer)
        assert (columns.sex, columns.district, columns.born) == ([""], [""], [None])


def test_registering_needs_the_permission_and_ones_own_office(registrar: Member, stranger: Member) -> None:
    nobody = member("inspector", at=registrar.office).actor()
    with acting(nobody, "test"), pytest.raises(NotAllowed):
        api.register([ANA], office_id=nobody.offices[0], by=nobody)
    actor = registrar.actor()
    with acting(actor, "test"), pytest.raises(NotAllowed):
        api.register([ANA], office_id=stranger.office.scope_id, by=actor)


def test_same_submission_key_makes_one_person(registrar: Member) -> None:
    actor, key = registrar.actor(), uuid.uuid4()
    numbers = set()
    for _time in range(5):
        with acting(actor, "test"):
            numbers.add(api.register_one(ANA, by=actor, key=key).file_number)
    assert len(numbers) == 1


def test_worker_corrects_own_file_but_not_what_was_verified(registrar: Member) -> None:
    person = make(registrar)[0]
    actor = registrar.actor()
    with acting(actor, "test"):
        account = api.open_accounts([person.id], by=actor)[0]
    worker = Member(account, None).actor()
    assert account.login == person.file_number
    with acting(worker, "test"):
        api.complete(person.id, {"phone": "+573009999999", "name": "Ana Peña"}, by=worker)
    with acting(actor, "test"):
        api.verify([person.id], by=actor)
    with acting(worker, "test"):
        with pytest.raises(Refused) as refused:
            api.complete(person.id, {"birth": "1991-05-17"}, by=worker)
        assert refused.value.code == "verified_identity"
        api.complete(person.id, {"town": "Pereira"}, by=worker)
        file = api.person(person.id, by=worker)
        assert file.details is not None
        assert (file.details.phone, file.details.town) == ("+573009999999", "Pereira")
        with pytest.raises(NotAllowed):
            api.verify([person.id], by=worker)
    with acting(actor, "test"):
        changed = api.complete(person.id, {"birth": "1991-05-17"}, by=actor)
        assert changed.verified_at is None


def test_worker_reaches_no_other_file(registrar: Member) -> None:
    first, second = make(registrar, ANA, ANA.model_copy(update={"name": "Luz Ríos", "phone": ""}))
    actor = registrar.actor()
    with acting(actor, "test"):
        worker = Member(api.open_accounts([first.id], by=actor)[0], None).actor()
    with acting(worker, "test"):
        assert [row.id for row in models.Person.objects.all()] == [first.id]
        with pytest.raises((NotFound, NotAllowed)):
            api.complete(second.id, {"town": "Cali"}, by=worker)


def test_consent_is_asked_only_where_refusing_costs_nothing(registrar: Member) -> None:
    person = make(registrar)[0]
    actor = registrar.actor()
    with acting(actor, "test"):
        with pytest.raises(Refused) as refused:
            api.record_consents([api.ConsentRecord(person_id=person.id, purpose="matching", given=True)], by=actor)
        assert refused.value.code == "consent_not_asked"
        for given in (True, False):
            api.record_consents(
                [api.ConsentRecord(person_id=person.id, purpose="news", given=given, language="es")], by=actor
            )
            assert (person.id in api.consents_given("news", [person.id])) is given
        answers = {answer.purpose.code: answer.given for answer in api.person(person.id, by=actor).consents}
        assert answers["news"] is False
        assert answers["matching"] is None


def test_merge_keeps_an_alias_and_can_be_undone(registrar: Member) -> None:
    kept, other = make(registrar, ANA, ANA.model_copy(update={"name": "Ana Peña G."}))
    actor = registrar.actor()
    with acting(actor, "test"):
        api.merge(kept.id, other.id, by=actor)
        assert api.person(other.id, by=actor).person.id == kept.id
        assert [row.file_number for row in api.person(kept.id, by=actor).aliases] == [other.file_number]
        assert [found.person.id for found in api.find(other.file_number, by=actor)] == [kept.id]
        assert other.id not in set(api.people(actor).values_list("id", flat=True))
        with pytest.raises(Refused):
            api.merge(other.id, kept.id, by=actor)
        older = Member(api.open_accounts([other.id], by=actor)[0], None).actor()
    with acting(older, "test"):
        assert api.person(other.id, by=older).person.id == other.id, "the older number still opens a file"
    with acting(actor, "test"):
        api.unmerge(other.id, by=actor)
        assert api.person(other.id, by=actor).person.id == other.id
        assert len(api.person(other.id, by=actor).documents) == 1


def test_erase_leaves_nothing_but_a_receipt(registrar: Member) -> None:
    person = make(registrar)[0]
    actor = registrar.actor()
    with acting(actor, "test"):
        account = api.open_accounts([person.id], by=actor)[0]
        api.hold(person.id, True, by=actor)
        with pytest.raises(Refused) as refused:
            api.erase(person.id, "asked", by=actor)
        assert refused.value.code == "legal_hold"
        api.hold(person.id, False, by=actor)
        frame = current()
        assert api.erase(person.id, "asked", by=actor) > 5
        assert frame is not None
        assert person.id not in frame.read, "the read log would name the erased person"
    with acting(SYSTEM, "test"):
        for model in (models.Person, models.Details, models.Document, models.Experience, models.LanguageSkill):
            assert not model.objects.exists()
        assert not timeline.of_person(person.id, actor=SYSTEM)
    gone = Account.objects.get(id=account.id)
    assert (gone.is_active, gone.name, gone.person_id) == (False, "", None)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_held_file_cannot_be_erased_around_the_verb(registrar: Member) -> None:
    person = make(registrar)[0]
    actor = registrar.actor()
    with acting(actor, "test"):
        api.hold(person.id, True, by=actor)
        with pytest.raises(DatabaseError, match="legal hold"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT corridor.erase_person(%s, 'asked')", [person.id])


def test_every_field_declares_class_purpose_and_retention() -> None:
    for model in vars(models).values():
        if isinstance(model, type) and issubclass(model, PersonRow):
            declared = set(model.FIELDS)
            assert declared == {field.name for field in model._meta.get_fields()}, model
            assert all(all(part for part in field) for field in model.FIELDS.values())


def test_documents_are_checked(registrar: Member) -> None:
    person = make(registrar)[0]
    actor = registrar.actor()
    with acting(actor, "test"):
        with pytest.raises(Refused) as refused:
            api.add_documents(
                [
                    api.DocumentRecord(
                        person_id=person.id,
                        kind="passport",
                        number="X1",
                        country="CO",
                        issued_on=date(2030, 1, 1),
                        valid_until=date(2029, 1, 1),
                    )
                ],
                by=actor,
            )
        assert refused.value.field == "valid_until"
        paper = api.add_documents(
            [api.DocumentRecord(person_id=person.id, kind="national_id", number="1088-1", country="CO")], by=actor
        )[0]
        assert [found.person.id for found in api.find("10881", by=actor)] == [person.id]
        api.remove_document(paper.id, by=actor)
        assert api.find("10881", by=actor) == []


def test_candidate_columns_align(registrar: Member) -> None:
    first, second = make(registrar, ANA, api.PersonRecord(name="Luis Ríos", birth="1992", occupation="something odd"))
    actor = registrar.actor()
    with acting(actor, "test"):
        api.set_skills({second.id: ["tractor"]}, by=actor)
        columns = api.candidate_columns([second.id, first.id], by=actor)
    assert columns.ids == [second.id, first.id]
    assert columns.born == [date(1992, 12, 31), date(1990, 5, 17)]
    assert columns.occupations == [frozenset(), frozenset({"9211"})]
    assert columns.skills == [frozenset({"tractor"}), frozenset()]
    assert columns.document_until == [None, date(2031, 12, 31)]
    assert columns.experience == [{}, {"9211": 18}]
