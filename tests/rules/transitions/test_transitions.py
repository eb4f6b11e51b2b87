"""State machines: the tables are sound, and say what the principles ask."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.transitions import (
    APPLICATION,
    CLEARANCE,
    CONTRACT,
    JOB_ORDER,
    MACHINES,
    NEGATIVE_GUARDS,
    OFFER,
    PLACEMENT,
    Machine,
    MachineInvalid,
    RefusalCode,
    Transition,
    TransitionRefused,
)

DOOR = Transition("open", ("shut",), "wide", ("keeper",))
BAD_TARGETS = {
    "refused",
    "ineligible",
    "not_selected",
    "revoked",
    "suspended",
    "barred",
    "dismissed",
    "conditional",
}


@pytest.mark.parametrize(
    ("states", "rows", "told"),
    [
        (("shut", "wide"), (DOOR, DOOR), "given twice"),
        (("shut", "wide", "locked"), (DOOR,), "no way leads to locked"),
        (("shut",), (DOOR,), "unknown states wide"),
        (("shut", "wide"), (Transition("open", ("shut",), "wide", ()),), "by whom"),
        (("shut", "wide"), (Transition("open", ("shut",), "wide", ("a",), clock_days=3),), "nobody owns"),
    ],
)
def test_machine_with_fault_is_refused(states: tuple[str, ...], rows: tuple[Transition, ...], told: str) -> None:
    with pytest.raises(MachineInvalid, match=told):
        Machine("door", "shut", states, rows)


def test_step_without_facts_names_the_missing_guards_in_order() -> None:
    with pytest.raises(TransitionRefused) as refused:
        CONTRACT.step("accepted", "verify", {"four_eyes"})
    assert refused.value.code is RefusalCode.GUARD_MISSING
    assert refused.value.missing_guards == ("nothing_worse", "copy_with_worker")
    assert CONTRACT.step("accepted", "verify", {"four_eyes", "nothing_worse", "copy_with_worker"}).target == "verified"


@pytest.mark.parametrize(
    ("state", "action", "code"),
    [
        ("nowhere", "accept", RefusalCode.UNKNOWN_STATE),
        ("made", "dance", RefusalCode.UNKNOWN_ACTION),
        ("declined", "accept", RefusalCode.NOT_FROM_HERE),
    ],
)
def test_step_outside_the_table_says_why(state: str, action: str, code: RefusalCode) -> None:
    with pytest.raises(TransitionRefused) as refused:
        OFFER.step(state, action)
    assert refused.value.code is code


@given(st.sampled_from(sorted(MACHINES)), st.data())
def test_step_follows_exactly_the_table(name: str, data: st.DataObject) -> None:
    machine = MACHINES[name]
    state = data.draw(st.sampled_from(machine.states))
    row = data.draw(st.sampled_from(machine.transitions))
    facts = data.draw(st.sets(st.sampled_from(row.guards))) if row.guards else set()
    if state in row.sources and set(row.guards) <= facts:
        assert machine.step(state, row.action, facts).target in machine.states
    elif state in row.sources:
        with pytest.raises(TransitionRefused):
            machine.step(state, row.action, facts)


def test_actions_are_those_the_person_may_do() -> None:
    worker = [row.action for row in OFFER.actions("made", lambda code: code == "worker")]
    assert worker == ["accept", "decline"]
    assert OFFER.actions("declined", lambda code: True) == ()


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_negative_decisions_need_decider_reason_and_remedy(name: str) -> None:  # principle 9
    for row in MACHINES[name].transitions:
        if row.target in BAD_TARGETS and row.target not in row.sources:
            assert row.negative, row.action
        if row.action in {"return", "cancel"} and row.target in {"draft", "cancelled"}:
            assert row.negative, row.action


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_no_table_speaks_of_absconding(name: str) -> None:  # principle 4
    assert not re.search("abscond|fugitive|runaway|desert", repr(MACHINES[name]))


def test_declining_an_offer_costs_nothing() -> None:
    assert APPLICATION.step("offered", "decline_offer").target == "on_roster"
    assert APPLICATION.step("offered", "lapse_offer", {"deadline_passed"}).target == "on_roster"
    assert not OFFER.step("made", "decline").guards


@pytest.mark.parametrize("state", ["issued", "worker_accepted", "employer_accepted", "accepted"])
def test_no_contract_goes_forward_with_a_worse_clause(state: str) -> None:  # principle 1
    forward = {"issued", "worker_accepted", "employer_accepted", "accepted", "verified"}
    for row in CONTRACT.transitions:
        if row.target in forward:
            assert "nothing_worse" in row.guards, row.action
    assert any(row.action == "hold" and state in row.sources for row in CONTRACT.transitions)


def test_worker_can_always_step_back_before_departure() -> None:  # principle 8
    for state in ("preparing", "cleared"):
        assert "withdraw" in [row.action for row in PLACEMENT.actions(state, lambda code: code == "worker")]
    for state in ("applied", "on_roster", "offered"):
        assert "withdraw" in [row.action for row in APPLICATION.actions(state, lambda code: code == "worker")]


@pytest.mark.parametrize(
    ("machine", "action"), [(JOB_ORDER, "approve"), (CONTRACT, "verify"), (CLEARANCE, "issue"), (CLEARANCE, "revoke")]
)
def test_weighty_decisions_take_four_eyes(machine: Machine, action: str) -> None:
    assert all("four_eyes" in row.guards for row in machine.transitions if row.action == action)


def test_diagram_shows_every_arrow_once() -> None:
    for machine in MACHINES.values():
        lines = machine.diagram().splitlines()
        assert lines[0] == "stateDiagram-v2"
        assert len(lines) == len(set(lines))
        arrows = sum(len(row.sources) for row in machine.transitions)
        assert len(lines) == 2 + arrows + len(machine.terminal)


def test_negative_guards_are_the_three_of_principle_nine() -> None:
    assert NEGATIVE_GUARDS == ("decider_named", "reason_given", "remedy_named")
