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
    load(80, TODAY, tmp_path, lambda line: None)
    with pytest.raises(CommandError, match="never mixes"):
        demo.fill(80, quiet=False)
    assert demo.fill(80, quiet=True) == 0
    _everybody_can_sign_in(tmp_path)
    wrong = [outcome.sentence for outcome in checks.outcomes() if not outcome.holds]
    assert wrong == []
    with acting(SYSTEM, "look at what waits"):
        assert registry.people(SYSTEM).count() == 81  # one came twice
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
