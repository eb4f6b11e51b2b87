"""Two roles of one account are not one: a counsellor of an office who is an officer of a scheme is none there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from corridor.foundation.accounts import manage
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import api
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection
from tests.harness.journeys import Season
from tests.harness.people import Member, member, office


@pytest.fixture
def both(season_: Season) -> Member:
    """A counsellor of another town's office, and an officer of the scheme."""
    place = office("Medellín")
    one = member("counsellor", "registrar", at=place)
    with acting(SYSTEM, "test"):
        manage.give_role(one.account, "officer", scope=season_.world.scheme.scope_id, by=SYSTEM)
    return Member(one.account, place)


VERBS: dict[str, Callable[[Any, Any, Actor], Any]] = {
    "registry.complete": lambda row, report, by: registry.complete(row.person_id, {"town": "X"}, by=by),
    "registry.erase": lambda row, report, by: registry.erase(row.person_id, "mistake", by=by),
    "registry.verify": lambda row, report, by: registry.verify([row.person_id], by=by),
    "registry.open_accounts": lambda row, report, by: registry.open_accounts([row.person_id], by=by),
    "selection.apply_for": lambda row, report, by: selection.apply_for([row.person_id], row.scheme_id, by=by),
    "journeys.close": lambda row, report, by: api.close_incident(report.id, "done", by=by),
    "journeys.review": lambda row, report, by: api.review_incident(report.id, by=by),
    "journeys.report": lambda row, report, by: api.report_incident(
        row.id, kind="wages", words="x", on=date(2027, 3, 9), by=by
    ),
    "returns.record": lambda row, report, by: returns.record_returns([row.id], date(2027, 9, 5), by=by),
}


@pytest.fixture
def working(season_: Season) -> Any:
    return season_.at_work()[0]


@pytest.fixture
def report(season_: Season, working: Any) -> Any:
    with season_.by(season_.counsellor) as actor:
        return api.report_incident(working.id, kind="wages", words="Unpaid", on=date(2027, 3, 9), by=actor)


@pytest.mark.parametrize("verb", VERBS)
def test_a_counsellor_of_elsewhere_does_nothing_here(
    season_: Season, both: Member, working: Any, report: Any, verb: str
) -> None:
    with season_.by(both) as actor:
        assert api.placement(working.id, actor).id == working.id  # as an officer they see it
        with pytest.raises((NotFound, NotAllowed)):
            VERBS[verb](working, report, actor)


def test_what_a_worker_told_the_office_is_not_read_by_its_scheme(
    season_: Season, both: Member, working: Any, report: Any
) -> None:
    with acting(SYSTEM, "test"):
        worker = season_.account(working).actor()
    with acting(worker, "test"):
        own = api.report_incident(working.id, kind="help", words="", on=date(2027, 3, 9), by=worker)
    with season_.by(season_.counsellor) as actor:
        assert set(api.incidents(actor)) >= {own, report}
    with season_.by(both) as actor:
        assert list(api.incidents(actor)) == []


def test_pages_read_with_the_reach_of_their_own_permission(season_: Season, both: Member, working: Any) -> None:
    client = both.client()
    assert client.get(reverse("office:departures-placement", args=[working.id])).status_code == 200
    assert client.get(reverse("desk:person-file", args=[working.person_id])).status_code == 404
    mine = season_.counsellor.client()
    assert mine.get(reverse("desk:person-file", args=[working.person_id])).status_code == 200


def test_the_officer_in_them_still_works(season_: Season, both: Member) -> None:
    made = season_.contracts(1)
    with season_.by(season_.attache) as actor:
        contracts.verify([one.id for one in made], by=actor)
    with season_.by(both) as actor:
        placement = api.placements(actor).get(contract_id=made[0].id)
        steps = [step.id for step in api.path(placement) if step.code == "identity_check"]
        done = api.complete_steps(steps, {"on": date(2027, 1, 20), "number": "X-1"}, by=actor)
    assert [step.state for step in done] == ["done"]
