"""The place of the stories: an office, a programme, a ministry, a mission and a farm, with orders open."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.cli.world import asking, choosing, registering, setting
from corridor.interfaces.cli.world.calendar import Year
from corridor.interfaces.cli.world.people import newcomers
from corridor.interfaces.cli.world.places import FARMS
from corridor.stages.registry import api as registry
from tests.stories.people import Someone


@dataclass(frozen=True)
class Offered:
    """A worker with an open offer."""

    offer_id: uuid.UUID
    person_id: uuid.UUID
    number: str


T = TypeVar("T", bound=Someone)
FARM = FARMS[6]
WORKED = 9
"""Days between the first day of work and the last, which is today: long enough for the first check-in."""


@dataclass
class Stage:
    """The address of the running application, and what was set up in it."""

    address: str
    new_page: Any
    place: setting.Setting
    season: Any
    order_id: uuid.UUID
    next_season: Any
    next_order_id: uuid.UUID

    @property
    def corridor(self) -> setting.Corridor:
        return self.place.corridors[0]

    def staff(self, kind: type[T], part: str, language: str, **options: Any) -> T:
        """Somebody of the staff, signed in, at a browser of their own."""
        account = self.place.cast.accounts[part]
        return kind(self.new_page(**options), self.address, language).sign_in(account.login)  # type: ignore[attr-defined, no-any-return]

    def look(self, find: Callable[[], Any]) -> Any:
        """Look into the tables as the system does."""
        with acting(SYSTEM, "look"):
            return find()


@pytest.fixture
def stage(live: str, new_page: Any, settings: Any) -> Iterator[Stage]:
    """A season that ends today, with one open job order of one post, and the next season with one of two posts."""
    settings.CORRIDOR_DEMO = True  # codes are shown on the page
    today = timezone.localdate()
    place = setting.found(today - timedelta(days=90), setting.colombia())
    cast, corridor = place.cast, place.corridors[0]
    setting.employers(place, corridor, [FARM], today - timedelta(days=80))
    with acting(SYSTEM, "set up"):
        cast.let_in(*cast.accounts)
    now = Year("now", today - timedelta(days=30), today)
    later = Year("later", today + timedelta(days=90), today + timedelta(days=300))
    season, order = _season(place, now, today, 1, start=today - timedelta(days=WORKED))
    next_season, next_order = _season(place, later, today, 2, start=later.starts_on)
    yield Stage(live, new_page, place, season, order, next_season, next_order)


def _season(place: setting.Setting, year: Year, today: date, posts: int, *, start: date) -> tuple[Any, uuid.UUID]:
    cast, corridor = place.cast, place.corridors[0]
    quota = posts if year.code == "now" else posts + 1
    season = asking.open_season(cast, corridor, year, quota, today - timedelta(days=60))
    record = asking.order_record(corridor, season, FARM, posts, 0, Random(1))
    record = record.model_copy(update={"start": start, "end": year.ends_on})
    return season, asking.take(cast, corridor, {FARM: record}, today - timedelta(days=20), until="open")[0]


@pytest.fixture
def last_post(stage: Stage) -> list[uuid.UUID]:
    """Two job orders of one post each, verified, for the one post that the quota of the next season has left."""
    cast, corridor = stage.place.cast, stage.corridor
    record = asking.order_record(corridor, stage.next_season, FARM, 1, 0, Random(2))
    orders = [{FARM: record}, {FARM: record}]
    return [asking.take(cast, corridor, one, timezone.localdate(), until="verified")[0] for one in orders]


@pytest.fixture
def offered(stage: Stage) -> Offered:
    """Somebody on the next season's list with an open offer, by the verbs that the season's own test presses."""
    cast, corridor, today = stage.place.cast, stage.corridor, timezone.localdate()
    people = registering.register(cast, newcomers("story", "CO", {"Pereira": 1}, today, {"9211": 1}), today)
    who = replace(next(iter(people.values())), passport_until=today + timedelta(days=900))
    applied = choosing.apply(cast, corridor, dict.fromkeys(people, who), [stage.order_id], today, Random(1))
    choosing.assess(cast, corridor, applied, today)
    round_, _people = choosing.try_round(cast, corridor, stage.season, [stage.order_id], today - timedelta(days=1))
    choosing.send_lists(cast, corridor, round_.id, today)
    choosing.choose(cast, corridor, round_.id, today, Random(1))
    choosing.decide(cast, corridor, round_.id, today)
    choosing.publish(cast, corridor, round_.id, today - timedelta(days=1))
    offer_id = choosing.offer(cast, corridor, round_.id, today)[0]
    person_id = next(iter(people))
    return Offered(offer_id, person_id, stage.look(lambda: registry.names([person_id])[person_id].file_number))
