"""What stands against a job order: each clause beside the law of the country of work and the standard contract.

A finding names its rule's source. A blocking one stops verification and approval (principle 1); a protected occupation
sends the order, never a person, to the authority with a reason and a mitigation (principle 8).
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.rules.fees import INTERNATIONAL_SOURCE
from corridor.rules.terms import (
    CLAUSES,
    Bound,
    Direction,
    Order,
    Plain,
    Severity,
    Term,
    Terms,
    best,
    floor,
    from_plain,
    stand,
    to_plain,
    with_hours,
)
from corridor.stages.agreements import api as agreements

from .models import CODED, JobOrder

REQUIRED = ("wage", "hours_week", "lodging", "travel_there", "travel_back", "recruitment_costs_worker")
"""Clauses without which nobody can judge a job order: pay, time, housing, and who pays the way and the recruitment."""

SENTENCES = {
    "below_floor": _("This is below what the law or the standard contract asks."),
    "missing": _("The order says nothing here; the law or the standard contract will apply."),
    "incomparable": _("This cannot be compared with the law. State it in the same currency, and say the hours."),
    "worker_fee": _("The worker would pay for being recruited. Nobody may ask that of a worker."),
    "worker_pays": _("The worker would pay this. The international standard is that the employer pays."),
    "penalty": _("A worker may not be made to pay for leaving."),
    "documents_taken": _("Passport and other documents stay with the worker."),
    "age_below_law": _("The order takes people below the least age that the law allows."),
    "age_above_law": _("The order asks for a higher age than the law. Age may not select beyond the legal limit."),
    "minimum_age": _("The law sets a least age for this work."),
    "protected_occupation": _(
        "The country of origin protects this occupation. Approval needs a reason and a mitigation."
    ),
    "occupation_doubtful": _("The occupation is not sure. A person must confirm it before the order is verified."),
    "no_wage_floor": _("No least wage is recorded for this work and country. Check it by hand."),
}
_PENALTIES = {"leaving_penalty": "penalty", "recruitment_costs_worker": "worker_fee"}
_PAYERS = ("travel_there", "travel_back", "travel_local", "repatriation", "permit_costs")
_STANDARDS = {
    "penalty": "ILO C29; ILO C189 art. 8",
    "worker_fee": INTERNATIONAL_SOURCE,
    "worker_pays": INTERNATIONAL_SOURCE,
    "documents_taken": "ILO C189 art. 9; ILO P029",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `law` is what the rule asks and `order` what the order says, as plain terms or None.

    `severity` is that of rules.terms (0 to 3). `acknowledge`: approval needs a reason and a mitigation.
    """

    kind: str
    clause: str = ""
    severity: int = 0
    source: str = ""
    law: dict[str, Any] | None = None
    order: dict[str, Any] | None = None
    blocking: bool = False
    acknowledge: bool = False

    @property
    def sentence(self) -> Any:
        """What it means, as a lazy sentence."""
        return SENTENCES[self.kind]

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class Rules:
    """The rules that bind one order: law and standard contract as terms, with their sources."""

    law: Terms
    sources: Mapping[str, str]
    standard: Terms
    standard_source: str
    age: Any
    protected: Any


class RuleBook:
    """Rules of many orders: the law of a country, a scheme and its version are each read once."""

    def __init__(self) -> None:
        self._laws: dict[str, agreements.Law] = {}
        self._terms: dict[tuple[str, str, date], tuple[Terms, Mapping[str, str]]] = {}
        self._standards: dict[tuple[uuid.UUID | None, uuid.UUID | None], tuple[Terms, str]] = {}
        self._origins: dict[uuid.UUID, str] = {}

    def of(self, order: JobOrder) -> Rules:
        """The rules of the day on which the work of the order begins."""
        law, day, occupation = self._law(order.country), order.start, order.occupation_code
        key = (order.country, occupation, day)
        if key not in self._terms:
            self._terms[key] = law.terms(occupation, day), law.sources(occupation, day)
        terms, sources = self._terms[key]
        standard, source = self._standard(order)
        return Rules(terms, sources, standard, source, law.minimum_age(day, occupation), self._protection(order))

    def _law(self, country: str) -> agreements.Law:
        if country not in self._laws:
            self._laws[country] = agreements.law_of(country)
        return self._laws[country]

    def _standard(self, order: JobOrder) -> tuple[Terms, str]:
        key = (order.scheme_id, order.season_id)
        if key not in self._standards:
            version = None
            if order.season_id is not None:
                version = agreements.season(order.season_id).version
            elif order.scheme_id is not None:
                version = agreements.current_version(order.scheme_id)
            self._standards[key] = ({}, "")
            if version is not None:
                terms = from_plain(agreements.rules_of(version).standard_terms)
                code = agreements.scheme(version.scheme_id).code
                self._standards[key] = terms, f"{code}, v{version.number}"
        return self._standards[key]

    def _protection(self, order: JobOrder) -> Any:
        """The rule of the country of origin that protects the occupation, if there is one."""
        if order.scheme_id is None or not order.occupation_code:
            return None
        if order.scheme_id not in self._origins:
            self._origins[order.scheme_id] = agreements.scheme(order.scheme_id).origin
        return self._law(self._origins[order.scheme_id]).protected(order.occupation_code, order.start)


def missing(order: JobOrder) -> list[str]:
    """The required clauses of which the order says nothing."""
    return [code for code in REQUIRED if code not in order.terms]


def check(order: JobOrder, rules: Rules) -> list[Finding]:
    """All findings on an order, blocking ones first."""
    found = [
        *_against_floor(order, rules),
        *_fees(order, rules),
        *_age(order, rules),
        *_occupation(order, rules),
    ]
    return sorted(found, key=lambda finding: (not finding.blocking, -finding.severity))


def findings(order: JobOrder, book: RuleBook | None = None) -> list[Finding]:
    """What stands against an order under the rules of the day its work begins, computed now."""
    return check(order, (book or RuleBook()).of(order))


def check_all(orders: Iterable[JobOrder]) -> dict[uuid.UUID, list[Finding]]:
    """The findings of many orders; the same rules are read once."""
    book = RuleBook()
    return {order.id: check(order, book.of(order)) for order in orders}


def _against_floor(order: JobOrder, rules: Rules) -> list[Finding]:
    terms = with_hours(from_plain(order.terms))
    bounds = floor(rules.law, rules.standard, {})
    found = []
    for code in CLAUSES:
        if code in bounds and code not in _PENALTIES:
            finding = _clause(code, bounds[code], terms.get(code), rules)
            if finding is not None:
                found.append(finding)
    if "wage" not in rules.law:
        found.append(Finding("no_wage_floor", "wage", Severity.MINOR))
    return found


def _clause(code: str, bounds: tuple[Bound, ...], term: Term | None, rules: Rules) -> Finding | None:
    clause = CLAUSES[code]
    if term is None:
        bound = best(code, bounds)
        return Finding("missing", code, Severity.NONE, _source(code, bound, rules), to_plain({code: bound.term})[code])
    stands = {bound.source: stand(clause, bound.term, term) for bound in bounds}
    for bad, kind in ((Order.WORSE, "below_floor"), (Order.INCOMPARABLE, "incomparable")):
        for bound in reversed(bounds):  # the law is named before the standard contract
            # Where only equality counts (a text), a standard contract's words are a model, not a floor.
            if stands[bound.source] is bad and clause.direction is not Direction.EQUAL_ONLY:
                law = to_plain({code: bound.term})[code]
                said = to_plain({code: term})[code]
                return Finding(kind, code, clause.severity, _source(code, bound, rules), law, said, blocking=True)
    return None


def _source(code: str, bound: Bound, rules: Rules) -> str:
    return rules.sources.get(code, "") if bound.source == "law" else rules.standard_source


def _fees(order: JobOrder, rules: Rules) -> list[Finding]:
    terms: Plain = order.terms
    found = []
    for code, kind in _PENALTIES.items():
        if code in terms and from_plain({code: terms[code]})[code].value:
            found.append(_standard_finding(kind, code, terms, blocking=True))
    for code in _PAYERS:
        if code in terms and terms[code]["value"] != "employer":
            found.append(_standard_finding("worker_pays", code, terms, blocking=False))
    if terms.get("documents_stay_with_worker", {}).get("value") is False:
        found.append(_standard_finding("documents_taken", "documents_stay_with_worker", terms, blocking=True))
    return found


def _standard_finding(kind: str, code: str, terms: Plain, *, blocking: bool) -> Finding:
    severity = CLAUSES[code].severity
    return Finding(kind, code, severity, _STANDARDS[kind], None, terms[code], blocking=blocking)


def _age(order: JobOrder, rules: Rules) -> list[Finding]:
    if rules.age is None:
        return []
    law = {"years": rules.age.years}
    asked = order.minimum_age
    if asked is None or asked == rules.age.years:
        return [Finding("minimum_age", "", Severity.NONE, rules.age.source, law)]
    kind = "age_below_law" if asked < rules.age.years else "age_above_law"
    return [Finding(kind, "", Severity.CRITICAL, rules.age.source, law, {"years": asked}, blocking=True)]


def _occupation(order: JobOrder, rules: Rules) -> list[Finding]:
    found = []
    if order.coding not in CODED:
        found.append(Finding("occupation_doubtful", "occupation", Severity.MAJOR, "ISCO-08", blocking=True))
    if rules.protected is not None:
        found.append(
            Finding(
                "protected_occupation",
                "occupation",
                Severity.MAJOR,
                rules.protected.source,
                dict(rules.protected.value) if isinstance(rules.protected.value, Mapping) else None,
                acknowledge=True,
            )
        )
    return found
