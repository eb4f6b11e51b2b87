import pytest

from tests.stages.journeys.season import Season, season


@pytest.fixture
def season_(db: None) -> Season:
    return season()
