"""Rules and seasons are in the hands of those who work for the scheme, not of all who hold the permission."""

from collections.abc import Callable
from typing import Any

import pytest

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.models import Grant
from corridor.foundation.database.context import SYSTEM, Actor
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.scopes.models import Scope
from corridor.stages.agreements import api
from corridor.stages.agreements.models import Scheme
from tests.harness.people import Member, member

from .conftest import changed
from .test_seasons import SPRING
from .test_versions import published

VERBS = ["draft_version", "change_draft", "submit_version", "return_version", "publish_version", "open_season"]


def elsewhere() -> tuple[Actor, Actor]:
    """An officer and an approver of another scheme."""
    founder = member("officer")
    other = api.create_scheme(
        code="MA-ES",
        name="Other",
        origin="MA",
        destination="ES",
        sector="x",
        channel="direct_hire",
        legal_basis="none",
        by=founder.actor(),
    )
    return founder.actor(), member("approver", scopes=(other.scope_id,)).actor()


@pytest.mark.parametrize("verb", VERBS)
def test_another_schemes_people_touch_nothing(scheme: Scheme, officer: Actor, approver: Actor, verb: str) -> None:
    drafter, decider = elsewhere()
    calls: dict[str, Callable[[Any], Any]] = {
        "draft_version": lambda row: api.draft_version(scheme.id, api.example_rules(), by=drafter),
        "change_draft": lambda row: api.change_draft(row.id, changed(offer_days=9), by=drafter),
        "submit_version": lambda row: api.submit_version(row.id, by=drafter),
        "return_version": lambda row: api.return_version(row.id, reason="a", remedy="b", by=decider),
        "publish_version": lambda row: api.publish_version(row.id, by=decider),
        "open_season": lambda row: api.open_season(scheme.id, by=decider, **SPRING),
    }
    row = None
    if verb == "open_season":
        published(scheme, officer, approver)
    elif verb != "draft_version":
        row = api.draft_version(scheme.id, api.example_rules(), by=officer)
        if verb in ("return_version", "publish_version"):
            api.submit_version(row.id, by=officer)
    with pytest.raises(NotFound):
        calls[verb](row)


def test_the_reserve_is_released_by_the_schemes_own(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    published(scheme, officer, approver)
    season = api.open_season(scheme.id, by=approver, **SPRING)
    with pytest.raises(NotFound):
        api.release_reserve(season.id, posts=1, by=elsewhere()[1])
    assert api.release_reserve(season.id, posts=1, by=approver).released == 1


def test_a_permission_without_a_scope_is_not_enough(scheme: Scheme) -> None:
    everywhere = member("officer").actor()
    with pytest.raises(NotFound):
        api.draft_version(scheme.id, api.example_rules(), by=everywhere)


def test_who_holds_another_role_here_and_the_permission_elsewhere_is_refused(scheme: Scheme) -> None:
    """An approver of this scheme who drafts for another one does not draft here."""
    other = elsewhere()[0]
    both = member("approver", scopes=(scheme.scope_id,))
    scope = Scope.objects.get(id=next(iter(other.scopes)))
    manage_role(both, "officer", scope)
    with pytest.raises(NotFound):
        api.draft_version(scheme.id, api.example_rules(), by=both.actor())
    assert both.actor().can("agreements.draft", scope=scope.id)
    assert not both.actor().can("agreements.draft", scope=scheme.scope_id)


def manage_role(one: Member, role: str, scope: Scope) -> None:
    manage.give_role(one.account, role, scope=scope, by=SYSTEM)


def test_who_opens_a_scheme_works_in_it(scheme: Scheme, founder: Member) -> None:
    grants = Grant.objects.filter(account=founder.account, scope_id=scheme.scope_id)
    assert list(grants.values_list("role", flat=True)) == ["officer"]
    assert founder.actor().scopes_for("agreements.draft") == {scheme.scope_id}


def test_nobody_takes_charge_of_a_scope_in_use(scheme: Scheme) -> None:
    stranger = member("officer")
    with pytest.raises(NotAllowed):
        manage.take_charge("agreements.draft", Scope.objects.get(id=scheme.scope_id), by=stranger.actor())
    assert not Grant.objects.filter(account=stranger.account, scope_id=scheme.scope_id).exists()
