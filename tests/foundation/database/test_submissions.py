"""The same submission has one effect, however often and however fast it comes."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import SubmissionMismatch
from corridor.foundation.database.submissions import once


def make(name: str) -> Any:
    return lambda: {"id": str(Organisation.objects.create(name=name, kind="service", country="CO").id)}


def test_repeat_gets_the_same_receipt(db: None) -> None:
    key = uuid.uuid4()
    with acting(SYSTEM, "test"):
        first = once(SYSTEM, key, {"name": "x"}, make("x"))
        again = once(SYSTEM, key, {"name": "x"}, make("x"))
    assert (first[1], again[1]) == (False, True)
    assert first[0] == again[0]


def test_other_body_is_refused(db: None) -> None:
    key = uuid.uuid4()
    with acting(SYSTEM, "test"):
        once(SYSTEM, key, {"name": "x"}, make("x"))
        with pytest.raises(SubmissionMismatch) as refused:
            once(SYSTEM, key, {"name": "y"}, make("y"))
    assert refused.value.status == 422


def test_what_failed_can_be_sent_again(db: None) -> None:
    key = uuid.uuid4()

    def fails() -> Any:
        raise RuntimeError

    with pytest.raises(RuntimeError), acting(SYSTEM, "test"):
        once(SYSTEM, key, {}, fails)
    with acting(SYSTEM, "test"):
        assert once(SYSTEM, key, {}, make("z"))[1] is False


def test_five_at_the_same_time_have_one_effect(fresh_database: str) -> None:
    key, answers = uuid.uuid4(), []

    def send() -> None:
        try:
            with acting(SYSTEM, "test"):
                answers.append(once(SYSTEM, key, {"name": "race"}, make("race")))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 5
    assert len({answer["id"] for answer, _ in answers}) == 1
    assert Organisation.objects.filter(name="race").count() == 1
