"""What one worker may do now, and what one change in their file would open or add.

Everything is scored again with one thing changed, by the same rules as in a round. Changes are those that a person can
make: a language, a course, a skill, months of work, dates, papers, an occupation. Never sex, age, family, the wage
wanted or the order of the own wishes (principle 6): a date of birth that is missing may be given, nothing else of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from corridor.rules.matching.eligibility import Failure, Mend, Rule, failed_rules
from corridor.rules.matching.market import Orders, Weight, Workers
from corridor.rules.matching.points import Score, score

MONTHS_MORE = 6
FROM, UNTIL = "from", "until"
HIGHEST_LEVEL = 6
_COURSES = ("training", "training_done", "certificates")


@dataclass(frozen=True, slots=True)
class Standing:
    """One worker before one order: the rules not met, or the points (None where a rule is not met)."""

    failures: tuple[Failure, ...]
    score: Score | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file.

    `subject` is the language, skill, course or occupation ("" for any further course), FROM or UNTIL for dates;
    `value` what it would be then: a level, months, a day; "" where there is nothing to say.
    """

    mend: Mend
    subject: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change would give: `opens` orders more, and at most `points` more in an order that is open already."""

    change: Change
    opens: int
    points: int


def standings(workers: Workers, orders: Orders, w: int, register: Sequence[Weight]) -> list[Standing]:
    """How worker `w` stands before each order."""
    found = []
    for o in range(len(orders.ids)):
        failures = failed_rules(workers, orders, w, o)
        found.append(Standing(failures, None if failures else score(workers, orders, w, o, register)))
    return found


def gains(workers: Workers, orders: Orders, w: int, register: Sequence[Weight], now: Sequence[Standing]) -> list[Gain]:
    """Every single change that opens an order or adds points, the one that opens most first.

    A higher step of the same thing (B1 after A2) is named only where it gives more than the lower one.
    """
    found: list[Gain] = []
    able = _different(orders, now)
    waiting = _by_cures(orders, now)
    for change in _changes(workers, orders, w, register, now):
        with_it = changed(workers, w, change, orders)
        near = (o for o in _curable(waiting, change) if not failed_rules(with_it, orders, 0, o))
        more = max((score(with_it, orders, 0, o, register).total - before for o, before in able), default=0)
        opens = sum(1 for _ in near)
        lower = [each for each in found if _same(each.change, change)]
        if (opens or more) and all(opens > each.opens or more > each.points for each in lower):
            found.append(Gain(change, opens, more))
    return sorted(found, key=lambda each: (-each.opens, -each.points, each.change.mend, each.change.subject))


def changed(workers: Workers, w: int, change: Change, orders: Orders) -> Workers:
    """A table of one row: the worker with this change."""
    row = Workers(**{name: [getattr(workers, name)[w]] for name in Workers.__slots__})
    subject, value, measures = change.subject, change.value, dict(workers.measures[w])
    if change.mend is Mend.LEARN_LANGUAGE:
        return replace(row, languages=[{**row.languages[0], subject: int(value)}])
    if change.mend is Mend.GAIN_EXPERIENCE:
        return replace(row, experience=[{**row.experience[0], subject: int(value)}])
    if change.mend is Mend.ADD_OCCUPATION:
        return replace(row, occupations=[row.occupations[0] | {subject}])
    if change.mend is Mend.PROVE_SKILL:
        if subject == "driving":
            measures["driving_licence"] = 1
        return replace(row, skills=[row.skills[0] | {subject}], measures=[measures])
    if change.mend is Mend.TAKE_TRAINING:
        measures.update({name: measures[name] + 1 for name in _COURSES if name in measures})
        return replace(row, training=[row.training[0] | {subject}], measures=[measures])
    if change.mend is Mend.RENEW_DOCUMENT:
        return replace(row, document_until=[date.fromisoformat(value)])
    if change.mend is Mend.GIVE_BIRTH_DATE:
        return replace(row, born=[_old_enough(orders)])
    if subject == FROM:
        return replace(row, available_from=[date.fromisoformat(value)])
    return replace(row, available_until=[date.fromisoformat(value)])


def _old_enough(orders: Orders) -> date:
    """A day of birth that passes every least age: what the missing date would have to be, whatever it is."""
    ages = [(start, age.years) for start, age in zip(orders.start, orders.minimum_age, strict=True) if age]
    return min(date(start.year - years - 1, 1, 1) for start, years in ages)


Cure = tuple[Mend, str]


def _different(orders: Orders, now: Sequence[Standing]) -> list[tuple[int, int]]:
    """(order, points) of the open work, one of each kind: orders that ask for the same give the same points."""
    found: dict[tuple[str, frozenset[tuple[str, int]], frozenset[str]], tuple[int, int]] = {}
    for o, each in enumerate(now):
        if each.score is not None:
            kind = orders.occupations[o], frozenset(orders.languages[o].items()), orders.skills[o]
            found.setdefault(kind, (o, each.score.total))
    return list(found.values())


def _by_cures(orders: Orders, now: Sequence[Standing]) -> dict[frozenset[Cure], list[int]]:
    """The closed orders by what would cure all their failed rules; those that nothing cures are left out."""
    found: dict[frozenset[Cure], list[int]] = {}
    for o, each in enumerate(now):
        cures = [[(c.mend, c.subject) for c in _cures(failed, orders, o)] for failed in each.failures]
        if cures and all(cures):
            found.setdefault(frozenset(cure for few in cures for cure in few), []).append(o)
    return found


def _curable(waiting: dict[frozenset[Cure], list[int]], change: Change) -> Iterable[int]:
    """The orders that a change may open: nothing else stands in their way. Months of work make it an occupation too."""
    own: Cure = (change.mend, change.subject)
    also: Cure = (Mend.ADD_OCCUPATION, change.subject) if change.mend is Mend.GAIN_EXPERIENCE else own
    return chain.from_iterable(
        waiting.get(cures, ()) for cures in {frozenset({own}), frozenset({also}), frozenset({own, also})}
    )


def _same(one: Change, other: Change) -> bool:
    return (one.mend, one.subject) == (other.mend, other.subject)


def _changes(
    workers: Workers, orders: Orders, w: int, register: Sequence[Weight], now: Sequence[Standing]
) -> list[Change]:
    """Every change that could matter, each once; lower steps before higher ones."""
    found = {change for o, each in enumerate(now) for f in each.failures for change in _cures(f, orders, o)}
    counted = {weight.criterion for weight in register}
    found.update(_for_points(workers, orders, w, counted, now))
    mends = list(Mend)
    return sorted(found, key=lambda change: (mends.index(change.mend), change.subject, _step(change)))


def _step(change: Change) -> int:
    """How far a change goes: a level, months, or days; to be free earlier goes further."""
    if not change.value or change.value.isdecimal():
        return int(change.value or 0)
    day = date.fromisoformat(change.value).toordinal()
    return -day if change.subject == FROM else day


def _cures(failed: Failure, orders: Orders, o: int) -> Iterable[Change]:
    """The change that would cure one failed rule; none for what nobody can change."""
    subject, _colon, level = failed.needed.partition(":")
    if failed.rule is Rule.LANGUAGE:
        yield Change(failed.mend, subject, level)
    elif failed.rule is Rule.EXPERIENCE:
        yield Change(failed.mend, orders.occupations[o], failed.needed)
    elif failed.rule in (Rule.SKILL, Rule.TRAINING, Rule.OCCUPATION):
        yield Change(failed.mend, failed.needed)
    elif failed.rule is Rule.AVAILABLE_FROM:
        yield Change(failed.mend, FROM, failed.needed)
    elif failed.rule is Rule.AVAILABLE_UNTIL:
        yield Change(failed.mend, UNTIL, failed.needed)
    elif failed.rule is Rule.DOCUMENT:
        yield Change(failed.mend, "", failed.needed)
    elif failed.rule is Rule.BIRTH_DATE:
        yield Change(failed.mend, "")


def _for_points(
    workers: Workers, orders: Orders, w: int, counted: set[str], now: Sequence[Standing]
) -> Iterable[Change]:
    """One step more of what the register counts, in the work that the worker may do already."""
    able = [o for o, each in enumerate(now) if each.score is not None]
    if "language_level" in counted:
        for language in {language for o in able for language in orders.languages[o]}:
            level = workers.languages[w].get(language, 0) + 1
            if level <= HIGHEST_LEVEL:
                yield Change(Mend.LEARN_LANGUAGE, language, str(level))
    if counted & {"experience_months", "all_experience_months"}:
        for code in {orders.occupations[o] for o in able}:
            months = workers.experience[w].get(code, 0) + MONTHS_MORE
            yield Change(Mend.GAIN_EXPERIENCE, code, str(months))
    if counted.intersection(_COURSES):
        yield Change(Mend.TAKE_TRAINING, "")
    if "skills" in counted:
        for skill in {skill for o in able for skill in orders.skills[o]} - workers.skills[w]:
            yield Change(Mend.PROVE_SKILL, skill)
    if "driving_licence" in counted and "driving" not in workers.skills[w]:
        yield Change(Mend.PROVE_SKILL, "driving")
