"""Rows by columns: what went in comes out, under row security, and as binary COPY."""

import json
import uuid

import pytest

from corridor.foundation.database.bulk import copy_out, insert_columns
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.models import PersonKey, Submission

AWKWARD = 'a "quoted", {braced} \\ back\\slashed\nline, NULL, ,, ünïcode سواق'


def submissions(actor: uuid.UUID, answers: list[str | None]) -> dict[str, list[object]]:
    count = len(answers)
    return {
        "id": [uuid.uuid4() for _ in answers],
        "actor_id": [actor] * count,
        "key": [uuid.uuid4() for _ in answers],
        "body_hash": ["\\x00ff"] * count,
        "answer": list(answers),
        "at": ["2027-03-01 00:00:00+00"] * count,
    }


def test_awkward_text_and_nothing_at_all_come_back(db: None) -> None:
    actor = uuid.uuid4()
    with acting(SYSTEM, "test"):
        insert_columns(Submission, submissions(actor, [json.dumps([AWKWARD]), None, "{}"]))
        rows = Submission.objects.filter(actor_id=actor)
        assert sorted(rows.values_list("answer", flat=True), key=str) == [None, [AWKWARD], {}]
        assert bytes(rows[0].body_hash) == b"\x00\xff"


def test_rows_come_out_in_chunks(db: None) -> None:
    actor = uuid.uuid4()
    with acting(SYSTEM, "test"):
        columns = submissions(actor, ["1"] * 7)
        insert_columns(Submission, columns)
        query = Submission.objects.filter(actor_id=actor).order_by("key").values_list("key", "actor_id")
        chunks = list(copy_out(query, ["uuid", "uuid"], 3))
    assert [len(chunk) for chunk in chunks] == [3, 3, 1]
    assert [row[0] for chunk in chunks for row in chunk] == sorted(columns["key"], key=str)
    assert {row[1] for chunk in chunks for row in chunk} == {actor}


def test_without_a_context_nothing_goes_in_and_nothing_comes_out(db: None) -> None:
    person = uuid.uuid4()
    with acting(SYSTEM, "test"):
        insert_columns(PersonKey, {"person_id": [person], "wrapped": ["\\x01"]})
    rows = PersonKey.objects.all().values_list("person_id")
    assert list(copy_out(rows, ["uuid"], 10)) == []
    with pytest.raises(Exception, match="row-level security"):
        insert_columns(PersonKey, {"person_id": [uuid.uuid4()], "wrapped": ["\\x01"]})
