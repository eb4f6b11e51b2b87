"""Building a path from the steps of a scheme's rules, and what follows when one is done. Pure functions."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

CLEARANCE = "clearance"
"""The code of the step that issuing a clearance completes."""
CONTRACT = "contract_verified"
"""The code of the step that the verification of the contract itself completes."""
SETTLED = frozenset({"done", "skipped"})


class StepType(Protocol):
    """What this module reads of a step of the rules (agreements.SchemeRules.path)."""

    code: str
    title: dict[str, str]
    owner: Any
    decider: str
    country: str
    after: list[str]
    evidence: Any
    validity_days: int | None
    due_days_before_start: int
    skip_returning: bool
    optional: bool


class StepLike(Protocol):
    """What the functions below read of a step of a path, planned or stored."""

    code: str
    state: str
    after: Any
    optional: bool
    before_departure: bool


S = TypeVar("S", bound=StepLike)


@dataclass(frozen=True)
class Kept:
    """Evidence of an earlier season: until when it holds, what it was, which step row it comes from."""

    valid_until: date
    evidence: Mapping[str, Any]
    step_id: uuid.UUID | None = None


@dataclass
class Planned:
    """A step of a new path. `valid_until` and `evidence` are filled when it is carried over."""

    code: str
    title: dict[str, str]
    position: int
    owner: str
    decision: str
    country: str
    after: list[str]
    evidence_kind: str
    validity_days: int | None
    due_on: date
    before_departure: bool
    optional: bool
    state: str = "waiting"
    carried: bool = False
    valid_until: date | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


def plan(
    types: Sequence[StepType],
    *,
    starts_on: date,
    returning: bool,
    clearance: bool,
    kept: Mapping[str, Kept] | None = None,
    contract_on: date | None = None,
) -> list[Planned]:
    """The path to work that starts on `starts_on`.

    A step whose evidence of an earlier season still holds on that day is done already. A returning worker skips the
    steps that the rules let them skip; one whose evidence lasts only a while is skipped only while it holds. The step
    `clearance` is left out where the scheme asks for none (principle 8); `contract_verified` is done on `contract_on`.
    """
    known = kept or {}
    before_clearance = next((list(kind.after) for kind in types if kind.code == CLEARANCE), [])
    steps: list[Planned] = []
    for kind in types:
        if kind.code == CLEARANCE and not clearance:
            continue
        step = _planned(kind, len(steps), starts_on)
        if not clearance and CLEARANCE in step.after:  # what would come after it comes after what it waits for
            step.after = list(dict.fromkeys([*(code for code in step.after if code != CLEARANCE), *before_clearance]))
        held = known.get(kind.code)
        if kind.code == CONTRACT and contract_on is not None:
            step.state, step.evidence = "done", {"on": contract_on.isoformat()}
        elif held is not None and held.valid_until >= starts_on:
            step.state, step.carried = "done", True
            step.valid_until, step.evidence = held.valid_until, dict(held.evidence)
        elif returning and kind.skip_returning and kind.validity_days is None:
            step.state = "skipped"
        steps.append(step)
    for step in newly_ready(steps):
        step.state = "ready"
    return steps


def _planned(kind: StepType, position: int, starts_on: date) -> Planned:
    return Planned(
        code=kind.code,
        title=dict(kind.title),
        position=position,
        owner=str(kind.owner),
        decision=kind.decider,
        country=kind.country,
        after=list(kind.after),
        evidence_kind=str(kind.evidence),
        validity_days=kind.validity_days,
        due_on=starts_on - timedelta(days=kind.due_days_before_start),
        before_departure=kind.due_days_before_start >= 0,
        optional=kind.optional,
    )


def newly_ready(steps: Iterable[S]) -> list[S]:
    """Waiting steps of one path whose predecessors are all settled; one that is not on the path holds up nothing."""
    listed = list(steps)
    state = {step.code: step.state for step in listed}
    return [
        step
        for step in listed
        if step.state == "waiting" and all(state.get(code, "done") in SETTLED for code in step.after)
    ]


def open_before_departure(steps: Iterable[S]) -> list[S]:
    """Steps that must still be settled before the worker leaves; optional ones hold up nothing."""
    return [step for step in steps if step.before_departure and not step.optional and step.state not in SETTLED]


def open_before_clearance(steps: Iterable[S]) -> list[S]:
    """The same before a clearance is issued: without it, and without the steps that come after it."""
    listed = list(steps)
    later = {CLEARANCE}
    while True:
        found = {step.code for step in listed if step.code not in later and later & set(step.after)}
        if not found:
            return [step for step in open_before_departure(listed) if step.code not in later]
        later |= found
