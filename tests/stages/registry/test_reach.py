"""The outbox learns where to write to a person at the moment of sending; the person can read that it was asked."""

from corridor.foundation.audit import reads
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox import recipients
from corridor.stages.registry import api
from tests.harness.people import member, office
from tests.harness.season import person


def test_addresses_of_many_are_found_in_few_statements(db: None, django_assert_max_num_queries: object) -> None:
    clerk = member("counsellor", at=office()).actor()
    with acting(clerk, "test"):
        records = [person(1, email="ana@example.org"), person(2), *(person(n) for n in range(3, 30))]
        people = api.register(records, office_id=clerk.offices[0], by=clerk)
    with acting(SYSTEM, "test"), django_assert_max_num_queries(8):  # type: ignore[operator]
        found = recipients.of_persons([each.id for each in people])
    assert found[people[0].id] == {"phone": records[0].phone, "email": "ana@example.org"}
    assert found[people[1].id] == {"phone": records[1].phone}
    assert len(found) == 29
    with acting(clerk, "test"):
        assert "send a message to the person" in [read.why for read in reads.who_opened(people[0].id)]
