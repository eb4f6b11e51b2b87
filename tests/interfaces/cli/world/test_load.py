"""The demo world: loaded once, refused on top of work, and something waiting on every desk."""

from datetime import date
from pathlib import Path

import pytest

from corridor.foundation.accounts import signin
from corridor.foundation.accounts.actors import actor_for
from corridor.foundation.accounts.models import Account
from corridor.foundation.accounts.roles import all_roles
from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.cli import demo
from corridor.interfaces.cli.environment import CommandError
from corridor.interfaces.cli.world import checks
from corridor.interfaces.cli.world.load import is_empty, load
from corridor.interfaces.cli.world.present import NOT_CALLED
from corridor.interfaces.cli.world.sign_ins import PASSWORD, sign_ins, workers
from corridor.stages.agreements import api as agreements
from corridor.stages.contracts import api as contracts
from corridor.stages.demand import api as demand
from corridor.stages.journeys import api as journeys
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection

TODAY = date(2026, 11, 24)


def test_demo_leaves_something_waiting_for_everybody(fresh_database: str, tmp_path: Path) -> None:
    assert is_empty()
    load(120, TODAY, tmp_path, lambda line: None)
    with pytest.raises(CommandError, match="never mixes"):
        demo.fill(120, quiet=False)
    assert demo.fill(120, quiet=True) == 0
    _everybody_can_sign_in(tmp_path)
    wrong = [outcome.sentence for outcome in checks.outcomes() if not outcome.holds]
    assert wrong == []
    with acting(SYSTEM, "look at what waits"):
        assert registry.people(SYSTEM).count() == 121  # one came twice
        states = {
            "job orders": set(demand.orders(SYSTEM).values_list("state", flat=True)),
            "contracts": set(contracts.contracts(SYSTEM).values_list("state", flat=True)),
            "placements": set(journeys.placements(SYSTEM).values_list("state", flat=True)),
            "rounds": set(selection.rounds(SYSTEM).values_list("state", flat=True)),
        }
        assert states["job orders"] >= {"draft", "submitted", "verified", "approved", "open", "closed"}
        assert states["contracts"] >= {"drafted", "held", "issued", "worker_accepted", "accepted", "verified", "ended"}
        assert states["placements"] >= {"preparing", "at_work", "returned", "ended"}
        assert states["rounds"] >= {"choosing", "trial", "published"}
        assert selection.offers(SYSTEM, state="made").exists()
        assert selection.recall_rights(SYSTEM, live=True).exists()
        assert journeys.clearances(SYSTEM, states=["requested"]).exists()
        assert journeys.due_check_ins(SYSTEM, TODAY)
        assert journeys.incidents(SYSTEM).exists()
        assert returns.returns(SYSTEM, confirmed=False).exists()
        assert demand.doubtful(SYSTEM).exists()
        assert demand.employers(state="applied").exists()
        waiting = [v for s in agreements.schemes() for v in agreements.versions(s.id) if v.state == "submitted"]
        assert waiting
    _something_to_press_for_the_employer()


def _something_to_press_for_the_employer() -> None:
    """A shortlist to answer, somebody to call back, contracts to accept and to restore, an arrival to confirm."""
    farm = actor_for(Account.objects.get(login="employer@demo.example"))
    with acting(farm, "look at what waits"):
        lists = [own for own in selection.own_lists(farm) if own.state == "choosing" and not own.answered]
        assert sum(own.candidates for own in lists) > 1
        called = selection.offers(farm, state="made").values_list("person_id", flat=True)
        rights = selection.recall_rights(farm, live=True).exclude(person_id__in=list(called))
        assert rights.count() >= NOT_CALLED  # more where somebody declined
        order = demand.orders(farm, state="open").get(season_id=demand.order(lists[0].order_id, farm).season_id)
        assert demand.balance(order).free >= NOT_CALLED
        assert set(contracts.contracts(farm).values_list("state", flat=True)) >= {"held", "worker_accepted"}
        assert journeys.placements(farm, states=["departed"]).exists()


def _everybody_can_sign_in(var: Path) -> None:
    """One sign-in a role: the password is right, the role is the one named, and a second factor is there if asked."""
    shown = sign_ins(var)
    assert {role for role, _name, _password in shown} == {role.code for role in all_roles()}
    assert len(shown) == 13
    for role, name, password in shown:
        account = Account.objects.get(login=name)
        actor = actor_for(account)
        assert role in actor.roles
        if role == "worker":
            assert name in workers(var).values()
            continue
        assert password == PASSWORD
        assert signin.staff(name, password) == account
        assert signin.needs_totp(actor.roles) == (signin.totp_device(account) is not None)
