"""The promise and the paper: each clause of a contract against the floor. Only equal or better passes (principle 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from corridor.rules.terms.clauses import CLAUSES
from corridor.rules.terms.measure import Order, hourly, stand
from corridor.rules.terms.term import Clause, Direction, Kind, Severity, Term, TermInvalid

Terms = Mapping[str, Term]  # clause code -> term
SILENCE = "silence"  # the source of a bound that follows from saying nothing: no deduction, no penalty, no probation
# A law may allow a charge; only the job order or the standard contract announces it to the worker.
_ANNOUNCING = ("", "standard", "order")
STEEP = Fraction(1, 10)  # a loss of a tenth or more weighs one step heavier


class DifferenceKind(StrEnum):
    """How a clause of the contract stands to its base."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"
    MISSING = "missing"  # promised, and the contract is silent
    INCOMPARABLE = "incomparable"  # other currency, unknown hours, changed words: a person must look


@dataclass(frozen=True, slots=True)
class Bound:
    """What one source asks of a clause, for example source "law"."""

    source: str
    term: Term


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause: `before` is the bound that decided (None where no source speaks), `after` the contract's term."""

    clause: str
    kind: DifferenceKind
    severity: Severity
    before: Term | None
    after: Term | None
    source: str = ""


Floor = Mapping[str, Sequence[Bound]]
_RANK = {
    DifferenceKind.BETTER: 0,
    DifferenceKind.EQUAL: 1,
    DifferenceKind.INCOMPARABLE: 2,
    DifferenceKind.WORSE: 3,
}


def with_hours(terms: Terms) -> dict[str, Term]:
    """Return the terms with the wage resting on the ordinary hours of the same paper; raises TermInvalid."""
    known = {}
    day, week = _hours(terms, "hours_day"), _hours(terms, "hours_week")
    for code, term in terms.items():
        if code not in CLAUSES:
            raise TermInvalid("unknown_clause", code)
        CLAUSES[code].check(term)
        known[code] = term
        if CLAUSES[code].kind is Kind.MONEY_RATE:
            known[code] = replace(term, hours_day=term.hours_day or day, hours_week=term.hours_week or week)
    return known


def _hours(terms: Terms, code: str) -> Decimal | None:
    value = terms[code].value if code in terms else None
    return value if isinstance(value, Decimal) and value > 0 else None


def floor(law: Terms, standard: Terms, order: Terms) -> dict[str, tuple[Bound, ...]]:
    """Return for each clause the bounds that a contract must all meet: the best is what binds.

    Every source that speaks of a clause stays a bound, since two wages need not be comparable with each other. Where
    only equality counts (workplace, duties) the most specific source speaks alone: order, then standard contract,
    then law.
    """
    bounds: dict[str, tuple[Bound, ...]] = {}
    for source, terms in (("order", order), ("standard", standard), ("law", law)):
        for code, term in with_hours(terms).items():
            directed = CLAUSES[code].direction in (Direction.HIGHER_BETTER, Direction.LOWER_BETTER)
            if directed or code not in bounds:
                bounds[code] = (*bounds.get(code, ()), Bound(source, term))
    return bounds


def best(code: str, bounds: Sequence[Bound]) -> Bound:
    """Return the bound to show as the floor: one that no other is better than; the most specific of equals."""
    clause = CLAUSES[code]
    return next(
        one for one in bounds if all(stand(clause, one.term, other.term) is not Order.BETTER for other in bounds)
    )


def compare(base: Terms | Floor, contract: Terms) -> list[Difference]:
    """Return one Difference for each clause that the base or the contract names, in the registry's order.

    `base` is a floor, or the terms of one earlier paper (advert, job order, contract). Raises TermInvalid.
    """
    bounds = _as_floor(base)
    after = with_hours(contract)
    return [
        _difference(clause, bounds.get(code, ()), after.get(code))
        for code, clause in CLAUSES.items()
        if code in bounds or code in after
    ]


def holds(differences: Iterable[Difference]) -> bool:
    """True when the contract must be held: some clause is worse, missing or not comparable."""
    return any(difference.kind not in (DifferenceKind.BETTER, DifferenceKind.EQUAL) for difference in differences)


def _as_floor(base: Terms | Floor) -> Floor:
    terms = {code: value for code, value in base.items() if isinstance(value, Term)}
    given = {code: value for code, value in base.items() if not isinstance(value, Term)}
    return {**given, **{code: (Bound("", term),) for code, term in with_hours(terms).items()}}


def _difference(clause: Clause, bounds: Sequence[Bound], after: Term | None) -> Difference:
    if after is None:
        bound = best(clause.code, bounds)
        return Difference(clause.code, DifferenceKind.MISSING, clause.severity, bound.term, None, bound.source)
    if clause.silence is not None and not any(bound.source in _ANNOUNCING for bound in bounds):
        bounds = [*bounds, Bound(SILENCE, clause.silence)]
    if not bounds:
        return _added(clause, after)
    found = [(DifferenceKind(stand(clause, bound.term, after).value), bound) for bound in bounds]
    kind, bound = max(found, key=lambda pair: _RANK[pair[0]])
    return Difference(clause.code, kind, _severity(clause, kind, bound.term, after), bound.term, after, bound.source)


def _added(clause: Clause, after: Term) -> Difference:
    """A clause of which no source speaks: new words, or a new limit on the worker, are for a person to judge."""
    unjudged = clause.direction in (Direction.EQUAL_ONLY, Direction.LOWER_BETTER)
    kind = DifferenceKind.INCOMPARABLE if unjudged else DifferenceKind.BETTER
    return Difference(clause.code, kind, clause.severity if unjudged else Severity.NONE, None, after)


def _severity(clause: Clause, kind: DifferenceKind, before: Term, after: Term) -> Severity:
    if kind in (DifferenceKind.BETTER, DifferenceKind.EQUAL):
        return Severity.NONE
    if kind is DifferenceKind.WORSE and _steep(clause, before, after):
        return Severity(min(clause.severity + 1, Severity.CRITICAL))
    return clause.severity


def _steep(clause: Clause, before: Term, after: Term) -> bool:
    """True when a quantity changed by a tenth or more of what it was."""
    if clause.kind is Kind.MONEY_RATE:
        first, second = hourly(before), hourly(after)
    elif isinstance(before.value, Decimal) and isinstance(after.value, Decimal) and before.period is after.period:
        first, second = Fraction(before.value), Fraction(after.value)
    else:
        return False
    return first is not None and second is not None and abs(second - first) >= STEEP * first
