"""Placements and what belongs to them stay hidden from others, by each wall alone; and a batch costs what one costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corridor.foundation.database.context import PUBLIC, SYSTEM, acting
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import api
from corridor.stages.journeys.models import CheckIn, Clearance, Incident, Leaving, Placement, Step
from tests.harness.journeys import SHOWN, Season, season

TABLES = [Placement, Step, Clearance, CheckIn, Incident, Leaving]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_strangers_and_other_employers_see_nothing(season_: Season, model: type) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.account(placement)) as actor:
        api.report_incident(placement.id, kind="wages", words="unpaid", on=date(2027, 4, 1), by=actor)
        api.leave(placement.id, worker_side="a", employer_side="b", by=actor, on=date(2027, 5, 1))
    with acting(SYSTEM, "test"):
        assert model.objects.exists()
    for other in (season_.rival, season_.world.stranger):
        actor = other.actor()
        with acting(SYSTEM, "test"):
            assert not model.objects.visible_to(actor).exists()  # the first wall alone
        with acting(actor, "test"):
            assert not model.objects.exists()  # the second wall alone
    with acting(PUBLIC, "test"):
        assert not model.objects.exists()


def test_no_context_shows_nothing(season_: Season) -> None:
    season_.at_work()
    for model in TABLES:
        assert model.objects.count() == 0


def test_employer_of_another_season_of_the_same_person_sees_nothing(season_: Season) -> None:
    """Reaching the person is not enough: the placement has its own sides."""
    from corridor.foundation.scopes import access

    placement = season_.placed()[0]
    rival = season_.world.employers[1]
    with acting(SYSTEM, "test"):
        access.give([placement.person_id], scope_id=rival.scope_id, level=access.CANDIDATE, why="test")
    actor = season_.rival.actor()
    with acting(actor, "test"):
        assert not Placement.objects.exists()
        assert not Step.objects.exists()
        assert list(api.placements(actor)) == []


def test_batch_of_two_hundred_costs_no_query_a_row(db: None) -> None:
    season_ = season(posts=220)
    cost = {count: whole_season(season_, count) for count in (2, 200)}
    for verb, queries in cost[200].items():
        assert queries <= cost[2][verb] + 4, f"{verb}: {queries} queries for 200, {cost[2][verb]} for 2"


def whole_season(season_: Season, count: int) -> dict[str, int]:
    """The number of statements of each verb of a season for so many workers."""
    spent: dict[str, int] = {}
    made = season_.contracts(count)

    def counted(verb: str, who: object, call: object) -> None:
        with season_.by(who) as actor, CaptureQueriesContext(connection) as captured:  # type: ignore[arg-type]
            call(actor)  # type: ignore[operator]
        spent[verb] = len(captured)

    counted("prepare", season_.attache, lambda a: contracts.verify([c.id for c in made], by=a))
    with season_.by(season_.officer) as actor:
        placements = list(api.placements(actor).filter(contract_id__in=[one.id for one in made]))
    assert len(placements) == count
    keys = [one.id for one in placements]
    for code in ("identity_check", "orientation", "permit", "medical", "insurance"):
        rows = bulk(season_, keys, code)
        proof = {"on": date(2027, 1, 20), "result": "fit"} if code == "medical" else SHOWN
        who = season_.farmer if code == "insurance" else season_.officer
        counted(code, who, lambda a, rows=rows, proof=proof: api.complete_steps(rows, proof, by=a))
    counted("request", season_.officer, lambda a: api.request_clearance(keys, by=a))
    counted("clear", season_.approver, lambda a: api.clear(keys, by=a))
    rows = bulk(season_, keys, "travel")
    counted("travel", season_.farmer, lambda a: api.complete_steps(rows, SHOWN, by=a))
    counted("list", season_.officer, lambda a: api.departure_list(a, date(2027, 2, 28)))
    counted("depart", season_.officer, lambda a: api.depart(keys, date(2027, 2, 28), by=a))
    counted("arrive", season_.farmer, lambda a: api.arrive(keys, date(2027, 3, 1), by=a))
    counted("start", season_.farmer, lambda a: api.start_work(keys, date(2027, 3, 1), by=a))
    counted("end", season_.farmer, lambda a: api.end(keys, date(2027, 8, 31), by=a))
    with season_.by(season_.officer) as actor:
        assert api.placements(actor, states=["ended"]).filter(id__in=keys).count() == count
    return spent


def bulk(season_: Season, keys: list, code: str) -> list:
    with season_.by(season_.officer):
        return list(Step.objects.filter(placement_id__in=keys, code=code).values_list("id", flat=True))
