"""Seasons: a quota, a reserve released on purpose, under the rules in force."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.stages.agreements import api
from corridor.stages.agreements.models import Scheme, Season

from .test_versions import published

SPRING = {"code": "2027", "starts_on": date(2027, 2, 1), "ends_on": date(2027, 7, 31), "quota": 1000, "reserve": 100}


@pytest.fixture
def season(scheme: Scheme, officer: Actor, approver: Actor) -> Season:
    published(scheme, officer, approver)
    return api.open_season(scheme.id, by=approver, **SPRING)


def test_season_needs_rules_in_force(scheme: Scheme, approver: Actor) -> None:
    with pytest.raises(Refused) as refused:
        api.open_season(scheme.id, by=approver, **SPRING)
    assert refused.value.code == "no_version"


def test_season_keeps_its_version(season: Season, scheme: Scheme, officer: Actor, approver: Actor) -> None:
    first = api.current_version(scheme.id)
    published(scheme, officer, approver)
    assert api.season(season.id).version == first
    assert list(api.seasons(scheme.id)) == [season]


def test_reserve_is_released_on_purpose(season: Season, approver: Actor) -> None:
    assert season.limit == 1000
    assert api.release_reserve(season.id, posts=60, by=approver).limit == 1060
    with pytest.raises(Refused) as refused:
        api.release_reserve(season.id, posts=41, by=approver)
    assert refused.value.code == "reserve_exceeded"
    with pytest.raises(IntegrityError, match="season_released_within_reserve"), transaction.atomic():
        Season.objects.filter(id=season.id).update(released=101)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"code": "2027"}, "code"), ({"ends_on": date(2027, 2, 1)}, "ends_on"), ({"quota": 0}, "quota")],
)
def test_refusals(season: Season, scheme: Scheme, approver: Actor, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        api.open_season(scheme.id, by=approver, **{**SPRING, "code": "2028", **change})
    assert refused.value.field == field


def test_opening_asks_for_permission(season: Season, scheme: Scheme, officer: Actor) -> None:
    with pytest.raises(NotAllowed):
        api.open_season(scheme.id, by=officer, **{**SPRING, "code": "2028"})
    with pytest.raises(NotAllowed):
        api.release_reserve(season.id, posts=1, by=officer)


@pytest.mark.parametrize("change", [{"quota": 0}, {"ends_on": date(2027, 1, 1)}])
def test_database_refuses(season: Season, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Season.objects.filter(id=season.id).update(**change)
