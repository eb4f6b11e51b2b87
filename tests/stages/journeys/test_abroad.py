"""Check-ins and incidents: who tells what to whom."""

from datetime import date

import pytest

from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.outbox.models import Message
from corridor.foundation.scopes.access import reaches
from corridor.stages.journeys import api
from corridor.stages.journeys.models import CheckIn, Incident
from tests.harness.journeys import Season
from tests.harness.season import refused

TODAY = date(2027, 4, 5)


def test_check_ins_are_due_after_7_30_and_90_days_for_the_worker_alone(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.account(placement)) as actor:
        assert [row.day for row in api.due_check_ins(actor, TODAY)] == [7, 30]
        assert [row.due_on for row in api.due_check_ins(actor, date(2028, 1, 1))][-1] == date(2027, 5, 30)
    for other in (season_.farmer, season_.attache):
        with season_.by(other) as actor:
            assert api.due_check_ins(actor, TODAY) == []
            assert CheckIn.objects.count() == 0  # the second wall alone


def test_answer_may_be_skipped_and_is_the_worker_s(season_: Season) -> None:
    placement = season_.at_work()[0]
    worker = season_.account(placement)
    with season_.by(worker) as actor:
        first, second = api.due_check_ins(actor, TODAY)
        with refused("answer_unknown"):
            api.check_in(first.id, "great", by=actor)
        api.check_in(first.id, "fine", by=actor)
        api.check_in(second.id, "skipped", by=actor)
        assert api.due_check_ins(actor, TODAY) == []
    with season_.by(season_.counsellor) as actor, pytest.raises(NotAllowed):
        api.check_in(first.id, "help", by=actor)
    with season_.by(season_.farmer) as actor, pytest.raises(NotFound):
        api.check_in(first.id, "fine", by=actor)


def test_asking_for_help_reaches_the_counsellor_and_nobody_else(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.account(placement)) as actor:
        api.check_in(api.due_check_ins(actor, TODAY)[0].id, "help", by=actor)
    with season_.by(season_.counsellor) as actor:
        assert [row.kind for row in api.incidents(actor)] == ["help"]
    for other in (season_.farmer, season_.attache, season_.officer, season_.approver):
        with season_.by(other) as actor:
            assert list(api.incidents(actor)) == []


def test_reminder_goes_once(season_: Season) -> None:
    season_.at_work(2)
    with season_.by(season_.counsellor) as actor:
        assert api.remind_check_ins(date(2027, 3, 10), by=actor) == 2
        assert api.remind_check_ins(date(2027, 3, 11), by=actor) == 0
    assert Message.objects.filter(code="journeys.check_in_due").count() == 2


def test_absence_report_is_hidden_until_the_worker_or_a_counsellor_has_spoken(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.farmer) as actor:
        report = api.report_incident(placement.id, kind="absence", words="Not seen since Monday", on=TODAY, by=actor)
        assert Incident.objects.count() == 0  # written, never read again
    with season_.by(season_.officer) as actor:
        assert list(api.incidents(actor)) == []
    with season_.by(season_.account(placement)) as actor:
        assert [row.words for row in api.incidents(actor)] == ["Not seen since Monday"]
        api.tell_side(report.id, "I was ill and said so", by=actor)
    with season_.by(season_.officer) as actor:
        shown = api.incidents(actor).get()
        assert (shown.worker_side, shown.words) == ("I was ill and said so", "Not seen since Monday")
        assert api.placement(placement.id, actor).state == "at_work"  # a report has no effect


def test_counsellor_looks_at_a_report_and_closes_it(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.farmer) as actor:
        report = api.report_incident(placement.id, kind="absence", words="Gone", on=TODAY, by=actor)
    with season_.by(season_.officer) as actor, pytest.raises(NotAllowed):
        api.review_incident(report.id, by=actor)
    with season_.by(season_.counsellor) as actor:
        api.review_incident(report.id, by=actor)
    with season_.by(season_.officer) as actor:
        assert api.incidents(actor).count() == 1
    with season_.by(season_.counsellor) as actor:
        api.close_incident(report.id, "Called; back at work", by=actor)
        assert list(api.incidents(actor)) == []


def test_worker_decides_whether_the_authority_knows(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.account(placement)) as actor:
        api.report_incident(placement.id, kind="wages", words="Two weeks unpaid", on=TODAY, by=actor)
        api.report_incident(placement.id, kind="lodging", words="No water", on=TODAY, by=actor, shared=True)
    with season_.by(season_.officer) as actor:
        assert [row.kind for row in api.incidents(actor)] == ["lodging"]
    with season_.by(season_.rival) as actor, pytest.raises(NotFound):
        api.report_incident(placement.id, kind="other", words="x", on=TODAY, by=actor)


def test_report_without_a_journey_is_between_worker_and_centre(season_: Season) -> None:
    """Principles 2 and 3: the scheme reaches the file of whoever applies, and finds no report there (both walls)."""
    application = season_.world.applied(1)[0]
    with season_.by(season_.world.worker(application)) as actor:
        with refused("words_missing"):
            api.report_to_centre(kind="money", words=" ", by=actor)
        with refused("kind_unknown"):
            api.report_to_centre(kind="absence", words="x", by=actor)
        made = api.report_to_centre(kind="money", words="A man asks for 500", by=actor)
        assert [row.id for row in api.incidents(actor)] == [made.id]
    for other in (season_.officer, season_.approver, season_.farmer):
        with season_.by(other) as actor:
            assert not Incident.objects.exists(), "the row policy lets it through"
            assert not Incident.objects.visible_to(actor).exists()
    with season_.by(season_.officer) as actor:
        assert reaches(application.person_id), "the officer reaches the file itself"
        with pytest.raises(NotAllowed):
            api.report_to_centre(kind="help", words="", by=actor)
    with season_.by(season_.counsellor) as actor:
        assert api.incidents(actor).get().words == "A man asks for 500"
        api.close_incident(made.id, "We called them.", by=actor)
    with season_.by(season_.world.worker(application)) as actor:
        assert api.incidents(actor, open_only=False).get().outcome == "We called them."
