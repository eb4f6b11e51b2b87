"""The auditor reads what was done in codes, over all offices, and nobody else does."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from corridor.foundation.accounts import manage, record
from corridor.foundation.accounts.models import Grant
from corridor.foundation.audit import timeline
from corridor.foundation.audit.models import TimelineEvent
from corridor.foundation.database.context import SYSTEM, acting, note_read
from corridor.foundation.database.errors import NotAllowed
from corridor.foundation.database.keys import uuid7
from tests.harness.people import Member, member, office

DAY = timedelta(days=1)


@pytest.fixture
def auditor(db: None) -> Member:
    return member("auditor", at=office())


def test_auditor_reads_events_about_persons_without_the_person(auditor: Member) -> None:
    person = uuid7()
    with acting(SYSTEM, "test"):
        timeline.record("registry.registered", by=SYSTEM, subject=auditor.office, person_id=person, codes_only="x")
    now, actor = timezone.now(), auditor.actor()
    with acting(actor, "test"):
        assert not TimelineEvent.objects.filter(person_id=person).exists()
        found = record.events(now - DAY, now + DAY, by=actor, verb="registry.registered")
        assert len(found) == 1 and found[0].about_person and found[0].subject_id is None
        assert str(person) not in repr(found)
        assert ("registry.registered", 1) in record.event_counts(now - DAY, now + DAY, by=actor)
        newest = record.events(now - DAY, now + DAY, by=actor, most=1)[0]
        assert newest.id not in {one.id for one in record.events(now - DAY, now + DAY, by=actor, below=newest.id)}


def test_auditor_reads_how_many_files_were_opened(auditor: Member) -> None:
    with acting(SYSTEM, "look at two"):
        note_read([uuid7(), uuid7()])
    with acting(SYSTEM, "look at two"):
        note_read([uuid7()])
    now, actor = timezone.now(), auditor.actor()
    with acting(actor, "test"):
        found = [one for one in record.readings(now - DAY, now + DAY, by=actor) if one.why == "look at two"]
    assert [(one.openings, one.persons) for one in found] == [(2, 3)]


def test_nobody_else_reads_the_record_not_even_around_the_verb(db: None) -> None:
    administrator = member("administrator", at=office())
    now, actor = timezone.now(), administrator.actor()
    with acting(actor, "test"):
        with pytest.raises(NotAllowed):
            record.events(now - DAY, now, by=actor)
        for call in (
            "corridor.events_of_all(now() - interval '1 day', now(), '', NULL, 10)",
            "corridor.event_counts(now() - interval '1 day', now())",
            "corridor.read_counts(now() - interval '1 day', now(), 10)",
        ):
            with pytest.raises(ProgrammingError, match="only an auditor"), transaction.atomic():
                connection.cursor().execute(f"SELECT * FROM {call}")


def test_the_record_closes_with_the_role(auditor: Member) -> None:
    with acting(SYSTEM, "test"):
        manage.end_role(Grant.objects.get(account=auditor.account).id, by=SYSTEM)
    with pytest.raises(ProgrammingError, match="only an auditor"), acting(auditor.actor(), "test"):
        connection.cursor().execute("SELECT * FROM corridor.event_counts(now(), now())")
