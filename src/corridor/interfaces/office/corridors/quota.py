"""How many posts of a season's quota job orders use: agreements and demand meet here, in the door."""

import uuid
from collections.abc import Sequence

from corridor.stages.agreements import api
from corridor.stages.demand import api as demand


def quota_used(seasons: Sequence[api.Season]) -> dict[uuid.UUID, int]:
    """Posts of approved job orders by season."""
    return {season.id: demand.season_posts(season.id) for season in seasons}
