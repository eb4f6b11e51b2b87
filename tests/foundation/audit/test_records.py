"""Timeline, row history and read log: written with what they tell, readable by who reaches the person, unchangeable."""

import uuid

import pytest
from django.db import DatabaseError, connection

from corridor.foundation.accounts.models import Office
from corridor.foundation.audit import reads, timeline
from corridor.foundation.audit.models import Erasure, TimelineEvent
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.keys import uuid7
from corridor.foundation.files import store
from corridor.foundation.files.models import StoredFile
from corridor.foundation.outbox.models import Message
from corridor.foundation.scopes import access
from corridor.foundation.scopes.access import FILE
from tests.harness.people import Member, member, office


@pytest.fixture
def counsellor(db: None) -> Member:
    return member("counsellor", at=office("Pereira"))


@pytest.fixture
def person(counsellor: Member) -> uuid.UUID:
    key = uuid7()
    with acting(counsellor.actor(), "test"):
        access.give([key], scope_id=counsellor.actor().offices[0], level=FILE, why="registered")
    return key


def test_timeline_tells_what_happened_in_codes(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        subject = Office.objects.get(id=counsellor.office.id)
        timeline.record(
            "registry.registered", by=counsellor.actor(), subject=subject, person_id=person, office=subject.id
        )
        [event] = timeline.of_person(person, actor=counsellor.actor())
    assert (event.verb, event.actor_id, event.roles) == ("registry.registered", counsellor.account.id, ["counsellor"])
    assert event.codes == {"office": str(subject.id)}


def test_timeline_is_rolled_back_with_its_deed(person: uuid.UUID, counsellor: Member) -> None:
    with pytest.raises(RuntimeError), acting(counsellor.actor(), "test"):
        timeline.record("x.y", by=counsellor.actor(), subject=counsellor.office, person_id=person)
        raise RuntimeError
    with acting(counsellor.actor(), "test"):
        assert timeline.of_person(person, actor=counsellor.actor()) == []


@pytest.mark.parametrize("statement", ["UPDATE audit_timelineevent SET verb = 'x'", "DELETE FROM audit_timelineevent"])
def test_timeline_cannot_be_changed(counsellor: Member, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), acting(SYSTEM, "test"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["audit_readlog", "audit_rowhistory"])
def test_sealed_records_cannot_be_read_directly(counsellor: Member, table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), acting(SYSTEM, "test"), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")


def test_reading_a_person_is_logged_with_who_and_why(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        store.keep(b"papers", name="p.txt", by=counsellor.actor(), person_id=person)
    with acting(counsellor.actor(), "look at the papers"):
        assert len(StoredFile.objects.visible_to(counsellor.actor()).filter(person_id=person)) == 1
    with acting(counsellor.actor(), "who opened"):
        [read] = [row for row in reads.who_opened(person) if row.why == "look at the papers"]
    assert (read.actor_id, read.roles) == (counsellor.account.id, ("counsellor",))


def test_a_list_is_one_row_for_all_its_persons(counsellor: Member) -> None:
    persons = [uuid7() for _ in range(30)]
    with acting(counsellor.actor(), "test"):
        access.give(persons, scope_id=counsellor.actor().offices[0], level=FILE, why="registered")
        StoredFile.objects.bulk_create(
            StoredFile(sha256="0" * 64, size=1, content_type="x", name="x", person_id=p, created_by=p) for p in persons
        )
    with acting(counsellor.actor(), "list"):
        assert len(list(StoredFile.objects.visible_to(counsellor.actor()))) == 30
    with acting(counsellor.actor(), "who opened"):
        assert [len([r for r in reads.who_opened(p) if r.why == "list"]) for p in persons] == [1] * 30


def test_no_log_no_answer(person: uuid.UUID, counsellor: Member) -> None:
    """When the log cannot be written, what was read does not leave the transaction."""
    with acting(counsellor.actor(), "test"):
        store.keep(b"papers", name="p.txt", by=counsellor.actor(), person_id=person)
    with pytest.raises(DatabaseError, match="too long"), acting(counsellor.actor(), "x" * 500):
        list(StoredFile.objects.visible_to(counsellor.actor()))


def test_others_do_not_learn_who_opened(person: uuid.UUID, counsellor: Member) -> None:
    stranger = member("counsellor", at=office("Armenia"))
    with acting(counsellor.actor(), "test"):
        store.keep(b"papers", name="p.txt", by=counsellor.actor(), person_id=person)
        list(StoredFile.objects.visible_to(counsellor.actor()))
    with acting(stranger.actor(), "test"):
        assert reads.who_opened(person) == []
        assert reads.history_of(person) == []


def test_row_history_keeps_what_was_before(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        kept = store.keep(b"papers", name="before.txt", by=counsellor.actor(), person_id=person)
        StoredFile.objects.filter(id=kept.id).update(name="after.txt")
        changes = reads.history_of(person)
    [update] = [change for change in changes if change.operation == "update"]
    assert update.before == {"name": "before.txt"}
    assert (update.table, update.row_id, update.actor_id) == ("files_storedfile", kept.id, counsellor.account.id)


def test_erase_removes_every_row_and_the_key_and_leaves_a_receipt(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        store.keep(b"papers", name="p.txt", by=counsellor.actor(), person_id=person)
        timeline.record("x.y", by=counsellor.actor(), subject=counsellor.office, person_id=person)
        with connection.cursor() as cursor:
            cursor.execute("SELECT corridor.erase_person(%s, 'asked')", [person])
            removed = cursor.fetchone()[0]
    assert removed >= 3
    with acting(SYSTEM, "test"), connection.cursor() as cursor:
        for table in ("files_storedfile", "audit_timelineevent", "database_personkey", "scopes_personaccess"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE person_id = %s", [person])
            assert cursor.fetchone()[0] == 0, table
        assert reads.who_opened(person) == []
        assert Erasure.objects.get().rows_removed == removed
        assert not TimelineEvent.objects.filter(person_id=person).exists()


def test_erase_takes_the_messages_to_the_person_too(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"), connection.cursor() as cursor:
        for key in (person, uuid.uuid4()):
            Message.objects.create(channel="sms", code="accounts.code", person_id=key, language="en")
        cursor.execute("SELECT corridor.erase_person(%s, 'asked')", [person])
    assert Message.objects.count() == 1
    assert not Message.objects.filter(person_id=person).exists()


def test_erase_out_of_reach_is_refused(person: uuid.UUID) -> None:
    stranger = member("counsellor", at=office("Armenia"))
    with pytest.raises(DatabaseError, match="out of reach"), acting(stranger.actor(), "test"):
        connection.cursor().execute("SELECT corridor.erase_person(%s, 'asked')", [person])
