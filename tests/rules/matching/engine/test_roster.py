"""A year, and two, on a roster with far more people than posts: counts add up, and rules decide who waits."""

import numpy as np
import pytest
from benchmarks import roster


@pytest.fixture(scope="module")
def at_once():
    return {counts: roster.go(roster.at_once(), roster.TERM + 1, counts_waiting=counts) for counts in (False, True)}


def assert_counts_add_up(world):
    entered = gone = 0
    for month in world.months:
        entered += month.entered
        gone += month.chosen + month.expired
        assert month.on_roster == entered - gone
        assert month.chosen <= month.posts


@pytest.mark.parametrize("counts", [False, True])
def test_6430_leave_unpicked_whatever_the_rule(at_once, counts):
    world = at_once[counts]
    assert_counts_add_up(world)
    assert sum(month.chosen for month in world.months[:12]) == roster.PICKS
    assert sum(month.chosen for month in world.months[:24]) == 2 * roster.PICKS
    assert world.months[24].expired == 17_030 - 2 * 5_300 == 6_430
    assert world.months[24].on_roster == 0
    assert ((world.left >= 0) & ~world.picked).sum() == 6_430


def test_whoever_was_picked_was_picked_once_and_within_the_term(at_once):
    for world in at_once.values():
        waited = world.waited()
        assert len(waited) == 2 * roster.PICKS
        assert waited.min() >= 0
        assert waited.max() < roster.TERM


def test_where_waiting_counts_those_who_came_first_wait_less_in_vain():
    entered = roster.every_year(3)
    worlds = {counts: roster.go(entered, 36, counts_waiting=counts) for counts in (False, True)}
    for world in worlds.values():
        assert_counts_add_up(world)
        assert all(month.chosen == month.posts for month in world.months)
    first = entered < 6
    assert worlds[True].picked[first].mean() > worlds[False].picked[first].mean() + 0.1
    assert np.median(worlds[True].waited()) > np.median(worlds[False].waited())
