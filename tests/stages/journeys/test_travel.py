"""Leaving, arriving, working, ending."""

from datetime import date

import pytest
from django.db import connection

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.events import on
from corridor.stages.contracts import api as contracts
from corridor.stages.demand import api as demand
from corridor.stages.journeys import api
from corridor.stages.journeys.models import Leaving
from corridor.stages.selection import api as selection
from tests.harness.journeys import Season
from tests.harness.season import refused

LEAVES, ARRIVES = date(2027, 2, 28), date(2027, 3, 1)


def ids(placements: list) -> list:
    return [one.id for one in placements]


def test_departure_needs_the_whole_path(season_: Season) -> None:
    placement = season_.prepared()[0]
    with season_.by(season_.officer) as actor:
        api.request_clearance([placement.id], by=actor)
    with season_.by(season_.approver) as actor:
        api.clear([placement.id], by=actor)
    with season_.by(season_.officer) as actor, pytest.raises(StepRefused) as error:
        api.depart([placement.id], LEAVES, by=actor)  # no ticket yet
    assert error.value.missing == ("path_complete",)


def test_departure_list_has_names_clearances_and_meeting_point(season_: Season) -> None:
    ready, late = season_.cleared(2), season_.placed(1)
    with season_.by(season_.officer) as actor:
        api.plan_travel(ids([*ready, *late]), LEAVES, by=actor, meeting_point="Terminal de Pereira")
        lines = api.departure_list(actor, LEAVES)
        days = api.travel_days(actor, since=LEAVES)
    assert [line.name.name for line in lines] == ["Worker 0", "Worker 1", "Worker 2"]
    assert [line.ready for line in lines] == [True, True, False]
    assert lines[0].clearance.startswith("C-")
    assert lines[0].placement.meeting_point == "Terminal de Pereira"
    assert [(day.on, day.number, day.ready, day.gone) for day in days] == [(LEAVES, 3, 2, 0)]


def test_officer_records_the_departure_and_the_employer_the_arrival(season_: Season) -> None:
    placements = season_.cleared(2)
    seen: list[object] = []
    on(api.Departed, seen.append)
    with season_.by(season_.farmer) as actor, pytest.raises(NotAllowed):
        api.depart(ids(placements), LEAVES, by=actor)
    with season_.by(season_.officer) as actor:
        api.depart(ids(placements), LEAVES, by=actor)
        with pytest.raises(NotAllowed):
            api.arrive(ids(placements), ARRIVES, by=actor)
    with season_.by(season_.rival) as actor, pytest.raises(NotFound):
        api.arrive(ids(placements), ARRIVES, by=actor)
    with season_.by(season_.farmer) as actor:
        with refused("arrived_before"):
            api.arrive(ids(placements), date(2027, 2, 1), by=actor)
        api.arrive(ids(placements), ARRIVES, by=actor)
        api.start_work(ids(placements), ARRIVES, by=actor)
        assert api.counts(actor)["at_work"] == 2
    assert seen == [api.Departed(tuple(sorted(ids(placements))))]


def test_arrival_that_nobody_confirms_is_late_after_14_days(season_: Season) -> None:
    placement = season_.cleared()[0]
    with season_.by(season_.officer) as actor:
        api.depart([placement.id], LEAVES, by=actor)
        assert list(api.late_arrivals(actor, date(2027, 3, 14))) == []
        assert ids(list(api.late_arrivals(actor, date(2027, 3, 15)))) == [placement.id]


def test_worker_may_confirm_the_own_arrival(season_: Season) -> None:
    placement = season_.cleared()[0]
    with season_.by(season_.officer) as actor:
        api.depart([placement.id], LEAVES, by=actor)
    with season_.by(season_.account(placement)) as actor:
        assert api.arrive([placement.id], ARRIVES, by=actor)[0].state == "arrived"


def test_held_departure_waits_and_the_worker_may_lift_the_hold(season_: Season) -> None:
    placement = season_.cleared()[0]
    with season_.by(season_.counsellor) as actor:
        assert api.hold(placement.person_id, reason="The lodging burnt down", by=actor) == 1
    with season_.by(season_.officer) as actor, refused("held"):
        api.depart([placement.id], LEAVES, by=actor)
    with season_.by(season_.account(placement)) as actor:
        api.lift_hold(placement.id, by=actor)
    with season_.by(season_.officer) as actor:
        api.depart([placement.id], LEAVES, by=actor)


def test_end_at_the_term_ends_the_contract_too(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.farmer) as actor:
        with refused("before_term"):
            api.end([placement.id], date(2027, 8, 30), by=actor)
        api.end([placement.id], date(2027, 8, 31), by=actor)
    with season_.by(season_.officer) as actor:
        assert contracts.contract(placement.contract_id, actor).state == "ended"


def test_early_end_asks_both_sides_and_leaves_no_trace_in_the_timeline(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.officer) as actor:
        with pytest.raises(StepRefused) as error:
            api.leave(placement.id, worker_side="My mother is ill", employer_side=" ", by=actor)
        assert error.value.missing == ("both_sides_asked",)
        api.leave(
            placement.id, worker_side="My mother is ill", employer_side=api.NO_ANSWER, by=actor, on=date(2027, 5, 1)
        )
        assert api.placement(placement.id, actor).state == "left"
        verbs = [event.verb for event in timeline.of_person(placement.person_id, actor=actor)]
        assert contracts.contract(placement.contract_id, actor).state == "ended"
    assert "journeys.ended" in verbs
    assert not [verb for verb in verbs if verb.startswith("journeys.le") or "left" in verb]


def test_reasons_of_an_early_end_are_hidden_from_the_employer_and_lapse(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.account(placement)) as actor:
        api.leave(placement.id, worker_side="a", employer_side="b", by=actor, on=date(2027, 5, 1))
    with season_.by(season_.counsellor) as actor:
        assert api.leaving_of(placement.id, actor) is not None
    for other in (season_.farmer, season_.attache):
        with season_.by(other) as actor:
            assert api.leaving_of(placement.id, actor) is None
            assert Leaving.objects.count() == 0
    assert api.lapse_leavings(date(2028, 4, 29)) == 0
    assert api.lapse_leavings(date(2028, 4, 30)) == 1
    with season_.by(season_.officer) as actor:
        assert api.placement(placement.id, actor).state == "ended"
    with acting(SYSTEM, "test"), connection.cursor() as cursor:
        assert not Leaving.objects.exists()
        cursor.execute(
            "SELECT count(*) FROM corridor.history_of(%s, 500) WHERE table_name = 'journeys_leaving'",
            [placement.person_id],
        )
        assert cursor.fetchone() == (0,)


def test_employer_cannot_record_an_early_end(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.farmer) as actor, pytest.raises(NotAllowed):
        api.leave(placement.id, worker_side="x", employer_side="y", by=actor)


def test_worker_may_give_up_before_departure(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.account(placement)) as actor:
        assert api.withdraw(placement.id, by=actor).state == "cancelled"
    with acting(SYSTEM, "look"):
        contract = contracts.contracts(SYSTEM).get(id=placement.contract_id)
        assert (contract.state, contract.cancel_reason) == ("cancelled", ""), "nothing is decided against the worker"
        assert selection.offers(SYSTEM).get(id=contract.offer_id).application.state == "on_roster"
        order = demand.order(contract.order_id, SYSTEM)
        assert demand.balance(order).filled == 0, "the post is free for the next on the list"


def test_cancelling_names_decider_reason_and_remedy(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.approver) as actor:
        with pytest.raises(StepRefused) as error:
            api.cancel(placement.id, decider="Ministry", reason="Flood", remedy="", by=actor)
        assert error.value.missing == ("remedy_named",)
        api.cancel(placement.id, decider="Ministry", reason="Flood", remedy="Ask for a review", by=actor)
    with acting(SYSTEM, "look"):
        contract = contracts.contracts(SYSTEM).get(id=placement.contract_id)
        assert (contract.state, contract.cancel_reason) == ("cancelled", "Flood")
        assert demand.balance(demand.order(contract.order_id, SYSTEM)).filled == 0
    with season_.by(season_.officer) as actor, pytest.raises(NotAllowed):
        api.cancel(season_.placed()[0].id, decider="a", reason="b", remedy="c", by=actor)
