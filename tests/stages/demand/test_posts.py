"""The balance of posts: never more given than there are, whoever asks at once."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import Refused
from corridor.stages.demand import api
from corridor.stages.demand.models import JobOrder

from .conftest import refused


def test_posts_are_reserved_filled_and_given_back(opened: api.JobOrder) -> None:
    key = opened.id
    api.reserve_posts({key: 6}, by=SYSTEM)
    api.fill_posts({key: 4}, by=SYSTEM)
    api.release_posts({key: 2}, by=SYSTEM)
    assert api.balances([key]) == {key: api.Balance(8, 0, 4)}
    api.reserve_posts({key: 4}, by=SYSTEM)
    assert api.fill_posts({key: 4}, by=SYSTEM)[0].state == "filled"
    assert api.unfill_posts({key: 1}, by=SYSTEM)[0].state == "open"
    assert api.balance(JobOrder.objects.get(id=key)).free == 1


def test_no_more_than_there_are(opened: api.JobOrder) -> None:
    with refused("no_post_left"):
        api.reserve_posts({opened.id: 9}, by=SYSTEM)
    for verb in (api.release_posts, api.fill_posts, api.unfill_posts):
        with refused("posts_not_held"):
            verb({opened.id: 1}, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        JobOrder.objects.filter(id=opened.id).update(reserved=5, filled=4)


def test_order_that_is_not_open_gives_no_post(verified: api.JobOrder) -> None:
    with refused("order_not_open"):
        api.reserve_posts({verified.id: 1}, by=SYSTEM)


def test_order_with_an_offer_out_does_not_close(opened: api.JobOrder, officer: Any) -> None:
    api.reserve_posts({opened.id: 1}, by=SYSTEM)
    with refused("offer_open"):
        api.close_order(opened.id, by=officer)


def test_two_on_the_last_post_at_once(fresh_database: str) -> None:
    """One gets it, the other a sentence; nothing is given twice."""
    order_id = _open_order_of_one_post()
    together = threading.Barrier(2)
    answers: list[str] = []

    def take() -> None:
        try:
            together.wait(5)
            with acting(SYSTEM, "test"):
                api.reserve_posts({order_id: 1}, by=SYSTEM)
            answers.append("taken")
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == ["no_post_left", "taken"]
    assert JobOrder.objects.get(id=order_id).reserved == 1


def _open_order_of_one_post() -> Any:
    from datetime import date

    from .conftest import TERMS

    with acting(SYSTEM, "test"):
        employer = api.register_employers([api.EmployerRecord(name="Farm", country="ES")], by=SYSTEM)[0]
        record = api.JobOrderRecord(
            employer_id=employer.id,
            title="Picker",
            occupation_code="9211",
            posts=1,
            start=date(2027, 2, 15),
            end=date(2027, 6, 30),
            workplace="Farm",
            country="ES",
            terms=TERMS,
        )
        order = api.draft_orders([record], by=SYSTEM)[0]
        JobOrder.objects.filter(id=order.id).update(state="open")
        return order.id
