"""One term of a job: a value with its unit, and how clauses are classed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

Value = Decimal | bool | str | date


class Kind(StrEnum):
    """What sort of value a clause holds."""

    MONEY_RATE = "money_rate"  # Decimal amount in a currency for a period of work
    MONEY = "money"  # Decimal amount in a currency, once or for a period of the calendar
    HOURS = "hours"  # Decimal hours in the clause's own period
    DAYS = "days"  # Decimal days in the clause's own period
    PERCENT = "percent"  # Decimal per cent
    BOOL = "bool"
    CHOICE = "choice"  # one of the clause's options, best for the worker first
    TEXT = "text"
    DATE = "date"


class Direction(StrEnum):
    """Which way is better for the worker."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    EQUAL_ONLY = "equal_only"  # any change needs a person's judgement
    NONE = "none"  # must be there, whatever it says


class Period(StrEnum):
    """The period of an amount. Hour to month are work, `piece` is pay by result, `once` is for the whole contract."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PIECE = "piece"
    ONCE = "once"


class Severity(IntEnum):
    """How much a worsening weighs."""

    NONE = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3


class TermInvalid(ValueError):
    """A term that its clause cannot hold; `code` says what is wrong, `clause` where."""

    def __init__(self, code: str, clause: str) -> None:
        super().__init__(f"{clause}: {code}")
        self.code = code
        self.clause = clause


@dataclass(frozen=True, slots=True)
class Term:
    """A value; amounts carry ISO 4217 `currency` and `period`.

    `hours_day` and `hours_week` say on how many hours of work a rate rests, where that is known.
    """

    value: Value
    currency: str = ""
    period: Period | None = None
    hours_day: Decimal | None = None
    hours_week: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the registry. `silence` is what a base that says nothing means; None where it means nothing."""

    code: str
    kind: Kind
    direction: Direction
    severity: Severity
    options: tuple[str, ...] = ()
    silence: Term | None = None

    def check(self, term: Term) -> None:
        """Raise TermInvalid when the term does not fit the clause."""
        if self.kind in (Kind.MONEY_RATE, Kind.MONEY, Kind.HOURS, Kind.DAYS, Kind.PERCENT):
            self._check_number(term)
        expected = {Kind.BOOL: bool, Kind.DATE: date}.get(self.kind, str)
        if self.kind in (Kind.BOOL, Kind.DATE, Kind.TEXT, Kind.CHOICE) and not isinstance(term.value, expected):
            raise TermInvalid("wrong_kind", self.code)
        if self.kind is Kind.CHOICE and term.value not in self.options:
            raise TermInvalid("unknown_option", self.code)
        if self.kind is Kind.TEXT and not str(term.value).strip():
            raise TermInvalid("empty", self.code)

    def _check_number(self, term: Term) -> None:
        if not isinstance(term.value, Decimal):
            raise TermInvalid("wrong_kind", self.code)
        if not term.value.is_finite() or term.value < 0:
            raise TermInvalid("not_a_quantity", self.code)
        if any(hours is not None and hours <= 0 for hours in (term.hours_day, term.hours_week)):
            raise TermInvalid("hours_not_positive", self.code)
        if self.kind not in (Kind.MONEY_RATE, Kind.MONEY):
            return
        if term.period is None or (term.value > 0 and len(term.currency) != 3):
            raise TermInvalid("currency_or_period_missing", self.code)
        if self.kind is Kind.MONEY_RATE and term.period in (Period.ONCE, Period.YEAR):
            raise TermInvalid("not_a_wage_period", self.code)
