"""What a contract takes from the worker, with the three figures side by side (principle 10): only nothing is green."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from corridor.rules.fees import Assessment, CostInvalid, CostItem, Limit, NetPay, assess, months_of_wage, net_pay
from corridor.rules.terms import Bound, Term, from_plain, with_hours

from .models import Contract
from .promise import floor_from_plain

RECRUITMENT = ("recruitment_costs_worker",)
PAID_BY = ("travel_there", "travel_back", "permit_costs", "health_insurance", "protective_equipment", "repatriation")


@dataclass(frozen=True)
class Cost:
    """One cost of the work: `assessment` where it is an amount, `payer` ("worker", "shared") where it is not."""

    clause: str
    assessment: Assessment | None
    payer: str = ""


@dataclass(frozen=True)
class Costs:
    """All that the worker pays for having the work. `months` is the sum in months of wage, None where unknown."""

    items: tuple[Cost, ...]
    months: Fraction | None
    pay: NetPay

    @property
    def free(self) -> bool:
        """True when the worker pays nothing: the only thing that is green."""
        return all(item.assessment is not None and item.assessment.item.amount == 0 for item in self.items)


def costs(contract: Contract) -> Costs:
    """The costs of a contract beside law, scheme and the international standard, and what is left of a month's pay."""
    terms, bounds = with_hours(from_plain(contract.terms)), floor_from_plain(contract.floor)
    charged = [_charged(code, terms.get(code), bounds.get(code, ()), contract) for code in RECRUITMENT]
    paid = [
        Cost(code, None, str(terms[code].value))
        for code in PAID_BY
        if code in terms and terms[code].value in ("worker", "shared")
    ]
    pay = net_pay(terms)
    return Costs((*charged, *paid), _months(charged, pay), pay)


def _charged(code: str, term: Term | None, bounds: tuple[Bound, ...], contract: Contract) -> Cost:
    item = CostItem(code, _amount(term), term.currency if term else "")
    law = _limit(bounds, "law", contract.sources.get(code, ""))
    scheme = _limit(bounds, "standard", str(contract.version_id))
    try:
        return Cost(code, assess(item, law, scheme))
    except CostInvalid:
        return Cost(code, assess(item, None, None))


def _limit(bounds: tuple[Bound, ...], source: str, said: str) -> Limit | None:
    found = next((bound.term for bound in bounds if bound.source == source), None)
    return None if found is None else Limit(_amount(found), found.currency, said or source)


def _amount(term: Term | None) -> Decimal:
    return term.value if term is not None and isinstance(term.value, Decimal) else Decimal(0)


def _months(charged: list[Cost], pay: NetPay) -> Fraction | None:
    amounts = [cost.assessment.item for cost in charged if cost.assessment is not None]
    if not any(item.amount for item in amounts):
        return Fraction(0)
    if pay.gross is None or any(item.amount and item.currency != pay.currency for item in amounts):
        return None
    total = sum((item.amount for item in amounts), Decimal(0))
    return months_of_wage(total, Decimal(pay.gross.numerator) / Decimal(pay.gross.denominator))
