"""What a country's law asks of work on a day, from dated rules, as known now or at an earlier moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from corridor.rules.matching import AgeLimit
from corridor.rules.terms import CLAUSES, Bound, Term, best, from_plain, with_hours

from .models import DatedRule

CLAUSE_OF_KIND = {"wage_floor": "wage", "collective_wage": "wage", "hours_week_max": "hours_week"}
"""The clause of a kind of rule that speaks of one clause only."""
CLAUSE_OF_COST = {"": "recruitment_costs_worker", "recruitment": "recruitment_costs_worker", "lodging": "lodging_price"}
"""The clause of a contract that a ceiling of costs limits, where there is one."""


@dataclass(frozen=True)
class Found:
    """A term of law with the source that says so."""

    term: Term
    source: str


@dataclass(frozen=True)
class Law:
    """The rules of one country, loaded once; asking is plain computation, so that batches cost one query a country."""

    country: str
    rules: Sequence[DatedRule]

    def on(self, day: date) -> list[DatedRule]:
        """The rules that bind on a day."""
        return [
            rule
            for rule in self.rules
            if rule.valid_from <= day and (rule.valid_until is None or day <= rule.valid_until)
        ]

    def terms(self, occupation: str, day: date) -> dict[str, Term]:
        """Least terms by clause: of the most specific rules for the occupation, the best for the worker."""
        return {clause: found.term for clause, found in self._terms(occupation, day).items()}

    def sources(self, occupation: str, day: date) -> dict[str, str]:
        """The source of each clause that `terms` gives."""
        return {clause: found.source for clause, found in self._terms(occupation, day).items()}

    def changes(self, occupation: str, first: date, last: date) -> list[tuple[date, dict[str, Term]]]:
        """The terms at `first` and at each later day up to `last` on which they change (principle 15)."""
        days = {first}
        for rule in self.rules:
            ended = rule.valid_until + timedelta(days=1) if rule.valid_until else None
            days.update(day for day in (rule.valid_from, ended) if day is not None and first < day <= last)
        found: list[tuple[date, dict[str, Term]]] = []
        for day in sorted(days):
            terms = self.terms(occupation, day)
            if not found or terms != found[-1][1]:
                found.append((day, terms))
        return found

    def minimum_age(self, day: date, occupation: str = "") -> AgeLimit | None:
        """The least age for work: of the most specific rules, the highest."""
        ages = _most_specific(rule for rule in self.on(day) if rule.kind == "minimum_age" and _covers(rule, occupation))
        if not ages:
            return None
        oldest = max(ages, key=lambda rule: int(rule.value["years"]))
        return AgeLimit(int(oldest.value["years"]), oldest.source)

    def fee_ceiling(self, item: str, day: date) -> Found | None:
        """The most that a worker may be charged for a cost: a rule for this cost, else one for all."""
        ceilings = [rule for rule in self.on(day) if rule.kind == "fee_ceiling"]
        for clause in (item, ""):
            for rule in ceilings:
                if rule.clause == clause:
                    return Found(_term("recruitment_costs_worker", rule), rule.source)
        return None

    def protected(self, occupation: str, day: date) -> DatedRule | None:
        """The rule that keeps an occupation from being recruited abroad actively, if there is one."""
        rules = _most_specific(
            rule for rule in self.on(day) if rule.kind == "protected_occupation" and _covers(rule, occupation)
        )
        return rules[0] if rules else None

    def _terms(self, occupation: str, day: date) -> dict[str, Found]:
        by_clause: dict[str, list[DatedRule]] = {}
        for rule in self.on(day):
            clause = clause_of(rule)
            if clause and _covers(rule, occupation):
                by_clause.setdefault(clause, []).append(rule)
        hours = self._hours(by_clause.get("hours_week", []))
        found = {}
        for clause in CLAUSES:
            rules = _most_specific(by_clause.get(clause, []))
            if rules:
                terms = [_term(clause, rule) for rule in rules]
                rested = [Bound("law", with_hours({**hours, clause: term})[clause]) for term in terms]
                chosen = rested.index(best(clause, rested))
                found[clause] = Found(terms[chosen], rules[chosen].source)
        return found

    @staticmethod
    def _hours(rules: list[DatedRule]) -> dict[str, Term]:
        """The hours on which a wage by month rests, so that it can be compared with one by hour."""
        specific = _most_specific(rules)
        return {"hours_week": _term("hours_week", specific[0])} if specific else {}


def law_of(country: str, *, known_at: datetime | None = None) -> Law:
    """All rules of a country, as known now or at an earlier moment. One query."""
    known = Q(withdrawn_at__isnull=True)
    if known_at is not None:
        known = Q(recorded_at__lte=known_at) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at))
    rules = DatedRule.objects.filter(known, country=country).order_by("kind", "occupation", "clause", "valid_from")
    return Law(country, list(rules))


def clause_of(rule: DatedRule) -> str:
    """The clause of a contract that a rule limits, "" where it limits none."""
    if rule.kind == "fee_ceiling":
        return CLAUSE_OF_COST.get(rule.clause, "")
    return CLAUSE_OF_KIND.get(rule.kind, rule.clause)


def _term(clause: str, rule: DatedRule) -> Term:
    return from_plain({clause: rule.value})[clause]


def _covers(rule: DatedRule, occupation: str) -> bool:
    return occupation.startswith(rule.occupation)


def _most_specific(rules: Iterable[DatedRule]) -> list[DatedRule]:
    """Those that name the occupation with the most digits: a rule for farm work stands before one for all work."""
    found = list(rules)
    longest = max((len(rule.occupation) for rule in found), default=0)
    return [rule for rule in found if len(rule.occupation) == longest]
