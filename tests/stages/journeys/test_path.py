"""Paths from the steps of a scheme, without a database."""

from datetime import date

from corridor.stages.agreements.api import StepType, example_rules
from corridor.stages.journeys import path

STARTS = date(2027, 3, 1)


def kind(code: str, **parts: object) -> StepType:
    return StepType(code=code, title={"en": code}, **parts)


def planned(**parts: object) -> dict[str, path.Planned]:
    given = {"starts_on": STARTS, "returning": False, "clearance": True, **parts}
    return {step.code: step for step in path.plan(example_rules().path, **given)}


def test_path_has_the_order_owners_and_days_of_the_scheme() -> None:
    steps = planned()
    assert list(steps) == [step.code for step in example_rules().path]
    assert steps["permit"].owner == "destination"
    assert steps["permit"].due_on == date(2027, 1, 30)  # 30 days before 1 March
    assert [step.state for step in steps.values()] == ["ready", "ready", *["waiting"] * 6]


def test_verified_contract_settles_its_own_step_and_opens_the_next() -> None:
    steps = planned(contract_on=date(2026, 12, 1))
    assert steps["contract_verified"].state == "done"
    assert steps["medical"].state == "ready"
    assert steps["permit"].state == "waiting"  # the identity check comes first as well


def test_returning_worker_skips_what_the_rules_let_skip() -> None:
    steps = planned(returning=True)
    assert {code for code, step in steps.items() if step.state == "skipped"} == {"identity_check", "orientation"}


def test_evidence_that_still_holds_is_carried_over_and_what_ran_out_is_not() -> None:
    kept = {
        "permit": path.Kept(date(2027, 3, 1), {"on": "2026-06-04", "number": "P-9"}),
        "medical": path.Kept(date(2027, 2, 28), {"on": "2026-11-30", "result": "fit"}),
    }
    steps = planned(returning=True, kept=kept)
    assert (steps["permit"].state, steps["permit"].carried) == ("done", True)
    assert steps["permit"].evidence == {"on": "2026-06-04", "number": "P-9"}
    assert not steps["medical"].carried
    assert steps["medical"].state == "waiting"


def test_skippable_step_with_a_term_is_asked_again_when_it_ran_out() -> None:
    kinds = [kind("course", skip_returning=True, validity_days=365)]
    gone = {"course": path.Kept(date(2027, 2, 1), {})}
    steps = path.plan(kinds, starts_on=STARTS, returning=True, clearance=False, kept=gone)
    assert steps[0].state == "ready"


def test_scheme_without_clearance_has_no_such_step_and_is_not_held_up_by_it() -> None:
    steps = planned(clearance=False)
    assert "clearance" not in steps
    for code in ("medical", "permit", "orientation", "insurance"):
        steps[code].state = "done"
    assert [step.code for step in path.newly_ready(steps.values())] == ["travel"]


def test_what_comes_after_the_clearance_does_not_hold_it_up_but_holds_the_departure() -> None:
    steps = planned()
    for code in ("identity_check", "contract_verified", "medical", "permit", "orientation", "insurance"):
        steps[code].state = "done"
    assert path.open_before_clearance(steps.values()) == []
    assert [step.code for step in path.open_before_departure(steps.values())] == ["clearance", "travel"]


def test_steps_after_arrival_and_optional_ones_hold_up_nothing() -> None:
    kinds = [kind("address", due_days_before_start=-10), kind("course", optional=True)]
    steps = path.plan(kinds, starts_on=STARTS, returning=False, clearance=False)
    assert path.open_before_departure(steps) == []
    assert path.open_before_clearance(steps) == []
