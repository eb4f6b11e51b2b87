"""Interviews with candidates of a shortlist: in good time, at no cost; a missed one is no refusal (principles 5, 6)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox.models import Message
from corridor.rules.matching import JobReason
from corridor.stages.selection import api
from corridor.stages.selection.models import Interview, Shortlisted
from corridor.stages.selection.services.common import today
from tests.harness.people import Member
from tests.harness.season import World, refused


def plan(**parts: Any) -> api.InterviewPlan:
    given = {
        "day": today() + timedelta(days=3),
        "clock": time(16, 0),
        "zone": "Europe/Madrid",
        "minutes": 20,
        "way": "phone",
        "place": "+34 959 000 000",
        "language": "spa",
    }
    return api.InterviewPlan(**{**given, **parts})


def listed(world: World) -> tuple[Any, list[Any]]:
    """A round in which employers choose, and the application ids of the first order's list."""
    world.roster(20)
    round_ = world.shortlisted()
    with world.by(world.farmers[0]) as actor:
        return round_, [each.application_id for each in api.shortlist(round_.id, world.order_ids[0], actor=actor)]


def invited(world: World, count: int = 2) -> tuple[Any, list[Any]]:
    round_, people = listed(world)
    with world.by(world.farmers[0]) as actor:
        return round_, api.invite(round_.id, world.order_ids[0], people[:count], plan(), by=actor)


def candidate(world: World, row: Any) -> Member:
    with acting(SYSTEM, "test"):
        return world.worker(Interview.objects.select_related("application").get(id=row.id).application)


def begun(row: Any, days: int = 0) -> None:
    """Let the time of an interview come, and what was recorded of it be so old."""
    with acting(SYSTEM, "test"):
        now = timezone.now()
        past = {"day": today() - timedelta(days=1), "clock": time(0, 30)}
        Interview.objects.filter(id=row.id).update(**past)
        Interview.objects.filter(id=row.id, recorded_at__isnull=False).update(recorded_at=now - timedelta(days=days))


def told(person_id: Any) -> list[str]:
    with acting(SYSTEM, "test"):
        return list(Message.objects.filter(person_id=person_id).order_by("id").values_list("code", flat=True))


def test_several_are_invited_one_after_the_other_and_told(world: World) -> None:
    _round, rows = invited(world, 3)
    assert [row.clock for row in rows] == [time(16, 0), time(16, 20), time(16, 40)]
    assert {row.state for row in rows} == {"invited"}
    assert rows[0].begins_at.utcoffset() == timedelta(hours=1), "a time on the wall in Madrid, in winter"
    assert told(rows[0].person_id)[-1] == "selection.interview"
    with acting(SYSTEM, "test"):
        message = Message.objects.filter(person_id=rows[1].person_id, code="selection.interview").get()
        assert message.params == {"day": rows[1].day.isoformat(), "clock": "16:20", "zone": "Europe/Madrid"}


def test_who_may_invite_whom_and_when(world: World) -> None:
    round_, people = listed(world)
    order = world.order_ids[0]
    with world.by(world.farmers[1]) as actor, refused("no_such_order"):
        api.invite(round_.id, order, people[:1], plan(), by=actor)
    with acting(SYSTEM, "test"):
        others = list(
            Shortlisted.objects.filter(round=round_, order_id=world.order_ids[1]).values_list("application_id")
        )
        elsewhere = next(key for (key,) in others if key not in people)
    for code, wanted, parts in (
        ("not_listed", [elsewhere], {}),
        ("nobody_ticked", [], {}),
        ("too_soon", people[:1], {"day": today(), "clock": time(23, 59)}),
        ("after_answer", people[:1], {"day": today() + timedelta(days=15)}),
        ("day_full", people[:4], {"clock": time(23, 0)}),
        ("zone_unknown", people[:1], {"zone": "Europe/Nowhere"}),
        ("way_missing", people[:1], {"place": " "}),
        ("way_missing", people[:1], {"language": "xxx"}),
        ("at_night", people[:1], {"clock": time(9, 30)}),
        ("too_long", people[:1], {"minutes": 300}),
    ):
        with world.by(world.farmers[0]) as actor, refused(code):
            api.invite(round_.id, order, wanted, plan(**parts), by=actor)
    with world.by(world.officer) as actor:
        assert len(api.invite(round_.id, order, people[:1], plan(), by=actor)) == 1
    with world.by(world.farmers[0]) as actor, refused("already_invited"):
        api.invite(round_.id, order, people[:2], plan(), by=actor)
    with acting(SYSTEM, "test"):
        row = Interview.objects.get()
        row.pk = None
        twice = Interview(**{f.attname: getattr(row, f.attname) for f in Interview._meta.fields if f.name != "id"})
        with pytest.raises(IntegrityError), transaction.atomic():
            twice.save(force_insert=True)


def test_the_worker_answers_and_nobody_else(world: World) -> None:
    _round, (first, second) = invited(world)
    with world.by(candidate(world, first)) as actor:
        assert api.interviews(actor).get().id == first.id
        with refused("not_found"):
            api.confirm_interview(second.id, by=actor)
        assert api.confirm_interview(first.id, by=actor).state == "confirmed"
        assert api.ask_other_time(first.id, "evening", by=actor).state == "time_asked"
        with refused("wish_missing"):
            api.ask_other_time(first.id, "never", by=actor)
    with world.by(world.farmers[0]) as actor:
        assert [row.wish for row in api.interviews(actor)] == ["evening", ""]
        moved = api.move_interview(first.id, plan(clock=time(18, 0)), by=actor)
        assert (moved.state, moved.wish, moved.clock) == ("invited", "", time(18, 0))
        with refused("not_allowed"):
            api.confirm_interview(first.id, by=actor)
    with acting(SYSTEM, "test"), refused("not_found"):
        api.confirm_interview(first.id, by=SYSTEM)
    with world.by(candidate(world, second)) as actor:
        assert api.decline_interview(second.id, by=actor).state == "declined"
    with acting(SYSTEM, "test"):
        assert Interview.objects.get(id=second.id).application.state == "shortlisted", "saying no costs nothing"
    with world.by(world.farmers[1]) as actor:
        assert not api.interviews(actor).exists()


def test_an_outcome_is_a_code_and_one_against_takes_a_reason_about_the_work(world: World) -> None:
    _round, (first, _second) = invited(world)
    with world.by(world.farmers[0]) as actor, refused("guard_missing"):
        api.hold_interview(first.id, by=actor)
    begun(first)
    with world.by(world.farmers[0]) as actor:
        assert api.hold_interview(first.id, by=actor).outcome == ""
        for reason in ("", "too_old", JobReason.DID_NOT_ATTEND.value):
            with refused("reason_missing"):
                api.hold_interview(first.id, outcome="not_suitable", reason=reason, by=actor)
        with refused("outcome_unknown"):
            api.hold_interview(first.id, outcome="pretty", by=actor)
        row = api.hold_interview(first.id, outcome="not_suitable", reason="skill_not_shown", by=actor)
        assert (row.outcome, row.reason) == ("not_suitable", "skill_not_shown")
        assert api.hold_interview(first.id, outcome="suitable", reason="skill_not_shown", by=actor).reason == ""
    words = {field.name for field in Interview._meta.fields if (field.max_length or 0) > 40}
    assert words == {"place"}, "no notes: nothing that may not select can stand here"


def test_a_missed_interview_refuses_nobody_by_itself(world: World) -> None:
    round_, (first, second) = invited(world)
    order = world.order_ids[0]
    begun(first)
    with world.by(world.farmers[0]) as actor:
        api.miss_interview(first.id, by=actor)
        sheets = api.shortlist(round_.id, order, actor=actor)
        absent = {first.application_id: JobReason.DID_NOT_ATTEND.value}
        others = [sheet.application_id for sheet in sheets if sheet.application_id != first.application_id]
        with refused("absence_not_shown"):  # not on the same day
            api.choose(round_.id, order, others, absent, by=actor)
    assert "selection.interview_missed" in told(first.person_id)
    begun(first, days=2)
    with world.by(candidate(world, first)) as actor:
        with refused("side_missing"):
            api.answer_missed(first.id, "pretty", by=actor)
        api.answer_missed(first.id, "not_called", by=actor)
    with world.by(world.farmers[0]) as actor, refused("absence_not_shown"):  # the worker says otherwise
        api.choose(round_.id, order, others, absent, by=actor)
    with world.by(candidate(world, first)) as actor:
        api.ask_other_time(first.id, "morning", by=actor)
    with world.by(world.farmers[0]) as actor, refused("absence_not_shown"):  # and asks for another time
        api.choose(round_.id, order, others, absent, by=actor)
    with acting(SYSTEM, "test"):
        Interview.objects.filter(id=first.id).update(state="missed", side="")
    with world.by(world.farmers[0]) as actor:
        assert api.choose(round_.id, order, others, absent, by=actor)
    with acting(SYSTEM, "test"):
        assert Interview.objects.get(id=second.id).state == "cancelled", "what was still to come is called off"


def test_never_invited_is_never_absent(world: World) -> None:
    round_, people = listed(world)
    absent = dict.fromkeys(people[-1:], JobReason.DID_NOT_ATTEND.value)
    with world.by(world.farmers[0]) as actor, refused("absence_not_shown"):
        api.choose(round_.id, world.order_ids[0], people[:-1], absent, by=actor)


def test_interviews_end_with_the_application_and_with_the_round(world: World) -> None:
    round_, (first, second) = invited(world)
    with world.by(candidate(world, first)) as actor:
        api.withdraw(first.application_id, by=actor)
    with world.by(world.approver) as actor:
        api.cancel_round(round_.id, decider="Programme", reason="Farm closed", remedy="Next round", by=actor)
    with acting(SYSTEM, "test"):
        assert set(Interview.objects.values_list("state", flat=True)) == {"cancelled"}
    assert "selection.interview_cancelled" in told(second.person_id)
    with world.by(world.farmers[0]) as actor, refused("not_choosing"):
        api.move_interview(second.id, plan(), by=actor)


def test_interviews_of_tomorrow_are_called_to_mind_once(world: World) -> None:
    _round, (first, _second) = invited(world)
    eve = first.day - timedelta(days=1)
    with acting(SYSTEM, "test"):
        assert api.warn_interviews(eve, by=SYSTEM) == 2
        assert api.warn_interviews(eve, by=SYSTEM) == 0
        assert api.warn_interviews(date(2020, 1, 1), by=SYSTEM) == 0


def test_the_fairness_report_counts_who_was_interviewed(world: World) -> None:
    round_, (first, _second) = invited(world)
    begun(first)
    with world.by(world.farmers[0]) as actor:
        api.hold_interview(first.id, outcome="suitable", by=actor)
    world.answered(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
        found = api.fairness_report(round_.id, actor)
    assert found.stages == ("took_part", "eligible", "shortlisted", "interviewed", "chosen")
    assert found.dimensions[0].table.totals["interviewed"] is None, "one person is a small number"
    assert "interviewed" in found.dimensions[0].impacts


def test_no_other_time_is_promised_after_the_list_was_answered(world: World) -> None:
    round_, rows = invited(world, 1)
    begun(rows[0])
    with world.by(world.farmers[0]) as actor:
        api.miss_interview(rows[0].id, by=actor)
        sheets = [each.application_id for each in api.shortlist(round_.id, world.order_ids[0], actor=actor)]
        api.choose(round_.id, world.order_ids[0], sheets, {}, by=actor)
    with world.by(candidate(world, rows[0])) as actor:
        with refused("not_choosing"):
            api.ask_other_time(rows[0].id, "morning", by=actor)
        assert api.answer_missed(rows[0].id, "not_called", by=actor).side == "not_called"
