"""Whether the rules of a scheme are complete and fair. What principle 6 refuses blocks them, whoever wrote them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from corridor.rules.fairness import ConflictCode, conflicts
from corridor.rules.fees import INTERNATIONAL, INTERNATIONAL_SOURCE, Status
from corridor.rules.terms import DifferenceKind, Term, compare, from_plain

from .law import Law
from .problems import Problem
from .records import COST_ITEMS, CostItem, SchemeRules

_CONFLICTS: dict[ConflictCode, Promise] = {
    ConflictCode.FORBIDDEN: _("“%(criterion)s” may never select people for work (%(source)s). Take it out."),
    ConflictCode.ONLY_AS_RESERVE: _(
        "Sex gives no points (%(source)s). Posts may be reserved in the open: write it under reserved posts."
    ),
    ConflictCode.ONLY_AS_LIMIT: _(
        "Age gives no points (%(source)s). Only a limit that a law sets may stand, under least age."
    ),
    ConflictCode.NEVER_CAPPED: _(
        "No ceiling may stand on “%(criterion)s” (%(source)s): it would close posts to them. Reserve posts for others "
        "instead, in the open."
    ),
    ConflictCode.LIMIT_WITHOUT_SOURCE: _("A limit of age needs the law or published rule that it rests on."),
    ConflictCode.SCHEME_SETS_PAY: _("What a worker wants to earn never selects: the scheme sets the pay."),
    ConflictCode.UNKNOWN: _("“%(criterion)s” is no known criterion. Choose one of the list."),
}
NEEDED_CLAUSES = ("wage", "hours_week")
FEE_CLAUSE = {"recruitment": "recruitment_costs_worker", "lodging": "lodging_price"}
"""Costs whose amount a clause of the contract tells; the others are paid by one side or the other in full."""


def fairness_problems(rules: SchemeRules) -> list[Problem]:
    """What principle 6 refuses in the register, the reserves and the limit of age."""
    register = [line.criterion for line in rules.register]
    groups = [rule.group for rule in rules.reserves]
    capped = [rule.of for rule in rules.ceilings if rule.kind == "group"]
    limits = [rules.minimum_age] if rules.minimum_age else []
    return [
        Problem(path, f"conflict_{found.code}", _CONFLICTS[found.code], _told(found.criterion, found.source))
        for path, result in (
            (("register",), conflicts(register)),
            (("reserves",), conflicts([], reserves=groups)),
            (("ceilings",), conflicts([], ceilings=capped)),
            (("minimum_age",), conflicts([], age_limits=limits)),
        )
        for found in result
    ]


def _told(criterion: str, source: str) -> dict[str, str]:
    return {"criterion": criterion, "source": source}


def completeness_problems(rules: SchemeRules) -> list[Problem]:
    """What is still missing before a second person can look at the rules."""
    return [*_basics(rules), *_ceilings(rules), *_terms(rules), *_costs(rules), *_decisions(rules), *_steps(rules)]


def _basics(rules: SchemeRules) -> Iterator[Problem]:
    if not rules.occupations:
        yield Problem(("occupations",), "occupations_missing", _("Name at least one occupation."))
    if not rules.method:
        sentence = _("Choose how workers are selected. No method is chosen for you.")
        yield Problem(("method",), "method_missing", sentence)
    if rules.method == "draw" and rules.register:
        sentence = _("The draw alone decides: the criteria of this register give nobody points.")
        yield Problem(("register",), "register_unused", sentence, stops=False)
    elif rules.method != "draw" and not any(line.points for line in rules.register):
        yield Problem(("register",), "register_empty", _("Name at least one criterion that gives points."))


def _ceilings(rules: SchemeRules) -> Iterator[Problem]:
    for number, rule in enumerate(rules.ceilings):
        if not rule.source:
            sentence = _("Say which law, agreement or published rule sets this ceiling.")
            yield Problem(("ceilings", number), "ceiling_without_source", sentence)
        if rule.kind == "group" and rules.recall is not None and rules.recall.force == "must":
            sentence = _(
                "Those called back go before points, and this ceiling may turn them away. Keep one of the two."
            )
            yield Problem(("ceilings", number), "ceiling_against_recall", sentence)


def _terms(rules: SchemeRules) -> Iterator[Problem]:
    for code in NEEDED_CLAUSES:
        if code not in rules.standard_terms:
            sentence = _("The standard contract says neither wage nor hours of a week. Write both.")
            yield Problem(("standard_terms",), "terms_missing", sentence)
            return


def _costs(rules: SchemeRules) -> Iterator[Problem]:
    open_items = [item for item in COST_ITEMS if item not in rules.who_pays and not (_not_needed(rules, item))]
    if open_items:
        yield Problem(("who_pays",), "payer_missing", _("Say for each cost who pays it."))
    if rules.who_pays.get("medical") == "worker":  # principle 7
        yield Problem(
            ("who_pays",), "medical_paid_by_worker", _("The worker never pays the medical examination of a scheme.")
        )


def _not_needed(rules: SchemeRules, item: str) -> bool:
    return (item == "clearance" and not rules.clearance) or (item == "orientation" and not rules.orientation_hours)


def _decisions(rules: SchemeRules) -> Iterator[Problem]:
    """Principle 9: each decision names its body, and its remedy or that there is none."""
    needed = ["admission", "selection", "contract", *(["clearance"] if rules.clearance else [])]
    needed += [step.decider for step in rules.path if step.decider]
    for what in dict.fromkeys(needed):
        decider = rules.deciders.get(what)  # type: ignore[call-overload]
        if decider is None or not decider.body:
            sentence = _("Say who takes each decision that these rules ask for.")
            yield Problem(("deciders",), "decider_missing", sentence, {"what": what})
        elif not decider.remedy:
            sentence = _("No remedy is named for a decision. The worker will read that its law gives none.")
            yield Problem(("deciders",), "no_remedy", sentence, {"what": what}, stops=False)
        elif not decider.remedy_days:
            sentence = _("Say within how many days the remedy can be asked for.")
            yield Problem(("deciders",), "remedy_without_days", sentence, {"what": what})


def _steps(rules: SchemeRules) -> Iterator[Problem]:
    codes = {step.code for step in rules.path}
    if not rules.path:
        yield Problem(("path",), "path_empty", _("Write the steps between the contract and the first day of work."))
    elif rules.clearance and "clearance" not in codes:
        sentence = _("These rules ask for a clearance, and the path has no step of that name.")
        yield Problem(("path",), "clearance_step_missing", sentence)
    elif "clearance" in codes and not rules.clearance:
        sentence = _("The path has a step for clearance, and these rules ask for none.")
        yield Problem(("path",), "clearance_not_asked", sentence)


@dataclass(frozen=True)
class Fee:
    """One cost with its three figures (principle 10). `scheme` and `law` are amounts where they are known.

    `law` is None where no law is recorded. Only nothing to pay is green.
    """

    item: str
    payer: str
    scheme: Term | None
    law: Term | None
    law_source: str
    international: Decimal
    international_source: str
    status: Status


def fees(rules: SchemeRules, laws: Sequence[Law], day: date) -> list[Fee]:
    """Who pays each cost, beside what the laws of both countries allow (the lower of them) and the standard."""
    terms = from_plain(rules.standard_terms)
    return [_fee(item, rules.who_pays[item], terms, laws, day) for item in COST_ITEMS if item in rules.who_pays]


def _fee(item: CostItem, payer: str, terms: Mapping[str, Term], laws: Sequence[Law], day: date) -> Fee:
    amount = terms.get(FEE_CLAUSE.get(item, ""))
    ceilings = [ceiling for law in laws if (ceiling := law.fee_ceiling(item, day)) is not None]
    ceiling = min(ceilings, key=lambda found: Decimal(str(found.term.value)), default=None)
    pays = payer == "worker" or (amount is not None and amount.value != 0)
    forbidden = ceiling is not None and ceiling.term.value == 0
    status = Status.GREEN if not pays else Status.RED if forbidden else Status.AMBER
    law, source = (ceiling.term, ceiling.source) if ceiling else (None, "")
    return Fee(item, payer, amount, law, source, INTERNATIONAL, INTERNATIONAL_SOURCE, status)


def law_problems(rules: SchemeRules, laws: Sequence[Law], day: date) -> list[Problem]:
    """Where the rules meet the law: costs that the worker pays, and standard terms below the floor of the work.

    `laws` are those of the country of work and of the country of origin, in this order.
    """
    return [*_fee_problems(rules, laws, day), *_floor_problems(rules, laws[0], day)]


def _fee_problems(rules: SchemeRules, laws: Sequence[Law], day: date) -> list[Problem]:
    found = []
    for fee in fees(rules, laws, day):
        if fee.status is Status.RED:
            sentence = _("The worker pays for something that the law makes free (%(source)s).")
            found.append(
                Problem(("who_pays",), "fee_against_law", sentence, {"item": fee.item, "source": fee.law_source})
            )
        elif fee.status is Status.AMBER:
            sentence = _("The worker pays for something. By the international standard a worker pays nothing.")
            found.append(Problem(("who_pays",), "fee_above_standard", sentence, {"item": fee.item}, stops=False))
    return found


def _floor_problems(rules: SchemeRules, law: Law, day: date) -> list[Problem]:
    found = []
    standard = from_plain(rules.standard_terms)
    for occupation in rules.occupations or [""]:
        floor = {code: term for code, term in law.terms(occupation, day).items() if code in standard}
        for difference in compare(floor, standard):
            if difference.clause in floor and difference.kind is DifferenceKind.WORSE:
                sentence = _("The clause “%(clause)s” is below the law, which will count instead.")
                told = {"clause": difference.clause, "occupation": occupation}
                found.append(Problem(("standard_terms",), "below_law", sentence, told, stops=False))
    return found
