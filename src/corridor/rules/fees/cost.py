"""What a worker pays to get work, beside the three figures: law, scheme, international standard (principle 10).

The international standard is nothing: ILO C181 article 7, and the ILO definition of recruitment fees and related costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

INTERNATIONAL = Decimal(0)
INTERNATIONAL_SOURCE = "ILO C181 art. 7; ILO definition of recruitment fees and related costs, 2019"


class CostInvalid(ValueError):
    """Figures that cannot be compared; `code` says why."""

    def __init__(self, code: str, subject: str) -> None:
        super().__init__(f"{code}: {subject}")
        self.code = code


class Status(StrEnum):
    """Green: nothing to pay. Amber: something, and no limit is passed. Red: more than law or scheme allows."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Over(StrEnum):
    """Which figure an amount passes."""

    INTERNATIONAL = "international"
    SCHEME = "scheme"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class CostItem:
    """What the worker pays for one thing (`code`: permit, medical, travel ...): amount in an ISO 4217 currency."""

    code: str
    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        _check_amount(self.amount, self.code)
        if self.amount and len(self.currency) != 3:
            raise CostInvalid("currency_missing", self.code)


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a rule lets a worker pay, with the rule's source."""

    amount: Decimal
    currency: str
    source: str

    def __post_init__(self) -> None:
        _check_amount(self.amount, self.source)
        if not self.source.strip():
            raise CostInvalid("source_missing", "limit")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The three figures side by side. `law` and `scheme` are None where no rule is known, which allows nothing."""

    item: CostItem
    law: Limit | None
    scheme: Limit | None
    international: Decimal
    status: Status
    over: tuple[Over, ...]


def assess(item: CostItem, law: Limit | None, scheme: Limit | None) -> Assessment:
    """Set an item beside the three figures. Only nothing to pay is green, whatever law and scheme allow.

    Raises CostInvalid when a limit is in another currency than the item: convert with a dated rate first.
    """
    over = [Over.INTERNATIONAL] if item.amount > INTERNATIONAL else []
    for limit, which in ((scheme, Over.SCHEME), (law, Over.LAW)):
        if limit is not None and _passes(item, limit):
            over.append(which)
    if not over:
        status = Status.GREEN
    elif over == [Over.INTERNATIONAL]:
        status = Status.AMBER
    else:
        status = Status.RED
    return Assessment(item, law, scheme, INTERNATIONAL, status, tuple(over))


def months_of_wage(cost: Decimal, monthly_wage: Decimal) -> Fraction:
    """A cost in months of wage, both in one currency (SDG 10.7.1). Exact; CostInvalid unless the wage is above 0."""
    _check_amount(cost, "cost")
    if not monthly_wage.is_finite() or monthly_wage <= 0:
        raise CostInvalid("wage_not_positive", "monthly_wage")
    return Fraction(cost) / Fraction(monthly_wage)


def limit_in_months(months: Decimal, monthly_wage: Decimal, currency: str, source: str) -> Limit:
    """A limit that a law states in months of wage, as an amount."""
    return Limit(months * monthly_wage, currency, source)


def _passes(item: CostItem, limit: Limit) -> bool:
    # Nothing is nothing in every currency.
    if item.amount and limit.amount and item.currency != limit.currency:
        raise CostInvalid("currency_differs", item.code)
    return item.amount > limit.amount


def _check_amount(amount: Decimal, subject: str) -> None:
    if not amount.is_finite() or amount < 0:
        raise CostInvalid("not_an_amount", subject)
