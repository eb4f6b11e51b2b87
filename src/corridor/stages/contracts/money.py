"""What a contract takes from the worker, with the three figures side by side (principle 10): only nothing is green."""

from dataclasses import dataclass
from decimal import Decimal

from corridor.rules.fees import Assessment, CostInvalid, CostItem, Limit, assess
from corridor.rules.terms import Bound, Term, from_plain

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


def costs(contract: Contract) -> tuple[Cost, ...]:
    """What the worker pays for having the work, beside law, scheme and the international standard.

    The recruitment costs always stand there, also when they are nothing; what is paid in part or whole follows.
    """
    terms, bounds = from_plain(contract.terms), floor_from_plain(contract.floor)
    charged = [_charged(code, terms.get(code), bounds.get(code, ()), contract) for code in RECRUITMENT]
    paid = [
        Cost(code, None, str(terms[code].value))
        for code in PAID_BY
        if code in terms and terms[code].value in ("worker", "shared")
    ]
    return (*charged, *paid)


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
