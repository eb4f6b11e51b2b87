"""Hidden criteria in the texts of job orders: found when sent, decided by a person, asked for at verification."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.stages.demand import api
from corridor.stages.demand.models import JobOrder, WordingFinding
from tests.harness.people import member

from .conftest import changed, refused

HIDING = "Pick and pack strawberries. Men only, please. Tie the young plants."


@pytest.fixture
def hiding(record: api.JobOrderRecord, farmer: Actor) -> api.JobOrder:
    """An order that was sent with words that choose by sex."""
    return api.submit([api.draft_orders([changed(record, duties=HIDING)], by=farmer)[0].id], by=farmer)[0]


def decision(order: api.JobOrder, ground: str, basis: str = "") -> dict[str, api.WordingDecision]:
    return {each.key: api.WordingDecision(ground, basis) for each in api.hidden(order)}


def states(order: api.JobOrder) -> list[tuple[str, str]]:
    return sorted(WordingFinding.objects.filter(order_id=order.id).values_list("criterion", "state"))


def test_words_wait_for_a_person(hiding: api.JobOrder, officer: Actor, approver: Actor) -> None:
    assert hiding.state == "submitted"
    assert states(hiding) == [("sex", "waiting")]
    assert list(api.worded(officer)) == [hiding]
    with refused("wording_undecided") as error:
        api.verify([hiding.id], by=officer)
    assert "Men only" in str(error.value)
    api.decide_wordings([hiding.id], decision(hiding, "not_meant"), by=officer)
    assert list(api.worded(officer)) == []
    api.verify([hiding.id], by=officer)
    api.approve([hiding.id], by=approver)
    row = WordingFinding.objects.get()
    assert (row.state, row.ground, row.decided_by) == ("allowed", "not_meant", officer.id)
    assert row.excerpt[row.start :].startswith("Men only")
    verbs = {event.verb for event in timeline.of_subject(hiding.id)}
    assert {"demand.wording_found", "demand.wording_decided"} <= verbs


def test_other_orders_find_nothing(submitted: api.JobOrder, officer: Actor) -> None:
    assert states(submitted) == []
    assert list(api.worded(officer)) == []


def test_order_goes_back_with_what_to_write(hiding: api.JobOrder, record: Any, farmer: Actor, officer: Actor) -> None:
    order = api.decide_wordings([hiding.id], decision(hiding, "reword"), by=officer, note="Ask us.")[0]
    assert order.state == "draft"
    assert "“Men only” (Sex): Say what the work is." in order.reason
    assert order.reason.endswith("Ask us.")
    assert order.remedy
    api.change_order(order.id, changed(record, duties="Pick and pack strawberries."), by=farmer)
    api.submit([order.id], by=farmer)
    assert states(order) == [("sex", "reworded")]
    api.verify([order.id], by=officer)


def test_words_that_stay_as_they_were_wait_again(hiding: api.JobOrder, farmer: Actor, officer: Actor) -> None:
    api.decide_wordings([hiding.id], decision(hiding, "reword"), by=officer)
    api.submit([hiding.id], by=farmer)
    assert states(hiding) == [("sex", "waiting")]


def test_allowed_words_stay_allowed_until_they_change(
    hiding: api.JobOrder, record: Any, farmer: Actor, officer: Actor
) -> None:
    api.decide_wordings([hiding.id], decision(hiding, "reserve", "CO-ES-AGRI, v1: 40 % for women"), by=officer)
    api.return_order(hiding.id, reason="Housing", remedy="Mend", by=officer)
    api.change_order(hiding.id, changed(record, duties=HIDING, posts=5), by=farmer)
    api.submit([hiding.id], by=farmer)
    assert states(hiding) == [("sex", "allowed")]
    api.verify([hiding.id], by=officer)
    api.return_order(hiding.id, reason="Housing", remedy="Mend", by=officer)
    api.change_order(hiding.id, changed(record, duties="Pack. Men only, no others."), by=farmer)
    api.submit([hiding.id], by=farmer)
    assert states(hiding) == [("sex", "allowed"), ("sex", "waiting")]
    with refused("wording_undecided"):
        api.verify([hiding.id], by=officer)


@pytest.mark.parametrize(
    ("duties", "ground", "basis", "code"),
    [
        ("No children. Pick.", "law", "Act 1", "no_ground"),
        ("No children. Pick.", "reserve", "v1", "no_ground"),
        ("Men only.", "law", "Act 1", "no_ground"),
        ("Men only.", "reserve", " ", "basis_missing"),
        ("Maximum age 40.", "reserve", "v1", "no_ground"),
        ("Maximum age 40.", "law", "", "basis_missing"),
        ("Worker pays the visa.", "law", "Act 1", "no_ground"),
        ("Men only.", "because", "", "no_ground"),
    ],
)
def test_no_ground_but_those_of_principle_6(
    record: Any, farmer: Actor, officer: Actor, duties: str, ground: str, basis: str, code: str
) -> None:
    order = api.submit([api.draft_orders([changed(record, duties=duties)], by=farmer)[0].id], by=farmer)[0]
    with transaction.atomic(), refused(code):
        api.decide_wordings([order.id], decision(order, ground, basis), by=officer)
    assert {state for _criterion, state in states(order)} == {"waiting"}


def test_a_law_may_be_quoted_for_an_age(record: Any, farmer: Actor, officer: Actor) -> None:
    order = api.submit([api.draft_orders([changed(record, duties="Minimum age 21.")], by=farmer)[0].id], by=farmer)[0]
    api.decide_wordings([order.id], decision(order, "law", "Road act, art. 3"), by=officer)
    api.verify([order.id], by=officer)


def test_every_finding_is_decided(record: Any, farmer: Actor, officer: Actor) -> None:
    order = api.submit([api.draft_orders([changed(record, duties="Men only. No union.")], by=farmer)[0].id], by=farmer)[
        0
    ]
    given = decision(order, "not_meant")
    given.popitem()
    with transaction.atomic(), refused("wording_missing"):
        api.decide_wordings([order.id], given, by=officer)


def test_same_words_are_decided_together(hiding: api.JobOrder, record: Any, farmer: Actor, officer: Actor) -> None:
    twin, other = (
        api.submit([api.draft_orders([changed(record, duties=duties)], by=farmer)[0].id], by=farmer)[0]
        for duties in (HIDING, HIDING + " Maximum age 40.")
    )
    keys = [each.key for each in api.hidden(hiding)]
    assert list(api.same_words(hiding, keys, officer)) == [twin]
    api.decide_wordings([hiding.id, twin.id], decision(hiding, "not_meant"), by=officer)
    assert list(api.worded(officer)) == [other]


def test_who_may_decide(hiding: api.JobOrder, farmer: Actor) -> None:
    stranger = member("officer").actor()
    assert list(api.worded(stranger)) == []
    assert list(api.worded(farmer)) == []
    with pytest.raises(NotFound):
        api.decide_wordings([hiding.id], decision(hiding, "not_meant"), by=stranger)
    with pytest.raises(NotAllowed):
        api.decide_wordings([hiding.id], decision(hiding, "not_meant"), by=farmer)


def test_new_word_lists_reach_orders_that_wait(submitted: api.JobOrder, officer: Actor) -> None:
    """As after an upgrade: nothing was kept at sending, and the order cannot slip through."""
    JobOrder.objects.update(duties=HIDING)
    with refused("wording_undecided"):
        api.verify([submitted.id], by=officer)
    assert api.search_wordings(by=SYSTEM) == 1
    assert api.search_wordings(by=SYSTEM) == 0
    assert list(api.worded(officer)) == [submitted]


def test_allowed_needs_its_ground_in_the_table_too(hiding: api.JobOrder) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WordingFinding.objects.update(state="allowed")


def test_all_texts_are_searched(record: Any, employer: api.Employer, farmer: Actor) -> None:
    made, _found = api.preview(
        changed(
            record,
            title="Picker, women only",
            skills=["no union"],
            training=["HIV test"],
            workplace="Farm, whites only",
        ),
        by=farmer,
    )
    assert {(each.field, each.criterion) for each in api.hidden(made)} == {
        ("title", "sex"),
        ("skills", "union"),
        ("training", "hiv"),
        ("workplace", "ethnicity"),
    }
