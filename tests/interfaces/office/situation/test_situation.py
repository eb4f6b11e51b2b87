"""The first page of the office: counts for all who may see them, and no person."""

import pytest

from corridor.interfaces.kit import charts
from tests.harness.journeys import season
from tests.harness.people import member, office

ROLES = ["officer", "approver", "attache", "inspector", "statistician", "secretariat", "auditor"]


@pytest.mark.parametrize("role", ROLES)
def test_all_who_see_counts_see_the_page_without_a_season(db: None, role: str) -> None:
    shown = member(role, at=office()).client().get("/en/office/").content.decode()
    assert "No season is open yet" in shown
    counts_only = role in ("statistician", "auditor")
    assert ("What is late today" in shown) != counts_only and shown.count("<h1") == 1


def test_administrator_begins_with_the_administration(db: None) -> None:
    answer = member("administrator", at=office()).client().get("/en/office/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/office/administration/")


def test_officer_reads_exact_counts_and_a_statistician_no_small_ones(db: None) -> None:
    it = season()
    people = it.world.roster(7)
    exact = it.officer.client().get("/en/office/").content.decode()
    assert "7 for 13 posts" not in exact and "0 for 13 posts" in exact
    assert "Registered: 7; Eligible: 7" in exact and "exact numbers" not in exact
    rounded = member("statistician", at=office()).client().get("/en/office/").content.decode()
    assert "Registered: fewer than 10; Eligible: fewer than 10" in rounded
    assert "Those who work for the scheme see exact numbers" in rounded
    assert str(people[0].id) not in rounded


def test_season_is_chosen_by_a_link(db: None) -> None:
    it = season()
    it.world.roster(3)
    it.world.next_season()
    browser = it.officer.client()
    first = browser.get("/en/office/", {"season": str(it.world.season.id)})
    assert first.context["season"].id == it.world.season.id
    other = next(one for one in first.context["seasons"] if one.id != it.world.season.id)
    answer = browser.get("/en/office/", {"season": str(other.id)})
    assert answer.context["season"].id == other.id and "Nobody has applied" in answer.content.decode()
    assert browser.get("/en/office/", {"season": "x"}).status_code == 200


def test_share_beside_a_hidden_number_is_hidden_too() -> None:
    few = charts.Bar("Chosen", 0, instead="fewer than 10")
    rows = charts.funnel("", [charts.Bar("Eligible", 20), few, charts.Bar("Arrived", 15)]).rows
    assert [row[1:] for row in rows] == [("20", ""), ("fewer than 10", "–"), ("15", "–")]
