"""A round decided on columns: the frozen inputs are read once, part by part, and the answers written part by part."""

import gc
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corridor.foundation.database.bulk import insert_columns
from corridor.foundation.database.context import Actor
from corridor.foundation.database.keys import uuid7
from corridor.rules.matching import Failure, Force, Reason, RecallClaim, Source, Weight
from corridor.rules.matching.engine.listed import Answers, Asking, decide, faults
from corridor.rules.matching.engine.listed.answers import REASONS
from corridor.rules.matching.explain import next_step
from corridor.stages.agreements import api as agreements

from ..models import Round, RoundResult
from .common import ADMISSION, SELECTION, decision
from .freezing import frozen_parts, register_of, whole
from .market import Entry, Plain, orders_of, workers_of
from .workers import Part

COLUMNS_FROM = 2_000
"""From so many applications on a round is decided on columns: below, plain Python has finished before they are made."""
ROWS = 20_000
"""So many answers are written with one statement."""

Tell = Callable[[str], None]


def fits(round_: Round) -> bool:
    """Whether the columns know all rules of this round: no employer's choice, and no ceiling."""
    return not (round_.by_choice or agreements.rules_of(round_.version).ceilings)


def quiet(step: str) -> None:
    """Tell nobody."""


@dataclass
class Asked:
    """What is kept of each application beside the columns, in the order of the codes."""

    applications: list[uuid.UUID] = field(default_factory=list)
    persons: list[uuid.UUID] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    ranked: list[bool] = field(default_factory=list)

    def add(self, entries: list[Entry]) -> None:
        """Take in a part."""
        strata = [entry.strata or {} for entry in entries]
        self.applications += [uuid.UUID(entry.application) for entry in entries]
        self.persons += [uuid.UUID(entry.person) for entry in entries]
        self.sexes += [row.get("sex", "") for row in strata]
        self.districts += [row.get("district", "") for row in strata]
        self.ranked += [bool(entry.ranking) for entry in entries]


def decided(round_: Round, seed: str, tell: Tell, *, by: Actor) -> tuple[Answers, Asked]:
    """The answers of the round from its frozen inputs. `tell` hears each step, and may raise to stop.

    Refused when the inputs are not whole; rules.matching.engine.listed.Unsound when two ways of judging disagree.
    """
    asking, asked, hashes = _asking(round_.orders, register_of(round_), seed), Asked(), []
    with _no_collection():
        for entries, own in frozen_parts(round_, by=by):
            tell("read")
            _take(asking, entries)
            asked.add(entries)
            hashes += own
    whole(round_, hashes)
    return decide(asking, tell), asked


def tried(
    orders: Sequence[Plain], register: Sequence[Plain], seed: str, parts: Iterable[Part], tell: Tell
) -> tuple[Answers, Asked]:
    """The answers for workers who come part by part, for a trial."""
    asking, asked = _asking(orders, register, seed), Asked()
    with _no_collection():
        for part in parts:
            tell("read")
            _take(asking, part.entries)
            asked.add(part.entries)
    return decide(asking, tell), asked


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that is read forms a circle; looking for some took a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _asking(orders: Sequence[Plain], register: Sequence[Plain], seed: str) -> Asking:
    weights = [Weight(line["criterion"], line["points"], line["full_at"]) for line in register]
    return Asking(orders_of(sorted(orders, key=lambda order: str(order["id"]))), weights, seed)


def _take(asking: Asking, entries: list[Entry]) -> None:
    recalls = [
        RecallClaim(entry.code, claim["employer"], Source(claim["source"]), Force(claim["force"]))
        for entry in entries
        for claim in entry.recalls
    ]
    workers = workers_of([(entry.code, entry.columns) for entry in entries])
    asking.add_open(workers, [entry.ranking for entry in entries], recalls)


def checked(answers: Answers, seed: str) -> list[tuple[str, int]]:
    """Faults of the answers, by the second opinion on columns."""
    terms, pairs = answers.terms, answers.pairs
    kept = [[reserve.posts for reserve in row] for row in terms.orders.reserves]
    return faults(
        seed, answers.ids, terms.posts, kept, pairs.first, pairs.order, pairs.mask == 0, pairs.tier, pairs.points,
        pairs.group, answers.obtained, answers.rank,
    )  # fmt: skip


def keep_answers(round_: Round, answers: Answers, asked: Asked, tell: Tell) -> None:
    """Write a RoundResult for every application and every order that it asked for."""
    for columns in _columns(round_, answers, asked):
        tell("write")
        insert_columns(RoundResult, columns)


def _columns(round_: Round, answers: Answers, asked: Asked) -> Iterator[dict[str, list[Any]]]:
    remedies = {what: decision(round_.version, what).code for what in (ADMISSION, SELECTION)}
    orders = [uuid.UUID(order) for order in answers.terms.orders.ids]
    steps = {(reason, placed): next_step(reason, placed).value for reason in REASONS for placed in (False, True)}
    told = _Components(answers)
    placed = answers.obtained >= 0
    for a in range(0, len(answers.worker), ROWS):
        part = slice(a, a + ROWS)
        worker, order = answers.worker[part], answers.pairs.order[part]
        reasons = [REASONS[reason] for reason in answers.reason[part].tolist()]
        able = answers.pairs.mask[part] == 0
        deciders = [ADMISSION if reason is Reason.INELIGIBLE else SELECTION for reason in reasons]
        cutoff = np.where(able, answers.cutoff[part], -1)
        yield {
            "id": [uuid7() for _ in reasons],
            "round_id": [round_.id] * len(reasons),
            "application_id": [asked.applications[w] for w in worker.tolist()],
            "person_id": [asked.persons[w] for w in worker.tolist()],
            "order_id": [orders[o] for o in order.tolist()],
            "wish": (np.arange(a, a + len(reasons)) - answers.pairs.first[worker] + 1).tolist(),
            "eligible": able.tolist(),
            "rank": answers.rank[part].tolist(),
            "applicants": np.where(able, answers.applicants[order], 0).tolist(),
            "tier": np.where(able, answers.pairs.tier[part], 0).tolist(),
            "points": _or_none(able, answers.pairs.points[part]),
            "lot": _or_none(able, answers.lots[worker]),
            "cutoff_points": _or_none(cutoff >= 0, answers.pairs.points[cutoff]),
            "cutoff_lot": _or_none(cutoff >= 0, answers.lots[answers.worker[cutoff]]),
            "reason": [reason.value for reason in reasons],
            "next_step": [steps[reason, yes] for reason, yes in zip(reasons, placed[worker].tolist(), strict=True)],
            "components": told.texts(part, able),
            "failures": [_failures(answers.pairs.failures.get(x)) for x in range(a, a + len(reasons))],
            "refusal": [""] * len(reasons),
            "decider": deciders,
            "remedy": [remedies[decider] for decider in deciders],
        }


class _Components:
    """The components of an answer as JSON text; each value of a criterion is written once."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._texts: list[dict[int, str]] = [{} for _ in answers.terms.register]

    def texts(self, part: slice, able: Any) -> list[str]:
        """One text for each pair of the part."""
        columns = [
            [self._text(r, value) for value in self._answers.pairs.value[part, r].tolist()]
            for r in range(len(self._texts))
        ]
        rows = zip(*columns, strict=True) if columns else ((),) * len(able)
        return [f"[{','.join(row)}]" if yes else "[]" for yes, row in zip(able.tolist(), rows, strict=True)]

    def _text(self, r: int, value: int) -> str:
        known = self._texts[r]
        if value not in known:
            w = self._answers.terms.register[r]
            given = w.points * min(value, w.full_at) // w.full_at
            known[value] = json.dumps([w.criterion, given, w.points, value, w.full_at])
        return known[value]


def _failures(found: tuple[Failure, ...] | None) -> str:
    if not found:
        return "[]"
    return json.dumps([[f.rule.value, f.needed, f.has, f.mend.value, f.source] for f in found], ensure_ascii=False)


def _or_none(yes: Any, values: Any) -> list[Any]:
    return [value if known else None for known, value in zip(yes.tolist(), values.tolist(), strict=True)]
