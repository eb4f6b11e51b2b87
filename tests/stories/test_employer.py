"""The employer's two answers, pressed in a browser: a shortlist with a refusal, and calling a worker back."""

import uuid
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM
from corridor.interfaces.cli.world import choosing, registering
from corridor.interfaces.cli.world.people import newcomers
from corridor.rules.matching import JobReason
from corridor.stages.selection import api as selection
from tests.stories.conftest import FARM, Stage
from tests.stories.people import Farmer

REASON = JobReason.EXPERIENCE_TOO_SHORT.value


@pytest.mark.parametrize("language", ["en", "ar"])
def test_farm_answers_a_shortlist_and_calls_back(stage: Stage, language: str) -> None:
    round_id, others = _shortlist(stage)
    farmer = stage.staff(Farmer, "employer", language, viewport={"width": 360, "height": 740})
    farmer.answer(round_id, stage.order_id, REASON)
    sheets = stage.look(lambda: selection.shortlist(round_id, stage.order_id, actor=SYSTEM))
    assert [sheet.refusal for sheet in sheets if sheet.refusal] == [REASON]
    assert sorted(sheet.pick for sheet in sheets if sheet.pick) == list(range(1, len(sheets)))

    farmer.open("employer:candidates-recall")  # nobody has a right yet: the page says so, and leads on
    assert not farmer.page.locator("main [name=person]").count()
    farmer.follow("employer:orders-new")
    stage.look(lambda: selection.grant_recall([_right(stage, person) for person in others], by=SYSTEM))
    farmer.open("employer:candidates-recall")
    farmer.page.locator("main [name=person]").nth(1).uncheck()
    farmer.recall_ticked(stage.next_order_id)
    offer = stage.look(lambda: selection.offers(SYSTEM, state="made").get())
    assert offer.order_id == stage.next_order_id and offer.person_id in others
    assert farmer.page.locator("main [name=person]").count() == 1  # the other can still be called


def _shortlist(stage: Stage) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """A round with a shortlist of two or more, and two verified workers who did not apply."""
    cast, corridor, today = stage.place.cast, stage.corridor, timezone.localdate()
    known = registering.register(cast, newcomers("story", "CO", {"Pereira": 5}, today, {"9211": 1}), today)
    papers = {person: replace(who, passport_until=today + timedelta(days=900)) for person, who in known.items()}
    applying = dict(list(papers.items())[:3])
    applied = choosing.apply(cast, corridor, applying, [stage.order_id], today, Random(1))
    choosing.assess(cast, corridor, applied, today)
    round_, _people = choosing.try_round(cast, corridor, stage.season, [stage.order_id], today - timedelta(days=1))
    choosing.send_lists(cast, corridor, round_.id, today)
    return round_.id, list(papers)[3:]


def _right(stage: Stage, person: uuid.UUID) -> selection.RecallGrant:
    farm = stage.corridor.farms[FARM].id
    until = timezone.localdate() + timedelta(days=300)
    return selection.RecallGrant(person, farm, "custom", "may", until, uuid.uuid4())
