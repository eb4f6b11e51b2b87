"""The terms of work: clauses, what each is worth to the worker, and whether a contract keeps what was promised."""

from corridor.rules.terms.clauses import CLAUSES
from corridor.rules.terms.compare import (
    Bound,
    Difference,
    DifferenceKind,
    Floor,
    Terms,
    best,
    compare,
    floor,
    holds,
    with_hours,
)
from corridor.rules.terms.measure import Order, hourly, rate_for, stand
from corridor.rules.terms.plain import Plain, from_plain, to_plain
from corridor.rules.terms.term import Clause, Direction, Kind, Period, Severity, Term, TermInvalid

__all__ = [
    "CLAUSES",
    "Bound",
    "Clause",
    "Difference",
    "DifferenceKind",
    "Direction",
    "Floor",
    "Kind",
    "Order",
    "Period",
    "Plain",
    "Severity",
    "Term",
    "TermInvalid",
    "Terms",
    "best",
    "compare",
    "floor",
    "from_plain",
    "holds",
    "hourly",
    "rate_for",
    "stand",
    "to_plain",
    "with_hours",
]
