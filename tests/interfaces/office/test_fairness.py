"""The fairness report on its page: what it shows, what it hides, and who reads it."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from corridor.foundation.database.errors import NotFound
from corridor.stages.selection import api
from corridor.stages.selection.fairness import age_band
from tests.harness.season import World, announced, build


@pytest.fixture
def world(db: None) -> World:
    """Points decide; 25 posts."""
    return build("points", posts=(15, 10), reserves=[])


def decided(world: World) -> Any:
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    with world.by(world.approver) as actor:
        return api.decide(round_.id, by=actor)


def crowd(world: World) -> None:
    """30 women with much experience, 30 men with little, 4 others."""
    world.roster(30, sex="F", experience_months=24)
    world.roster(30, sex="M", experience_months=3)
    world.roster(4, sex="X", experience_months=3)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def at(round_: Any) -> str:
    return reverse("office:rounds-fairness", kwargs={"round_id": round_.id})


def test_shares_through_the_stages_with_small_groups_hidden(world: World) -> None:
    crowd(world)
    round_ = decided(world)
    with world.by(world.officer) as actor:
        found = api.fairness_report(round_.id, actor)
    assert found.stages == ("took_part", "eligible", "chosen")
    sex = next(each for each in found.dimensions if each.name == "sex")
    assert sex.table.totals == {"took_part": 64, "eligible": 64, "chosen": 25}
    assert sex.table.cells["X", "took_part"] is None
    hidden = [group for group in sex.table.groups if sex.table.cells[group, "took_part"] is None]
    assert len(hidden) == 2, "one more is hidden, or the total would tell"
    first = next(each for each in found.dimensions if each.name == "first_timer")
    assert first.table.cells == {("first", "took_part"): 64, ("first", "eligible"): 64, ("first", "chosen"): 25}


def test_the_page_shows_ratio_interval_and_source_in_three_languages(world: World) -> None:
    world.roster(30, sex="F", experience_months=24)
    world.roster(30, sex="M", experience_months=3)
    round_ = decided(world)
    officer = world.officer.client()
    assert at(round_) in said(officer.get(reverse("office:rounds-round", kwargs={"round_id": round_.id})))
    page = said(officer.get(at(round_)))
    assert "29 CFR 1607.4(D)" in page
    assert page.count('<figure class="chart">') == 4
    row = re.search(r'<tr><th scope="row">Woman</th>(.*?)</tr>', page)
    assert row is not None
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row[1])
    assert cells == ["30", "30", "25", "83%", "66% – 93%", "1"]  # Wilson: 0.664 to 0.927
    assert "Man: 0 of the rate of Woman. Chance alone hardly explains it." in page
    assert "below four fifths" in page
    for language in ("es", "ar"):
        with translation.override(language):
            assert translation.gettext("How groups fared") != "How groups fared"


def test_the_trend_has_the_published_rounds_before(world: World) -> None:
    world.roster(30, sex="F", experience_months=24)
    world.roster(30, sex="M", experience_months=3)
    first = decided(world)
    with world.by(world.publisher) as actor:
        api.publish(first.id, by=actor)
    with world.by(world.officer) as actor:
        api.make_offers(round_id=first.id, by=actor)
        told = api.fairness_report(first.id, actor)
    assert told.stages[-1] == "offered"
    sex = next(each for each in told.dimensions if each.name == "sex")
    assert sex.table.cells["F", "offered"] == 25
    orders = world.next_season()
    world.season, world.order_ids = orders[0].season, [order.id for order in orders]
    second = decided(world)
    with world.by(world.officer) as actor:
        found = api.fairness_report(second.id, actor)
    assert [row.id for row, _told in found.trend] == [first.id, second.id]
    before = found.trend[0][1]["sex"]
    assert before is not None
    assert before.adverse
    assert before.lowest == "M"


def test_nobody_of_another_scheme_and_no_round_before_its_decision(world: World) -> None:
    world.roster(12)
    other = build("points", code="CO-ES-CARE", first=40)
    round_ = decided(world)
    assert other.officer.client().get(at(round_)).status_code == 404
    assert world.counsellor.client().get(at(round_)).status_code == 403
    with other.by(other.officer) as actor, pytest.raises(NotFound):
        api.fairness_report(round_.id, actor)
    other.roster(12)
    with other.by(other.officer) as actor:
        opened = api.open_round(other.season.id, other.order_ids, **announced(), by=actor)
        with pytest.raises(NotFound):
            api.fairness_report(opened.id, actor)
    with other.by(other.officer) as actor:
        api.cancel_round(opened.id, decider="D", reason="R", remedy="M", by=other.approver.actor())
    theirs = decided(other)
    with other.by(other.officer) as actor:
        assert [row.id for row, _told in api.fairness_report(theirs.id, actor).trend] == [theirs.id]


def test_age_bands() -> None:
    day = announced()["source_day"].replace(year=2027, month=3, day=1)
    born = {"2009-03-02": "0-17", "2009-03-01": "18-24", "2002-03-02": "18-24", "2002-03-01": "25-34", "": ""}
    assert {each: age_band(each, day) for each in born} == born
    assert age_band("1960-01-01", day) == "55+"
