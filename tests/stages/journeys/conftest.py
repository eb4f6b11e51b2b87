import pytest

from tests.harness.journeys import Season, season


@pytest.fixture
def season_(db: None) -> Season:
    return season()
