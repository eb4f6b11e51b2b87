"""The worlds of the tests: employers who choose, or points that decide (tests/harness/season.py)."""

import pytest

from tests.harness.season import World, build


@pytest.fixture
def world(db: None) -> World:
    """Employers choose from shortlists; two farms with two and three posts."""
    return build()


@pytest.fixture
def by_draw(db: None) -> World:
    """The draw alone decides, though the rules have a register."""
    return build("draw", reserves=[{"group": "women", "percent": 50}])


@pytest.fixture
def by_points(db: None) -> World:
    """Points and the draw decide."""
    return build("points", reserves=[{"group": "women", "percent": 50}])
