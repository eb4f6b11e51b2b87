"""State machines as tables: one table checks a write, draws the diagram and decides which buttons a person sees."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from enum import StrEnum

# Principle 9: a negative decision names who decides, why, and the remedy that this decider's law gives. Where the law
# gives none, the recorded remedy says so and offers a review of our own step: the fact is then present as well.
DECIDER_NAMED = "decider_named"
REASON_GIVEN = "reason_given"
REMEDY_NAMED = "remedy_named"
NEGATIVE_GUARDS = (DECIDER_NAMED, REASON_GIVEN, REMEDY_NAMED)
# A second person, other than the one who prepared the decision, has looked at it.
FOUR_EYES = "four_eyes"

# Actors who are not holders of an office: the person themself, the employer of this file, and the clock.
WORKER = "worker"
EMPLOYER = "employer"
SYSTEM = "system"


class RefusalCode(StrEnum):
    """Why a step was refused."""

    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_ACTION = "unknown_action"
    NOT_FROM_HERE = "not_from_here"
    GUARD_MISSING = "guard_missing"


class MachineInvalid(ValueError):
    """The table itself is wrong: found when the module is imported, never in use."""


class TransitionRefused(Exception):
    """An action that the table does not allow now.

    `code` is a RefusalCode; `missing_guards` lists, in the table's order, the facts that were not established.
    """

    def __init__(
        self, code: RefusalCode, machine: str, state: str, action: str, missing_guards: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{machine}: {action} from {state}: {code.value} {', '.join(missing_guards)}".rstrip())
        self.code = code
        self.machine = machine
        self.state = state
        self.action = action
        self.missing_guards = missing_guards


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a table.

    `guards` are names of facts that the caller must have established; `who` lists permission codes of which one
    suffices; `next_owner` is whose move it is afterwards ("" when nobody's); `clock_days` is how long that owner has,
    None for no limit.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    guards: tuple[str, ...] = ()
    next_owner: str = ""
    clock_days: int | None = None

    @property
    def negative(self) -> bool:
        """True for a decision against somebody, which needs its decider, reason and remedy."""
        return set(NEGATIVE_GUARDS) <= set(self.guards)


def refusal(
    action: str,
    sources: tuple[str, ...],
    target: str,
    who: tuple[str, ...],
    guards: tuple[str, ...] = (),
    next_owner: str = "",
    clock_days: int | None = None,
) -> Transition:
    """Return a negative transition: a row whose guards begin with decider, reason and remedy."""
    return Transition(action, sources, target, who, NEGATIVE_GUARDS + guards, next_owner, clock_days)


@dataclass(frozen=True)
class Machine:
    """A table of transitions, checked when it is made.

    Raises MachineInvalid for an unknown or unreachable state, a (state, action) that occurs twice, an actor left out,
    or a clock without an owner.
    """

    name: str
    initial: str
    states: tuple[str, ...]
    transitions: tuple[Transition, ...]
    _table: dict[tuple[str, str], Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._check_rows()
        table: dict[tuple[str, str], Transition] = {}
        for row in self.transitions:
            for source in row.sources:
                if (source, row.action) in table:
                    raise MachineInvalid(f"{self.name}: {row.action} from {source} is given twice")
                table[source, row.action] = row
        object.__setattr__(self, "_table", table)
        unreachable = [state for state in self.states if state not in self._reachable()]
        if unreachable:
            raise MachineInvalid(f"{self.name}: no way leads to {', '.join(unreachable)}")

    def _check_rows(self) -> None:
        known = set(self.states)
        if len(known) != len(self.states):
            raise MachineInvalid(f"{self.name}: a state is listed twice")
        for row in self.transitions:
            unknown = {*row.sources, row.target, self.initial} - known
            if unknown:
                raise MachineInvalid(f"{self.name}: {row.action} names unknown states {', '.join(sorted(unknown))}")
            if not row.who or not row.sources:
                raise MachineInvalid(f"{self.name}: {row.action} says neither from where nor by whom")
            if row.clock_days is not None and (row.clock_days <= 0 or not row.next_owner):
                raise MachineInvalid(f"{self.name}: {row.action} has a clock that nobody owns")
        if self.initial not in known:
            raise MachineInvalid(f"{self.name}: the initial state {self.initial} is unknown")

    def _reachable(self) -> set[str]:
        reached, queue = {self.initial}, deque([self.initial])
        while queue:
            state = queue.popleft()
            for (source, _), row in self._table.items():
                if source == state and row.target not in reached:
                    reached.add(row.target)
                    queue.append(row.target)
        return reached

    @property
    def terminal(self) -> tuple[str, ...]:
        """The states that no action leaves."""
        left = {source for source, _ in self._table}
        return tuple(state for state in self.states if state not in left)

    def step(self, state: str, action: str, facts: Set[str] = frozenset()) -> Transition:
        """Return the transition for `action` from `state` under the established `facts`.

        Raises TransitionRefused when the table has no such row or a guard is missing.
        """
        row = self._table.get((state, action))
        if row is None:
            raise TransitionRefused(self._why_not(state, action), self.name, state, action)
        missing = tuple(guard for guard in row.guards if guard not in facts)
        if missing:
            raise TransitionRefused(RefusalCode.GUARD_MISSING, self.name, state, action, missing)
        return row

    def _why_not(self, state: str, action: str) -> RefusalCode:
        if state not in self.states:
            return RefusalCode.UNKNOWN_STATE
        if all(row.action != action for row in self.transitions):
            return RefusalCode.UNKNOWN_ACTION
        return RefusalCode.NOT_FROM_HERE

    def actions(self, state: str, may: Callable[[str], bool]) -> tuple[Transition, ...]:
        """Return, in the table's order, what somebody whose permissions answer `may` can do from `state`."""
        return tuple(row for row in self.transitions if state in row.sources and any(may(code) for code in row.who))

    def diagram(self) -> str:
        """Return the table as Mermaid stateDiagram-v2 text, stable from run to run."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for row in self.transitions:
            lines += [f"    {source} --> {row.target}: {row.action}" for source in row.sources]
        lines += [f"    {state} --> [*]" for state in self.terminal]
        return "\n".join(lines) + "\n"
