"""Returns, exit interviews, confirming, and the next season with a shorter path."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.stages.journeys import api as journeys
from corridor.stages.returns import api
from corridor.stages.returns.models import ExitInterview
from corridor.stages.returns.services.receive import months_after
from corridor.stages.selection import api as selection
from tests.harness.journeys import Season, season
from tests.harness.season import refused

BACK = date(2027, 9, 3)
GOOD = {"rating": 4, "again": True, "terms_kept": "yes", "paid_in_full": "partly", "words": "Good people"}


@pytest.fixture
def season_(db: None) -> Season:
    return season(posts=40)


def ids(rows: list[Any]) -> list[Any]:
    return [row.id for row in rows]


def returned(season_: Season, count: int = 1) -> list[Any]:
    placements = season_.ended(count)
    with season_.by(season_.counsellor) as actor:
        api.record_returns(ids(placements), BACK, by=actor)
    return placements


def test_counsellor_records_returns(season_: Season) -> None:
    placements = season_.ended(3)
    with season_.by(season_.counsellor) as actor:
        assert ids(list(api.awaited(actor))) == ids(placements)
        rows = api.record_returns(ids(placements), BACK, by=actor, channel="consulate")
        again = api.record_returns(ids(placements), BACK, by=actor)
        assert ids(again) == ids(rows)  # a second time changes nothing
        assert journeys.counts(actor)["returned"] == 3
        assert list(api.awaited(actor)) == []


def test_worker_tells_the_own_return_and_no_other(season_: Season) -> None:
    mine, other = season_.ended(2)
    with season_.by(season_.account(mine)) as actor:
        assert api.record_returns([mine.id], BACK, by=actor, channel="worker")[0].channel == "worker"
        with pytest.raises(NotFound):
            api.record_returns([other.id], BACK, by=actor)
    with season_.by(season_.farmer) as actor, pytest.raises(NotAllowed):
        api.record_returns([other.id], BACK, by=actor)


def test_return_before_the_end_of_work_is_refused(season_: Season) -> None:
    placement = season_.at_work()[0]
    with season_.by(season_.counsellor) as actor, refused("not_from_here"):
        api.record_returns([placement.id], BACK, by=actor)


def test_confirming_grants_the_right_with_source_and_force_of_the_scheme(season_: Season) -> None:
    placement = returned(season_)[0]
    with season_.by(season_.counsellor) as actor, pytest.raises(NotAllowed):
        api.confirm([placement.id], by=actor)
    with season_.by(season_.officer) as actor:
        assert api.confirm([placement.id], by=actor)[0].confirmed_at is not None
        api.confirm([placement.id], by=actor)
        rights = selection.recall_rights(actor).filter(from_placement=placement.id)
        assert [(r.source, r.force, r.until) for r in rights] == [("custom", "may", date(2028, 9, 3))]


def test_unrecorded_return_cannot_be_confirmed(season_: Season) -> None:
    placement = season_.ended()[0]
    with season_.by(season_.officer) as actor, refused("not_recorded"):
        api.confirm([placement.id], by=actor)


def test_early_end_and_lawful_stay_are_no_non_return(season_: Season) -> None:
    left, stays = season_.at_work(2)
    with season_.by(season_.officer) as actor:
        journeys.leave(left.id, worker_side="family", employer_side="agreed", by=actor, on=date(2027, 6, 1))
        journeys.leave(stays.id, worker_side="new employer", employer_side="no_answer", by=actor, on=date(2027, 6, 1))
    with season_.by(season_.counsellor) as actor:
        api.record_returns([left.id], date(2027, 6, 5), by=actor)
        api.record_returns([stays.id], date(2027, 6, 5), by=actor, stays=True)
    with season_.by(season_.officer) as actor:
        api.confirm(ids([left, stays]), by=actor)
        assert selection.recall_rights(actor).filter(from_placement__in=ids([left, stays])).count() == 2


def test_interview_is_kept_once_and_never_read_by_the_employer(season_: Season) -> None:
    placement = returned(season_)[0]
    with season_.by(season_.account(placement)) as actor:
        with refused("rating_missing"):
            api.exit_interview(placement.id, {**GOOD, "rating": 9}, by=actor)
        with refused("answer_unknown"):
            api.exit_interview(placement.id, {**GOOD, "terms_kept": "perhaps"}, by=actor)
        row = api.exit_interview(placement.id, GOOD, by=actor)
        assert row.answers == {"terms_kept": "yes", "paid_in_full": "partly"}
        with refused("interview_given"):
            api.exit_interview(placement.id, GOOD, by=actor)
    for other in (season_.farmer, season_.attache, season_.rival):
        with season_.by(other) as actor:
            assert api.interview_of(placement.id, actor) is None
            assert ExitInterview.objects.count() == 0


def test_rating_counts_after_14_days_and_only_in_a_crowd(season_: Season) -> None:
    placements = returned(season_, 10)
    employer = placements[0].employer_id
    with season_.by(season_.counsellor) as actor:
        for number, placement in enumerate(placements):
            api.exit_interview(placement.id, {"rating": 5 if number else 1, "again": bool(number)}, by=actor)
    today = timezone.localdate()
    with season_.by(season_.farmer) as actor:
        assert api.rating_of(employer, today=today + timedelta(days=13)).mean is None
        rating = api.rating_of(employer, today=today + timedelta(days=14))
        assert (rating.number, rating.mean, rating.again) == (10, 4.6, 0.9)
        api.reply_to_rating("We have built new showers.", by=actor)
        assert api.rating_of(employer).replies[0].words == "We have built new showers."
    with acting(SYSTEM, "test"):
        ExitInterview.objects.filter(placement=placements[0]).update(counts_from=today + timedelta(days=99))
    with season_.by(season_.farmer) as actor:
        rating = api.rating_of(employer, today=today + timedelta(days=14))
        assert (rating.mean, rating.again, rating.waiting) == (None, None, 0)


def test_next_season_enters_at_the_offer_with_a_shorter_path(season_: Season) -> None:
    placement = returned(season_)[0]
    with season_.by(season_.officer) as actor:
        api.confirm([placement.id], by=actor)
    with season_.by(season_.account(placement)) as actor:
        plan = api.plan(placement.person_id, actor)
        assert plan.seasons == 1
        assert [right.from_placement for right in plan.rights if right.source == "custom"] == [placement.id]
        assert {step.code for step in plan.still_valid} == {"permit", "medical"}
    order = season_.order(date(2027, 10, 1), date(2028, 2, 28))
    second = season_.placed(persons=[placement.person_id], order=order)[0]
    with season_.by(season_.officer) as actor:
        assert second.returning
        steps = {step.code: step for step in journeys.path(second)}
    assert {code for code, step in steps.items() if step.state == "skipped"} == {"identity_check", "orientation"}
    assert [code for code, step in steps.items() if step.carried] == ["permit"]  # holds until 17 October
    assert steps["permit"].evidence["number"] == "X-1"
    assert steps["medical"].state == "ready"  # held until 20 April


def test_returns_stay_hidden_from_others(season_: Season) -> None:
    returned(season_)
    for other in (season_.rival, season_.world.stranger):
        with season_.by(other) as actor:
            assert list(api.returns(actor)) == []
            assert not api.Return.objects.exists()
    with season_.by(season_.farmer) as actor:
        assert api.returns(actor).count() == 1


def test_batch_of_returns(season_: Season, django_assert_max_num_queries: Any) -> None:
    placements = season_.ended(30)
    with season_.by(season_.counsellor) as actor, django_assert_max_num_queries(30):
        api.record_returns(ids(placements), BACK, by=actor)
    with season_.by(season_.officer) as actor, django_assert_max_num_queries(25):
        api.confirm(ids(placements), by=actor)


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (date(2027, 9, 3), 12, date(2028, 9, 3)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 11, 30), 1, date(2027, 12, 30)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
    ],
)
def test_months_after(day: date, months: int, until: date) -> None:
    assert months_after(day, months) == until
