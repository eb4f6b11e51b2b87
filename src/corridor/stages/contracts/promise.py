"""What was promised, as values: the floor of a contract, terms drafted from it, their differences, as plain JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused
from corridor.rules.terms import (
    CLAUSES,
    Bound,
    Difference,
    DifferenceKind,
    Direction,
    Floor,
    Kind,
    Severity,
    Term,
    TermInvalid,
    Terms,
    best,
    compare,
    floor,
    from_plain,
    holds,
    to_plain,
    with_hours,
)

__all__ = [
    "Comparison",
    "PlainFloor",
    "changed",
    "compared",
    "differences_from_plain",
    "draft_terms",
    "floor_from_plain",
    "floor_of",
    "floor_to_plain",
    "promised",
    "raised",
    "restored",
    "stated",
]

SILENCE = "silence"  # the source of a bound that follows from saying nothing (rules.terms.compare)
PlainFloor = dict[str, list[dict[str, Any]]]
"""clause code -> [{"source": "order" | "standard" | "law", "term": plain term}]"""


@dataclass(frozen=True)
class Comparison:
    """Terms against their floor: every difference, and what of it holds the contract."""

    differences: tuple[Difference, ...]

    @property
    def holding(self) -> tuple[Difference, ...]:
        """The differences that hold the contract, the gravest first."""
        found = [one for one in self.differences if holds([one])]
        return tuple(sorted(found, key=lambda one: -one.severity))

    @property
    def severity(self) -> Severity:
        return max((one.severity for one in self.holding), default=Severity.NONE)

    @property
    def clauses(self) -> list[str]:
        return [one.clause for one in self.holding]

    def plain(self) -> list[dict[str, Any]]:
        """The differences as JSON values, in the order of the registry."""
        return [
            {
                "clause": one.clause,
                "kind": one.kind.value,
                "severity": int(one.severity),
                "before": _one(one.clause, one.before),
                "after": _one(one.clause, one.after),
                "source": one.source,
            }
            for one in self.differences
        ]


def stated(plain: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    """Terms from JSON; raises Refused with the clause as its field, in words."""
    try:
        return from_plain(plain)
    except TermInvalid as error:
        message = _("This clause cannot hold such an answer. Look at its value, currency and period.")
        raise Refused("term_invalid", message, field=error.clause) from error


def floor_of(law: Terms, standard: Terms, order: Terms, offer: Terms) -> dict[str, tuple[Bound, ...]]:
    """The floor: law, standard contract and job order, and the offer where it promised something else than the order.

    An offer is what the worker read and accepted, so it binds as the order does. A standard contract is a form that the
    order fills in: where it names no hours, its wage rests on the order's.
    """
    hours = {code: order[code] for code in ("hours_day", "hours_week") if code in order}
    resting = {code: term for code, term in with_hours({**hours, **standard}).items() if code in standard}
    bounds = dict(floor(law, resting, order))
    for code, term in with_hours(offer).items():
        mine = bounds.get(code, ())
        if not mine or (_directed(code) and all(bound.term != term for bound in mine if bound.source == "order")):
            bounds[code] = (Bound("order", term), *mine)
    return bounds


def draft_terms(bounds: Floor) -> dict[str, Term]:
    """The terms of the first draft: of each clause what was promised."""
    return _in_order({code: _promised(code, found).term for code, found in bounds.items()})


def promised(bounds: Floor, code: str) -> Bound | None:
    """The bound to show as what was promised, None where no source speaks of the clause."""
    return _promised(code, bounds[code]) if bounds.get(code) else None


def _promised(code: str, bounds: Sequence[Bound]) -> Bound:
    """The bound that no other is better than. A charge that only the law allows was not announced: nothing is due."""
    silence = CLAUSES[code].silence
    if silence is not None and all(bound.source == "law" for bound in bounds):
        return Bound(SILENCE, silence)
    return best(code, bounds)


def compared(terms: Terms, bounds: Floor) -> Comparison:
    """Every clause of the contract against its floor."""
    return Comparison(tuple(compare(bounds, terms)))


def changed(terms: Terms, changes: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Term]:
    """The terms with some clauses changed; a clause set to None is taken out. Raises Refused for an impossible term."""
    given = stated({code: plain for code, plain in changes.items() if plain is not None})
    gone = {code for code, plain in changes.items() if plain is None}
    unknown = gone - CLAUSES.keys()
    if unknown:
        raise Refused("term_invalid", _("There is no such clause."), field=sorted(unknown)[0])
    return _in_order({code: term for code, term in {**terms, **given}.items() if code not in gone})


def restored(terms: Terms, bounds: Floor, clauses: Iterable[str] | None = None) -> dict[str, Term]:
    """The terms with what was promised in place of each clause that holds; only `clauses` of these, when given.

    A clause of which no source speaks is taken out.
    """
    wanted = set(compared(terms, bounds).clauses)
    if clauses is not None:
        wanted &= set(clauses)
    mended = dict(terms)
    for code in wanted:
        bound = promised(bounds, code)
        if bound is None:
            mended.pop(code, None)
        else:
            mended[code] = bound.term
    return _in_order(mended)


@dataclass(frozen=True)
class Raised:
    """Terms and floor lifted to a new law: the clauses that rose, and those that a person must look at."""

    terms: dict[str, Term]
    bounds: dict[str, tuple[Bound, ...]]
    rising: list[str]
    unclear: list[str]


def raised(terms: Terms, bounds: Floor, law: Terms) -> Raised:
    """Lift terms and floor to a new law. Nothing ever falls (principles 1, 15).

    A clause that is worse than the law, or silent where it speaks, takes the law's own term. Where the two cannot be
    compared (other currency, unknown hours) nothing is guessed: the clause is named in `unclear`.
    """
    found = Raised(dict(terms), {code: tuple(one) for code, one in bounds.items()}, [], [])
    for code, term in with_hours(law).items():
        mine = found.bounds.get(code, ())
        if not _directed(code) or any(bound.term == term for bound in mine):
            continue
        asked = {code: (*mine, Bound("law", term))}
        lifted = {**found.terms, code: law[code] if code in found.terms else _promised(code, asked[code]).term}
        tried = next((one for one in (found.terms, lifted) if not _clause_holds(code, asked, one)), None)
        if tried is None:
            found.unclear.append(code)
            continue
        found.bounds[code] = asked[code]
        if tried is lifted:
            found.terms[code] = lifted[code]
            found.rising.append(code)
    return replace(found, terms=_in_order(found.terms))


def _clause_holds(code: str, asked: Floor, terms: Terms) -> bool:
    return any(one.clause == code and holds([one]) for one in compare(asked, terms))


def floor_to_plain(bounds: Floor) -> PlainFloor:
    """A floor as JSON values, in the order of the registry."""
    return {
        code: [{"source": bound.source, "term": _one(code, bound.term)} for bound in bounds[code]]
        for code in CLAUSES
        if code in bounds
    }


def floor_from_plain(plain: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, tuple[Bound, ...]]:
    """A floor from JSON values."""
    return {
        code: tuple(Bound(str(bound["source"]), from_plain({code: bound["term"]})[code]) for bound in bounds)
        for code, bounds in plain.items()
    }


def differences_from_plain(plain: Iterable[Mapping[str, Any]]) -> list[Difference]:
    """Stored differences as values of the rules."""
    return [
        Difference(
            str(one["clause"]),
            DifferenceKind(one["kind"]),
            Severity(one["severity"]),
            _back(one["clause"], one["before"]),
            _back(one["clause"], one["after"]),
            str(one["source"]),
        )
        for one in plain
    ]


def _in_order(terms: Terms) -> dict[str, Term]:
    """Terms in the order of the registry; a rate rests on the paper's own hours unless it names others."""
    day, week = (terms[code].value if code in terms else None for code in ("hours_day", "hours_week"))
    found = {}
    for code in CLAUSES:
        if code in terms:
            term = terms[code]
            if CLAUSES[code].kind is Kind.MONEY_RATE:
                term = replace(
                    term,
                    hours_day=None if term.hours_day == day else term.hours_day,
                    hours_week=None if term.hours_week == week else term.hours_week,
                )
            found[code] = term
    return found


def _one(code: str, term: Term | None) -> dict[str, Any] | None:
    return None if term is None else to_plain({code: term})[code]


def _back(code: str, plain: Mapping[str, Any] | None) -> Term | None:
    return None if plain is None else from_plain({code: plain})[code]


def _directed(code: str) -> bool:
    return CLAUSES[code].direction in (Direction.HIGHER_BETTER, Direction.LOWER_BETTER)
