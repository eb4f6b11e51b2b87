"""What ends by itself: warned of before, told after, once each, and never while an appeal is open."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.outbox.messages import render
from corridor.foundation.outbox.models import Message
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, Offer
from corridor.stages.selection.services.common import today
from tests.harness.season import World


def told(code: str) -> list[Any]:
    return list(Message.objects.filter(code=f"selection.{code}").order_by("id"))


def ends_on(days: int, applications: list[Any]) -> None:
    ids = [row.id for row in applications]
    with acting(SYSTEM, "test"):
        rows = Application.objects.filter(id__in=ids)
        assert rows.update(roster_until=today() + timedelta(days=days)) == len(ids)


def states(applications: list[Any]) -> set[str]:
    ids = [row.id for row in applications]
    return set(Application.objects.filter(id__in=ids).values_list("state", flat=True))


def test_an_offer_is_called_to_mind_once_two_days_before_its_end(world: World) -> None:
    world.roster(20)
    offers = world.offered()
    last = offers[0].expires_on
    with acting(SYSTEM, "test"):
        assert api.warn_offers(last - timedelta(days=1), by=SYSTEM) == 0, "made today"
        Offer.objects.update(made_at=timezone.now() - timedelta(days=5))
        assert api.warn_offers(last - timedelta(days=3), by=SYSTEM) == 0
        assert api.warn_offers(last - timedelta(days=2), by=SYSTEM) == 5
        assert api.warn_offers(last - timedelta(days=2), by=SYSTEM) == 0
        assert api.warn_offers(last, by=SYSTEM) == 0
        messages = told("offer_ending")
        assert {row.person_id for row in messages} == {offer.person_id for offer in offers}
        assert last.isoformat() in render(messages[0].code, messages[0].language, messages[0].params)[1]
        assert {row.language for row in messages} == {"es"}
        assert api.warn_offers(last + timedelta(days=1), by=SYSTEM) == 0


def test_a_place_on_the_roster_ends_after_three_warnings(world: World) -> None:
    applications = world.roster(5)
    ends_on(100, applications)
    until = today() + timedelta(days=100)
    with acting(SYSTEM, "test"):
        before = (91, 90, 89, 31, 30, 29, 8, 7, 6, 0)
        sent = {days: api.warn_roster(until - timedelta(days=days), by=SYSTEM) for days in before}
        assert {days for days, count in sent.items() if count} == {90, 30, 7}
        assert set(sent.values()) == {0, 5}
        assert api.expire_roster(until, by=SYSTEM) == 0, "the last day is still theirs"
        assert api.expire_roster(until + timedelta(days=1), by=SYSTEM) == 5
        assert api.expire_roster(until + timedelta(days=2), by=SYSTEM) == 0
        assert states(applications) == {"expired"}
        assert len(told("roster_ended")) == 5
    with world.by(world.counsellor) as actor:  # the way back is open
        assert len(api.apply_for([row.person_id for row in applications], world.scheme.id, by=actor)) == 5


def test_whoever_was_never_warned_stays_a_week_and_is_warned(world: World) -> None:
    applications = world.roster(3)
    ends_on(-100, applications)
    with acting(SYSTEM, "test"):
        assert api.expire_roster(today(), by=SYSTEM) == 0
        assert states(applications) == {"on_roster"}
        assert api.warn_roster(today(), by=SYSTEM) == 3
        last = today() + timedelta(days=7)
        assert {row.params["last_day"] for row in told("roster_ending")} == {last.isoformat()}
        assert api.expire_roster(last, by=SYSTEM) == 0
        assert api.expire_roster(last + timedelta(days=1), by=SYSTEM) == 3


def test_nothing_ends_while_an_appeal_is_open_or_may_be_made(world: World) -> None:
    world.roster(20)
    world.published()
    with acting(SYSTEM, "test"):
        left = list(Application.objects.filter(state="not_selected").order_by("id")[:2])
        assert len(left) == 2
        ends_on(1, left)
        assert api.warn_roster(today(), by=SYSTEM) >= 2
        appealing, silent = left
        assert silent.appeal_until is not None
        after = today() + timedelta(days=2)
    with world.by(world.worker(appealing)) as actor:
        api.appeal(appealing.id, "I have picked strawberries for ten years.", by=actor)
    with acting(SYSTEM, "test"):
        assert api.expire_roster(after, by=SYSTEM) == 0
        assert api.expire_roster(silent.appeal_until + timedelta(days=1), by=SYSTEM) == 1
        assert states([appealing]) == {"not_selected"}
        assert states([silent]) == {"expired"}


def test_who_is_chosen_or_offered_keeps_what_they_have(world: World) -> None:
    world.roster(20)
    offers = world.offered()
    with acting(SYSTEM, "test"):
        rows = [offer.application for offer in offers]
        ends_on(-1, rows)
        assert api.warn_roster(today() - timedelta(days=2), by=SYSTEM) == 0
        api.expire_roster(today(), by=SYSTEM)
        assert states(rows) == {"offered"}


def test_more_people_cost_no_more_statements(world: World) -> None:
    def statements(applications: list[Any]) -> int:
        ends_on(5, applications)
        with acting(SYSTEM, "test"), CaptureQueriesContext(connection) as seen:
            assert api.warn_roster(today(), by=SYSTEM) == len(applications)
            assert api.expire_roster(today() + timedelta(days=6), by=SYSTEM) == len(applications)
        return len(seen)

    few = statements(world.roster(2))
    assert statements(world.roster(40)) == few


@pytest.mark.parametrize("name", ["selection.lapse_offers", "selection.expire_roster", "selection.warn"])
def test_the_daily_clock_does_it(name: str) -> None:
    assert name in {one.periodic_id for one in app.periodic_registry.periodic_tasks.values()}
