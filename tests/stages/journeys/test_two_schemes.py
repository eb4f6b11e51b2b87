"""What happened abroad stays with the scheme of the placement, also where another scheme reaches the person."""

from datetime import date
from typing import Any

import pytest

from corridor.stages.journeys import api
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection
from tests.harness.journeys import Season, season


@pytest.fixture
def other(db: None) -> Season:
    return season(code="CO-ES-CARE", first=20)


def _also(it: Season, other: Season, person_id: Any) -> None:
    with it.by(it.counsellor) as actor:
        selection.apply_for([person_id], other.world.scheme.id, by=actor)


def test_officer_reads_no_report_and_no_leaving_of_another_scheme(db: None, other: Season) -> None:
    it = season()
    placement = it.at_work()[0]
    _also(it, other, placement.person_id)
    worker = it.account(placement)
    with it.by(worker) as actor:
        told = api.report_incident(
            placement.id, kind="wages", words="No pay", on=date(2027, 3, 9), by=actor, shared=True
        )
    with it.by(it.officer) as actor:
        api.leave(placement.id, worker_side="No pay", employer_side="no_answer", on=date(2027, 5, 1), by=actor)
        assert [row.id for row in api.incidents(actor)] == [told.id]
        assert api.leaving_of(placement.id, actor) is not None
    with it.by(worker) as actor:
        assert [row.id for row in api.incidents(actor)] == [told.id]
    with it.by(it.counsellor) as actor:
        assert [row.id for row in api.incidents(actor)] == [told.id]
    with other.by(other.officer) as actor:
        assert list(api.incidents(actor)) == []
        assert api.leaving_of(placement.id, actor) is None


def test_officer_reads_no_question_and_no_interview_of_another_scheme(db: None, other: Season) -> None:
    it = season()
    placement = it.ended()[0]
    with it.by(it.counsellor) as actor:
        returns.record_returns([placement.id], date(2027, 9, 5), by=actor)
        returns.exit_interview(placement.id, {"rating": 4, "again": True, "words": "Good work"}, by=actor)
    _also(it, other, placement.person_id)
    with it.by(it.officer) as actor:
        assert returns.interview_of(placement.id, actor) is not None
    with other.by(other.officer) as actor:
        assert returns.interview_of(placement.id, actor) is None
