"""A worker called back sees the season that is asked for now, and the one before apart from it."""

from datetime import date

from corridor.interfaces.kit.compose import Milestone
from corridor.interfaces.worker.home.views import this_season

REGISTERED = Milestone("Registered", state="done", order=10, on=date(2025, 8, 29))
APPLIED = Milestone("Applied", state="done", order=20, on=date(2026, 11, 21))
OFFER = Milestone("Offer", state="now", order=40)
OLD_CONTRACT = Milestone("Contract", "ended", "done", order=50, on=date(2025, 12, 20), url="/old/")
NEW_CONTRACT = Milestone("Contract", "verified", "done", order=50, on=date(2026, 12, 1), url="/new/")


def test_what_was_before_the_application_is_the_season_before() -> None:
    way, before = this_season([REGISTERED, APPLIED, OFFER, OLD_CONTRACT])
    assert before == [OLD_CONTRACT]
    assert way == [REGISTERED, APPLIED, OFFER, Milestone("Contract", order=50)]


def test_what_came_after_the_application_stays_on_the_way() -> None:
    stops = [REGISTERED, APPLIED, OFFER, NEW_CONTRACT]
    assert this_season(stops) == (stops, [])


def test_without_an_application_nothing_is_taken_apart() -> None:
    stops = [REGISTERED, Milestone("Apply for work", state="now", order=20), OLD_CONTRACT]
    assert this_season(stops) == (stops, [])
